"""Who moves a person: whose word reaches them, and how much it weighs. docs/method.md, "Influence on a person"."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relmap.analysis.edges import CONFLICTS, SILENT, TheirEdges
from relmap.analysis.graph import InfluenceGraph, influence_graph, weight
from relmap.analysis.search import PathSearch, Route, Weights, exact_product
from relmap.analysis.standing import INNER_CIRCLE, Standing
from relmap.analysis.strength import Tie
from relmap.model.book import Book
from relmap.model.records import Deal

Strengths = Mapping[str, Mapping[str, float]]
"""By source and target, one per pair: the strongest."""

ALLY, THREAT, NEUTRAL, UNKNOWN = "ally", "threat", "neutral", "unknown"

# That somebody sends us on to another person says nothing about whether they move that person's mind.
_UNMOVING = (*SILENT, "refers")


class Mover(NamedTuple):
    """Somebody whose word reaches the target, over `path` (references, from them to the target), 0-1.

    `influence` is what counts, 0-4, also where nobody has said it; `score` is `path_score` x `influence` / 4.
    `tie` is the strongest that any of us has to them; `conflicts` are the others here with whom they are in conflict.
    """

    standing: Standing
    influence: int
    path: tuple[str, ...]
    path_score: float
    score: float
    tie: Tie | None
    conflicts: tuple[str, ...]

    @property
    def ref(self) -> str:
        return self.standing.ref

    @property
    def side(self) -> str:
        if self.standing.stance is None:
            return UNKNOWN
        if self.standing.is_supportive:
            return ALLY
        return THREAT if self.standing.is_against else NEUTRAL


class InfluenceAnswer(NamedTuple):
    """Who moves `target`, most of all first.

    `only_reporting`: whoever reaches it only with a reporting line on the way, closest first. `conflicts`: pairs in
    code point order, both of them movers or one the target.
    """

    target: str
    movers: tuple[Mover, ...]
    only_reporting: tuple[Standing, ...]
    conflicts: tuple[tuple[str, str], ...]

    @property
    def score(self) -> float:
        """Of whoever moves the target most; 0 where nobody does."""
        return self.movers[0].score if self.movers else 0.0

    def strongest(self, side: str) -> Mover | None:
        """Whoever of that side moves the target most; None where nobody does."""
        return next((mover for mover in self.movers if mover.side == side and mover.score > 0), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InfluenceNetwork:
    """Everybody at a customer and around, and who carries influence to whom.

    `strengths` are of the edges that carry influence; `lines` has these edges and the reporting lines. `conflicts` are
    pairs, each once; `default_influence` counts for whoever nobody has rated.
    """

    graph: InfluenceGraph
    strengths: Strengths
    lines: TheirEdges
    conflicts: tuple[tuple[str, str], ...]
    default_influence: int


def influence_network(
    book: Book, account: str, *, today: date, deal: Deal | None = None, target: str = ""
) -> InfluenceNetwork:
    """Of an account, and of every account that its people's ties, the deal or `target` lead to."""
    graph = influence_graph(book, account, today=today, deal=deal, target=target)
    here = {ref: standing.person for ref, standing in graph.standings.items()}
    constants = book.settings.strength
    # No boss is moved by every report: a reporting line alone is no influence.
    moving = TheirEdges(here, today, constants, silent=_UNMOVING, reporting=False)
    return InfluenceNetwork(
        graph=graph,
        strengths={ref: moving.strengths_out_of(ref) for ref in here},
        lines=TheirEdges(here, today, constants, silent=_UNMOVING),
        conflicts=tuple(sorted(_conflicts(graph.standings, today))),
        default_influence=constants.default_influence,
    )


def _conflicts(standings: Mapping[str, Standing], today: date) -> set[tuple[str, str]]:
    return {
        (min(ref, link.to), max(ref, link.to))
        for ref, standing in standings.items()
        for link in standing.person.links
        if link.kind == CONFLICTS and link.to in standings and link.to != ref and link.holds_on(today)
    }


def influence_on(network: InfluenceNetwork, target: str) -> InfluenceAnswer:
    """Everybody who moves `target`, a full reference: by score, then fewer steps, then reference."""
    routes = _routes(_weights(network, target), target)
    conflicts = tuple(pair for pair in network.conflicts if all(one in routes for one in pair))
    weighed = {ref: _weight(network, ref, route) for ref, route in routes.items() if ref != target}
    ranked = sorted(weighed, key=lambda ref: (-weighed[ref], len(routes[ref].nodes), ref))
    return InfluenceAnswer(
        target=target,
        movers=tuple(_mover(network, routes[ref], weighed[ref], conflicts) for ref in ranked),
        only_reporting=tuple(
            network.graph.standings[ref] for ref in _closest_first(network, target) if ref not in routes
        ),
        conflicts=conflicts,
    )


def _weights(network: InfluenceNetwork, target: str) -> Weights:
    """Strength x carrier factor of whom an edge leads to: so that who begins has none, and the target neither."""
    carriers = {**network.graph.carriers, target: 1.0}
    return {
        source: {
            other: weight(strength, carriers[other]) for other, strength in followers.items() if carriers[other] > 0
        }
        for source, followers in network.strengths.items()
    }


def _routes(weights: Weights, target: str) -> dict[str, Route]:
    """The best path to `target` from everybody who reaches it; equals by fewer steps, then by names. One search."""
    found: dict[str, Route] = {}
    for node, product in PathSearch(weights, target).nearest():
        # What follows the first step of a best path is one itself, and as it is no worse and shorter, it came before.
        onward = [
            found[other].nodes
            for other, step in weights.get(node, {}).items()
            if other in found and exact_product(step, found[other].product) == product
        ]
        found[node] = Route(product, (node, *min(onward, key=lambda nodes: (len(nodes), nodes), default=())))
    return found


def _weight(network: InfluenceNetwork, ref: str, route: Route) -> Decimal:
    """The score, exactly."""
    return exact_product(route.product, Decimal(_influence(network, ref)) / INNER_CIRCLE)


def _influence(network: InfluenceNetwork, ref: str) -> int:
    said = network.graph.standings[ref].influence
    return network.default_influence if said is None else said


def _mover(network: InfluenceNetwork, route: Route, score: Decimal, conflicts: Iterable[tuple[str, str]]) -> Mover:
    ref = route.nodes[0]
    ties = [tie for tie in network.graph.ties.get(ref, {}).values() if tie.value > 0]
    return Mover(
        standing=network.graph.standings[ref],
        influence=_influence(network, ref),
        path=route.nodes,
        path_score=float(route.product),
        score=float(score),
        # Members come by id, and `max` keeps the first of equals.
        tie=max(ties, key=lambda tie: tie.value, default=None),
        conflicts=tuple(one for pair in conflicts if ref in pair for one in pair if one != ref),
    )


def _closest_first(network: InfluenceNetwork, target: str) -> Iterator[str]:
    """Everybody who reaches `target`, reporting lines counted: by steps, then by reference."""
    level, seen = [target], {target}
    while level:
        carrying = (node for node in level if node == target or network.graph.carriers[node] > 0)
        level = sorted({other for node in carrying for other in network.lines.strengths_into(node)} - seen)
        seen.update(level)
        yield from level
