"""The coverage view: who of us knows whom, how well, how well we want to, and whom nobody knows."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass

from relmap.analysis.map_contents import CHANGED, FOLD, REMOVED, Card, MapContents
from relmap.rendering import (
    card_signs,
    cards,
    change_list,
    change_marks,
    heading,
    icons,
    matrix_cells,
    matrix_legend,
    matrix_plan,
    sheet,
    signs,
    svg,
    text_width,
    theme,
)
from relmap.rendering.graphviz import Box
from relmap.rendering.matrix_plan import (
    BAND,
    COLUMN_GAP,
    COLUMN_HEAD,
    NAME_SIZE,
    PANEL_GAP,
    ROW,
    SECTION_GAP,
    SIGNS,
    SMALL_SIZE,
    TEXT_LEFT,
    Panel,
    Plan,
    Row,
    Section,
)

RADIUS = 6.0
CORNER_BAR = 90.0


def draw(
    contents: MapContents, labels: Mapping[str, str], colours: theme.Theme, *, shipped_fonts: bool = False
) -> bytes:
    """The matrix as a self-standing SVG document, UTF-8. `shipped_fonts`: for a program that has no others."""
    plan = matrix_plan.plan(contents, labels, sheet.MINIMUM_WIDTH)
    matrix = _Matrix(contents=contents, labels=labels, plan=plan, way=heading.way_in(contents))
    width = sheet.page_width(plan.width)
    return sheet.draw(
        contents,
        labels,
        svg.Pen(colours, shipped_fonts=shipped_fonts),
        [
            sheet.way_block(contents, labels, width),
            sheet.Block(width=plan.width, height=plan.height, draw=matrix.draw),
            change_list.block(_cut(contents, plan), labels, width),
            sheet.left_out_block(contents, labels, width),
        ],
        matrix_legend.rows(contents, plan, labels),
    )


def _cut(contents: MapContents, plan: Plan) -> list[Card]:
    """Of whom the matrix has no room to say all that changed; the heads of its columns say nothing of it."""
    rows = {item.card.key: item for panel in plan.panels for item in panel if isinstance(item, Row)}
    changed = (card for card in contents.cards if card.change == CHANGED)
    return [card for card in changed if card.key not in rows or plan.cuts(rows[card.key])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matrix:
    contents: MapContents
    labels: Mapping[str, str]
    plan: Plan
    way: list[str]

    def draw(self, parent: ET.Element, pen: svg.Pen) -> None:
        for place, panel in enumerate(self.plan.panels):
            body = svg.moved(parent, place * (self.plan.panel_width + PANEL_GAP), 0)
            if place == 0:
                self._draw_corner(body, pen)
            self._draw_column_heads(body, pen, is_first=place == 0)
            self._draw_rows(body, pen, panel)

    def _draw_corner(self, parent: ET.Element, pen: svg.Pen) -> None:
        """The coverage of the account or the deal: of everybody, and of our supporters alone."""
        coverage = self.contents.coverage
        if coverage is None:
            return
        group = svg.add(parent, "g", class_="coverage")
        room = self.plan.head - CORNER_BAR - 70
        for place, (name, share) in enumerate(
            [("matrix.coverage", coverage.value), ("matrix.supportive", coverage.supportive)]
        ):
            y = 20.0 + 24 * place
            pen.cut(group, 0, y + 4, self.labels[name], size=theme.TEXT_SIZE, fill=pen.theme.ink, room=room, bold=True)
            signs.draw_bar(group, pen, share, room + 10, y - 4, CORNER_BAR, pen.theme.ink)
            pen.text(
                group, room + CORNER_BAR + 18, y + 4.6, f"{share:.0%}", size=theme.NAME_SIZE, fill=pen.theme.ink,
                room=50, bold=True,
            )  # fmt: skip

    def _draw_column_heads(self, parent: ET.Element, pen: svg.Pen, *, is_first: bool) -> None:
        for place, member in enumerate(self.plan.members):
            left = self.plan.head + COLUMN_GAP + place * (self.plan.cell + COLUMN_GAP)
            self._draw_member(parent, pen, member, left, is_first=is_first)
        left = self.plan.head + COLUMN_GAP + self.plan.cells_width
        pen.cut(
            parent, left + 8, COLUMN_HEAD - 14, self.labels["matrix.coverage"], size=theme.TEXT_SIZE,
            fill=pen.theme.soft, room=self.plan.coverage - 8, bold=True,
        )  # fmt: skip

    def _draw_member(self, parent: ET.Element, pen: svg.Pen, member: Card, left: float, *, is_first: bool) -> None:
        """The head of a column; only that in the first panel stands for the member, the others repeat it."""
        colours, width = pen.theme, self.plan.cell
        look = colours.team_greyed if member.dimmed else colours.team
        group = svg.add(
            parent, "g", class_="card member" if is_first else "repeated",
            id=svg.identity("card", member.key) if is_first else None, data_ref=member.key if is_first else None,
        )  # fmt: skip
        svg.tooltip(group, cards.description(member, self.labels))
        svg.add(
            group, "rect", class_="frame", x=left, y=0.0, width=width, height=COLUMN_HEAD - 8, rx=theme.CARD_RADIUS,
            fill=look.ground, stroke=colours.lit if member.lit else look.line, stroke_width=3 if member.lit else 1.4,
        )  # fmt: skip
        room = width - 16
        lines = text_width.wrap(text_width.visible(member.name), NAME_SIZE, room, 2, bold=True)
        y = 20.0 if len(lines) > 1 else 24.0
        for line in lines:
            pen.text(group, left + 8, y, line, size=NAME_SIZE, fill=look.ink, room=room, bold=True)
            y += 15
        self._draw_holdings(group, pen, member, left, look)
        if member.change:
            box = Box(left=left, top=0.0, width=width, height=COLUMN_HEAD - 8)
            change_marks.draw_frame(group, pen, member.change, box, theme.CARD_RADIUS)
            change_marks.draw_sign(group, pen, member.change, left + 2, 2)

    def _draw_holdings(self, group: ET.Element, pen: svg.Pen, member: Card, left: float, look: theme.Look) -> None:
        """How many of them the member knows, and of how many the only thread hangs on the member."""
        cells = self.contents.cells
        known = [cell for cell in cells if cell.member == member.key and cell.change != REMOVED]
        only = sum(cell.single for cell in known)
        room = self.plan.cell - 16 - (46 if only else 0)
        text = self.labels["matrix.knows"].format(count=len(known))
        pen.cut(group, left + 8, COLUMN_HEAD - 16, text, size=theme.SMALL_SIZE, fill=look.ink, room=room)
        if only:
            x = left + self.plan.cell
            inverse = theme.Look(ground=look.ink, ink=look.ground, line=look.ink)
            signs.draw_only(group, pen, x - 38, COLUMN_HEAD - 20, inverse)
            pen.text(group, x - 27, COLUMN_HEAD - 16, f"×{only}", size=theme.SMALL_SIZE, fill=look.ink, room=25)

    def _draw_rows(self, parent: ET.Element, pen: svg.Pen, panel: Panel) -> None:
        y = COLUMN_HEAD
        for item in panel:
            if isinstance(item, Row):
                self._draw_row(svg.moved(parent, 0, y), pen, item)
            else:
                self._draw_section(svg.moved(parent, 0, y), pen, item)
            y += matrix_plan.height_of(item)

    def _draw_section(self, parent: ET.Element, pen: svg.Pen, section: Section) -> None:
        width = self.plan.panel_width
        y = SECTION_GAP if section.ruled else 0.0
        if section.ruled:
            line = f"M0 {svg.number(y / 2 + 2)}h{svg.number(width)}"
            svg.add(parent, "path", d=line, fill="none", stroke=pen.theme.ink, stroke_width=1.6)
        pen.cut(
            parent, 0, y + 19, section.text, size=theme.TEXT_SIZE, fill=pen.theme.soft, room=width, bold=True
        )  # fmt: skip

    def _draw_row(self, parent: ET.Element, pen: svg.Pen, row: Row) -> None:
        self._draw_person(parent, pen, row)
        body = svg.moved(parent, self.plan.head + COLUMN_GAP, 0)
        first = self.way[0] if len(self.way) > 1 and self.way[1] == row.card.key else None
        matrix_cells.draw(body, pen, self.plan, row, first, self.labels, self.contents.calendar)
        matrix_cells.draw_coverage(body, pen, self.plan, row.card)

    def _draw_person(self, parent: ET.Element, pen: svg.Pen, row: Row) -> None:
        card, colours, head = row.card, pen.theme, self.plan.head
        group = svg.add(parent, "g", id=svg.identity("card", card.key), class_="card person", data_ref=card.key)
        svg.tooltip(group, cards.description(card, self.labels))
        if card.kind == FOLD:
            self._draw_fold(group, pen, row)
            return
        edge = colours.lit if card.lit else (colours.faint if card.placeholder else colours.rule)
        svg.add(
            group, "rect", class_="frame", x=0.0, y=0.0, width=head, height=ROW, rx=RADIUS,
            fill=colours.greyed if card.left else colours.panel, stroke=edge, stroke_width=2.6 if card.lit else 1.1,
            stroke_dasharray="6 4" if card.placeholder else None,
        )  # fmt: skip
        greyed = card.dimmed or card.left
        band = colours.greyed_line if greyed or card.stance is None else colours.stances[card.stance].line
        svg.add(group, "rect", x=2.0, y=RADIUS, width=BAND, height=ROW - 2 * RADIUS, fill=band)
        self._write_person(group, pen, row)
        if not card.redacted:
            card_signs.draw_sign(group, pen, card.stance, head - 42, ROW / 2 - 10, greyed=greyed)
        if card.influence is not None:
            card_signs.draw_bars(group, pen, card.influence, head - 72, ROW / 2 - 8, greyed)
        if card.key in self.way:
            signs.draw_step(group, pen, self.way.index(card.key), head - SIGNS + 12, ROW / 2)
        if card.change:
            box = Box(left=0.0, top=0.0, width=head, height=ROW)
            change_marks.draw_frame(group, pen, card.change, box, RADIUS)
            change_marks.draw_sign(group, pen, card.change, 0, ROW / 2)

    def _draw_fold(self, group: ET.Element, pen: svg.Pen, row: Row) -> None:
        """People who are not shown one by one: no stance, no influence, but how many they are."""
        room = self.plan.head - TEXT_LEFT - 8
        svg.add(
            group, "rect", class_="frame", x=0.0, y=0.0, width=self.plan.head, height=ROW, rx=RADIUS,
            fill=pen.theme.ground, stroke=pen.theme.rule, stroke_width=1.1,
        )  # fmt: skip
        pen.cut(group, TEXT_LEFT, 14.5, row.name, size=NAME_SIZE, fill=pen.theme.soft, room=room, bold=True)
        pen.cut(group, TEXT_LEFT, 29, row.beneath, size=SMALL_SIZE, fill=pen.theme.soft, room=room)

    def _write_person(self, group: ET.Element, pen: svg.Pen, row: Row) -> None:
        card, colours = row.card, pen.theme
        ink, soft = (colours.faint, colours.faint) if card.dimmed or card.left else (colours.ink, colours.soft)
        room = self.plan.head - TEXT_LEFT - SIGNS
        bold = card.key_place and not card.placeholder
        used = pen.cut(group, TEXT_LEFT, 14.5, row.name, size=NAME_SIZE, fill=ink, room=room, bold=bold)
        if card.change == REMOVED:
            change_marks.strike(group, pen, TEXT_LEFT, 14.5, used)
        used += 8
        if card.second_name and room - used > 30:
            pen.cut(
                group, TEXT_LEFT + used, 14.5, card.second_name, size=SMALL_SIZE, fill=soft, room=room - used
            )  # fmt: skip
        if card.change == CHANGED:
            pen.cut(group, TEXT_LEFT, 29, row.beneath, size=SMALL_SIZE, fill=ink, room=room)
            return
        icons.draw_row(group, card.roles, TEXT_LEFT, 25, soft, colours.panel)
        used = icons.row_width(card.roles)
        pen.cut(group, TEXT_LEFT + used, 29, row.beneath, size=SMALL_SIZE, fill=soft, room=room - used)
