"""The visit that would help us most on the way to somebody, for everybody at once; `relmap path` tries them one by one.

Method: Dijkstra (1959) from all whom we may visit, each reached with the strength that our tie has after a visit today.
Every node is closed twice, by the best routes that begin with two different people: so the best one that does not begin
with a visit to the target itself is always among them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.graph import InfluenceGraph
from relmap.analysis.search import EXACT, Network, exact
from relmap.analysis.strength import cadence_of, tie_of
from relmap.model.book import Book
from relmap.model.records import Touch


class Visitors(NamedTuple):
    """Who of us could visit somebody today, and what it would bring. With `source` (an id) only that member acts."""

    graph: InfluenceGraph
    book: Book
    today: date
    source: str | None = None

    def knowing(self, person: str) -> Sequence[str]:
        """Who of those who may act has a tie to somebody. Whoever has no file could log nothing."""
        able = [name for name in self.graph.members if self.source in (None, name)]
        return [name for name in self.graph.ties.get(person, {}) if name in able]

    def going(self, person: str, nodes: Sequence[str]) -> Sequence[str]:
        """Who may visit somebody: all who know them, else who begins the best path (`nodes`), else our first by id."""
        known = self.knowing(person)
        if self.source is not None:
            return known or [name for name in self.graph.members if name == self.source]
        beginning = [name for name in self.graph.members if f"team/{name}" in nodes]
        return known or beginning or self.graph.members[:1]

    def strength(self, member: str, person: str) -> float:
        """Of the tie after a visit today."""
        tie = self.graph.ties.get(person, {}).get(member)
        account = account_of(person)
        visit = Touch(account=account, member=member, on=self.today, people=(person,), channel="visit")
        return tie_of(
            member,
            self.graph.standings[person].person,
            (*(tie.touches if tie else ()), visit),
            cadence=cadence_of(self.book, account),
            today=self.today,
            constants=self.book.settings.strength,
        ).value


class Visit(NamedTuple):
    """`member` (an id) visits the first of `nodes`, who leads on to the last; the best score is `score` then."""

    member: str
    nodes: tuple[str, ...]
    score: float

    @property
    def person(self) -> str:
        return self.nodes[0]


_Way = tuple[Decimal, Decimal, int, tuple[str, ...]]
"""Minus the product, the strength that it begins with, the steps, the people: the smaller, the better.

Of equal products the one comes first whose visited person is nearer to the target, as where they are tried in turn.
"""


class Visits:
    """The best visit on the way to each of everybody in a graph."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors
        self._ways = _two_ways(visitors.graph.network, _starts(visitors))

    def best(self, target: str, nodes: Sequence[str]) -> Visit | None:
        """The visit that brings the best score to somebody, to whom `nodes` are the best path, empty for none.

        A first visit to the target itself does not count.
        """
        known = self._visitors.knowing(target)
        allowed = (way for way in self._ways.get(target, ()) if known or way[3][0] != target)
        found = next(allowed, None)
        if found is None:
            return None
        product, _, _, onward = found
        going = self._visitors.going(onward[0], nodes)
        member = max(going, key=lambda name: self._visitors.strength(name, onward[0]))
        return Visit(member=member, nodes=onward, score=float(product.copy_negate()))

    def first(self, target: str, nodes: Sequence[str]) -> float:
        """How strong our tie to somebody would be after a visit to them, by whoever it helps most."""
        going = self._visitors.going(target, nodes)
        return max((self._visitors.strength(member, target) for member in going), default=0.0)


def _starts(visitors: Visitors) -> dict[str, Decimal]:
    """How strong our tie to each person would be, after a visit of whoever of us it helps most."""
    strengths = {
        ref: max((visitors.strength(member, ref) for member in visitors.going(ref, ())), default=0.0)
        for ref, standing in visitors.graph.standings.items()
        if standing.is_named
    }
    return {ref: exact(strength) for ref, strength in strengths.items() if strength > 0}


def _two_ways(network: Network, starts: Mapping[str, Decimal]) -> dict[str, list[_Way]]:
    """The best ways to each node from two different starts, best first."""
    ways: dict[str, list[_Way]] = {}
    with localcontext(EXACT):
        heap: list[_Way] = [(-strength, strength, 0, (start,)) for start, strength in starts.items()]
        heapify(heap)
        while heap:
            way = heappop(heap)
            product, strength, steps, nodes = way
            closed = ways.setdefault(nodes[-1], [])
            if len(closed) < 2 and nodes[0] not in [other[3][0] for other in closed]:
                closed.append(way)
                for following, weight in network.after(nodes[-1]).items():
                    if len(ways.get(following, ())) < 2:
                        heappush(heap, (product * weight, strength, steps + 1, (*nodes, following)))
    return ways
