"""Editing inside `[ ]` and `{ }`, on one line or several, with or without a comma at the end."""

from relmap.storage.yaml_sheet import Entry, Sheet
from relmap.storage.yaml_splice import Splice


def insert_in_flow(sheet: Sheet, entries: list[Entry], index: int, item: str) -> list[Splice]:
    """Put `item` before the entry at `index` (or behind the last) of a collection that is not empty."""
    if index == 0:
        return _insert_first(sheet, entries[0], item)
    before = entries[index - 1]
    comma = sheet.comma(before.end)
    behind = before.end if comma is None else comma + 1
    ending = "" if comma is None else ","
    new_comma = " ," if sheet.text[before.end - 1] == ":" else ","  # `{a:,` would be read otherwise than `{a: ,`
    if _ends_line(sheet, before, behind):
        indent = " " * sheet.column(before.start)
        line = sheet.next_line(behind)
        missing = [Splice(before.end, before.end, new_comma)] if comma is None else []
        return [*missing, Splice(line, line, f"{indent}{item}{ending}{sheet.eol}")]
    if comma is None:
        return [Splice(behind, behind, f"{new_comma} {item}")]
    return [Splice(behind, behind, f" {item},")]


def _insert_first(sheet: Sheet, first: Entry, item: str) -> list[Splice]:
    if not sheet.begins_line(first.start):
        return [Splice(first.start, first.start, f"{item}, ")]
    line = sheet.line_start(first.start)
    return [Splice(line, line, f"{' ' * sheet.column(first.start)}{item},{sheet.eol}")]


def _ends_line(sheet: Sheet, entry: Entry, behind: int) -> bool:
    """Whether a new neighbour of `entry` goes on a line of its own, below a comment if there is one."""
    rest = sheet.rest_of_line(behind)
    return rest.startswith("#") or (not rest and sheet.begins_line(entry.start))


def remove_from_flow(sheet: Sheet, entries: list[Entry], index: int) -> list[Splice]:
    """Take out one entry of several; a comment on its own line goes with it."""
    entry = entries[index]
    comma = sheet.comma(entry.end)
    behind = entry.end if comma is None else comma + 1
    rest = sheet.rest_of_line(behind)
    if sheet.begins_line(entry.start) and (not rest or rest.startswith("#")):
        line = Splice(sheet.line_start(entry.start), sheet.next_line(behind), "")
        return [line, *_drop_comma(sheet, entries, index, comma)]
    if index + 1 < len(entries):
        return [_up_to_next(sheet, entry, entries[index + 1], behind)]
    return _remove_last(sheet, entries, comma)


def _drop_comma(sheet: Sheet, entries: list[Entry], index: int, comma: int | None) -> list[Splice]:
    """The comma before the last entry, where the last entry has none behind it."""
    before = sheet.comma(entries[index - 1].end) if comma is None and index else None
    return [] if before is None else [Splice(before, before + 1, "")]


def _up_to_next(sheet: Sheet, entry: Entry, following: Entry, behind: int) -> Splice:
    if sheet.same_line(behind, following.start):
        return Splice(entry.start, following.start, "")
    return Splice(entry.start, behind, "")


def _remove_last(sheet: Sheet, entries: list[Entry], comma: int | None) -> list[Splice]:
    entry, before = entries[-1], sheet.comma(entries[-2].end)
    if before is not None and sheet.same_line(before, entry.start):
        return [Splice(before, entry.end if comma is None else comma, "")]
    behind = entry.end if comma is None else comma + 1
    return [Splice(entry.start, behind, ""), *_drop_comma(sheet, entries, len(entries) - 1, comma)]
