"""Who can move whom: a plain directed graph of our members and a customer's people, as it stands on a day."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from relmap.analysis.circle import account_of, circle, committee_accounts, people_by_account
from relmap.analysis.search import PathSearch, Weights, exact, exact_product
from relmap.analysis.standing import Standing, standings_of
from relmap.analysis.strength import Tie, has_left, link_strength, ties_of
from relmap.model.book import Book
from relmap.model.records import Deal, Link, Person
from relmap.model.settings import Strength
from relmap.model.vocabulary import LINK_KINDS, SYMMETRIC_KINDS

TEAM = ""
"""The node that stands for our team as one; no person and no member has this reference."""

KNOWN_BY = "known_by"
REPORTS_TO = "reports_to"
MANAGES = "manages"


class Edge(NamedTuple):
    """`source` can speak to `target`, with a strength in (0, 1]. `origin` is what says so: our tie, or a link."""

    source: str
    target: str
    kind: str
    strength: float
    origin: Tie | Link | None = None


Edges = Mapping[str, Mapping[str, Edge]]


@dataclass(frozen=True, slots=True, kw_only=True)
class InfluenceGraph:
    """Nodes are full references (`siam-grand/malee`, `team/nok`); nobody who has left is in it.

    `members` are the ids of ours who are there. `edges` go by source and target, one per pair: the strongest.
    `ties` are all ties of ours, by person and member; of each person only the strongest is an edge, as our team acts
    as one. `carriers` is how much of a path's strength each person passes on.
    """

    members: tuple[str, ...]
    standings: Mapping[str, Standing]
    ties: Mapping[str, Mapping[str, Tie]]
    edges: Edges
    carriers: Mapping[str, float]

    def edge(self, source: str, target: str) -> Edge:
        return self.edges[source][target]

    def carrier_factor(self, node: str) -> float:
        """What an intermediate passes on: 1 for a member."""
        return self.carriers.get(node, 1.0)

    def edges_into(self, target: str) -> list[Edge]:
        """Strongest first, then by source."""
        found = (followers[target] for followers in self.edges.values() if target in followers)
        return sorted(found, key=lambda edge: (-edge.strength, edge.source))

    def score(self, nodes: Sequence[str], changed: Edge | None = None) -> float:
        """Of a chain of nodes: the product, in path order, of strength x carrier factor; 0 for an empty chain.

        With `changed`, as if that edge stood in the graph.
        """
        score = 1.0 if nodes else 0.0
        for source, target in pairwise(nodes):
            if changed is not None and (source, target) == (changed.source, changed.target):
                strength = changed.strength
            else:
                strength = self.edge(source, target).strength
            score *= strength * self.carrier_factor(source)
        return score

    def weights(self) -> Weights:
        """The graph as the search wants it: strength x carrier factor, and `TEAM` before our members."""
        weights: dict[str, dict[str, Decimal]] = {}
        members = {}
        for node, followers in self.edges.items():
            factor = self.carriers.get(node)
            if factor is None:
                members[node] = Decimal(1)
                factor = 1.0
            if factor > 0:
                weights[node] = {target: weight(edge.strength, factor) for target, edge in followers.items()}
        weights[TEAM] = members
        return weights

    def search(self, target: str) -> PathSearch:
        return PathSearch(self.weights(), target)


@lru_cache(maxsize=4096)
def weight(strength: float, factor: float) -> Decimal:
    """What a step multiplies a path's product by, exactly."""
    return exact_product(exact(strength), exact(factor))


def influence_graph(
    book: Book,
    account: str,
    *,
    today: date,
    deal: Deal | None = None,
    member: str | None = None,
    without: Collection[str] = (),
    target: str = "",
) -> InfluenceGraph:
    """The graph of an account, and of every account that its people's ties, the deal or `target` lead to.

    With `member` (an id) only that member's ties of ours are edges. `without` are references of people and members
    who count as having left.
    """
    accounts = {account, *([account_of(target)] if target else ()), *committee_accounts([deal] if deal else ())}
    people = [person for person in circle(people_by_account(book), accounts) if person.ref not in without]
    standings = standings_of(people, deal)
    here = [standing.person for standing in standings.values()]
    gone = {ref.removeprefix("team/") for ref in without if ref.startswith("team/")}
    ties = {
        person: {name: tie for name, tie in by_member.items() if name not in gone}
        for person, by_member in ties_of(book, here, today).items()
    }
    constants = book.settings.strength
    edges = strongest([*_our_edges(ties, member), *their_edges(here, standings, today, constants)])
    return InfluenceGraph(
        members=tuple(name for name in sorted(book.members) if name not in gone and not has_left(book, name)),
        standings=standings,
        ties=ties,
        edges=edges,
        carriers={ref: _carrier_factor(standing, constants) for ref, standing in standings.items()},
    )


def _our_edges(ties: Mapping[str, Mapping[str, Tie]], member: str | None) -> Iterator[Edge]:
    for person, by_member in ties.items():
        mine = [tie for name, tie in by_member.items() if member in (None, name)]
        # Members come by id, and `max` keeps the first of equals.
        tie = max(mine, key=lambda tie: tie.value, default=None)
        if tie is not None:
            yield Edge(f"team/{tie.member}", person, KNOWN_BY, tie.value, tie)


def their_edges(
    people: Iterable[Person], present: Mapping[str, Standing], today: date, constants: Strength
) -> Iterator[Edge]:
    """Every tie between customers' people that carries on that day, and their reporting lines; parallel ones too."""
    for person in people:
        here = person.ref
        for link in person.links:
            if link.to in present and link.to != here and _carries(link, today):
                strength = link_strength(link, constants)
                yield Edge(here, link.to, link.kind, strength, link)
                if link.kind in SYMMETRIC_KINDS:
                    yield Edge(link.to, here, link.kind, strength, link)
        boss = person.reports_to
        if boss in present and boss != here:
            yield Edge(here, boss, REPORTS_TO, constants.reporting_up)
            yield Edge(boss, here, MANAGES, constants.reporting_down)


def _carries(link: Link, today: date) -> bool:
    """People in conflict pass nothing on."""
    return link.kind != "conflicts" and link.holds_on(today)


def strongest(edges: Iterable[Edge]) -> Edges:
    """One edge per pair of people. A tie in strength goes to the kind that comes first."""
    kept: dict[str, dict[str, Edge]] = {}
    for edge in edges:
        if edge.strength > 0:
            followers = kept.setdefault(edge.source, {})
            rival = followers.get(edge.target)
            if rival is None or _rank(edge) < _rank(rival):
                followers[edge.target] = edge
    return kept


def _rank(edge: Edge) -> tuple[float, int, str]:
    if edge.kind in LINK_KINDS:
        place = LINK_KINDS.index(edge.kind)
    else:
        # The book's own kinds follow the known ones; reporting lines come last, being what we know least about.
        place = len(LINK_KINDS) + (edge.kind in (REPORTS_TO, MANAGES))
    return (-edge.strength, place, edge.kind)


def _carrier_factor(standing: Standing, constants: Strength) -> float:
    return constants.of_carrier(standing.stance_name)
