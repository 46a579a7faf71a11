"""The legend of the team x people matrix: only what occurs."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from relmap.analysis.map_contents import MapContents
from relmap.rendering import card_legend, change_legend, legend, matrix_cells, signs, svg
from relmap.rendering.labels import label
from relmap.rendering.matrix_plan import Plan, Row

SAMPLE = ".45"


def rows(contents: MapContents, plan: Plan, labels: Mapping[str, str]) -> list[legend.Row]:
    """One row per subject; some may have no items."""
    return [
        legend.Row(heading=labels["legend.stance"], items=tuple(card_legend.stances(contents, labels))),
        legend.Row(heading=labels["legend.influence"], items=tuple(card_legend.influences(contents, labels))),
        legend.Row(heading=labels["legend.roles"], items=tuple(card_legend.roles(contents, labels))),
        legend.Row(heading=labels["legend.level"], items=tuple(_levels(contents, labels))),
        legend.Row(heading=labels["legend.marks"], items=tuple(_marks(contents, plan, labels))),
        change_legend.row(contents, labels),
    ]


def _levels(contents: MapContents, labels: Mapping[str, str]) -> Iterator[legend.Item]:
    for level in sorted({cell.level for cell in contents.cells if cell.level}):
        yield legend.item(label(labels, "level", str(level)), signs.STEPS_WIDTH, _steps(level, None))
    if any((cell.target or 0) > (cell.level or 0) for cell in contents.cells):
        yield legend.item(labels["legend.target"], signs.STEPS_WIDTH, _steps(2, 3))
    if contents.cells:
        yield legend.item(labels["legend.tie"], 20, _strength)


def _marks(contents: MapContents, plan: Plan, labels: Mapping[str, str]) -> Iterator[legend.Item]:
    shown = [item for panel in plan.panels for item in panel if isinstance(item, Row)]
    if any(cell.single for cell in contents.cells):
        yield legend.item(labels["legend.single"], 18, _only)
    if any(row.card.key_place and not row.cells for row in shown):
        yield legend.item(labels["matrix.missing"], 20, _missing)
    if any(cell.overdue for cell in contents.cells):
        yield legend.item(labels["legend.overdue"], 30, _overdue)
    if any(card.lit for card in contents.cards):
        yield legend.item(labels["legend.path"], 20, signs.draw_first_step)


def _steps(level: int, target: int | None) -> legend.Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        signs.draw_steps(parent, pen, level, target, left, middle + 9, pen.theme.team.line)

    return draw


def _strength(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    pen.text(parent, left, middle + 4.3, SAMPLE, size=legend.SIZE, fill=pen.theme.ink, room=24, bold=True)


def _only(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    signs.draw_only(parent, pen, left + 9, middle, pen.theme.strong_chip)


def _missing(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    signs.draw_missing(parent, pen, left + 10, middle, pen.theme.strong_chip)


def _overdue(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    matrix_cells.draw_overdue(parent, pen, left, middle + 3, 30)
