"""Where in its file a value of a record stands."""

from collections.abc import Container
from typing import NamedTuple

from relmap.model.kinds import KeyPath
from relmap.model.records import Record, Touch
from relmap.model.settings import Settings
from relmap.storage.layout import path_of
from relmap.storage.yaml_source import MappingNode, Node, SequenceNode, position, read_source


class Spot(NamedTuple):
    """A place in a file: line and column from 1, and the line itself."""

    file: str
    line: int
    column: int
    source: str


def locate(record: Record | Settings, path: KeyPath, data: bytes, left_out: Container[int] = ()) -> Spot:
    """The place of the value at `path` in the record's file, whose bytes are `data`.

    Items that begin at one of the characters `left_out` have no place in the record, and so none in `path`. Where the
    path leads further than the file, the nearest value above it; where there is none, the file's start.
    """
    text, root, _ = read_source(data)
    whole = (record.index, *path) if isinstance(record, Touch) else path
    line, column = position(text, _node_at(root, whole, left_out).start_mark.index) if root is not None else (1, 1)
    return Spot(path_of(record), line, column, line_of(text, line))


def line_of(text: str, line: int) -> str:
    """The line of that number, without its end; "" if there is none."""
    lines = text.split("\n", line)
    return lines[line - 1].rstrip("\r") if line <= len(lines) else ""


def _node_at(node: Node, path: KeyPath, left_out: Container[int]) -> Node:
    for step in path:
        below = _below(node, step, left_out)
        if below is None:
            break
        node = below
    return node


def _below(node: Node, step: str | int, left_out: Container[int]) -> Node | None:
    if type(node) is MappingNode:
        return next((value for key, value in node.value if key.value == step), None)
    if type(node) is SequenceNode and isinstance(step, int):
        items: list[Node] = [item for item in node.value if item.start_mark.index not in left_out]
        return items[step] if 0 <= step < len(items) else None
    return None
