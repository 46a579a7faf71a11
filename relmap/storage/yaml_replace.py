"""Putting a value in place of another, in the style the old one had where it can carry the new one."""

from dataclasses import dataclass

from relmap.storage.yaml_sheet import Entry, Sheet, is_block, is_block_scalar
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode
from relmap.storage.yaml_splice import Splice, exchange_lines
from relmap.storage.yaml_write import (
    Data,
    Look,
    double_quoted,
    flow,
    is_plain,
    item_lines,
    lay_out,
    literal,
    scalar,
    single_quoted,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value: an entry of a collection."""

    container: Node
    entries: list[Entry]
    index: int
    in_flow: bool

    @property
    def entry(self) -> Entry:
        return self.entries[self.index]


def replace(sheet: Sheet, slot: Slot, value: Data) -> list[Splice]:
    node = slot.entry.value
    if _is_empty(node):
        return _fill(sheet, slot, value)
    if isinstance(value, str) and type(node) is ScalarNode:
        pieces = _restyled(sheet, slot, node, value)
        if pieces is not None:
            return pieces
    if slot.in_flow:
        return [Splice(node.start_mark.index, node.end_mark.index, flow(value))]
    if is_block(node) and sheet.same_line(slot.entry.start, node.start_mark.index):
        return _whole_item(sheet, slot, value)
    return _laid_out(sheet, slot, value)


def _is_empty(node: Node) -> bool:
    return type(node) is ScalarNode and node.start_mark.index == node.end_mark.index


def _lay_out(sheet: Sheet, slot: Slot, value: Data) -> tuple[str, list[str]]:
    """What stands behind the `:` or dash of the slot, and below it."""
    column, look = sheet.column(slot.entry.start), _look(sheet, slot)
    if type(slot.container) is MappingNode:
        return lay_out(value, column, look)
    start = slot.entry.value.start_mark.index
    gap = start - slot.entry.start if sheet.same_line(slot.entry.start, start) else 0
    first, *rest = item_lines(value, column, look._replace(gap=max(gap, 2)))
    return first[column + 1 :].lstrip(" "), rest


def _look(sheet: Sheet, slot: Slot) -> Look:
    """The file's look, without `|` blocks where comments around the value would become text."""
    line, column = sheet.below(slot.entry.value), sheet.column(slot.entry.start)
    while line < len(sheet.text) and not sheet.rest_of_line(line):
        line = sheet.next_line(line)
    deep = sheet.rest_of_line(line).startswith("#") and sheet.indentation(line) > column
    above = sheet.text[sheet.next_line(slot.entry.value_from) : sheet.line_start(slot.entry.value.start_mark.index)]
    return sheet.look._replace(blocks=not deep and not above.strip())


def _fill(sheet: Sheet, slot: Slot, value: Data) -> list[Splice]:
    """Write where nothing stood; a comment behind stays behind."""
    behind = slot.entry.value_from
    if slot.in_flow:
        colon = "" if sheet.text[behind - 1] == ":" else ":"
        return [Splice(behind, behind, f"{colon} {flow(value)}")]
    inline, below = _lay_out(sheet, slot, value)
    line = sheet.next_line(behind)
    return [_behind(sheet, behind, inline), *exchange_lines(sheet, line, line, below, inline)]


def _behind(sheet: Sheet, index: int, inline: str) -> Splice:
    """`inline` behind the `:` or dash at `index`; blanks that would end the line go."""
    blank = index
    while sheet.text[blank : blank + 1] in (" ", "\t"):
        blank += 1
    end = index if sheet.text[blank : blank + 1] == "#" else blank
    return Splice(index, end, f" {inline}" if inline else "")


def _restyled(sheet: Sheet, slot: Slot, node: ScalarNode, value: str) -> list[Splice] | None:
    """A text over a text; None where it needs a style that must be laid out anew."""
    start, end = node.start_mark.index, node.end_mark.index
    if is_block_scalar(node):
        return _new_block(sheet, slot, node, value)
    if "\n" in value and not slot.in_flow and literal(value, 0) is not None and _look(sheet, slot).blocks:
        return None
    return [Splice(start, end, _one_line(node.style, value, in_flow=slot.in_flow) + _space(sheet, end))]


def _space(sheet: Sheet, end: int) -> str:
    """A blank before a comment that followed a quotation mark without one."""
    return " " if sheet.text[end : end + 1] == "#" else ""


def _one_line(style: str | None, value: str, *, in_flow: bool) -> str:
    if style == "'":
        return single_quoted(value) or double_quoted(value)
    if style == '"' and not is_plain(value, flow=in_flow):
        return double_quoted(value)
    return double_quoted(value) if style == '"' else scalar(value, flow=in_flow)


def _new_block(sheet: Sheet, slot: Slot, node: ScalarNode, value: str) -> list[Splice] | None:
    """New lines below a `|` or `>`, indented as the old ones were; a comment behind the sign stays."""
    below = sheet.next_line(node.start_mark.index)
    column = _content_column(sheet, below, sheet.below(node)) or sheet.column(slot.entry.start) + sheet.look.step
    block = literal(value, column) if node.style == "|" else _folded(value, column)
    block = block or literal(value, column)
    if block is None:
        return None
    header = Splice(node.start_mark.index, sheet.header_end(node), block[0])
    return [header, *exchange_lines(sheet, below, sheet.below(node), block[1], block[0])]


def _content_column(sheet: Sheet, line: int, stop: int) -> int | None:
    while line < stop:
        if sheet.rest_of_line(line):
            return sheet.indentation(line)
        line = sheet.next_line(line)
    return None


def _folded(value: str, column: int) -> tuple[str, list[str]] | None:
    """A `>` block without folded lines: each line of the text is followed by a blank one."""
    block = literal(value, column)
    if block is None or any(line.startswith(" ") for line in value.split("\n")):
        return None
    header, lines = block
    spaced = [part for line in lines for part in ((line, "") if line else ("",))][:-1]
    return header.replace("|", ">"), spaced


def _whole_item(sheet: Sheet, slot: Slot, value: Data) -> list[Splice]:
    """Over a collection that starts right behind its dash; a comment behind its last line goes to the first."""
    entry = slot.entry
    lines = item_lines(value, sheet.column(entry.start), _look(sheet, slot))
    line, below = sheet.line_start(entry.start), sheet.below(entry.value)
    if not sheet.keeps_blank_lines(entry.value):
        lines[0] += sheet.text[entry.end : below].rstrip()
    lines[0] = sheet.text[line : entry.start] + lines[0].lstrip(" ")
    return exchange_lines(sheet, line, below, lines)


def _laid_out(sheet: Sheet, slot: Slot, value: Data) -> list[Splice]:
    """Over anything else in lines: what stood goes, comments around it stay."""
    node = slot.entry.value
    inline, lines = _lay_out(sheet, slot, value)
    start, behind = node.start_mark.index, slot.entry.value_from
    if not sheet.same_line(behind, start):
        first = sheet.line_start(start)
        new = exchange_lines(sheet, first, sheet.below(node), lines, inline)
        return [_behind(sheet, behind, inline), *new]
    if is_block_scalar(node):
        below = sheet.next_line(start)
        header = Splice(start, sheet.header_end(node), inline)
        return [header, *exchange_lines(sheet, below, sheet.below(node), lines, inline)]
    end = node.end_mark.index
    old = Splice(start if inline else behind, end, inline + _space(sheet, end))
    below = sheet.below(node)
    return [old, *exchange_lines(sheet, below, below, lines, inline)]
