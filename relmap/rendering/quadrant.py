"""The quadrant view: everybody by their stance towards us and their influence, key players by name in bold.

After Mendelow's grid of power and interest, with stance in the place of interest.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from relmap.analysis.map_contents import CHANGED, FOLD, Card, MapContents
from relmap.rendering import (
    arrows,
    card_legend,
    card_signs,
    change_legend,
    change_list,
    heading,
    legend,
    pills,
    quadrant_plan,
    quadrant_ways,
    sheet,
    signs,
    svg,
    text_width,
    theme,
)
from relmap.rendering.labels import label
from relmap.rendering.quadrant_plan import COLUMNS, ROWS, STRIP, Plan, Span, step_of

ROW_HEAD = 88.0
COLUMN_FOOT = 62.0
PADDING = 18.0
HEAD = 38.0
ZONES = (
    ("quadrant.win", (-2, 0), (4, 3)),
    ("quadrant.ours", (1, 2), (4, 3)),
    ("quadrant.monitor", (-2, 0), (2, 0)),
    ("quadrant.informed", (1, 2), (2, 0)),
)
"""Name, first and last stance, highest and lowest influence."""


def draw(
    contents: MapContents, labels: Mapping[str, str], colours: theme.Theme, *, shipped_fonts: bool = False
) -> bytes:
    """The quadrant as a self-standing SVG document, UTF-8. `shipped_fonts`: for a program that has no others."""
    plan = quadrant_plan.plan(contents, labels)
    grid = _Grid(labels=labels, plan=plan)
    width = sheet.page_width(grid.width)
    return sheet.draw(
        contents,
        labels,
        svg.Pen(colours, shipped_fonts=shipped_fonts),
        [
            sheet.way_block(contents, labels, width),
            sheet.Block(width=grid.width, height=grid.height, draw=grid.draw),
            _aside(contents, labels, width),
            change_list.block(_cut(contents, plan, labels), labels, width),
            sheet.left_out_block(contents, labels, width),
        ],
        _legend(contents, labels, is_moved=any(plan.moves)),
    )


def _cut(contents: MapContents, plan: Plan, labels: Mapping[str, str]) -> list[Card]:
    """Of whom a pill has no room to say all that changed; our own people have none."""
    made = {each.pill.card.key: each.pill.is_cut(plan.pill_width) for each in plan.placed if not each.pill.former}
    changed = [card for card in contents.cards if card.change == CHANGED]
    aside = {card.key: pills.pill(card, labels, step=None, has_signs=True) for card in changed if card.key not in made}
    wide = pills.common_width(aside.values())
    return [card for card in changed if (aside[card.key].is_cut(wide) if card.key in aside else made[card.key])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    labels: Mapping[str, str]
    plan: Plan

    @property
    def width(self) -> float:
        return ROW_HEAD + self.plan.width

    @property
    def height(self) -> float:
        return self.plan.height + COLUMN_FOOT

    def draw(self, parent: ET.Element, pen: svg.Pen) -> None:
        body = svg.moved(parent, ROW_HEAD, 0)
        self._draw_unknown(body, pen)
        for _name, stances, influences in ZONES:
            self._draw_zone(body, pen, stances, influences)
        self._draw_row_heads(parent, pen)
        self._draw_column_feet(body, pen)
        self._draw_moves(body, pen)
        for placed in self.plan.placed:
            pills.draw(body, pen, placed, self.plan.pill_width, self.labels)

    def _draw_moves(self, body: ET.Element, pen: svg.Pen) -> None:
        rows = {row: (span.start, span.end) for row, span in self.plan.rows.items()}
        for way in quadrant_ways.ways(self.plan.moves, rows):
            arrows.change_arrow(body, pen, way)
        # No line runs through a name.
        for name, stances, influences in ZONES:
            self._write_zone(body, pen, name, stances, influences, has_patch=any(self.plan.moves))

    def _draw_unknown(self, body: ET.Element, pen: svg.Pen) -> None:
        """The column of those whose stance nobody knows, dashed: it is no end of the scale."""
        column = self.plan.columns[None]
        svg.add(
            body, "rect", class_="zone", x=column.start, y=0.0, width=column.length, height=self.plan.height,
            rx=theme.PANEL_RADIUS, fill=pen.theme.page, stroke=pen.theme.faint, stroke_width=1.2,
            stroke_dasharray="6 4",
        )  # fmt: skip
        for row in ROWS[1:]:
            self._rule(body, pen, column.start, self.plan.rows[row].start, column.length)

    def _write_zone(
        self,
        body: ET.Element,
        pen: svg.Pen,
        name: str,
        stances: tuple[int, int],
        influences: tuple[int, int],
        *,
        has_patch: bool,
    ) -> None:
        left, right = self.plan.columns[stances[0]].start, self.plan.columns[stances[1]].end
        top, room = self.plan.rows[influences[0]].start - STRIP, right - left - 24
        text = text_width.shorten(text_width.visible(self.labels[name]), theme.NAME_SIZE, room, bold=True)
        if has_patch:
            wide = text_width.width(text, theme.NAME_SIZE, bold=True) + 8
            svg.add(body, "rect", x=left + 8, y=top + 6, width=wide, height=19, fill=pen.theme.ground)
        pen.text(
            body, left + 12, top + 20, text, size=theme.NAME_SIZE, fill=pen.theme.soft, room=room, bold=True
        )  # fmt: skip

    def _draw_zone(self, body: ET.Element, pen: svg.Pen, stances: tuple[int, int], influences: tuple[int, int]) -> None:
        columns, rows = self.plan.columns, self.plan.rows
        left, right = columns[stances[0]].start, columns[stances[1]].end
        top, foot = rows[influences[0]].start - STRIP, rows[influences[1]].end
        svg.add(
            body, "rect", class_="zone", x=left, y=top, width=right - left, height=foot - top,
            rx=theme.PANEL_RADIUS, fill=pen.theme.ground, stroke=pen.theme.rule, stroke_width=1.0,
        )  # fmt: skip
        for row in ROWS:
            if influences[1] <= row < influences[0]:
                self._rule(body, pen, left, rows[row].start, right - left)
        for stance in range(stances[0] + 1, stances[1] + 1):
            line = f"M{svg.number(columns[stance].start)} {svg.number(top + STRIP)}V{svg.number(foot)}"
            svg.add(body, "path", d=line, fill="none", stroke=pen.theme.rule, stroke_width=1)

    def _rule(self, body: ET.Element, pen: svg.Pen, left: float, y: float, length: float) -> None:
        line = f"M{svg.number(left)} {svg.number(y)}h{svg.number(length)}"
        svg.add(body, "path", d=line, fill="none", stroke=pen.theme.rule, stroke_width=1)

    def _draw_row_heads(self, parent: ET.Element, pen: svg.Pen) -> None:
        """Influence, as bars and in words, at the left of each row."""
        pen.cut(
            parent, 0, 20, self.labels["legend.influence"], size=theme.TEXT_SIZE, fill=pen.theme.soft,
            room=ROW_HEAD - 8, bold=True,
        )  # fmt: skip
        for influence in ROWS:
            middle = _middle(self.plan.rows[influence])
            card_signs.draw_bars(parent, pen, influence, 0, middle - 18)
            text = label(self.labels, "influence", str(influence))
            pen.cut(parent, 0, middle + 14, text, size=theme.TEXT_SIZE, fill=pen.theme.ink, room=ROW_HEAD - 10)

    def _draw_column_feet(self, body: ET.Element, pen: svg.Pen) -> None:
        """Stance, as a sign and in words, below each column."""
        for stance in COLUMNS:
            middle = _middle(self.plan.columns[stance])
            card_signs.draw_sign(body, pen, stance, middle - 17, self.plan.height + 10)
            text = label(self.labels, "stance", "unknown" if stance is None else str(stance))
            pen.cut(
                body, middle, self.plan.height + 47, text, size=theme.TEXT_SIZE, fill=pen.theme.ink,
                room=self.plan.columns[stance].length, anchor="middle",
            )  # fmt: skip


def _middle(span: Span) -> float:
    return span.start + span.length / 2


def _aside(contents: MapContents, labels: Mapping[str, str], width: float) -> sheet.Block:
    """Whom the grid has no place for, with what is known of them."""
    aside, way = frozenset(contents.unplaced), heading.way_in(contents)
    beside = [card for card in contents.cards if card.key in aside]
    beside.sort(key=lambda card: (card.kind == FOLD, card.left, not card.key_place, card.key))
    made = [pills.pill(card, labels, step=step_of(card, way), has_signs=True) for card in beside]
    wide = pills.common_width(made)
    across = max(1, int((width - 2 * PADDING + pills.GAP) // (wide + pills.GAP)))
    placed, tall = pills.flow(made, wide, across)
    height = HEAD + tall + PADDING if made else 0.0

    def draw(parent: ET.Element, pen: svg.Pen) -> None:
        sheet.panel(parent, pen, width, height, label(labels, "aside", contents.view))
        body = svg.moved(parent, PADDING, HEAD)
        for each in placed:
            pills.draw(body, pen, each, wide, labels)

    return sheet.Block(width=width, height=height, draw=draw)


def _legend(contents: MapContents, labels: Mapping[str, str], *, is_moved: bool) -> list[legend.Row]:
    """The axes say what stance and influence are."""
    return [
        legend.Row(heading=labels["legend.roles"], items=tuple(card_legend.roles(contents, labels))),
        legend.Row(heading=labels["legend.marks"], items=tuple(_marks(contents, labels))),
        change_legend.row(contents, labels, is_moved=is_moved),
    ]


def _marks(contents: MapContents, labels: Mapping[str, str]) -> Iterator[legend.Item]:
    people = [card for card in contents.cards if card.kind == "person"]
    if any(card.coverage is not None for card in people):
        yield legend.item(labels["legend.coverage"], 56, _rings)
    if any(card.key_place for card in people):
        yield legend.item(labels["legend.key"], 22, _key)
    if any(card.placeholder for card in people):
        yield legend.item(labels["legend.placeholder"], 30, card_legend.placeholder)
    if any(card.lit for card in people):
        yield legend.item(labels["legend.path"], 20, signs.draw_first_step)
    if any(card.kind == FOLD for card in contents.cards):
        yield legend.item(labels["legend.others"], 30, _others)


def _rings(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    for place, share in enumerate((0.0, 0.4, 1.0)):
        signs.draw_ring(parent, pen, share, left + 9 + 19 * place, middle, 8.5)


def _key(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    pen.text(parent, left, middle + 4.3, "Aa", size=pills.NAME_SIZE, fill=pen.theme.ink, room=28, bold=True)


def _others(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    svg.add(
        parent, "rect", x=left, y=middle - 9, width=30, height=18, rx=6, fill=pen.theme.page, stroke=pen.theme.faint
    )
