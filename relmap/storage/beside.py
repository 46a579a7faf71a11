"""What a file holds beside its record: keys of the user's own, and comments. No record has them, so they need care."""

from collections.abc import Iterator
from typing import NamedTuple

from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, KeyPath, Kind, Listed, Mapped, Nested
from relmap.storage.yaml_sheet import data_of
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, read_source
from relmap.storage.yaml_write import AsTyped, Data

Steps = tuple[str | tuple[str, ...], ...]


class Beside(NamedTuple):
    """Keys that relmap does not know, with their values, whose types stay: `own` in the record, `inner` further in.

    Those are told by the steps to them; of an entry in a list, by what identifies it.
    """

    own: dict[str, Data]
    inner: dict[Steps, Data]
    has_comments: bool


def beside(text: str, type_: str, account: str = "") -> Beside:
    """What `text`, a file of that type of record without a fault, holds beside it; `account` is the record's."""
    root = read_source(text.encode()).root
    known = {field.name for field in FIELDS[type_]}
    data = _typed(root)
    own = {key: value for key, value in data.items() if key not in known} if isinstance(data, dict) else {}
    inner = {tuple(_short(step, account) for step in steps): value for steps, value in _inner(FIELDS[type_], data, ())}
    return Beside(own, inner, _has_comments(text, root))


def dotted(steps: Steps) -> str:
    """The steps as they are said to people, without what tells one entry of a list from another."""
    return ".".join(step for step in steps if isinstance(step, str))


def place_of_key(text: str, steps: Steps, type_: str, account: str) -> KeyPath | None:
    """Where an inner key may stand in another file of that type; None if its entry is not there, or the key is."""
    data: Data = data_of(read_source(text.encode()).root)
    kind: Kind | None = Nested(record=object, fields=FIELDS[type_])
    path: KeyPath = ()
    for step in steps:
        if isinstance(kind, Listed) and isinstance(data, list):
            entries = [_short(_identity(kind, item), account) for item in data]
            if not step or step not in entries:
                return None
            at = entries.index(step)
            kind, data, path = kind.item, data[at], (*path, at)
        elif isinstance(data, dict) and isinstance(step, str):
            fields = kind.fields if isinstance(kind, Nested) else ()
            below = next((field.kind for field in fields if field.name == step), None)
            kind = kind.value if isinstance(kind, Mapped) else below
            if kind is None or step not in data:
                return (*path, step) if step not in data and step == steps[-1] else None
            data, path = data[step], (*path, step)
    return None


def _short(step: str | tuple[str, ...], account: str) -> str | tuple[str, ...]:
    """What identifies an entry, with its references as short as they may be written."""
    if isinstance(step, str):
        return step
    return tuple(part.removeprefix("team/").removeprefix(f"{account}/") for part in step)


def _identity(kind: Listed, item: Data) -> tuple[str, ...]:
    return tuple(str(item.get(name)) for name in kind.identity) if isinstance(item, dict) else ()


def _typed(node: Node | None) -> Data:
    """As `data_of`, but with texts that stood without quotes as such."""
    if type(node) is MappingNode:
        return {key.value: _typed(value) for key, value in node.value}
    if type(node) is SequenceNode:
        return [_typed(item) for item in node.value]
    data = data_of(node)
    return AsTyped(data) if isinstance(data, str) and type(node) is ScalarNode and not node.style else data


def _inner(fields: tuple[Field, ...], data: Data, above: Steps) -> Iterator[tuple[Steps, Data]]:
    held = data if isinstance(data, dict) else {}
    for field in fields:
        if field.name in held:
            yield from _within(field.kind, held[field.name], (*above, field.name))


def _within(kind: Kind, data: Data, path: Steps) -> Iterator[tuple[Steps, Data]]:
    if isinstance(kind, Nested) and isinstance(data, dict):
        known = {field.name for field in kind.fields}
        yield from (((*path, key), value) for key, value in data.items() if key not in known)
        yield from _inner(kind.fields, data, path)
    elif isinstance(kind, Listed) and isinstance(data, list):
        for item in data:
            yield from _within(kind.item, item, (*path, _identity(kind, item)))
    elif isinstance(kind, Mapped) and isinstance(data, dict):
        for key, value in data.items():
            yield from _within(kind.value, value, (*path, key))


def _has_comments(text: str, root: Node | None) -> bool:
    """Whether a `#` stands outside of every text."""
    at, rest = 0, []
    for start, end in sorted(_texts(root)):
        rest.append(text[at:start])
        at = max(at, end)
    return "#" in "".join([*rest, text[at:]])


def _texts(node: Node | None) -> Iterator[tuple[int, int]]:
    if type(node) is ScalarNode:
        yield node.start_mark.index, node.end_mark.index
    elif type(node) is MappingNode:
        for pair in node.value:
            for one in pair:
                yield from _texts(one)
    elif type(node) is SequenceNode:
        for item in node.value:
            yield from _texts(item)
