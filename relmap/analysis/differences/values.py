"""What differs between two values of a field, told through the fields table, so that no field can be forgotten.

Whatever two ways of writing one thing share is left out: the order of a list of words or references, a key without a
value, the line break at the end of a text.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from relmap.analysis.differences.matching import matched
from relmap.analysis.differences.record import Entry, FieldChange, FieldPath
from relmap.model.fields import FIELDS
from relmap.model.kinds import TEXT, Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.records import Record
from relmap.model.settings import Settings


def field_changes(before: Record | Settings, after: Record | Settings) -> Iterator[FieldChange]:
    """Every difference between two records of one type, in the order of their fields."""
    for field in FIELDS[before.TYPE]:
        yield from changes(field.kind, getattr(before, field.slot), getattr(after, field.slot), (field.name,))


def changes(kind: Kind, before: Any, after: Any, path: FieldPath = ()) -> Iterator[FieldChange]:
    """Every difference between two values of a kind that stand at `path`."""
    if before == after or canonical(kind, before) == canonical(kind, after):
        return
    if isinstance(kind, Mapped):
        for key in dict.fromkeys((*(before or ()), *(after or ()))):
            yield from changes(kind.value, (before or {}).get(key), (after or {}).get(key), (*path, key))
    elif isinstance(kind, Nested) and before is not None and after is not None:
        for field in kind.fields:
            old, new = getattr(before, field.slot), getattr(after, field.slot)
            yield from changes(field.kind, old, new, (*path, field.name))
    elif isinstance(kind, Listed) and isinstance(kind.item, Nested):
        yield from _entries(kind.item, kind.identity, before or (), after or (), path)
    elif _told(before) != _told(after):
        yield FieldChange(path, _told(before), _told(after))


def record_key(record: Record | Settings) -> Any:
    """What two records of one type share that say the same; it can be a key of a dict."""
    return _of_fields(FIELDS[record.TYPE], record)


def canonical(kind: Kind, value: Any) -> Any:
    """What all ways to write one value share; None for what says nothing."""
    if value is None or value == "":
        return None
    if isinstance(kind, Scalar):
        return (value.rstrip() or None) if isinstance(value, str) else value
    if isinstance(kind, Nested):
        found = _of_fields(kind.fields, value)
        return found if any(part is not None for part in found) else None
    if isinstance(kind, Mapped):
        parts = ((key, canonical(kind.value, item)) for key, item in value.items())
        return frozenset(part for part in parts if part[1] not in (None, (), frozenset()))
    # In a committee no roles is an answer, too, and not the same as nothing said.
    items = [canonical(kind.item, item) for item in value]
    return tuple(items) if has_order(kind) else frozenset(Counter(items).items())


def has_order(kind: Listed) -> bool:
    """Whether what stands first may mean something: among texts of somebody's own, such as needs or numbers to call."""
    return kind.item == TEXT


def _of_fields(fields: tuple[Field, ...], value: Any) -> tuple[Any, ...]:
    return tuple(canonical(field.kind, getattr(value, field.slot)) for field in fields)


def _told(value: Any) -> Any:
    return None if value is None or value in ("", (), {}) else value


def _entries(
    item: Nested, identity: tuple[str, ...], before: tuple[Any, ...], after: tuple[Any, ...], path: FieldPath
) -> Iterator[FieldChange]:
    """An entry that has the identity of one of before is that one, changed; of several each takes the next."""

    def mark(entry: Any) -> tuple[Any, ...]:
        return tuple(getattr(entry, name) for name in identity)

    for old, new in matched(before, after, (lambda entry: canonical(item, entry), mark)):
        if old is None or new is None or canonical(item, old) != canonical(item, new):
            shown = old if old is not None else new
            yield FieldChange((*path, Entry(tuple(map(str, mark(shown))))), old, new)
