"""The legend of what changed: only what occurs."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from relmap.analysis.map_contents import MapContents
from relmap.rendering import arrows, change_marks, legend, svg
from relmap.rendering.graphviz import Box, Curve

SAMPLE = 40.0


def row(contents: MapContents, labels: Mapping[str, str], *, is_moved: bool = False) -> legend.Row:
    """Without items on a map of which nothing changed; `is_moved`: an arrow leads to people from where they stood."""
    return legend.Row(heading=labels["legend.changes"], items=tuple(_items(contents, labels, is_moved=is_moved)))


def _items(contents: MapContents, labels: Mapping[str, str], *, is_moved: bool) -> Iterator[legend.Item]:
    for change in change_marks.occurring(contents):
        yield legend.item(labels[f"change.{change}"], SAMPLE, _frame(change))
    for change in change_marks.of_ties(contents):
        yield legend.item(labels[f"change.tie_{change}"], legend.LINE_SAMPLE, _line(change))
    if is_moved:
        yield legend.item(labels["change.moved"], SAMPLE, _moved)


def _frame(change: str) -> legend.Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        box = Box(left=left + 9, top=middle - 7, width=SAMPLE - 10, height=16)
        change_marks.draw_frame(parent, pen, change, box, 4)
        change_marks.draw_sign(parent, pen, change, left + 9, middle - 1)

    return draw


def _line(change: str) -> legend.Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        arrows.change_sample(parent, pen, change, left, middle, legend.LINE_SAMPLE)
        change_marks.draw_sign(parent, pen, change, left + legend.LINE_SAMPLE / 2, middle)

    return draw


def _moved(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    start, end = (left, middle), (left + SAMPLE, middle)
    arrows.change_arrow(parent, pen, Curve(points=(start, start, end, end)))
