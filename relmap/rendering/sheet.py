"""A map that no layout program places: blocks below each other between the heading and the legend."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from relmap.analysis.map_contents import MapContents
from relmap.rendering import heading, legend, svg, theme

MINIMUM_WIDTH = 900.0
HEADING_GAP = 20.0
BLOCK_GAP = 20.0
WAY_HEIGHT = 26.0
NOTE_HEIGHT = 20.0
# The shipped fonts have no arrows.
TO = " › "
# On maps wider than this, heading and legend grow with the map, so that they stay readable when it is shown small.
COMFORTABLE_WIDTH = 1600.0
LARGEST_SCALE = 2.4
Draw = Callable[[ET.Element, svg.Pen], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the page, in pixels; `draw(parent, pen)` draws it with its top left corner at the origin."""

    width: float
    height: float
    draw: Draw


def way_block(contents: MapContents, labels: Mapping[str, str], width: float) -> Block:
    """The lit path in words, on one line; of no height where none is lit."""
    cards = {card.key: card for card in contents.cards}
    names = TO.join(heading.called(cards[key], labels) for key in heading.way_in(contents))

    def draw(parent: ET.Element, pen: svg.Pen) -> None:
        text = f"{labels['legend.path']}: {names}"
        pen.cut(parent, 0, 16, text, size=theme.NAME_SIZE, fill=pen.theme.ink, room=width, bold=True)

    return Block(width=width, height=WAY_HEIGHT if names else 0.0, draw=draw)


def left_out_block(contents: MapContents, labels: Mapping[str, str], width: float) -> Block:
    """How many people the map was asked not to show; of no height where it shows everybody."""
    text = labels["map.left_out"].format(count=contents.left_out)

    def draw(parent: ET.Element, pen: svg.Pen) -> None:
        pen.cut(parent, 0, 14, text, size=theme.TEXT_SIZE, fill=pen.theme.soft, room=width, bold=True)

    return Block(width=width, height=NOTE_HEIGHT if contents.left_out else 0.0, draw=draw)


def page_width(*widths: float) -> float:
    """The width of the blocks of a page, in pixels, where its parts need so much."""
    return max(MINIMUM_WIDTH, *widths)


def draw(
    contents: MapContents,
    labels: Mapping[str, str],
    pen: svg.Pen,
    blocks: Sequence[Block],
    rows: Sequence[legend.Row],
) -> bytes:
    """The page as a self-standing SVG document, UTF-8. Blocks of no height are left out, as are rows without items."""
    shown = [block for block in blocks if block.height]
    inner = page_width(*(block.width for block in shown))
    scale = min(max(1.0, inner / COMFORTABLE_WIDTH), LARGEST_SCALE)
    key = legend.place([row for row in rows if row.items], inner / scale)
    top = theme.MARGIN + scale * heading.height(contents) + HEADING_GAP
    key_top = top + sum(block.height + BLOCK_GAP for block in shown)
    width, height = inner + 2 * theme.MARGIN, key_top + scale * key.height + theme.MARGIN

    root = svg.document(width, height, heading.title(contents, labels), heading.description(contents, labels))
    svg.add(root, "rect", width=width, height=height, fill=pen.theme.page)
    heading.draw(svg.moved(root, theme.MARGIN, theme.MARGIN, scale), pen, contents, labels, inner / scale)
    for block in shown:
        block.draw(svg.moved(root, theme.MARGIN, top), pen)
        top += block.height + BLOCK_GAP
    if key.lines:
        legend.draw(svg.moved(root, theme.MARGIN, key_top, scale), pen, key)
    return svg.serialise(root)


def panel(parent: ET.Element, pen: svg.Pen, width: float, height: float, heading_text: str) -> None:
    """The frame of a list beside the map, with its heading."""
    svg.add(
        parent, "rect", class_="shelf", width=width, height=height, rx=theme.PANEL_RADIUS,
        fill=pen.theme.ground, stroke=pen.theme.rule, stroke_width=0.8,
    )  # fmt: skip
    pen.cut(
        parent, 18, 25, heading_text, size=theme.TEXT_SIZE, fill=pen.theme.soft, room=width - 36, bold=True
    )  # fmt: skip
