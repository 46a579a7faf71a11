"""Editing lines: the entries of mappings and lists that stand below each other."""

from collections.abc import Sequence

from relmap.storage.yaml_sheet import Entry, Sheet
from relmap.storage.yaml_splice import Splice, exchange_lines


def insert_lines(sheet: Sheet, entries: list[Entry], index: int, lines: Sequence[str]) -> list[Splice]:
    """Put `lines` before the entry at `index` (or behind the last) of a collection that is not empty."""
    first = entries[0]
    if index:
        before = entries[index - 1]
        line = sheet.attached_end(before, sheet.column(before.start))
        return exchange_lines(sheet, line, line, lines)
    if sheet.begins_line(first.start):
        line = sheet.line_start(first.start)
        return exchange_lines(sheet, line, line, lines)
    indent = " " * sheet.column(first.start)
    body = sheet.eol.join(lines).lstrip(" ")
    return [Splice(first.start, first.start, body + sheet.eol + indent)]


def remove_lines(sheet: Sheet, entries: list[Entry], index: int) -> list[Splice]:
    """Take out one entry of several, with the comments that are indented deeper than it."""
    entry = entries[index]
    stop = sheet.own_end(entry, sheet.column(entry.start))
    if sheet.begins_line(entry.start):
        if index and sheet.keeps_blank_lines(entries[index - 1].value):
            stop = _behind_blank_lines(sheet, stop)  # else they would become text of the entry above
        return [Splice(sheet.line_start(entry.start), stop, "")]
    following = entries[1].start
    if not sheet.text[stop:following].strip():
        return [Splice(entry.start, following, "")]
    start = len(sheet.text[: entry.start].rstrip(" "))
    return [Splice(start, stop, sheet.eol)]


def _behind_blank_lines(sheet: Sheet, line: int) -> int:
    while line < len(sheet.text) and not sheet.rest_of_line(line):
        line = sheet.next_line(line)
    return line
