"""What a change was, in the field's words: `siam-grand/malee: stance 1 -> -1`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

from relmap.analysis.wording import written
from relmap.model.changes import Change, Changes, Updated
from relmap.model.fields import FIELDS
from relmap.model.kinds import Kind, Listed, Mapped, Nested
from relmap.model.records import KnownBy, Link, Reminder, Seat
from relmap.model.saying import _, as_listed, in_order, in_words, labelled, on_day, remarked
from relmap.usecases.change_words import change_in_words


def summary(changes: Changes) -> list[str]:
    """One line for each difference."""
    return [line for change in changes for line in _lines(change)] if changes else [_("nothing to change")]


def _lines(change: Change) -> list[str]:
    return _updated(change) if isinstance(change, Updated) else [change_in_words(change)]


def shown(value: Any) -> str:
    """A field's value in one line."""
    if value is None or value in ("", (), {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return in_order(shown(item) for item in value)
    if isinstance(value, dict):
        return in_order(f"{key} {shown(item)}" for key, item in value.items())
    if isinstance(value, date):
        return on_day(value)
    if isinstance(value, float):
        return written(value)
    return _entry(value)


def _entry(value: Any) -> str:
    if isinstance(value, Link):
        return remarked(f"{as_listed('kind', value.kind)} {value.to}", _strength(value))
    if isinstance(value, KnownBy):
        aim = [_("target {level}").format(level=value.target)] if value.target is not None else []
        return remarked(f"team/{value.member}", in_order([_strength(value), *aim]))
    if isinstance(value, Seat):
        return _seat(value)
    if isinstance(value, Reminder):
        return f"{on_day(value.on)} {value.what}".rstrip()
    if is_dataclass(value):
        return in_order(f"{in_words('field', name)} {shown(item)}" for name, item in told(value)) or _("nothing")
    return str(value)


def told(record: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a nested record that say something: all but those at their default. A no is an answer."""
    for field in fields(record):
        item = getattr(record, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if item != default or isinstance(item, bool):
            yield field.name, item


def _seat(seat: Seat) -> str:
    views = [f"{in_words('field', name)} {shown(item)}" for name, item in told(seat) if name in ("stance", "influence")]
    roles = in_order(as_listed("role", role) for role in seat.roles or ())
    said = _("{person} as {roles}").format(person=seat.person, roles=roles) if roles else seat.person
    if views:
        said = remarked(said, in_order(views))
    return labelled(said, seat.note) if seat.note else said


def _strength(tie: Link | KnownBy) -> str:
    if tie.strength is not None:
        return _("strength {strength}").format(strength=shown(tie.strength))
    return _("level {level}").format(level=tie.level) if tie.level else _("level not said")


def _updated(change: Updated) -> list[str]:
    found: list[str] = []
    for field in FIELDS[change.before.TYPE]:
        before, after = getattr(change.before, field.slot), getattr(change.after, field.slot)
        found += [f"{change.after.ref}: {text}" for text in _differences(field.name, field.kind, before, after)]
    return found


def _differences(path: str, kind: Kind, before: Any, after: Any) -> Iterator[str]:
    """One text a difference, each with the dotted path that `relmap set` knows it by."""
    if before == after or (_blank(before) and _blank(after)):
        return
    if isinstance(kind, Mapped):
        for key in dict.fromkeys([*(before or ()), *(after or ())]):
            yield from _differences(f"{path}.{key}", kind.value, (before or {}).get(key), (after or {}).get(key))
    elif isinstance(kind, Nested):
        for field in kind.fields:
            old, new = (getattr(value, field.slot, None) for value in (before, after))
            yield from _differences(f"{path}.{field.name}", field.kind, old, new)
    elif isinstance(kind, Listed) and before is not None and after is not None:
        yield from (f"{path} {text}" for text in _listed(kind, before, after))
    else:
        yield f"{path} {shown(before)} -> {shown(after)}"


def _blank(value: Any) -> bool:
    """True for what an absent key stands for."""
    return value is None or value in ("", (), {})


def _listed(kind: Listed, before: Any, after: Any) -> list[str]:
    if isinstance(kind.item, Nested) and kind.identity:
        return _entries(kind.item, kind.identity, before, after)
    gone = [f"- {shown(item)}" for item in before if item not in after]
    new = [f"+ {shown(item)}" for item in after if item not in before]
    return [in_order([*gone, *new])] if gone or new else [f"{shown(before)} -> {shown(after)}"]


def _entries(item: Nested, identity: tuple[str, ...], before: Any, after: Any) -> list[str]:
    """One text an entry: gone, new, or with the fields that differ."""
    held, kept = _by_identity(identity, before), _by_identity(identity, after)
    found = [f"- {shown(entry)}" for place, entry in held.items() if place not in kept]
    found += [f"+ {shown(entry)}" for place, entry in kept.items() if place not in held]
    for place, entry in kept.items():
        if place in held and held[place] != entry:
            found.append(f"{' '.join(map(str, place[:-1]))}: {_changed_fields(item, held[place], entry)}")
    return found


def _by_identity(identity: tuple[str, ...], entries: Any) -> dict[tuple[Any, ...], Any]:
    """The entries by what tells them apart; those that share it by their number, too."""
    found: dict[tuple[Any, ...], Any] = {}
    number: Counter[tuple[Any, ...]] = Counter()
    for entry in entries:
        key = tuple(getattr(entry, name) for name in identity)
        found[(*key, number[key])] = entry
        number[key] += 1
    return found


def _changed_fields(item: Nested, before: Any, after: Any) -> str:
    pairs = [(field.name, getattr(before, field.slot), getattr(after, field.slot)) for field in item.fields]
    return in_order(f"{name} {shown(old)} -> {shown(new)}" for name, old, new in pairs if old != new)
