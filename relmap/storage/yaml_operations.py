"""What can be done to a YAML file, and what each operation does to the data it stands for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from relmap.model.kinds import KeyPath
from relmap.storage.yaml_write import Data


@dataclass(frozen=True, slots=True)
class SetValue:
    """Replace the value at `path`, or add its key (and those above it).

    `order` is the order of the keys of that mapping: a new key goes behind the nearest key that comes before it
    there, else to the end.
    """

    path: KeyPath
    value: Data
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out the key or list item at `path`. Where nothing is left, `[]` or `{}` stays (at the top: nothing)."""

    path: KeyPath


@dataclass(frozen=True, slots=True)
class InsertItem:
    """Put an item into the list at `path`, before the item at `index`, or at the end. A missing list is made."""

    path: KeyPath
    value: Data
    index: int | None = None
    order: tuple[str, ...] = ()


Edit: TypeAlias = "SetValue | Remove | InsertItem"


def applied(data: Data, edit: Edit) -> Data:
    """The plain data after one edit; KeyError, IndexError or TypeError if its path leads nowhere."""
    match edit:
        case SetValue(path, value):
            return _changed(data, path, lambda _: value)
        case InsertItem(path, value, index):
            return _changed(data, path, lambda items: _inserted(items, index, value))
        case Remove(path):
            return _changed(data, path[:-1], lambda parent: _removed(parent, path[-1]))


def value_at(data: Data, path: KeyPath) -> Data:
    """The value at `path`; None where there is none."""
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _changed(data: Data, path: KeyPath, change: Callable[[Data], Data]) -> Data:
    if not path:
        return change(data)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(_as_list(data))
        _check_index(step, items)
        items[step] = _changed(items[step], rest, change)
        return items
    pairs = dict(_as_mapping(data))
    pairs[step] = _changed(pairs.get(step), rest, change)
    return pairs


def _inserted(items: Data, index: int | None, value: Data) -> Data:
    known = list(_as_list(items))
    at = len(known) if index is None else index
    if not 0 <= at <= len(known):
        raise IndexError(f"no place {at} in a list of {len(known)}")
    return [*known[:at], value, *known[at:]]


def _removed(parent: Data, step: str | int) -> Data:
    if isinstance(step, int):
        items = list(_as_list(parent))
        _check_index(step, items)
        del items[step]
        return items
    pairs = dict(_as_mapping(parent))
    del pairs[step]
    return pairs


def _check_index(index: int, items: list[Data]) -> None:
    if not 0 <= index < len(items):
        raise IndexError(f"no item {index} in a list of {len(items)}")


def _as_list(data: Data) -> Sequence[Data]:
    if data is None:
        return []
    if isinstance(data, Mapping | str):
        raise TypeError(f"not a list: {data!r}")
    return data


def _as_mapping(data: Data) -> Mapping[str, Data]:
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        raise TypeError(f"not a mapping: {data!r}")
    return data
