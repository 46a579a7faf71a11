"""Pieces of text put in place of others."""

from collections.abc import Sequence
from typing import NamedTuple

from relmap.storage.yaml_sheet import Sheet, is_block_scalar, leaf


class Splice(NamedTuple):
    """`text` in place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def splice(text: str, pieces: Sequence[Splice]) -> str:
    """Apply all pieces; those at one place keep their order."""
    parts, at = [], 0
    for piece in sorted(pieces, key=lambda piece: piece[:2]):
        parts += [text[at : piece.start], piece.text]
        at = piece.end
    return "".join([*parts, text[at:]])


def exchange_lines(sheet: Sheet, start: int, stop: int, lines: Sequence[str], header: str = "") -> list[Splice]:
    """Whole lines in place of those from the line start `start` up to the line start `stop`.

    A file without a newline at its end stays so, unless the newline is part of a `|` text: one of the lines, or
    one whose `header` stands above them.
    """
    if not lines:
        return [Splice(start, stop, "")]
    body = sheet.eol.join(lines)
    if stop < len(sheet.text) or sheet.text.endswith("\n") or not sheet.text:
        return [Splice(start, stop, body + sheet.eol)]
    last = sheet.eol if any(line.endswith(("|", ">")) for line in (header, *lines)) else ""
    if start < stop:
        return [Splice(start, stop, body + last)]
    return [*_without_last_newline(sheet), Splice(stop, stop, sheet.eol + body + last)]


def _without_last_newline(sheet: Sheet) -> list[Splice]:
    """A block text that ends the file without a newline must say so before lines come below it."""
    last = leaf(sheet.root) if sheet.root is not None else None
    if last is None or not is_block_scalar(last) or last.value.endswith("\n"):
        return []
    end = sheet.header_end(last)
    header = sheet.text[last.start_mark.index : end]
    return [Splice(last.start_mark.index, end, header.rstrip("+-") + "-")] if "-" not in header else []
