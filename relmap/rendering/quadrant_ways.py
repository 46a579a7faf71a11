"""The ways of the quadrant's arrows from where somebody stood: between the pills, never behind one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import dist

from relmap.rendering.graphviz import Box, Curve, Point
from relmap.rendering.org_lines import bends, rounded

ASIDE = 7.0
"""How far from a pill the lane beside it is; pills are at least twice that apart."""
# From the edge of a row to the lane in it, above its pills and below them.
WITHIN = 4.0
# Lanes nearer to each other than this have no pill between them.
SAME = 40.0
# Arrows that share a lane run side by side in it.
TRACKS = (0.0, 3.0, -3.0, 1.5, -1.5)


@dataclass(slots=True)
class Ways:
    """Finds them one after another; `rows` are the top and the foot of each row of cells."""

    rows: Iterable[tuple[float, float]]
    _used: Counter[tuple[str, int]] = field(default_factory=Counter)

    def way(self, old: Box, new: Box) -> Curve:
        """From the edge of the one to that of the other, by the shortest of the lanes beside them."""
        found = [self._corners(old, new, *sides) for sides in product((-1, 1), repeat=2)]
        corners = min(found, key=_length)
        return rounded(list(bends(self._apart(corners))))

    def _corners(self, old: Box, new: Box, out: int, into: int) -> list[Point]:
        """Out of one side (-1 left, 1 right), along lanes, and in at a side."""
        start, end = _side(old, out), _side(new, into)
        leaves, arrives = start[0] + out * ASIDE, end[0] + into * ASIDE
        if abs(leaves - arrives) < SAME:
            lane = (leaves + arrives) / 2
            return [start, (lane, start[1]), (lane, end[1]), end]
        level = self._level(start[1], end[1])
        return [start, (leaves, start[1]), (leaves, level), (arrives, level), (arrives, end[1]), end]

    def _level(self, start: float, end: float) -> float:
        """The lane between rows with which the way is shortest."""
        levels = [edge for top, foot in self.rows for edge in (top + WITHIN, foot - WITHIN)]
        return min(levels, key=lambda level: (abs(level - start) + abs(level - end), level))

    def _apart(self, corners: list[Point]) -> Iterator[Point]:
        """The corners, each lane moved to a track of its own."""
        moved = [list(corner) for corner in corners]
        for place, (one, other) in enumerate(pairwise(corners)):
            if place in (0, len(corners) - 2):
                continue
            axis = 0 if one[0] == other[0] else 1
            lane = "xy"[axis], round(one[axis])
            track = TRACKS[self._used[lane] % len(TRACKS)]
            self._used[lane] += 1
            moved[place][axis] += track
            moved[place + 1][axis] += track
        return ((x, y) for x, y in moved)


def ways(moves: Iterable[tuple[Box, Box]], rows: Mapping[int, tuple[float, float]]) -> list[Curve]:
    """A line for each move, from the edge of where somebody stood to that of where they stand."""
    found = Ways(tuple(rows.values()))
    return [found.way(old, new) for old, new in moves]


def _side(box: Box, side: int) -> Point:
    return box.left + (box.width if side > 0 else 0.0), box.top + box.height / 2


def _length(corners: Iterable[Point]) -> float:
    return sum(dist(one, other) for one, other in pairwise(corners))
