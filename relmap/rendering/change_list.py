"""A list below a grid of what changed of somebody, in full, where the grid has no room to say it all."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from relmap.analysis.map_contents import CHANGE_SIGNS, Card
from relmap.rendering import sheet, svg, text_width, theme
from relmap.rendering.heading import called

HEAD = 38.0
PADDING = 18.0
COLUMN = 400.0
COLUMN_GAP = 24.0
ADVANCE = 16.0
ENTRY_GAP = 5.0
MOST_LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return ADVANCE * (1 + len(self.lines)) + ENTRY_GAP


def block(cards: Iterable[Card], labels: Mapping[str, str], width: float) -> sheet.Block:
    """Of no height where there is nobody."""
    across = max(1, int((width - 2 * PADDING + COLUMN_GAP) // (COLUMN + COLUMN_GAP)))
    room = (width - 2 * PADDING + COLUMN_GAP) / across - COLUMN_GAP
    columns = _columns([_entry(card, labels, room) for card in cards], across)
    tall = max((sum(entry.height for entry in column) for column in columns), default=0.0)
    height = HEAD + tall + PADDING if columns else 0.0

    def draw(parent: ET.Element, pen: svg.Pen) -> None:
        sheet.panel(parent, pen, width, height, labels["change.list"])
        for place, column in enumerate(columns):
            body = svg.moved(parent, PADDING + place * (room + COLUMN_GAP), HEAD)
            _draw_column(body, pen, column, room)

    return sheet.Block(width=width, height=height, draw=draw)


def _entry(card: Card, labels: Mapping[str, str], room: float) -> _Entry:
    told = " · ".join(one.text for one in card.changes)
    return _Entry(
        name=text_width.visible(f"{CHANGE_SIGNS[card.change]} {called(card, labels)}"),
        lines=tuple(text_width.wrap(text_width.visible(told), theme.TEXT_SIZE, room, MOST_LINES)),
    )


def _columns(entries: Sequence[_Entry], across: int) -> list[list[_Entry]]:
    """At most so many columns of about one height."""
    most = sum(entry.height for entry in entries) / across
    columns: list[list[_Entry]] = []
    used = most
    for entry in entries:
        if used + entry.height / 2 > most and len(columns) < across:
            columns.append([])
            used = 0.0
        columns[-1].append(entry)
        used += entry.height
    return columns


def _draw_column(parent: ET.Element, pen: svg.Pen, column: Iterable[_Entry], room: float) -> None:
    y = 0.0
    for entry in column:
        pen.cut(parent, 0, y + 12, entry.name, size=theme.TEXT_SIZE, fill=pen.theme.ink, room=room, bold=True)
        for place, line in enumerate(entry.lines, 1):
            baseline = y + 12 + ADVANCE * place
            pen.text(parent, 0, baseline, line, size=theme.TEXT_SIZE, fill=pen.theme.ink, room=room)
        y += entry.height
