"""Where things stand in the text of a YAML file: lines, columns, the true ends of nodes, who owns which comment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from relmap.errors import TextTooBig
from relmap.storage.yaml_source import (
    CollectionNode,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    is_absent,
    read_source,
)
from relmap.storage.yaml_write import Data, Look


class Entry:
    """One entry of a collection: a key with its value, or a list item; `start` is its key, dash or flow item."""

    __slots__ = ("end", "start", "value", "value_from")

    def __init__(self, start: int, value_from: int, end: int, value: Node) -> None:
        self.start = start
        self.value_from = value_from  # just behind the `:` or `-`, or the item itself in a flow list
        self.end = end
        self.value = value


def data_of(node: Node | None) -> Data:
    """The data a tree stands for: text, None where a value is absent, lists and dicts."""
    if node is None or is_absent(node):
        return None
    if type(node) is MappingNode:
        return {key.value: data_of(value) for key, value in node.value}
    if type(node) is SequenceNode:
        return [data_of(item) for item in node.value]
    return str(node.value)


def leaf(node: Node) -> Node:
    """The last node inside `node`, which decides where it ends."""
    while is_block(node):
        node = node.value[-1][1] if type(node) is MappingNode else node.value[-1]
    return node


def is_block_scalar(node: Node) -> bool:
    return type(node) is ScalarNode and node.style in ("|", ">")


def is_block(node: Node) -> bool:
    """Whether `node` is a mapping or list written in lines."""
    return isinstance(node, CollectionNode) and not node.flow_style


@dataclass(frozen=True)
class Sheet:
    """A text and its tree."""

    text: str
    root: Node | None

    @cached_property
    def eol(self) -> str:
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    @cached_property
    def look(self) -> Look:
        """The indentation this file uses, from the first place that shows it."""
        steps = [(kind, width) for kind, width in self._indentations(self.root) if width >= 0]
        first = dict(reversed(steps))
        step = first.get("step") or 2
        return Look(step, first.get("dash", step if step < 4 else 2), first.get("gap", 2))

    def _indentations(self, node: Node | None) -> Iterator[tuple[str, int]]:
        if node is None or not is_block(node):
            return
        column = self.column(node.start_mark.index)
        for entry in self.entries(node):
            child = entry.value
            if is_block(child):
                width = self.column(child.start_mark.index) - column
                if type(node) is MappingNode:
                    yield "step" if type(child) is MappingNode else "dash", width
                elif type(child) is MappingNode and self.same_line(entry.start, child.start_mark.index):
                    yield "gap", width
            yield from self._indentations(child)

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def next_line(self, index: int) -> int:
        end = self.text.find("\n", index)
        return end + 1 if end >= 0 else len(self.text)

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def same_line(self, start: int, end: int) -> bool:
        return "\n" not in self.text[start:end]

    def indentation(self, line: int) -> int:
        end = line
        while self.text[end : end + 1] == " ":
            end += 1
        return end - line

    def begins_line(self, index: int) -> bool:
        return not self.text[self.line_start(index) : index].strip()

    def rest_of_line(self, index: int) -> str:
        return self.text[index : self.next_line(index)].strip()

    def end(self, node: Node) -> int:
        """Just behind the last character that belongs to `node`."""
        last = leaf(node)
        if is_block_scalar(last) and not self.keeps_blank_lines(last):
            start = last.start_mark.index
            return start + len(self.text[start : last.end_mark.index].rstrip())
        return int(last.end_mark.index)

    def header_end(self, node: Node) -> int:
        """Just behind the `|-` or `>2+` of a block scalar."""
        header = re.compile("[|>][-+0-9]*").match(self.text, node.start_mark.index)
        return header.end() if header else node.start_mark.index

    def keeps_blank_lines(self, node: Node) -> bool:
        """Whether the blank lines below belong to the value (`|+`)."""
        last = leaf(node)
        return is_block_scalar(last) and "+" in self.text[last.start_mark.index : self.header_end(last)]

    def below(self, node: Node) -> int:
        """The start of the first line below `node`."""
        return self.end(node) if self.keeps_blank_lines(node) else self.next_line(self.end(node))

    def entries(self, node: Node) -> list[Entry]:
        """The entries of a mapping or list."""
        if type(node) is MappingNode:
            return [self._pair(key, value) for key, value in node.value]
        if is_block(node):
            return self._items(node)
        return [Entry(item.start_mark.index, item.start_mark.index, item.end_mark.index, item) for item in node.value]

    def _pair(self, key: Node, value: Node) -> Entry:
        end = key.end_mark.index
        colon = re.compile(r"\s*:").match(self.text, end)
        behind = colon.end() if colon else end
        empty = type(value) is ScalarNode and value.start_mark.index == value.end_mark.index
        return Entry(key.start_mark.index, behind, behind if empty else self.end(value), value)

    def _items(self, node: Node) -> list[Entry]:
        column = self.column(node.start_mark.index)
        found: list[Entry] = []
        line = self.line_start(node.start_mark.index)
        for item in node.value:
            while found and not (
                self.text[line + column : line + column + 1] == "-" and not self.text[line : line + column].strip()
            ):
                line = self.next_line(line)
            dash = line + column
            found.append(Entry(dash, dash + 1, max(self.end(item), dash + 1), item))
            line = max(self.below(item), self.next_line(dash))
        return found

    def comma(self, index: int) -> int | None:
        """The comma behind a flow entry that ends at `index`; comments in between are skipped."""
        hit = re.compile(r"(?:\s+#[^\n]*+|\s)*+,").match(self.text, index)
        return hit.end() - 1 if hit else None

    def own_end(self, entry: Entry, column: int) -> int:
        """The start of the first line below `entry`, its value and its deeper comments: what goes with it."""
        own = line = self._below(entry)
        while line < len(self.text):
            content = self.rest_of_line(line)
            if content and not (content.startswith("#") and self.indentation(line) > column):
                break
            line = self.next_line(line)
            own = line if content else own
        return own

    def attached_end(self, entry: Entry, column: int) -> int:
        """The start of the first line below `entry` where a neighbour may come in.

        Comments indented deeper belong to the entry. So do those right below it, unless its next neighbour follows
        right below them.
        """
        own = line = self._below(entry)
        touching, contiguous = line, True
        while line < len(self.text):
            content, indent = self.rest_of_line(line), self.indentation(line)
            if content and not content.startswith("#"):
                return own if contiguous and indent == column else max(own, touching)
            if content and indent < column:
                break
            line = self.next_line(line)
            contiguous = contiguous and bool(content)
            if content and indent > column:
                own = line
            elif contiguous:
                touching = line
        return max(own, touching)

    def _below(self, entry: Entry) -> int:
        return max(self.below(entry.value), self.next_line(entry.start))


def read_sheet(text: str) -> Sheet:
    """The sheet of a text; TextTooBig if it is over 1 MiB, ValueError if it cannot be read as one tree."""
    source = read_source(text.encode())
    if any(fault.code == "yaml-too-big" for fault in source.faults):
        raise TextTooBig
    if source.root is None and source.faults:
        raise ValueError(f"cannot edit a file with faults: {source.faults[0]}")
    return Sheet(text, source.root)
