"""Keys of the user's own, which are no fields of relmap's: what of them differs between two states of a record."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from relmap.analysis.differences.matching import matched
from relmap.analysis.differences.record import Entry, FieldChange, FieldPath
from relmap.analysis.differences.values import canonical
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested
from relmap.model.records import Record
from relmap.model.settings import Settings

OwnValue: TypeAlias = "str | list[OwnValue] | dict[str, OwnValue] | None"
"""What stands under a key of the user's own; a scalar is text, and None says nothing."""


class OwnKeys(NamedTuple):
    """The user's own keys of a record, or of what is nested in it.

    `here` are those that stand beside its fields; `within` are those inside the value of a field, of a key of a table,
    or of the item at a place of a list.
    """

    here: Mapping[str, OwnValue] = {}
    within: Mapping[str | int, "OwnKeys"] = {}

    def inside(self, place: str | int) -> "OwnKeys":
        return self.within.get(place, NO_KEYS)

    def __bool__(self) -> bool:
        return bool(self.here or self.within)


NO_KEYS = OwnKeys()


def own_key_changes(
    before: Record | Settings | None, after: Record | Settings | None, old: OwnKeys, new: OwnKeys
) -> Iterator[FieldChange]:
    """What two states of one record, either of which may be None, have otherwise under their own keys.

    A path leads through fields, entries of lists and keys of tables to the own key, which is last. Which entry is which
    goes by what relmap's own fields say, as with every other difference.
    """
    record = after or before
    if record is not None and (old or new):
        yield from _of_fields(FIELDS[record.TYPE], (before, after), (old, new), ())


_Two = tuple[Any, Any]
_OwnTwo = tuple[OwnKeys, OwnKeys]


def _of_fields(fields: tuple[Field, ...], values: _Two, own: _OwnTwo, path: FieldPath) -> Iterator[FieldChange]:
    old, new = own
    for key in sorted(old.here.keys() | new.here.keys()):
        before, after = _told(old.here.get(key)), _told(new.here.get(key))
        if before != after:
            yield FieldChange((*path, key), before, after)
    for field in fields:
        inside = old.inside(field.name), new.inside(field.name)
        before, after = (getattr(value, field.slot, None) for value in values)
        if any(inside) and (inside[0] != inside[1] or before != after):
            yield from _of_value(field.kind, (before, after), inside, (*path, field.name))


def _of_value(kind: Kind, values: _Two, own: _OwnTwo, path: FieldPath) -> Iterator[FieldChange]:
    if isinstance(kind, Nested):
        yield from _of_fields(kind.fields, values, own, path)
    elif isinstance(kind, Mapped):
        for key in dict.fromkeys((*own[0].within, *own[1].within)):
            before, after = ((value or {}).get(key) for value in values)
            inside = own[0].inside(key), own[1].inside(key)
            yield from _of_value(kind.value, (before, after), inside, (*path, str(key)))
    elif isinstance(kind, Listed) and isinstance(kind.item, Nested):
        yield from _of_entries(kind.item, kind.identity, values, own, path)


class _Item(NamedTuple):
    entry: Any
    own: OwnKeys


def _of_entries(
    item: Nested, identity: tuple[str, ...], values: _Two, own: _OwnTwo, path: FieldPath
) -> Iterator[FieldChange]:
    before, after = (
        [_Item(entry, keys.inside(place)) for place, entry in enumerate(entries or ())]
        for entries, keys in zip(values, own, strict=True)
    )
    same = (
        lambda one: (canonical(item, one.entry), repr(one.own)),
        lambda one: canonical(item, one.entry),
        lambda one: tuple(getattr(one.entry, name) for name in identity),
    )
    for old, new in matched(before, after, same):
        shown = new or old
        assert shown is not None
        mark = Entry(tuple(str(getattr(shown.entry, name)) for name in identity))
        then, now = old or _Item(None, NO_KEYS), new or _Item(None, NO_KEYS)
        yield from _of_fields(item.fields, (then.entry, now.entry), (then.own, now.own), (*path, mark))


def _told(value: OwnValue) -> OwnValue:
    return value or None
