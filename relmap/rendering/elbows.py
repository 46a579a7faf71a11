"""Reporting lines of an org chart as right-angled lines, where nothing stands in their way."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from relmap.analysis.map_contents import REPORTS, MapContents
from relmap.rendering.graphviz import Box, Curve, Point

DROP = 20.0
TRACK = 8.0
TRACKS = 4
RADIUS = 9.0
CLEARANCE = 6.0


def reporting_lines(contents: MapContents, boxes: Mapping[str, Box]) -> dict[int, Curve]:
    """Number of the arrow (from 1) -> its line from the boss's foot to the report's head.

    Lines that would run through a card, or upwards, are left out: Graphviz's own curve serves there.
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
            corners = _corners(boxes[boss], boxes[report], level)
            others = [box for key, box in boxes.items() if key not in (boss, report)]
            if boxes[report].top > level + RADIUS and not _crossed(corners, others):
                lines[place] = rounded(corners)
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


def _corners(boss: Box, report: Box, level: float) -> list[Point]:
    start, end = _middle(boss), _middle(report)
    return [(start, boss.top + boss.height), (start, level), (end, level), (end, report.top)]


def _crossed(corners: Sequence[Point], others: Sequence[Box]) -> bool:
    for (x1, y1), (x2, y2) in pairwise(corners):
        left, right, top, foot = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        for box in others:
            beside = right < box.left - CLEARANCE or left > box.left + box.width + CLEARANCE
            if not beside and top < box.top + box.height and foot > box.top:
                return True
    return False


def rounded(corners: Sequence[Point]) -> Curve:
    """A right-angled line through the corners, each turned with a small radius, as cubic curves."""
    (x1, y1), (_, level), (x2, _), (_, y2) = corners
    if abs(x2 - x1) < 1:
        return Curve(points=((x1, y1), (x1, y1), (x2, y2), (x2, y2)))
    radius = min(RADIUS, abs(x2 - x1) / 2, abs(level - y1), abs(y2 - level))
    way = radius if x2 > x1 else -radius
    one, two = (x1, level - radius), (x1 + way, level)
    three, four = (x2 - way, level), (x2, level + radius)
    return Curve(
        points=(
            (x1, y1), (x1, y1), one, one,
            (x1, level), (x1, level), two,
            two, three, three,
            (x2, level), (x2, level), four,
            four, (x2, y2), (x2, y2),
        )
    )  # fmt: skip
