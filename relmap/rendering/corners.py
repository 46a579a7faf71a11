"""A corner of the map that is empty, for the legend."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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
    legends: Sequence[legend.Placed], taken: Sequence[Box], inner: float, head: float, scale: float
) -> Corner | None:
    """Room for the legend right of the heading or left under it; None where there is none.

    `inner` is the width within the margins, `head` how far down the heading reaches, `taken` what is drawn there.
    """
    if not taken:
        return None
    for made in legends:
        wide, high = made.width * scale, made.height * scale
        for x, y in ((inner - wide, 0.0), (0.0, head)):
            if y == 0.0 and x < HEADING_ROOM * scale:
                continue
            if not any(_meet(box, x, y, wide, high) for box in taken):
                return Corner(legend=made, left=x, top=y)
    return None


def narrow_legends(rows: Sequence[legend.Row]) -> list[legend.Placed]:
    """The legend as it may stand in a corner, the widest first."""
    return [legend.place(list(rows), width) for width in WIDTHS]


def is_free(taken: Iterable[Box], width: float, height: float) -> bool:
    """Whether nothing is in a top left corner so large."""
    return not any(_meet(box, 0.0, 0.0, width, height) for box in taken)


def taken(placed: Placed, left: float, above: float) -> list[Box]:
    """What a map drawn at (left, above) takes of the page."""
    return [replace(box, left=box.left + left, top=box.top + above) for box in _drawn(placed)]


def _drawn(placed: Placed) -> Iterator[Box]:
    yield from placed.boxes.values()
    yield from (frame.box for frame in placed.frames)
    for curve in placed.curves.values():
        for first in range(0, len(curve.points) - 1, 3):
            xs, ys = zip(*curve.points[first : first + 4], strict=True)
            yield Box(left=min(xs), top=min(ys), width=max(xs) - min(xs), height=max(ys) - min(ys))


def _meet(box: Box, x: float, y: float, width: float, height: float) -> bool:
    across = box.left < x + width + CLEARANCE and x < box.left + box.width + CLEARANCE
    return across and box.top < y + height + CLEARANCE and y < box.top + box.height + CLEARANCE
