"""How to reach a person: the best chains of people from us to them, and what would make the best one better."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import nextafter
from typing import NamedTuple

from relmap.analysis.actions import Action, Trials
from relmap.analysis.circle import account_of
from relmap.analysis.edges import Edge
from relmap.analysis.explaining import facts, why
from relmap.analysis.graph import TEAM, InfluenceGraph, influence_graph, weight
from relmap.analysis.independent import independent_routes
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.search import Route
from relmap.analysis.strength import Tie
from relmap.model.book import Book

_USUAL = 3
_ANYHOW = PathQuestion()


class Step(NamedTuple):
    """One tie of a path. `strength` and `carrier_factor` (of `source`, 1 for a member) are 0-1.

    `facts` explain both, if that was asked for.
    Of a tie of ours, `declared` is what is left today of what was declared and `observed` what the touches show: 0-1,
    None where there is neither. The larger is the strength.
    """

    source: str
    target: str
    kind: str
    strength: float
    carrier_factor: float
    declared: float | None
    observed: float | None
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


class Bottleneck(NamedTuple):
    """`loss` is the share of the best score that goes if `person` leaves, 1 when no path is left; `left` what stays."""

    person: str
    loss: float
    left: float


class PathAnswer(NamedTuple):
    """The paths to `target`, best first. Without any, how far we get and who could take us there.

    `best` is the best of all paths: the first of `paths`, unless these share nobody. `action` raises its score most;
    `ours` is what is ours to do where `action` is not. `fewest_steps` is that of the shortest path, where there are
    paths but none within the steps allowed.
    """

    target: str
    paths: tuple[Path, ...]
    best: Path | None
    bottlenecks: tuple[Bottleneck, ...]
    action: Action | None
    ours: Action | None
    reachable: tuple[str, ...] = ()
    nearest: str | None = None
    fewest_steps: int | None = None

    @property
    def score(self) -> float:
        """Of the best path; 0 where there is none."""
        return self.best.score if self.best else 0.0


def find_paths(book: Book, account: str, target: str, question: PathQuestion = _ANYHOW, *, today: date) -> PathAnswer:
    """The paths to `target`, a full reference, that `question` asks for."""
    return next(find_paths_to_each(book, account, [target], question, today=today))


def find_paths_to_each(
    book: Book, account: str, targets: Iterable[str], question: PathQuestion = _ANYHOW, *, today: date
) -> Iterator[PathAnswer]:
    """As `find_paths`, to one after another: the graph of those of one account is made once."""
    graphs: dict[str, InfluenceGraph] = {}
    for target in targets:
        home = account_of(target)
        if home not in graphs:
            graphs[home] = influence_graph(
                book,
                account,
                today=today,
                deal=question.deal,
                member=question.source,
                without=question.without,
                target=target,
            )
        yield _answer(book, graphs[home], target, question, today)


def _answer(book: Book, graph: InfluenceGraph, target: str, question: PathQuestion, today: date) -> PathAnswer:
    ways = _Ways(graph, target, question)
    routes = ways.wanted()
    best = ways.best() if question.independent else next(iter(routes), None)
    fewest = None if best else ways.fewest_steps()
    cut_off = best is None and fewest is None
    trials = Trials(
        graph=graph,
        book=book,
        search=ways.search,
        target=target,
        nodes=best.nodes if best else (),
        today=today,
        source=question.source,
        most_steps=question.most_steps,
        stranger=cut_off,
    )
    action, ours = trials.best_and_ours()
    paths = tuple(_path(graph, route, rank, question.explain) for rank, route in enumerate(routes, start=1))
    return PathAnswer(
        target=target,
        paths=paths,
        best=_path(graph, best, 1, question.explain) if best and question.independent else next(iter(paths), None),
        bottlenecks=tuple(ways.bottlenecks(routes, best)) if best else (),
        action=action,
        ours=ours,
        reachable=ways.reachable() if cut_off else (),
        nearest=_nearest(graph, target) if cut_off else None,
        fewest_steps=fewest,
    )


class _Ways:
    """The routes to a target, each from the member who begins it."""

    def __init__(self, graph: InfluenceGraph, target: str, question: PathQuestion) -> None:
        self.search = graph.search(target)
        self._graph = graph
        self._target = target
        self._question = question
        self._start = TEAM if question.source is None else f"team/{question.source}"
        # The step from the team to a member is none of a path's.
        self._unseen = 1 if question.source is None else 0
        self._most = None if question.most_steps is None else question.most_steps + self._unseen

    def wanted(self) -> list[Route]:
        """As many as the question asks for."""
        k = self._question.k
        if self._question.independent:
            return self._independent(k)
        return [self._from_us(route) for route in self.search.k_best(self._start, k or _USUAL, most_steps=self._most)]

    def best(self, without: Collection[str] = ()) -> Route | None:
        route = self.search.best(self._start, without=without, most_steps=self._most)
        return None if route is None else self._from_us(route)

    def _independent(self, k: int | None) -> list[Route]:
        """The largest set that shares no carrier; we ourselves may begin several."""
        ours = self._graph.ours
        starts = {person: Route(weight(edge.strength, 1.0), (edge.source, person)) for person, edge in ours.items()}
        return independent_routes(self._graph.network, starts, self._target, k)

    def bottlenecks(self, routes: Sequence[Route], best: Route) -> list[Bottleneck]:
        """Of everybody between us and the target on `routes`, by what the best path loses if they leave."""
        people = sorted({person for route in routes for person in route.nodes[1:-1]})
        return sorted((self._bottleneck(person, best) for person in people), key=lambda bottleneck: -bottleneck.loss)

    def _bottleneck(self, person: str, best: Route) -> Bottleneck:
        left = self.best(without={person}) if person in best.nodes else best
        if left is None:
            return Bottleneck(person=person, loss=1.0, left=0.0)
        # Products, not scores: they are exact. However little is left, only who carries every path has loss 1.
        loss = min(float(1 - left.product / best.product), nextafter(1.0, 0.0))
        return Bottleneck(person=person, loss=loss, left=float(left.product))

    def reachable(self) -> tuple[str, ...]:
        """Everybody whom we reach, in any number of steps, by reference."""
        return tuple(sorted(node for node, _ in self._levels() if node in self._graph.standings))

    def fewest_steps(self) -> int | None:
        """Of a path to the target, however long; None where there is none."""
        return next((steps - self._unseen for node, steps in self._levels() if node == self._target), None)

    def _levels(self) -> Iterator[tuple[str, int]]:
        """Every node that can be reached, with the fewest steps from the start, fewest first."""
        after = self._graph.network.after
        seen, level, steps = {self._start}, [self._start], 0
        while level:
            yield from ((node, steps) for node in level)
            following = dict.fromkeys(other for node in level for other in after(node) if other not in seen)
            seen.update(following)
            level, steps = list(following), steps + 1

    def _from_us(self, route: Route) -> Route:
        return Route(route.product, route.nodes[self._unseen :])


def _path(graph: InfluenceGraph, route: Route, rank: int, explain: bool) -> Path:
    steps = tuple(_step(graph, source, target, explain) for source, target in pairwise(route.nodes))
    return Path(rank=rank, score=graph.score(route.nodes), steps=steps)


def _step(graph: InfluenceGraph, source: str, target: str, explain: bool) -> Step:
    edge = graph.edge(source, target)
    factor = graph.carrier_factor(source)
    carrier = graph.standings.get(source)
    tie = edge.origin if isinstance(edge.origin, Tie) else None
    return Step(
        source=source,
        target=target,
        kind=edge.kind,
        strength=edge.strength,
        carrier_factor=factor,
        declared=tie.faded if tie else None,
        observed=tie.observed if tie else None,
        why=why(edge, carrier, factor),
        facts=_facts(graph, edge) if explain else (),
    )


def _facts(graph: InfluenceGraph, edge: Edge) -> tuple[str, ...]:
    return facts(
        edge,
        graph.standings.get(edge.source),
        graph.carrier_factor(edge.source),
        target=graph.standings.get(edge.target),
        beside=[other for other in graph.theirs.between(edge.source, edge.target) if other != edge],
    )


def _nearest(graph: InfluenceGraph, target: str) -> str | None:
    """Whoever has the strongest tie to a target that we cannot reach, and could carry a word to it."""
    carriers = (edge.source for edge in graph.edges_into(target) if graph.carriers.get(edge.source, 0.0) > 0)
    return next(carriers, None)
