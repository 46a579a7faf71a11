"""The one thing to do next that would raise the best score to a person most."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.edges import KNOWN_BY, MANAGES, REPORTS_TO, Edge
from relmap.analysis.graph import InfluenceGraph
from relmap.analysis.search import PathSearch
from relmap.analysis.strength import cadence_of, measure_tie
from relmap.analysis.wording import called, figure
from relmap.model.book import Book
from relmap.model.records import Link, Touch
from relmap.model.settings import LEVELS, Strength
from relmap.model.vocabulary import LEVEL_NAMES


class Action(NamedTuple):
    """`kind` is "visit" or "strengthen"; `score` the best score once it is done; `command` would record it."""

    kind: str
    source: str
    target: str
    score: float
    sentence: str
    command: str


def best_action(
    graph: InfluenceGraph,
    book: Book,
    search: PathSearch,
    *,
    nodes: tuple[str, ...],
    visits: Iterable[str],
    today: date,
    source: str | None,
) -> Action | None:
    """The action that raises the score of the best path (`nodes`, empty where there is none) most, or None.

    Tried are a visit today to each of `visits`, by the member `source` or else the one who knows them best; and each
    step of the best path after ours made one level stronger.
    """
    score = graph.score(nodes)
    tried = [
        *_visits(graph, book, search, visits, today, source, _first(graph, nodes)),
        *_stronger_steps(graph, nodes, book.settings.strength),
    ]
    # On equal scores a visit comes first: it is ours to do.
    return max((action for action in tried if action.score > score), key=lambda action: action.score, default=None)


def _first(graph: InfluenceGraph, nodes: tuple[str, ...]) -> str:
    """Who of us would visit a stranger: the member who begins the best path, else our first by id."""
    return nodes[0].removeprefix("team/") if nodes else next(iter(graph.members), "")


def _visits(
    graph: InfluenceGraph,
    book: Book,
    search: PathSearch,
    visits: Iterable[str],
    today: date,
    source: str | None,
    default: str,
) -> Iterator[Action]:
    for person in dict.fromkeys(visits):
        standing = graph.standings.get(person)
        if standing is None or not standing.is_named:
            continue
        ties = graph.ties.get(person, {})
        member = source or max(ties, key=lambda name: ties[name].value, default=default)
        route = search.best(person)
        if member and route is not None:
            strength = _after_visit(graph, book, member, person, today)
            ours = Edge(f"team/{member}", person, KNOWN_BY, strength)
            score = graph.score((ours.source, *route.nodes), ours)
            name = book.members[member].name if member in book.members else member
            again = "" if member in ties else " for the first time"
            yield Action(
                kind="visit",
                source=ours.source,
                target=person,
                score=score,
                sentence=f"{name} visits {called(standing.person)}{again}: the score becomes {figure(score)}",
                command=f"relmap touch {person} --by {member} --channel visit --on {today.isoformat()}",
            )


def _after_visit(graph: InfluenceGraph, book: Book, member: str, person: str, today: date) -> float:
    tie = graph.ties.get(person, {}).get(member)
    account = account_of(person)
    visit = Touch(account=account, member=member, on=today, people=(person,), channel="visit")
    return measure_tie(
        member,
        person,
        tie.known_by if tie else None,
        (*(tie.touches if tie else ()), visit),
        cadence=cadence_of(book, account),
        today=today,
        constants=book.settings.strength,
    ).value


def _stronger_steps(graph: InfluenceGraph, nodes: tuple[str, ...], constants: Strength) -> Iterator[Action]:
    for source, target in pairwise(nodes[1:]):
        edge = graph.edge(source, target)
        levels = ((constants.of_level(level), level) for level in map(int, LEVELS))
        strength, level = min((found for found in levels if found[0] > edge.strength), default=(0.0, 0))
        if level:
            score = graph.score(nodes, edge._replace(strength=strength))
            first, second = (called(graph.standings[ref].person) for ref in (source, target))
            yield Action(
                kind="strengthen",
                source=source,
                target=target,
                score=score,
                sentence=f"Bring {first} and {second} closer, to a tie of level {level} ({LEVEL_NAMES[level]}): "
                f"the score becomes {figure(score)}",
                command=_link_command(edge, strength, level),
            )


def _link_command(edge: Edge, strength: float, level: int) -> str:
    kind = "influences" if edge.kind in (REPORTS_TO, MANAGES) else edge.kind
    holder, other = edge.source, edge.target
    link = edge.origin
    if isinstance(link, Link) and link.to == holder:
        holder, other = other, holder
    # A strength that somebody wrote would win over a new level.
    explicit = isinstance(link, Link) and link.strength is not None
    worth = f"--strength {strength}" if explicit else f"--level {level}"
    return f"relmap link {holder} {other} --kind {kind} {worth}"
