"""The cells of the team x people matrix: what one of us is to one of them, and where nobody is anything to them."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from relmap.analysis.map_contents import CHANGE_SIGNS, REMOVED, Card, Cell
from relmap.analysis.wording import figure
from relmap.model.dates import shown_date
from relmap.rendering import change_marks, signs, svg, theme
from relmap.rendering.graphviz import Box
from relmap.rendering.heading import called
from relmap.rendering.labels import label
from relmap.rendering.matrix_plan import COLUMN_GAP, ROW, SMALL_SIZE, Plan, Row

STEPS_LEFT = 12.0
FIGURES_LEFT = 48.0
RADIUS = 6.0
PERCENT = 44.0


def draw(
    parent: ET.Element,
    pen: svg.Pen,
    plan: Plan,
    row: Row,
    first_step: str | None,
    labels: Mapping[str, str],
    calendar: str,
) -> None:
    """The cells of one row, the first with its top left corner at the origin; `first_step`: of us, on the lit path."""
    if row.known:
        _draw_known(parent, pen, plan, row, labels)
        return
    for place, member in enumerate(plan.members):
        cell = row.cells.get(member.key)
        left = place * (plan.cell + COLUMN_GAP)
        if cell is not None:
            _draw_cell(parent, pen, plan, row, member, cell, left, member.key == first_step, labels, calendar)
        elif row.cells:
            svg.add(parent, "rect", x=left, width=plan.cell, height=ROW, rx=RADIUS, fill=pen.theme.ground)
    if not row.cells and not row.card.left and row.card.change != REMOVED:
        _draw_nobody(parent, pen, plan, row, labels)


def _draw_cell(
    parent: ET.Element,
    pen: svg.Pen,
    plan: Plan,
    row: Row,
    member: Card,
    cell: Cell,
    left: float,
    is_lit: bool,
    labels: Mapping[str, str],
    calendar: str,
) -> None:
    colours = pen.theme
    group = svg.add(parent, "g", id=svg.identity("cell", cell.member, cell.person), class_="cell")
    svg.tooltip(group, _in_words(row, member, cell, labels, calendar))
    edge, stroke = (colours.lit, 2.6) if is_lit else (colours.ink if cell.single else colours.rule, 1.4)
    greyed = row.card.dimmed
    svg.add(
        group, "rect", class_="frame", x=left, y=0.0, width=plan.cell, height=ROW, rx=RADIUS, fill=colours.panel,
        stroke=edge if is_lit or not greyed else colours.rule, stroke_width=stroke,
    )  # fmt: skip
    steps_ink = colours.faint if greyed else colours.team.line
    signs.draw_steps(group, pen, cell.level, cell.target, left + STEPS_LEFT, ROW - 7, steps_ink)
    room = plan.cell - FIGURES_LEFT - 4
    x = left + FIGURES_LEFT
    if cell.change:
        _draw_change(group, pen, plan, cell, left, labels)
        return
    pen.text(
        group, x, 14.5, figure(cell.strength), size=theme.TEXT_SIZE, fill=colours.faint if greyed else colours.ink,
        room=room, bold=True,
    )  # fmt: skip
    late = cell.overdue or cell.last_touch is None
    wide = pen.cut(
        group, x, 29, _last(row, cell, labels, calendar), size=SMALL_SIZE,
        fill=colours.faint if late or greyed else colours.ink, room=room,
    )  # fmt: skip
    if cell.overdue:
        draw_overdue(group, pen, x, 32, wide)
    if cell.single:
        signs.draw_only(group, pen, left + plan.cell - 12, 11, colours.mark if greyed else colours.strong_chip)


def _draw_change(
    group: ET.Element, pen: svg.Pen, plan: Plan, cell: Cell, left: float, labels: Mapping[str, str]
) -> None:
    """The level or, where that is the same, the strength as it was and as it is, with the sign of the change."""
    box = Box(left=left, top=0.0, width=plan.cell, height=ROW)
    change_marks.draw_frame(group, pen, cell.change, box, RADIUS)
    change_marks.draw_sign(group, pen, cell.change, left + 1, 3)
    is_gone = cell.change == REMOVED
    room, x = plan.cell - FIGURES_LEFT - 4, left + FIGURES_LEFT
    fill = pen.theme.faint if is_gone else pen.theme.ink
    lines = [text for text in _before_and_now(cell, labels) if text]
    for y, text in zip((14.5, 29.0) if len(lines) > 1 else (21.5,), lines, strict=True):
        used = pen.cut(group, x, y, text, size=SMALL_SIZE, fill=fill, room=room, bold=y < 29.0)
        if is_gone:
            change_marks.strike(group, pen, x, y, used)
    if cell.single and not is_gone:
        signs.draw_only(group, pen, left + plan.cell - 12, ROW - 11, pen.theme.strong_chip)


def _before_and_now(cell: Cell, labels: Mapping[str, str]) -> tuple[str, str]:
    level, strength = _said(cell.level), figure(cell.strength)
    if cell.was is None:
        return f"{labels['legend.level_short']} {level}" if cell.level else "", strength
    before = _said(cell.was.level), figure(cell.was.strength)
    levels = f"{labels['legend.level_short']} {before[0]} -> {level}" if cell.was.level != cell.level else ""
    return levels, f"{before[1]} -> {strength}" if before[1] != strength else _wanted(cell, labels)


def _said(level: int | None) -> str:
    return "?" if level is None else str(level)


def _wanted(cell: Cell, labels: Mapping[str, str]) -> str:
    """Of a cell whose strength is as before."""
    assert cell.was is not None
    if cell.was.target == cell.target:
        return figure(cell.strength)
    return f"{labels['legend.target']} {_said(cell.was.target)} -> {_said(cell.target)}"


def _draw_known(parent: ET.Element, pen: svg.Pen, plan: Plan, row: Row, labels: Mapping[str, str]) -> None:
    """Of the people who are folded, how many each of us knows."""
    for place, member in enumerate(plan.members):
        left = place * (plan.cell + COLUMN_GAP)
        svg.add(parent, "rect", x=left, width=plan.cell, height=ROW, rx=RADIUS, fill=pen.theme.ground)
        if count := row.known.get(member.key):
            text = labels["matrix.knows"].format(count=count)
            pen.cut(
                parent, left + STEPS_LEFT, ROW / 2 + 4.3, text, size=theme.TEXT_SIZE, fill=pen.theme.soft,
                room=plan.cell - STEPS_LEFT - 4,
            )  # fmt: skip


def draw_overdue(parent: ET.Element, pen: svg.Pen, left: float, y: float, width: float) -> None:
    """The dotted line beneath a date that lies too far back."""
    line = f"M{svg.number(left)} {svg.number(y)}h{svg.number(width)}"
    svg.add(parent, "path", d=line, fill="none", stroke=pen.theme.faint, stroke_width=1.2, stroke_dasharray="2 2")


def _last(row: Row, cell: Cell, labels: Mapping[str, str], calendar: str) -> str:
    """When they last met; nothing on a map that does not tell it."""
    if row.card.redacted:
        return ""
    return shown_date(cell.last_touch, calendar) if cell.last_touch else labels["matrix.never"]


def _in_words(row: Row, member: Card, cell: Cell, labels: Mapping[str, str], calendar: str) -> str:
    said = [f"{member.name} – {called(row.card, labels)}"]
    if cell.level:
        said.append(f"{labels['legend.level']}: {label(labels, 'level', str(cell.level))}")
    if cell.target:
        said.append(f"{labels['legend.target']}: {label(labels, 'level', str(cell.target))}")
    said += [f"{labels['legend.tie']}: {figure(cell.strength)}", _last(row, cell, labels, calendar)]
    if cell.change:
        said.append(" ".join((CHANGE_SIGNS[cell.change], *filter(None, _before_and_now(cell, labels)))))
    if cell.overdue:
        said.append(labels["legend.overdue"])
    if cell.single:
        said.append(labels["legend.single"])
    return " · ".join(part for part in said if part)


def _draw_nobody(parent: ET.Element, pen: svg.Pen, plan: Plan, row: Row, labels: Mapping[str, str]) -> None:
    """One dashed field over all of us; with a warning where it is a key player."""
    width, colours = plan.cells_width - COLUMN_GAP, pen.theme
    warned = row.card.key_place
    ink = colours.ink if warned and not row.card.dimmed else colours.faint
    svg.add(
        parent, "rect", class_="nobody", width=width, height=ROW, rx=RADIUS, fill=colours.panel, stroke=ink,
        stroke_width=1.2, stroke_dasharray="6 4",
    )  # fmt: skip
    if warned:
        signs.draw_missing(parent, pen, 22, ROW / 2, colours.mark if row.card.dimmed else colours.strong_chip)
    text = labels["legend.placeholder"] if row.card.placeholder else labels["matrix.nobody"]
    left = 40.0 if warned else 14.0
    pen.cut(
        parent, left, ROW / 2 + 4.3, text, size=theme.TEXT_SIZE, fill=ink, room=width - left - 8, bold=warned
    )  # fmt: skip


def draw_coverage(parent: ET.Element, pen: svg.Pen, plan: Plan, card: Card) -> None:
    """How far the person is covered, as a bar and in per cent, in the column on the right."""
    if card.coverage is None:
        return
    ink = pen.theme.soft if card.dimmed else pen.theme.ink
    left, bar = plan.cells_width + 8, plan.coverage - 8 - PERCENT
    signs.draw_bar(parent, pen, card.coverage, left, ROW / 2 - 4, bar, ink)
    pen.text(
        parent, left + bar + 6, ROW / 2 + 4.3, f"{card.coverage:.0%}", size=theme.TEXT_SIZE, fill=ink,
        room=PERCENT - 6,
    )  # fmt: skip
