"""The list beside a map: people whom its view cannot place, and how many it was asked to leave out."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relmap.analysis.map_contents import MapContents
from relmap.rendering import card_svg, cards, svg, text_width, theme
from relmap.rendering.labels import label

PADDING = 18.0
HEAD = 40.0
NOTE = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Cards in rows, left to right, under a heading; then a note, "" for none. Sizes are in pixels."""

    heading: str
    rows: tuple[tuple[cards.CardPlan, ...], ...]
    note: str
    width: float
    height: float


def place(contents: MapContents, plans: Mapping[str, cards.CardPlan], labels: Mapping[str, str], width: float) -> Shelf:
    """The list of the people without a place, `width` pixels wide; its height is 0 where there is nothing to say."""
    aside = [plans[key] for key in contents.unplaced]
    across = max(1, int((width - 2 * PADDING + theme.NODE_GAP) // (theme.CARD_WIDTH + theme.NODE_GAP)))
    rows = tuple(tuple(aside[first : first + across]) for first in range(0, len(aside), across))
    note = labels["map.left_out"].format(count=contents.left_out) if contents.left_out else ""
    return Shelf(
        heading=label(labels, "aside", contents.view),
        rows=rows,
        note=note,
        width=width,
        height=_height(rows) + (NOTE if note else 0.0),
    )


def _height(rows: Sequence[Sequence[cards.CardPlan]]) -> float:
    tall = sum(max(plan.height for plan in row) for row in rows) + theme.NODE_GAP * max(0, len(rows) - 1)
    return HEAD + tall + PADDING if rows else 0.0


def draw(parent: ET.Element, pen: svg.Pen, shelf: Shelf, labels: Mapping[str, str]) -> None:
    """Draws the list with its top left corner at the origin."""
    if not shelf.height:
        return
    svg.add(
        parent, "rect", class_="shelf", width=shelf.width, height=shelf.height, rx=theme.PANEL_RADIUS,
        fill=pen.theme.ground, stroke=pen.theme.rule, stroke_width=0.8,
    )  # fmt: skip
    if shelf.rows:
        _write(parent, pen, shelf, 25.0, shelf.heading)
    y = HEAD
    for row in shelf.rows:
        x = PADDING
        for plan in row:
            card_svg.draw(parent, pen, plan, x, y, labels)
            x += plan.width + theme.NODE_GAP
        y += max(plan.height for plan in row) + theme.NODE_GAP
    if shelf.note:
        _write(parent, pen, shelf, shelf.height - 13.0, shelf.note)


def _write(parent: ET.Element, pen: svg.Pen, shelf: Shelf, y: float, text: str) -> None:
    room = shelf.width - 2 * PADDING
    cut = text_width.shorten(text_width.visible(text), theme.TEXT_SIZE, room, bold=True)
    pen.text(parent, PADDING, y, cut, size=theme.TEXT_SIZE, fill=pen.theme.soft, room=room, bold=True)
