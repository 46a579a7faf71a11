"""A corner of the map that is empty, for the legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from relmap.rendering import legend
from relmap.rendering.graphviz import Box
from relmap.rendering.places import Placed

CLEARANCE = 16.0
WIDTHS = (860.0, 760.0, 680.0, 600.0, 520.0, 460.0, 410.0)
# What the heading keeps to itself.
HEADING_ROOM = 430.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """The legend, and its top left corner in pixels from that of what the margins leave."""

    legend: legend.Placed
    left: float
    top: float


def legend_corner(
    rows: Sequence[legend.Row], placed: Placed, inner: float, left: float, above: float, scale: float
) -> Corner | None:
    """Room for the legend right of the heading or left under it; None where there is none.

    `inner` is the width within the margins, `left` and `above` the place of the map in it.
    """
    if not rows or not placed.boxes:
        return None
    taken = [
        Box(left=box.left + left, top=box.top + above, width=box.width, height=box.height) for box in _taken(placed)
    ]
    for width in WIDTHS:
        made = legend.place(list(rows), width)
        wide, high = made.width * scale, made.height * scale
        for x, y in ((inner - wide, 0.0), (0.0, above)):
            if y == 0.0 and x < HEADING_ROOM * scale:
                continue
            if not any(_meet(box, x, y, wide, high) for box in taken):
                return Corner(legend=made, left=x, top=y)
    return None


def _taken(placed: Placed) -> Iterator[Box]:
    yield from placed.boxes.values()
    yield from (frame.box for frame in placed.frames)
    for curve in placed.curves.values():
        for first in range(0, len(curve.points) - 1, 3):
            xs, ys = zip(*curve.points[first : first + 4], strict=True)
            yield Box(left=min(xs), top=min(ys), width=max(xs) - min(xs), height=max(ys) - min(ys))


def _meet(box: Box, x: float, y: float, width: float, height: float) -> bool:
    across = box.left < x + width + CLEARANCE and x < box.left + box.width + CLEARANCE
    return across and box.top < y + height + CLEARANCE and y < box.top + box.height + CLEARANCE
