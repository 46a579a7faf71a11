"""How well somebody or an account is covered, reached and disposed to us, day after day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from relmap.analysis.circle import account_of
from relmap.analysis.committee import BestPath, best_paths
from relmap.analysis.coverage import coverage_of_group, coverage_of_person, required_roles
from relmap.analysis.graph import influence_graph
from relmap.analysis.standing import buying_group
from relmap.model.book import Book
from relmap.model.records import Deal, Named, Person

T = TypeVar("T")
MOST_POINTS = 40


class Point(NamedTuple):
    """One state of the book on its own day; `commit` is its id, "" for the book as it is.

    `coverage` and `path`, our best way to somebody, are 0-1 (a path of 0: there is none), `stance` is -2 to 2; None
    where nobody knows. Of an account or a deal, way and stance are those of who decides: of several, the best reached.
    """

    day: date
    commit: str = ""
    coverage: float | None = None
    path: float | None = None
    stance: int | None = None


def point(book: Book, subject: Named, day: date, commit: str = "") -> Point:
    """Of a person, an account or a deal of the book on a day."""
    account = account_of(subject.ref)
    deal = subject if isinstance(subject, Deal) else None
    graph = influence_graph(book, account, today=day, deal=deal)
    if isinstance(subject, Person):
        reached = best_paths(graph, [subject.ref]).get(subject.ref)
        covered = coverage_of_person(graph.ties.get(subject.ref, {}).values())
        known = not subject.has_left and not subject.is_placeholder
        return Point(day, commit, covered if known else None, _score(known, reached), subject.known_stance)
    group = buying_group(book, account, deal)
    covered = coverage_of_group(group, graph.ties, required_roles(book.settings, deal), book.settings.strength).value
    deciders = [one for one in group.values() if one.is_named and one.holds("decision_maker")]
    paths = best_paths(graph, [one.ref for one in deciders])
    best = max(deciders, key=lambda one: (paths[one.ref].score if one.ref in paths else 0.0, one.ref), default=None)
    if best is None:
        return Point(day, commit, covered)
    return Point(day, commit, covered, _score(True, paths.get(best.ref)), best.stance)


def _score(known: bool, reached: BestPath | None) -> float | None:
    if not known:
        return None
    return reached.score if reached else 0.0


def evenly(items: Sequence[T], most: int = MOST_POINTS) -> list[T]:
    """At most so many, the first and the last among them.

    >>> evenly([1, 2, 3, 4, 5, 6, 7], 3)
    [1, 4, 7]
    """
    if len(items) <= most:
        return list(items)
    return [items[place * (len(items) - 1) // (most - 1)] for place in range(most)]


def last_of_each_day(items: Sequence[T], day_of: Callable[[T], date]) -> list[T]:
    """Of items with the newest first, that of each day, the oldest first."""
    found: dict[date, T] = {}
    for item in items:
        found.setdefault(day_of(item), item)
    return sorted(found.values(), key=day_of)
