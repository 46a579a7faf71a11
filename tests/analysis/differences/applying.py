"""What a list of differences makes of the earlier book: written without the code that found them."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from relmap.analysis.differences import Difference, Differences, Entry, FieldChange
from relmap.analysis.differences.renames import Renames, renamed
from relmap.analysis.differences.stranded import Stranded
from relmap.analysis.differences.values import canonical, record_key
from relmap.analysis.references import records_of
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import Kind, Listed, Mapped, Nested
from relmap.model.records import Touch

TABLES = {"member": "members", "account": "accounts", "person": "people", "deal": "deals", "campaign": "campaigns"}


def applied(before: Book, found: Differences, later: Mapping[int, Any] | None = None) -> Book:
    """`before` with the new references, then with each difference in it; `later` is as `mended` gives it."""
    later = later or {}
    for renames in _renames(found):
        before = renamed(before, renames)
    tables: dict[str, dict[str, Any]] = {name: dict(getattr(before, name)) for name in TABLES.values()}
    touches = {account: list(own) for account, own in before.touches.items()}
    settings = before.settings
    for one in found.found:
        if one.type == "settings":
            settings = _changed(settings, one)
        elif one.type == "touch":
            _touch(touches, one, later)
        elif one.after is None:
            # What stands in the place of somebody who is gone is another's.
            if not any(other.was and other.record.ref == one.record.ref for other in found.found):
                del tables[TABLES[one.type]][_key(one.record)]
        else:
            table = tables[TABLES[one.type]]
            table[_key(one.after)] = (
                _changed(table[_key(one.after)], one) if one.before else later.get(id(one.after), one.after)
            )
    return Book(settings=settings, touches={name: tuple(own) for name, own in touches.items() if own}, **tables)


def mended(book: Book, left: Iterable[Stranded]) -> tuple[Book, dict[int, Any]]:
    """`book` with everybody named by the id they have now, and what each of its records is there, by `id()`."""
    found = {id(record): record for record in records_of(book)}
    for one in left:
        text = one.now.rpartition("/")[2] if one.path in _BY_ID or one.old.startswith("team/") else one.now
        found[id(one.record)] = _at(found[id(one.record)], one.path, text)
    tables = {name: {key: found[id(record)] for key, record in getattr(book, name).items()} for name in TABLES.values()}
    touches = {account: tuple(found[id(touch)] for touch in own) for account, own in book.touches.items()}
    return Book(settings=found[id(book.settings)], touches=touches, **tables), found


_BY_ID = (("deal",), ("campaign",), ("member",))


def _at(value: Any, path: tuple[Any, ...], text: str) -> Any:
    if not path:
        return text
    if isinstance(value, tuple):
        return tuple(_at(item, path[1:], text) if place == path[0] else item for place, item in enumerate(value))
    if isinstance(value, dict):
        return {**value, path[0]: _at(value[path[0]], path[1:], text)}
    slot = {"with": "people"}.get(path[0], path[0])
    return replace(value, **{slot: _at(getattr(value, slot), path[1:], text)})


def content(book: Book) -> Any:
    """What two books share that say the same."""
    tables = {
        name: {key: (record.ref, record_key(record)) for key, record in getattr(book, name).items()}
        for name in TABLES.values()
    }
    touches = {
        account: sorted((touch.member, repr(record_key(touch))) for touch in own)
        for account, own in book.touches.items()
        if own
    }
    return record_key(book.settings), tables, touches


def _renames(found: Differences) -> list[Renames]:
    maps: dict[str, dict[str, str]] = {name: {} for name in TABLES.values()}
    for one in found.found:
        if one.was and one.type in TABLES:
            maps[TABLES[one.type]][one.was] = one.record.ref
    accounts = maps.pop("accounts")
    return [Renames(accounts=accounts), Renames(**maps)]


def _key(record: Any) -> str:
    return record.ref if record.TYPE in ("person", "deal") else record.id


def _touch(touches: dict[str, list[Touch]], one: Difference, later: Mapping[int, Any]) -> None:
    own = touches.setdefault(one.account, [])
    if isinstance(one.before, Touch):
        place = next(i for i, touch in enumerate(own) if _said(touch) == _said(one.before))
        touch = own.pop(place)
        if isinstance(one.after, Touch):
            own.append(replace(_changed(touch, one), member=later.get(id(one.after), one.after).member))
    elif isinstance(one.after, Touch):
        own.append(later.get(id(one.after), one.after))


def _said(touch: Touch) -> Any:
    return touch.member, record_key(touch)


def _changed(record: Any, one: Difference) -> Any:
    for change in one.changes:
        field = next(field for field in FIELDS[one.type] if field.name == change.path[0])
        value = _set(field.kind, getattr(record, field.slot), change, 1)
        record = replace(record, **{field.slot: _default(record, field.slot) if value is None else value})
    return record


def _set(kind: Kind, value: Any, change: FieldChange, place: int) -> Any:
    if place == len(change.path):
        assert canonical(kind, value) in (canonical(kind, change.before), ()) or not value
        return change.after
    step = change.path[place]
    if isinstance(step, Entry):
        assert isinstance(kind, Listed)
        entries = list(value)
        if change.before is not None:
            same = [canonical(kind.item, entry) for entry in entries]
            del entries[same.index(canonical(kind.item, change.before))]
        return (*entries, *([change.after] if change.after is not None else []))
    if isinstance(kind, Mapped):
        table: Mapping[str, Any] = value or {}
        new = _set(kind.value, table.get(step), change, place + 1)
        return {key: item for key, item in {**table, step: new}.items() if item is not None}
    assert isinstance(kind, Nested)
    field = next(field for field in kind.fields if field.name == step)
    new = _set(field.kind, getattr(value, field.slot), change, place + 1)
    return replace(value, **{field.slot: _default(value, field.slot) if new is None else new})


def _default(record: Any, slot: str) -> Any:
    field = next(field for field in fields(record) if field.name == slot)
    return field.default_factory() if field.default_factory is not MISSING else field.default
