"""The lines of an org chart: right-angled, between cards and departments, never through a card."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import hypot

from relmap.analysis.map_contents import REPORTS, Arrow, MapContents
from relmap.rendering import theme
from relmap.rendering.graphviz import Box, Curve, Point
from relmap.rendering.org_parts import Chart
from relmap.rendering.org_tracks import Tracks

RADIUS = 8.0
# How long a line's head is.
TIP = 10.0
# Lines of several bosses that run side by side.
TRACKS = (0.0, 4.0, -4.0, 8.0, -8.0)


def curves(contents: MapContents, chart: Chart) -> dict[int, Curve]:
    """Number of the arrow (from 1) -> its line; from boss to report, other ties from their source.

    Reporting lines of one boss run together; of other ties each has a track of its own, the way's first.
    """
    numbered = list(enumerate(contents.arrows, 1))
    drawn = {place: each for place, each in numbered if each.source in chart.boxes and each.target in chart.boxes}
    lines = _reporting({place: arrow for place, arrow in drawn.items() if arrow.kind == REPORTS}, chart)
    found = {place: rounded(corners) for place, corners in lines.items()}
    tracks = Tracks(chart.boxes.values())
    for corners in lines.values():
        tracks.take(corners)
    others = [place for place, arrow in drawn.items() if arrow.kind != REPORTS]
    for place in sorted(
        others, key=lambda place: (drawn[place].step or len(numbered), drawn[place].detour or 0, place)
    ):
        arrow = drawn[place]
        corners = list(bends(_across(chart, arrow.source, arrow.target, 0.0)))
        found[place] = _with_heads(rounded(tracks.place(corners)), arrow)
    return dict(sorted(found.items()))


def _reporting(drawn: Mapping[int, Arrow], chart: Chart) -> dict[int, list[Point]]:
    """The corners of the reporting lines, from the boss down."""
    tracks: dict[str, float] = {}
    found: dict[int, list[Point]] = {}
    for place, arrow in drawn.items():
        boss, report = arrow.target, arrow.source
        if chart.home[boss] == chart.home[report] and _is_above(chart.boxes[boss], chart.boxes[report]):
            found[place] = _inside(chart, boss, report)
        else:
            track = tracks.setdefault(boss, TRACKS[len(tracks) % len(TRACKS)])
            found[place] = list(bends(_across(chart, boss, report, track)))
    return found


def _is_above(boss: Box, report: Box) -> bool:
    return report.top > boss.top + boss.height


def _middle(box: Box) -> float:
    return box.left + box.width / 2


def _inside(chart: Chart, boss: str, report: str) -> list[Point]:
    """Within a department: from above, or along the lane beside a column."""
    high, low = chart.boxes[boss], chart.boxes[report]
    foot = high.top + high.height
    level = foot + chart.room.row / 2
    start = [(_middle(high), foot), (_middle(high), level)]
    lane = chart.lanes.get(report)
    if lane is None:
        return list(bends([*start, (_middle(low), level), (_middle(low), low.top)]))
    height = low.top + low.height / 2
    return list(bends([*start, (lane, level), (lane, height), (low.left, height)]))


def _across(chart: Chart, first: str, last: str, track: float) -> Iterator[Point]:
    """From card to card anywhere: into the gap beside its row, through gutters, into the gap beside the other."""
    one, other = chart.boxes[first], chart.boxes[last]
    rises = one.top > other.top
    edge = one.top if rises else one.top + one.height
    goal = other.top + other.height if rises else other.top
    level = edge + (-1 if rises else 1) * chart.room.row / 2
    entry = goal + (1 if rises else -1) * chart.room.row / 2
    yield _middle(one), edge
    yield _middle(one), level
    if abs(level - entry) > 1:
        yield from _between(chart, first, last, (level, entry), track)
    yield _middle(other), entry
    yield _middle(other), goal


def _between(chart: Chart, first: str, last: str, levels: tuple[float, float], track: float) -> Iterator[Point]:
    """The bends in the gutters. Heads stand above the corridor, the other departments below it, our people at the
    foot."""
    level, entry = levels
    if {_zone(chart, first), _zone(chart, last)} == {0, 1}:
        yield from _over_corridor(chart, first, last, levels, track)
        return
    out = _gutter(chart, first, last) + track
    into = _gutter(chart, last, first) + track
    if _zone(chart, first) == _zone(chart, last) and abs(out - into) < 1:
        yield out, level
        yield out, entry
        return
    if _zone(chart, first) == 2:
        column = into if _zone(chart, last) == 1 else _nearest_gutter(chart, into) + track
        yield column, level
    else:
        yield out, level
        column = out
    if _zone(chart, last) != 1 or _zone(chart, first) != 2:
        corridor = chart.corridor + track
        yield column, corridor
        yield into, corridor
    yield into, entry


def _over_corridor(chart: Chart, first: str, last: str, levels: tuple[float, float], track: float) -> Iterator[Point]:
    """Between a head and a department: straight to the corridor where nothing is in the way, else through a gutter."""
    leave = _column(chart, first, last, track)
    reach = _column(chart, last, first, track)
    corridor = chart.corridor + track
    yield from ((leave, levels[0]), (leave, corridor), (reach, corridor), (reach, levels[1]))


def _column(chart: Chart, key: str, other: str, track: float) -> float:
    """Where the line between a card and the corridor runs: from its middle, or in the gutter towards the other card."""
    box = chart.boxes[key]
    x, foot = _middle(box), box.top + box.height
    above = _zone(chart, key) == 0
    between = (foot, chart.corridor) if above else (chart.corridor, box.top)
    own = chart.frames[chart.home[key]]
    others = [
        *(one for one in chart.boxes.values() if one is not box),
        *(each.box for each in chart.frames if each is not own),
    ]
    free = not any(one.left <= x <= one.left + one.width and between[0] <= one.top < between[1] for one in others)
    return x if free else _gutter(chart, key, other) + track


def _zone(chart: Chart, key: str) -> int:
    if key not in chart.home:
        return 2
    return 0 if chart.frames[chart.home[key]].box.top < chart.corridor else 1


def _gutter(chart: Chart, key: str, other: str) -> float:
    """The gutter beside the department of a card that is nearer to the other card."""
    goal = _middle(chart.boxes[other])
    if key not in chart.home:
        return _middle(chart.boxes[key])
    frame = chart.frames[chart.home[key]].box
    return min(
        (frame.left - chart.room.gutter / 2, frame.left + frame.width + chart.room.gutter / 2),
        key=lambda x: abs(x - goal),
    )


def _nearest_gutter(chart: Chart, x: float) -> float:
    low = [frame.box for frame in chart.frames if frame.box.top > chart.corridor]
    sides = [
        side for box in low for side in (box.left - chart.room.gutter / 2, box.left + box.width + chart.room.gutter / 2)
    ]
    return min(sides, key=lambda side: (abs(side - x), side), default=x)


def bends(points: Iterable[Point]) -> Iterator[Point]:
    """The corners of a line, without those at which it goes straight on."""
    kept: list[Point] = []
    for point in points:
        if kept and hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) < 0.5:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    yield from kept


def _straight(one: Point, corner: Point, other: Point) -> bool:
    return any(abs(one[axis] - corner[axis]) < 0.5 and abs(corner[axis] - other[axis]) < 0.5 for axis in (0, 1))


def rounded(corners: Sequence[Point]) -> Curve:
    """A line through the corners, each turned with a small radius, as cubic curves."""
    points: list[Point] = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        radius = min(RADIUS, _distance(before, corner) / 2, _distance(corner, after) / 2)
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        points += [points[-1], into, into, corner, corner, out]
    return Curve(points=(*points, points[-1], corners[-1], corners[-1]))


def _with_heads(line: Curve, arrow: Arrow) -> Curve:
    """The line with room for what is drawn at its ends."""
    start, end = line.points[0], line.points[-1]
    points = list(line.points)
    points[-1] = points[-2] = _towards(end, points[-4], min(TIP, _distance(end, points[-4]) / 2))
    both = arrow.both_ways or theme.line_style(arrow.kind).head in ("dot", "cross")
    if both:
        points[0] = points[1] = _towards(start, points[3], min(TIP, _distance(start, points[3]) / 2))
    return Curve(points=tuple(points), start=start if both else None, end=end)


def _distance(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(origin: Point, goal: Point, length: float) -> Point:
    whole = _distance(origin, goal)
    if whole == 0:
        return origin
    share = length / whole
    return origin[0] + (goal[0] - origin[0]) * share, origin[1] + (goal[1] - origin[1]) * share
