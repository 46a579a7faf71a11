"""Reporting lines of an org chart as right-angled lines, where nothing stands in their way."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot

from relmap.analysis.map_contents import REPORTS, MapContents
from relmap.rendering.graphviz import Box, Curve, Point

DROP = 20.0
TRACK = 8.0
TRACKS = 4
RADIUS = 9.0
CLEARANCE = 6.0
# How far beside a column of reports the line that serves them runs.
BESIDE = 14.0


def reporting_lines(contents: MapContents, boxes: Mapping[str, Box], needed: frozenset[int]) -> dict[int, Curve]:
    """Number of the arrow (from 1) -> its line from the boss's foot to the report's head or side.

    Lines that would run through a card, or upwards, are left out: Graphviz's own curve serves there. The arrows in
    `needed` have none, and get a line in any case.
    """
    teams: dict[str, list[tuple[int, str]]] = {}
    for place, arrow in enumerate(contents.arrows, 1):
        if arrow.kind == REPORTS and arrow.source in boxes and arrow.target in boxes:
            teams.setdefault(arrow.target, []).append((place, arrow.source))
    buses: list[tuple[float, float, float]] = []
    lines: dict[int, Curve] = {}
    for boss, reports in sorted(teams.items(), key=lambda team: (boxes[team[0]].top, boxes[team[0]].left)):
        level = _free_level(boxes[boss], [boxes[report] for _, report in reports], buses)
        for place, report in reports:
            others = [box for key, box in boxes.items() if key not in (boss, report)]
            ways = list(_ways(boxes[boss], boxes[report], level))
            free = [way for way in ways if not _crossed(way, others)]
            if free and boxes[report].top > level + RADIUS:
                lines[place] = rounded(free[0])
            elif place in needed:
                lines[place] = rounded(ways[1])
    return lines


def _free_level(boss: Box, reports: Sequence[Box], buses: list[tuple[float, float, float]]) -> float:
    """The height of the level run below a boss; runs of two bosses side by side never lie on each other."""
    middles = [_middle(box) for box in (boss, *reports)]
    first, last = min(middles), max(middles)
    foot = boss.top + boss.height + DROP
    for track in range(TRACKS):
        level = foot + track * TRACK
        if not any(abs(level - y) < TRACK - 1 and first < right and left < last for left, right, y in buses):
            break
    buses.append((first, last, level))
    return level


def _middle(box: Box) -> float:
    return box.left + box.width / 2


def _ways(boss: Box, report: Box, level: float) -> Iterator[list[Point]]:
    """From above; or, to somebody lower in a column, along the column's left or right side."""
    start, end = _middle(boss), _middle(report)
    trunk = [(start, boss.top + boss.height), (start, level)]
    yield [*trunk, (end, level), (end, report.top)]
    height = report.top + report.height / 2
    yield [*trunk, (report.left - BESIDE, level), (report.left - BESIDE, height), (report.left, height)]
    right = report.left + report.width
    yield [*trunk, (right + BESIDE, level), (right + BESIDE, height), (right, height)]


def _crossed(corners: Sequence[Point], others: Sequence[Box]) -> bool:
    for (x1, y1), (x2, y2) in pairwise(corners):
        left, right, top, foot = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        for box in others:
            beside = right < box.left - CLEARANCE or left > box.left + box.width + CLEARANCE
            if not beside and top < box.top + box.height and foot > box.top:
                return True
    return False


def rounded(corners: Sequence[Point]) -> Curve:
    """A line through the corners, each turned with a small radius, as cubic curves."""
    points: list[Point] = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        radius = min(RADIUS, _distance(before, corner) / 2, _distance(corner, after) / 2)
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        points += [points[-1], into, into, corner, corner, out]
    return Curve(points=(*points, points[-1], corners[-1], corners[-1]))


def _distance(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(origin: Point, goal: Point, length: float) -> Point:
    whole = _distance(origin, goal)
    if whole == 0:
        return origin
    share = length / whole
    return origin[0] + (goal[0] - origin[0]) * share, origin[1] + (goal[1] - origin[1]) * share
