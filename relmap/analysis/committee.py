"""A deal's buying committee: who sits in it, where they stand, how well we know them and how we get there."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from relmap.analysis.coverage import Coverage, coverage_of_group, coverage_of_person, required_roles
from relmap.analysis.graph import TEAM, InfluenceGraph, influence_graph
from relmap.analysis.search import best_routes
from relmap.analysis.standing import Standing, buying_group, standing_of
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.settings import Strength


class BestPath(NamedTuple):
    """The best way of our team to somebody: its score, 0-1, and its people from our member to them."""

    score: float
    nodes: tuple[str, ...]


class Place(NamedTuple):
    """A row of the committee: somebody in it, or a required role that nobody holds.

    `person` is a reference, "" for nobody; `standing` is theirs in the deal, None where their file is not in the book.
    `roles` come weightiest first; `coverage` is 0-1.
    """

    person: str
    roles: tuple[str, ...]
    standing: Standing | None = None
    coverage: float = 0.0
    path: BestPath | None = None
    note: str = ""


class Committee(NamedTuple):
    """Deciders come first, then the weightiest role, then the most influence. `coverage` is the deal's.

    `outside` are the required roles that only people who do not sit in it hold, with their references.
    """

    deal: Deal
    places: tuple[Place, ...]
    outside: Mapping[str, tuple[str, ...]]
    coverage: Coverage


def committee_of(book: Book, deal: Deal, *, today: date) -> Committee:
    """The committee of a deal on a day; paths are exact, and those of our whole team."""
    constants = book.settings.strength
    graph = influence_graph(book, deal.account, today=today, deal=deal)
    group = buying_group(book, deal.account, deal)
    roles = required_roles(book.settings, deal)
    holders = {role: tuple(ref for ref in group if group[ref].holds(role)) for role in roles}
    empty = (Place(person="", roles=(role,)) for role, found in holders.items() if not found)
    places = [*_seated(book, deal, graph), *empty]
    seated = {seat.person for seat in deal.committee}
    return Committee(
        deal=deal,
        places=tuple(sorted(places, key=lambda place: _rank(place, constants))),
        outside={role: found for role, found in holders.items() if found and seated.isdisjoint(found)},
        coverage=coverage_of_group(group, graph.ties, roles, constants),
    )


def best_paths(graph: InfluenceGraph, targets: Collection[str]) -> dict[str, BestPath]:
    """The best way of our team to each of `targets` that it reaches."""
    routes = best_routes(graph.network, TEAM, targets)
    return {ref: BestPath(score=graph.score(route.nodes[1:]), nodes=route.nodes[1:]) for ref, route in routes.items()}


def _seated(book: Book, deal: Deal, graph: InfluenceGraph) -> Iterator[Place]:
    constants = book.settings.strength
    paths = best_paths(graph, {seat.person for seat in deal.committee})
    for seat in deal.committee:
        person = book.people.get(seat.person)
        standing = standing_of(person, deal) if person else None
        roles = standing.roles if standing else seat.roles or ()
        yield Place(
            person=seat.person,
            roles=tuple(sorted(roles, key=lambda role: -constants.of_role(role))),
            standing=standing,
            coverage=coverage_of_person(graph.ties.get(seat.person, {}).values()),
            path=paths.get(seat.person),
            note=seat.note,
        )


def _rank(place: Place, constants: Strength) -> tuple[bool, float, bool, float, str]:
    weight = max(map(constants.of_role, place.roles), default=constants.other_role_weight)
    influence = place.standing.influence if place.standing else None
    return (
        "decision_maker" not in place.roles,
        -weight,
        not place.person,
        -(constants.default_influence if influence is None else influence),
        place.person,
    )
