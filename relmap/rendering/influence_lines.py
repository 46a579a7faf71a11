"""The lines of an influence map: curves round the cards, where there are few enough to look for their ways."""

from collections.abc import Mapping

from relmap.analysis.map_contents import KNOWS, REPORTS, Arrow, MapContents
from relmap.rendering import graphviz, theme
from relmap.rendering.dot import node_ids
from relmap.rendering.dot_routes import routing_text
from relmap.rendering.graphviz import Box, Curve, Point
from relmap.rendering.influence_layout import Rows

# Above so many ties they cross each other whatever is done, and Graphviz would look for ways for minutes.
TANGLED = 160
# On such a map so many of the ties of each of us are drawn in full, and of each of them one.
MOST_OF_OURS = 5
TIP = 10.0
# How far apart two ties of the same two people run.
SIDE = 13.0


def curves(contents: MapContents, rows: Rows) -> dict[int, Curve]:
    """Number of the arrow (from 1) -> its line. Raises GraphvizMissing or GraphvizFailed (`relmap.errors`)."""
    numbered = list(enumerate(contents.arrows, 1))
    drawn = {place: each for place, each in numbered if each.source in rows.boxes and each.target in rows.boxes}
    if len(drawn) > TANGLED:
        return {place: _straight(arrow, rows.boxes) for place, arrow in drawn.items()}
    return _apart(drawn, _routed(contents, rows.boxes))


def pale(contents: MapContents) -> frozenset[int]:
    """The numbers of the ties that a map with too many of them draws palely: all but the strongest of each person to
    another, the strongest few of each of us, those on ways, and those that changed. None on
    other maps."""
    if len(contents.arrows) <= TANGLED:
        return frozenset()
    ties: dict[str, list[tuple[float, int]]] = {}
    full: set[int] = set()
    for place, arrow in enumerate(contents.arrows, 1):
        if arrow.lit or arrow.detour or arrow.change:
            full.add(place)
        elif arrow.kind != REPORTS:
            for key in (arrow.source,) if arrow.kind == KNOWS else (arrow.source, arrow.target):
                ties.setdefault(key, []).append((-arrow.strength, place))
    ours = {arrow.source for arrow in contents.arrows if arrow.kind == KNOWS}
    for key, found in ties.items():
        full |= {place for _, place in sorted(found)[: MOST_OF_OURS if key in ours else 1]}
    return frozenset(range(1, len(contents.arrows) + 1)) - full


def _routed(contents: MapContents, boxes: Mapping[str, Box]) -> dict[int, Curve]:
    """Graphviz's ways, moved from where it begins to count."""
    graph = graphviz.routes(routing_text(contents, boxes))
    key, node = next((key, node) for key, node in node_ids(contents).items() if key in boxes)
    x, y = middle(boxes[key])
    across, down = x - graph.nodes[node][0], y - graph.nodes[node][1]
    return {int(edge[1:]): moved(curve, across, down) for edge, curve in graph.edges.items()}


def _apart(drawn: Mapping[int, Arrow], found: Mapping[int, Curve]) -> dict[int, Curve]:
    """The lines, those between the same two people side by side."""
    pairs: dict[frozenset[str], list[int]] = {}
    for place in found:
        pairs.setdefault(frozenset((drawn[place].source, drawn[place].target)), []).append(place)
    spread = dict(found)
    for places in pairs.values():
        for rank, place in enumerate(places):
            aside = SIDE * (rank - (len(places) - 1) / 2)
            first, last = found[place].points[0], found[place].points[-1]
            upright = abs(last[1] - first[1]) >= abs(last[0] - first[0])
            spread[place] = moved(found[place], aside, 0.0) if upright else moved(found[place], 0.0, aside)
    return spread


def moved(curve: Curve, across: float, down: float) -> Curve:
    """The curve further right and down."""

    def shifted(point: Point) -> Point:
        return point[0] + across, point[1] + down

    return Curve(
        points=tuple(map(shifted, curve.points)),
        start=shifted(curve.start) if curve.start else None,
        end=shifted(curve.end) if curve.end else None,
    )


def heads(arrow: Arrow) -> str:
    """`both` or `forward`: at which ends something is drawn."""
    return "both" if arrow.both_ways or theme.line_style(arrow.kind).head in ("dot", "cross") else "forward"


def _straight(arrow: Arrow, boxes: Mapping[str, Box]) -> Curve:
    """A line from edge to edge, on the way from middle to middle."""
    one, other = boxes[arrow.source], boxes[arrow.target]
    start, end = edge(one, middle(other)), edge(other, middle(one))
    first, last = _between(start, end), _between(end, start)
    both = heads(arrow) == "both"
    begin = first if both else start
    return Curve(points=(begin, begin, last, last), start=start if both else None, end=end)


def middle(box: Box) -> Point:
    return box.left + box.width / 2, box.top + box.height / 2


def edge(box: Box, goal: Point) -> Point:
    """Where the way from the middle of a card to `goal` leaves it."""
    x, y = middle(box)
    across, down = goal[0] - x, goal[1] - y
    if not across and not down:
        return x, y
    share = min(
        box.width / 2 / abs(across) if across else 2.0,
        box.height / 2 / abs(down) if down else 2.0,
    )
    return x + across * min(share, 1.0), y + down * min(share, 1.0)


def _between(tip: Point, other: Point) -> Point:
    """The point of a line where the head at `tip` begins."""
    length = ((other[0] - tip[0]) ** 2 + (other[1] - tip[1]) ** 2) ** 0.5
    share = min(0.5, TIP / length) if length else 0.0
    return tip[0] + (other[0] - tip[0]) * share, tip[1] + (other[1] - tip[1]) * share
