"""How to reach a person: the best chains of people from us to them, and what would make the best one better."""

from collections.abc import Collection
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from relmap.analysis.actions import Action, best_action
from relmap.analysis.explaining import facts, why
from relmap.analysis.graph import TEAM, InfluenceGraph, influence_graph
from relmap.analysis.search import PathSearch, Route
from relmap.model.book import Book
from relmap.model.records import Deal


class Step(NamedTuple):
    """One tie of a path. `strength` and `carrier_factor` (of `source`, 1 for a member) are 0-1; `facts` explain."""

    source: str
    target: str
    kind: str
    strength: float
    carrier_factor: float
    why: str
    facts: tuple[str, ...]


class Path(NamedTuple):
    """A chain from one of us to the target. `rank` counts from 1; `score` is the product of what its steps carry."""

    rank: int
    score: float
    steps: tuple[Step, ...]

    @property
    def weakest(self) -> int:
        """The place in `steps` of the step with the smallest strength; the first of several."""
        return min(range(len(self.steps)), key=lambda place: self.steps[place].strength)

    @property
    def nodes(self) -> tuple[str, ...]:
        return (self.steps[0].source, *(step.target for step in self.steps))

    @property
    def intermediates(self) -> tuple[str, ...]:
        return self.nodes[1:-1]


class Bottleneck(NamedTuple):
    """`loss` is the share of the best score that goes if `person` leaves; 1 when no path is left."""

    person: str
    loss: float


class PathAnswer(NamedTuple):
    """The k best paths to `target`, best first. Without any, how far we get and who could take us there."""

    target: str
    paths: tuple[Path, ...]
    bottlenecks: tuple[Bottleneck, ...]
    action: Action | None
    reachable: tuple[str, ...] = ()
    nearest: str | None = None

    @property
    def score(self) -> float:
        """Of the best path; 0 where there is none."""
        return self.paths[0].score if self.paths else 0.0


def find_paths(
    book: Book,
    account: str,
    target: str,
    *,
    today: date,
    k: int = 3,
    source: str | None = None,
    deal: Deal | None = None,
    without: Collection[str] = (),
) -> PathAnswer:
    """The k best simple paths from our team (or from the member `source`) to `target`, a full reference.

    `without` names people and members, by full reference, who count as having left.
    """
    graph = influence_graph(book, account, today=today, deal=deal, member=source, without=without, target=target)
    return paths_in(graph, book, target, today=today, k=k, source=source)


def paths_in(
    graph: InfluenceGraph,
    book: Book,
    target: str,
    *,
    today: date,
    k: int = 3,
    source: str | None = None,
) -> PathAnswer:
    """As `find_paths`, in a graph that is there already."""
    search = graph.search(target)
    start = TEAM if source is None else f"team/{source}"
    routes = search.k_best(start, k)
    paths = tuple(_path(graph, route, rank) for rank, route in enumerate(routes, start=1))
    nearest = None if paths else _nearest(graph, target)
    wanted = [nearest] if nearest else []
    wanted += dict.fromkeys(person for path in paths for person in path.intermediates)
    # A first visit to the target always wins and says nothing: whom we cannot just visit, we ask the path for.
    if not paths or graph.ties.get(target):
        wanted.append(target)
    return PathAnswer(
        target=target,
        paths=paths,
        bottlenecks=_bottlenecks(search, start, routes) if routes else (),
        action=best_action(
            graph,
            book,
            search,
            nodes=paths[0].nodes if paths else (),
            visits=wanted,
            today=today,
            source=source,
        ),
        reachable=() if paths else _reachable(graph, start),
        nearest=nearest,
    )


def _path(graph: InfluenceGraph, route: Route, rank: int) -> Path:
    nodes = route.nodes[1:] if route.nodes[0] == TEAM else route.nodes
    steps = tuple(_step(graph, source, target) for source, target in pairwise(nodes))
    return Path(rank=rank, score=graph.score(nodes), steps=steps)


def _step(graph: InfluenceGraph, source: str, target: str) -> Step:
    edge = graph.edge(source, target)
    factor = graph.carrier_factor(source)
    carrier = graph.standings.get(source)
    return Step(
        source=source,
        target=target,
        kind=edge.kind,
        strength=edge.strength,
        carrier_factor=factor,
        why=why(edge, carrier, factor),
        facts=facts(
            edge,
            carrier,
            factor,
            target=graph.standings.get(target),
            beside=[other for other in graph.theirs.between(source, target) if other != edge],
        ),
    )


def _bottlenecks(search: PathSearch, start: str, routes: list[Route]) -> tuple[Bottleneck, ...]:
    skipped = 2 if start == TEAM else 1
    people = sorted({person for route in routes for person in route.nodes[skipped:-1]})
    found = [Bottleneck(person=person, loss=_loss(search, start, routes, person)) for person in people]
    return tuple(sorted(found, key=lambda bottleneck: -bottleneck.loss))


def _loss(search: PathSearch, start: str, routes: list[Route], person: str) -> float:
    # The first route that avoids them is the best of all that do, as routes come best first.
    left = next((route for route in routes if person not in route.nodes), None)
    left = left or search.best(start, without={person})
    # Products, not scores: floats of equal products may differ in their last bit and show a loss that is none.
    return 1.0 if left is None else float(1 - left.product / routes[0].product)


def _reachable(graph: InfluenceGraph, start: str) -> tuple[str, ...]:
    after = graph.network().after
    seen, waiting = {start}, [start]
    while waiting:
        for node in after(waiting.pop()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return tuple(sorted(node for node in seen if node in graph.standings))


def _nearest(graph: InfluenceGraph, target: str) -> str | None:
    """Whoever has the strongest tie to a target that we cannot reach, and could carry a word to it."""
    carriers = (edge.source for edge in graph.edges_into(target) if graph.carriers.get(edge.source, 0.0) > 0)
    return next(carriers, None)
