"""The panel of a legend: signs with their words in rows, each row with its subject."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from relmap.rendering import svg, text_width, theme

PADDING = 16.0
ROW_HEIGHT = 25.0
ITEM_GAP = 18.0
HEADING_LEFT = 22.0
SIZE = 12.0
LINE_SAMPLE = 46.0
# A legend that needs less than this share of the map's width stands in a narrower panel of its own.
HALF = 0.6
Draw = Callable[[ET.Element, svg.Pen, float, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A sign `width` pixels wide, drawn by `draw(parent, pen, left, middle)`, and its word."""

    word: str
    width: float
    draw: Draw

    @property
    def whole_width(self) -> float:
        return self.width + 8 + text_width.width(self.word, SIZE) * 1.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    heading: str
    items: tuple[Item, ...]


def item(text: str, width: float, draw: Draw) -> Item:
    """A sign and its word, which is cut where it is too long."""
    return Item(word=text_width.shorten(text_width.visible(text), SIZE, 200.0), width=width, draw=draw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The legend laid out in a given width: rows of (heading or "", items)."""

    lines: tuple[tuple[str, tuple[Item, ...]], ...]
    heading_width: float
    width: float
    height: float


def place(found: list[Row], width: float) -> Placed:
    """Items flow into lines of at most `width` pixels, each row's heading to the left of its first line."""
    heading = max((text_width.width(row.heading, SIZE, bold=True) * 1.1 for row in found), default=0.0) + 24
    room = width - heading - 2 * PADDING
    lines: list[tuple[str, tuple[Item, ...]]] = []
    for row in found:
        if lines and _wide(whole := (*lines[-1][1], _heading(row.heading), *row.items)) <= room:
            lines[-1] = (lines[-1][0], whole)
            continue
        current: list[Item] = []
        name, used = row.heading, 0.0
        for item in row.items:
            if current and used + item.whole_width > room:
                lines.append((name, tuple(current)))
                current, name, used = [], "", 0.0
            current.append(item)
            used += item.whole_width + ITEM_GAP
        lines.append((name, tuple(current)))
    height = len(lines) * ROW_HEIGHT + PADDING if lines else 0.0
    longest = max((_wide(items) + ITEM_GAP for _, items in lines), default=0.0)
    needed = heading + 2 * PADDING + longest
    used_width = min(width, needed) if needed < HALF * width else width
    return Placed(lines=tuple(lines), heading_width=heading, width=used_width, height=height)


def _wide(items: Sequence[Item]) -> float:
    return sum(item.whole_width + ITEM_GAP for item in items) - ITEM_GAP


def _heading(text: str) -> Item:
    """The heading of a row that begins within a line."""
    width = text_width.width(text, SIZE, bold=True) * 1.08

    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        pen.text(parent, left + HEADING_LEFT, middle + 4.3, text, size=SIZE, fill=pen.theme.ink, room=width, bold=True)

    return Item(word="", width=HEADING_LEFT + width, draw=draw)


def draw(parent: ET.Element, pen: svg.Pen, placed: Placed) -> None:
    """Draws the legend with its top left corner at the origin."""
    group = svg.add(parent, "g", class_="legend")
    svg.add(
        group, "rect", width=placed.width, height=placed.height, rx=theme.PANEL_RADIUS, fill=pen.theme.panel,
        stroke=pen.theme.rule,
    )  # fmt: skip
    middle = PADDING / 2 + ROW_HEIGHT / 2
    for heading, items in placed.lines:
        if heading:
            pen.text(
                group, PADDING, middle + 4.3, heading, size=SIZE, fill=pen.theme.ink,
                room=placed.heading_width - 8, bold=True,
            )  # fmt: skip
        x = PADDING + placed.heading_width
        for item in items:
            item.draw(group, pen, x, middle)
            if not item.word:
                x += item.whole_width + ITEM_GAP
                continue
            word_width = item.whole_width - item.width - 8
            pen.text(
                group, x + item.width + 8, middle + 4.3, item.word, size=SIZE, fill=pen.theme.soft, room=word_width
            )
            x += item.whole_width + ITEM_GAP
        middle += ROW_HEIGHT
