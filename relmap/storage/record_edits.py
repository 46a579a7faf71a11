"""The edits of a file that bring about the change of a record."""

from collections.abc import Iterator
from dataclasses import replace

from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, KeyPath, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.records import Record
from relmap.model.settings import Settings
from relmap.storage.plain import identity, key_order, plain
from relmap.storage.yaml_edit import Edit, InsertItem, Remove, SetValue, edits_between
from relmap.storage.yaml_operations import applied, value_at
from relmap.storage.yaml_sheet import data_of
from relmap.storage.yaml_source import read_source
from relmap.storage.yaml_write import Data


def record_edits(text: str, before: Record | Settings, after: Record | Settings, base: KeyPath = ()) -> list[Edit]:
    """Edits of `text`, the file of `before`, after which it is that of `after`.

    `base` leads to the record inside its file: () or the place of a touch.
    """
    edits = edits_between(plain(before), plain(after), lambda path, item: identity(before.TYPE, path, item))
    data = data_of(read_source(text.encode()).root)
    return list(_with_lists(data, [_based(_ordered(one, before.TYPE), base) for one in edits]))


def short_references(text: str, type_: str, account: str) -> list[Edit]:
    """Edits that write `account/person` as `person`, for a file in that account's own folder."""
    data = data_of(read_source(text.encode()).root)
    prefix = f"{account}/"
    return [
        SetValue(path, value.removeprefix(prefix))
        for path, value in _people(_kind_of_file(type_), data)
        if value.startswith(prefix)
    ]


def _ordered(one: Edit, type_: str) -> Edit:
    """A new key takes its place among all keys of its kind of file, not only among those that are set."""
    return replace(one, order=key_order(type_, one.path[:-1])) if isinstance(one, SetValue) else one


def _based(one: Edit, base: KeyPath) -> Edit:
    return replace(one, path=(*base, *one.path)) if base else one


def _with_lists(data: Data, edits: list[Edit]) -> Iterator[Edit]:
    """The edits, before which a lone value that stands for a list (`roles: user`) becomes a list in the file, too."""
    for one in edits:
        for path in _lists_on_the_way(one):
            found = value_at(data, path)
            if isinstance(found, str):
                made = SetValue(path, [found])
                yield made
                data = applied(data, made)
        if isinstance(one, Remove) and not _exists(data, one.path):
            continue
        yield one
        data = applied(data, one)


def _lists_on_the_way(one: Edit) -> list[KeyPath]:
    ways = [one.path[:number] for number, step in enumerate(one.path) if isinstance(step, int)]
    return [*ways, one.path] if isinstance(one, InsertItem) else ways


def _exists(data: Data, path: KeyPath) -> bool:
    above = value_at(data, path[:-1])
    return not isinstance(above, dict) or path[-1] in above


def _kind_of_file(type_: str) -> Kind | tuple[Field, ...]:
    return Listed(item=Nested(record=object, fields=FIELDS[type_])) if type_ == "touch" else FIELDS[type_]


def _people(kind: Kind | tuple[Field, ...], data: Data, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """KeyPath and text of every reference to a person."""
    if isinstance(kind, Scalar):
        if isinstance(data, str) and kind.refers_to == "person":
            yield path, data
    elif isinstance(kind, Nested):
        yield from _people(kind.fields, data, path)
    elif isinstance(kind, Listed):
        items = data if isinstance(data, list) else [data]
        for index, item in enumerate(items):
            yield from _people(kind.item, item, (*path, index) if isinstance(data, list) else path)
    elif isinstance(kind, Mapped):
        for key, value in data.items() if isinstance(data, dict) else ():
            yield from _people(kind.value, value, (*path, key))
    elif isinstance(data, dict):
        for field in kind:
            if field.name in data:
                yield from _people(field.kind, data[field.name], (*path, field.name))
