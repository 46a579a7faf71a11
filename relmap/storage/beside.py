"""What a file holds beside its record: keys of the user's own, and comments. No record has them, so they need care."""

from collections.abc import Iterator
from typing import NamedTuple

from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested
from relmap.storage.yaml_sheet import data_of
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, read_source
from relmap.storage.yaml_write import Data


class Beside(NamedTuple):
    """`own`: keys that relmap does not know, with their values. `inner`: such keys further in, by dotted path."""

    own: dict[str, Data]
    inner: tuple[str, ...]
    has_comments: bool


def beside(text: str, type_: str) -> Beside:
    """What `text`, a file of that type of record without a fault, holds beside it."""
    root = read_source(text.encode()).root
    known = {field.name for field in FIELDS[type_]}
    data = data_of(root)
    own = {key: value for key, value in data.items() if key not in known} if isinstance(data, dict) else {}
    return Beside(own, tuple(dict.fromkeys(_inner(FIELDS[type_], data, ""))), _has_comments(text, root))


def _inner(fields: tuple[Field, ...], data: Data, above: str) -> Iterator[str]:
    held = data if isinstance(data, dict) else {}
    for field in fields:
        if field.name in held:
            yield from _within(field.kind, held[field.name], f"{above}{field.name}")


def _within(kind: Kind, data: Data, path: str) -> Iterator[str]:
    if isinstance(kind, Nested) and isinstance(data, dict):
        known = {field.name for field in kind.fields}
        yield from (f"{path}.{key}" for key in data if key not in known)
        yield from _inner(kind.fields, data, f"{path}.")
    elif isinstance(kind, Listed) and isinstance(data, list):
        for item in data:
            yield from _within(kind.item, item, path)
    elif isinstance(kind, Mapped) and isinstance(data, dict):
        for value in data.values():
            yield from _within(kind.value, value, path)


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
