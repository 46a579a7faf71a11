"""Map contents as the DOT text that Graphviz lays out: pure, sorted, the same bytes for the same map.

It has our own node ids and measured sizes, and no word that a user wrote. The influence map is laid out from the foot
up, our team first and the decision maker last; the org chart from the head down.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import sqrt

from relmap.analysis.map_contents import KNOWS, ORG, REPORTS, Arrow, Card, MapContents
from relmap.model.vocabulary import SYMMETRIC_KINDS
from relmap.rendering import theme

POINTS_PER_INCH = 72.0
# Ties that hold both ways say nothing about who is above whom, so they do not move people up or down.
LEVEL_KINDS = SYMMETRIC_KINDS
# Up to this many people each level is one row; bigger maps fold their leaves into several, or none could look at them.
ONE_ROW = 40
# More decision makers than this in one row say nothing any more.
MOST_DECIDERS = 8
# From here on Graphviz gets a bound on its work, so that a map of hundreds takes seconds.
MANY = 120
# So many lines cross each other whatever is done, and their curves would take minutes: they are drawn straight.
TANGLED = 400
# The empty label keeps room for the department's name above its cards.
STRUT = '<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="120" HEIGHT="20"><TR><TD></TD></TR></TABLE>>'


def node_ids(contents: MapContents) -> dict[str, str]:
    """Person -> node id, in the order of the cards."""
    return {card.key: f"n{place}" for place, card in enumerate(contents.cards, 1)}


def layout_text(contents: MapContents, sizes: Mapping[str, tuple[float, float]]) -> str:
    """DOT for the cards in `sizes` (key -> width and height in pixels); others are placed without Graphviz."""
    ids = {key: node for key, node in node_ids(contents).items() if key in sizes}
    made = _OrgChart(contents, ids) if contents.view == ORG else _InfluenceMap(contents, ids)
    nodes = (f"{node} [width={_inches(sizes[key][0])}, height={_inches(sizes[key][1])}]" for key, node in ids.items())
    lines = [made.graph(), 'node [shape=box, fixedsize=true, label=""]', *nodes, *made.ranks(), *made.edges()]
    return "\n".join(["digraph map {", *(f"  {line}" for line in lines), "}"]) + "\n"


def folded(contents: MapContents) -> tuple[tuple[str, ...], ...]:
    """The columns in which a big org chart stacks the reports of one boss who have no reports of their own."""
    bosses = {arrow.target for arrow in contents.arrows if arrow.kind == REPORTS}
    home = {key: group.name for group in contents.groups for key in group.cards}
    boss = {arrow.source: arrow.target for arrow in contents.arrows if arrow.kind == REPORTS}
    aside = frozenset(contents.unplaced)
    stacks: dict[tuple[str, str], list[str]] = {}
    for card in contents.cards:
        if card.kind == "person" and card.key not in bosses and card.key not in aside:
            stacks.setdefault((boss.get(card.key, ""), home.get(card.key, "")), []).append(card.key)
    depth = _depth(len(contents.cards), sum(map(len, stacks.values())))
    return tuple(
        tuple(stack[first : first + depth])
        for _, stack in sorted(stacks.items())
        for first in range(0, len(stack), depth)
    )


def _depth(people: int, leaves: int) -> int:
    """In how many rows `leaves` stand so that a map of many people is not much wider than high."""
    return 1 if people <= ONE_ROW else max(1, round(leaves / (1.5 * sqrt(people))))


def _inches(pixels: float) -> str:
    return f"{pixels / POINTS_PER_INCH:.4f}"


def _invisible(source: str, target: str, weight: int) -> str:
    return f"{source} -> {target} [style=invis, weight={weight}]"


def _rank(kind: str, nodes: Iterable[str]) -> Iterator[str]:
    listed = "; ".join(nodes)
    if listed:
        yield f"{{ rank={kind}; {listed} }}"


class _Drawing:
    """What both views share; `ids` are the nodes that Graphviz places."""

    settings: str

    def __init__(self, contents: MapContents, ids: Mapping[str, str]) -> None:
        self.contents = contents
        self.ids = ids
        self.people = [card for card in contents.cards if card.kind == "person" and card.key in ids]
        self.team = [ids[card.key] for card in contents.cards if card.kind == "member" and card.key in ids]
        numbered = enumerate(contents.arrows, 1)
        self.arrows = [(place, each) for place, each in numbered if each.source in ids and each.target in ids]

    def graph(self) -> str:
        gaps = f"nodesep={_inches(self.gap())}, ranksep={_inches(theme.RANK_GAP)}"
        return f"graph [{self.settings}, {gaps}, {self.effort()}]"

    def effort(self) -> str:
        """How long Graphviz may look for a good place and a good curve."""
        if len(self.arrows) > TANGLED:
            return "splines=line, nslimit=0.5, nslimit1=0.5, mclimit=0.1"
        return "splines=true, nslimit=2, nslimit1=2, mclimit=0.3" if len(self.ids) > MANY else "splines=true"

    def gap(self) -> float:
        return theme.NODE_GAP

    def edge(self, place: int, source: str, target: str, heads: str, *settings: str) -> str:
        written = ", ".join((f"id=e{place}", f"dir={heads}", *settings))
        return f"{self.ids[source]} -> {self.ids[target]} [{written}]"


def _heads(arrow: Arrow) -> str:
    return "both" if arrow.both_ways or theme.line_style(arrow.kind).head in ("dot", "cross") else "forward"


class _InfluenceMap(_Drawing):
    settings = "rankdir=BT"

    def ranks(self) -> Iterator[str]:
        yield from _rank("source", self.team)
        deciders = [self.ids[card.key] for card in self.people if _decides(card)]
        if len(deciders) <= MOST_DECIDERS:
            yield from _rank("sink", deciders)

    def edges(self) -> Iterator[str]:
        rise = self._rise()
        for place, arrow in self.arrows:
            heads = _heads(arrow)
            if arrow.kind in LEVEL_KINDS and not arrow.lit:
                yield self.edge(place, arrow.source, arrow.target, heads, "constraint=false")
            else:
                weight = 4 if arrow.lit else 1 if arrow.kind in (KNOWS, REPORTS) else 3
                step = rise.get(arrow.source, 1)
                longer = (f"minlen={step}",) if step > 1 else ()
                yield self.edge(place, arrow.source, arrow.target, heads, f"weight={weight}", *longer)

    def _rise(self) -> dict[str, int]:
        """On a big map: how many rows below the next person each of those stands whom nobody else rests on."""
        rising = [each for _, each in self.arrows if each.kind not in LEVEL_KINDS and each.kind != KNOWS]
        carrying = {arrow.target for arrow in rising}
        above = {arrow.source: arrow.target for arrow in rising if arrow.source not in carrying}
        depth = _depth(len(self.people), len(above))
        beside: dict[str, int] = {}
        rise = {}
        for person, other in sorted(above.items()):
            beside[other] = beside.get(other, -1) + 1
            rise[person] = 1 + beside[other] % depth
        return rise


def _decides(card: Card) -> bool:
    return "decision_maker" in card.roles and not card.left and not card.outside


class _OrgChart(_Drawing):
    # The newer ranking takes our foot edges at their word across departments, the older one only as a wish.
    settings = "rankdir=TB, newrank=true"

    def __init__(self, contents: MapContents, ids: Mapping[str, str]) -> None:
        super().__init__(contents, ids)
        lines = [arrow for _, arrow in self.arrows if arrow.kind == REPORTS]
        self.bosses = {arrow.target for arrow in lines}
        self.reports = {arrow.source for arrow in lines}
        self.columns = folded(contents)

    def gap(self) -> float:
        """Steps of a way between neighbours need room for their numbers."""
        level = any(arrow.lit and arrow.kind != REPORTS for _, arrow in self.arrows)
        return theme.STEP_GAP if level else theme.NODE_GAP

    def ranks(self) -> Iterator[str]:
        for place, group in enumerate(self.contents.groups, 1):
            inside = "; ".join(self.ids[key] for key in group.cards if key in self.ids)
            yield f"subgraph cluster{place} {{ margin=14; label={STRUT}; {inside} }}"
        yield from _rank("same", self.team)
        yield from _rank("same", (self.ids[key] for key in sorted(self.bosses - self.reports)))

    def edges(self) -> Iterator[str]:
        lower = {key for column in self.columns for key in column[1:]}
        for place, arrow in self.arrows:
            if arrow.kind == REPORTS:
                if arrow.source not in lower:
                    yield self.edge(place, arrow.target, arrow.source, "none", "weight=8")
            elif arrow.kind == KNOWS:
                yield self.edge(place, arrow.target, arrow.source, "back", "weight=0")
            else:
                yield self.edge(place, arrow.source, arrow.target, _heads(arrow), "constraint=false")
        for column in self.columns:
            yield from self._stacked(column)
        if self.team:
            yield from self._above_team()

    def _stacked(self, column: Sequence[str]) -> Iterator[str]:
        for above, below in pairwise(column):
            yield _invisible(self.ids[above], self.ids[below], 8)

    def _above_team(self) -> Iterator[str]:
        for card in self.people:
            if card.key not in self.bosses:
                # Whose boss nobody knows does not belong at the top, beside the head of the house.
                pull = 0 if card.key in self.reports else 1
                yield _invisible(self.ids[card.key], self.team[0], pull)
