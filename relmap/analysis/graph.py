"""Who can move whom: a directed graph of our members and a customer's people, as it stands on a day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from relmap.analysis.circle import account_of, accounts_of, circle, committee_accounts
from relmap.analysis.edges import KNOWN_BY, Edge, TheirEdges
from relmap.analysis.search import Network, PathSearch, exact, exact_product
from relmap.analysis.standing import Standing, standings_of
from relmap.analysis.strength import Tie, has_left, ties_of
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.settings import Strength

TEAM = ""
"""The node that stands for our team as one; no person and no member has this reference."""


class InfluenceGraph(NamedTuple):
    """Nodes are full references (`siam-grand/malee`, `team/nok`); nobody who has left is in it.

    `members` are the ids of ours who are there. Edges are one per pair, the strongest, and are worked out where
    somebody looks, as an answer seldom needs them all. `ties` are all ties of ours, by person and member; of each
    person only the strongest is an edge (`ours`, by person), as our team acts as one. `carriers` is how much of a
    path's strength each person passes on. `network` is the graph as a search wants it: strength x carrier factor, and
    `TEAM` before our members.
    """

    members: tuple[str, ...]
    standings: Mapping[str, Standing]
    ties: Mapping[str, Mapping[str, Tie]]
    ours: Mapping[str, Edge]
    theirs: TheirEdges
    carriers: Mapping[str, float]
    network: Network

    def edge(self, source: str, target: str) -> Edge:
        ours = self.ours.get(target)
        return ours if ours is not None and ours.source == source else self.theirs.between(source, target)[0]

    def out_of(self, node: str) -> Mapping[str, Edge]:
        """The edges from a person or a member, by target."""
        if node in self.standings:
            return self.theirs.out_of(node)
        return {person: edge for person, edge in self.ours.items() if edge.source == node}

    def into(self, node: str) -> Mapping[str, Edge]:
        """The edges to a person, by source."""
        edges, ours = self.theirs.into(node), self.ours.get(node)
        return edges if ours is None else {ours.source: ours, **edges}

    def carrier_factor(self, node: str) -> float:
        """What an intermediate passes on: 1 for a member."""
        return self.carriers.get(node, 1.0)

    def edges_into(self, target: str) -> list[Edge]:
        """Strongest first, then by source."""
        return sorted(self.into(target).values(), key=lambda edge: (-edge.strength, edge.source))

    def score(self, nodes: Sequence[str], changed: Edge | None = None) -> float:
        """Of a chain of nodes: the product of strength x carrier factor, rounded once; 0 for an empty chain.

        So equal products have equal scores. With `changed`, as if that edge stood in the graph.
        """
        score = Decimal(1 if nodes else 0)
        for factor in self.factors(nodes, changed):
            score = exact_product(score, exact(factor))
        return float(score)

    def factors(self, nodes: Sequence[str], changed: Edge | None = None) -> tuple[float, ...]:
        """What a chain's score is the product of: of each step the strength and, of whom it comes from, the factor."""
        found: list[float] = []
        for source, target in pairwise(nodes):
            as_it_is = changed is None or (source, target) != (changed.source, changed.target)
            found.append(self.edge(source, target).strength if as_it_is or changed is None else changed.strength)
            if source in self.carriers:
                found.append(self.carriers[source])
        return tuple(found)

    def search(self, target: str) -> PathSearch:
        return PathSearch(self.network, target)


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
    """The graph of an account, and of every account that ties, the deal or `target` join to it.

    With `member` (an id) only that member's ties of ours are edges. `without` are references of people and members
    who count as having left.
    """
    accounts = {account, *([account_of(target)] if target else ()), *committee_accounts([deal] if deal else ())}
    people = [person for person in circle(accounts_of(book), accounts) if person.ref not in without]
    standings = standings_of(people, deal)
    here = {ref: standing.person for ref, standing in standings.items()}
    gone = {ref.removeprefix("team/") for ref in without if ref.startswith("team/")}
    ties = {
        person: {name: tie for name, tie in by_member.items() if name not in gone}
        for person, by_member in ties_of(book, here.values(), today).items()
    }
    constants = book.settings.strength
    ours = {edge.target: edge for edge in _our_edges(ties, member)}
    theirs = TheirEdges(here, today, constants)
    carriers = {ref: _carrier_factor(standing, constants) for ref, standing in standings.items()}
    return InfluenceGraph(
        members=tuple(name for name in sorted(book.members) if name not in gone and not has_left(book, name)),
        standings=standings,
        ties=ties,
        ours=ours,
        theirs=theirs,
        carriers=carriers,
        network=_network(ours, theirs, carriers),
    )


def _network(ours: Mapping[str, Edge], theirs: TheirEdges, carriers: Mapping[str, float]) -> Network:
    starting: dict[str, dict[str, Decimal]] = {TEAM: {}}
    for person, edge in ours.items():
        starting[TEAM][edge.source] = Decimal(1)
        starting.setdefault(edge.source, {})[person] = weight(edge.strength, 1.0)

    @cache
    def after(node: str) -> Mapping[str, Decimal]:
        if node in starting:
            return starting[node]
        factor = carriers.get(node, 0.0)
        strengths = theirs.strengths_out_of(node) if factor > 0 else {}
        return {target: weight(strength, factor) for target, strength in strengths.items()}

    @cache
    def before(node: str) -> Mapping[str, Decimal]:
        if node in starting:
            return {} if node == TEAM else {TEAM: Decimal(1)}
        strengths = theirs.strengths_into(node).items()
        weights = {source: weight(strength, carriers[source]) for source, strength in strengths if carriers[source] > 0}
        edge = ours.get(node)
        return weights if edge is None else {edge.source: weight(edge.strength, 1.0), **weights}

    return Network(after=after, before=before)


def _our_edges(ties: Mapping[str, Mapping[str, Tie]], member: str | None) -> Iterator[Edge]:
    for person, by_member in ties.items():
        mine = [tie for name, tie in by_member.items() if member in (None, name)]
        # Members come by id, and `max` keeps the first of equals.
        tie = max(mine, key=lambda tie: tie.value, default=None)
        if tie is not None and tie.value > 0:
            yield Edge(f"team/{tie.member}", person, KNOWN_BY, tie.value, tie)


def _carrier_factor(standing: Standing, constants: Strength) -> float:
    return constants.of_carrier(standing.stance_name)
