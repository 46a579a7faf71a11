"""A file cut into its entries without a character lost, so that entries of several versions can be put together."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from relmap.storage.merging.shapes import value_of
from relmap.storage.yaml_parser import MappingNode, Node
from relmap.storage.yaml_sheet import Entry as Place
from relmap.storage.yaml_sheet import Sheet, is_block
from relmap.storage.yaml_write import Data


@dataclass(frozen=True)
class Entry:
    """A key with its value, or an item of a list.

    `lead`: the comments and blank lines above it. `head`: `key:` or `-`. `gap`: what stands between that and the
    value. `rest`: what stands behind an inline value, up to the next entry's lead. All of it stands at `column`.
    An entry of data alone, which has no text, has no `head`.
    """

    key: str
    column: int
    lead: str
    head: str
    gap: str
    value: "Value"
    rest: str
    data: Data

    @cached_property
    def body(self) -> str:
        """All but the lead, in whole lines."""
        return " " * self.column + self.head + behind(self.gap, self.value) + self.rest

    def body_at(self, column: int) -> str:
        """The body, moved to another column."""
        return moved(self.body, column - self.column)


@dataclass(frozen=True)
class Inline:
    """A value that is no list or mapping in lines: a text, a `|` block, `[ ]`, `{ }`, or nothing."""

    text: str


@dataclass(frozen=True)
class Block:
    """A list or mapping in lines; `footer`: the comments and blank lines below its last entry."""

    is_list: bool
    column: int
    entries: tuple[Entry, ...]
    footer: str

    @cached_property
    def comments(self) -> str:
        """The comments and blank lines above and below its entries."""
        return "".join(entry.lead for entry in self.entries) + self.footer

    @cached_property
    def text(self) -> str:
        """All of it, in whole lines."""
        return "".join(entry.lead + entry.body for entry in self.entries) + self.footer


Value: TypeAlias = Inline | Block


def behind(gap: str, value: Value) -> str:
    """A value as it follows its key or dash; the first entry of a block may stand on the same line."""
    same_line = isinstance(value, Block) and "\n" not in gap
    return gap + (value.text.lstrip(" ") if same_line else value.text)


def moved(text: str, by: int) -> str:
    """Whole lines, indented by some more columns, or fewer as far as they go."""
    if by >= 0:
        return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))
    return "".join(line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in text.splitlines(keepends=True))


def cut(sheet: Sheet, *, is_list: bool) -> Block | None:
    """A whole file as a block; None if it holds anything else. Without any entry it is a list if `is_list`."""
    if sheet.root is None:
        return Block(is_list, 0, (), sheet.text)
    if not is_block(sheet.root):
        return None
    block = _block(sheet, sheet.root, 0, len(sheet.text))
    return block if block.text == sheet.text else None


def _block(sheet: Sheet, node: Node, start: int, stop: int) -> Block:
    """The part of the text from the line start `start` up to `stop`, which holds the block `node`."""
    column = sheet.column(node.start_mark.index)
    keys = [key.value for key, _ in node.value] if type(node) is MappingNode else [""] * len(node.value)
    entries = []
    for key, place in zip(keys, sheet.entries(node), strict=True):
        end = min(sheet.own_end(place, column), stop)
        entries.append(_entry(sheet, key, place, column, start, end))
        start = end
    return Block(type(node) is not MappingNode, column, tuple(entries), sheet.text[start:stop])


def _entry(sheet: Sheet, key: str, place: Place, column: int, start: int, end: int) -> Entry:
    text, node = sheet.text, place.value
    lead = text[start : max(start, sheet.line_start(place.start))]
    head, data = text[place.start : place.value_from], value_of(node)
    if not is_block(node):
        last = max(place.end, place.value_from)
        first = _start(node, place)
        gap, value = text[place.value_from : first], Inline(text[first:last])
        return Entry(key, column, lead, head, gap, value, text[last:end], data)
    inside = node.start_mark.index
    if not sheet.same_line(place.value_from, inside):
        inside = sheet.next_line(place.value_from)
    block = _block(sheet, node, inside, end)
    return Entry(key, column, lead, head, text[place.value_from : inside], block, "", data)


def _start(node: Node, place: Place) -> int:
    """Where the value begins; for one that is not there, behind its colon or dash."""
    first = int(node.start_mark.index)
    return first if first < int(node.end_mark.index) else place.value_from
