"""Who can speak to whom at the customers: links and reporting lines as the edges of a graph, on a day."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from relmap.analysis.strength import Tie, link_strengths
from relmap.model.records import Link, Person
from relmap.model.settings import Strength
from relmap.model.vocabulary import LINK_KINDS, SYMMETRIC_KINDS

KNOWN_BY = "known_by"
REPORTS_TO = "reports_to"
MANAGES = "manages"
REPORTING = (REPORTS_TO, MANAGES)
CONFLICTS = "conflicts"
SILENT = (CONFLICTS,)
"""People in conflict pass nothing on."""


class Edge(NamedTuple):
    """`source` can speak to `target`, with a strength in (0, 1]. `origin` is what says so: our tie, or a link."""

    source: str
    target: str
    kind: str
    strength: float
    origin: Tie | Link | None = None


_Raw = tuple[str, str, Link | None]
"""A tie as seen from one end: the other end, the kind, and the link, None for a reporting line."""


class TheirEdges:
    """The edges between `people`, each worked out when somebody asks about one of its ends.

    Of parallel edges the strongest stands. `people` are by full reference; ties to anybody else lead nowhere, and
    links of the kinds in `silent` carry nothing, nor do reporting lines without `reporting`.
    """

    def __init__(
        self,
        people: Mapping[str, Person],
        today: date,
        constants: Strength,
        *,
        silent: Collection[str] = SILENT,
        reporting: bool = True,
    ) -> None:
        self._people = people
        self._today = today
        self._silent = silent
        self._strength = link_strengths(constants)
        up, down = (constants.reporting_up, constants.reporting_down) if reporting else (0.0, 0.0)
        self._reporting = {REPORTS_TO: up, MANAGES: down}
        self._named_by: dict[str, list[tuple[str, Link]]] = {ref: [] for ref in people}
        self._reports: dict[str, list[str]] = {ref: [] for ref in people}
        for ref, person in people.items():
            for link in person.links:
                if link.to in people:
                    self._named_by[link.to].append((ref, link))
            if person.reports_to in people:
                self._reports[person.reports_to].append(ref)

    def out_of(self, ref: str) -> Mapping[str, Edge]:
        """By target."""
        edges = (Edge(ref, other, kind, self._worth(kind, link), link) for other, kind, link in self._leaving(ref))
        return {edge.target: edge for edge in _weakest_first(edges)}

    def into(self, ref: str) -> Mapping[str, Edge]:
        """By source."""
        edges = (Edge(other, ref, kind, self._worth(kind, link), link) for other, kind, link in self._arriving(ref))
        return {edge.source: edge for edge in _weakest_first(edges)}

    def between(self, source: str, target: str) -> list[Edge]:
        """Every edge from one to the other that carries anything, strongest first: parallel ones too."""
        ties = ((kind, link) for other, kind, link in self._leaving(source) if other == target)
        return _weakest_first(Edge(source, target, kind, self._worth(kind, link), link) for kind, link in ties)[::-1]

    def strengths_out_of(self, ref: str) -> dict[str, float]:
        """Of the edges from somebody, by target: all that a search needs, in a third of the time."""
        return self._largest(self._leaving(ref), ref)

    def strengths_into(self, ref: str) -> dict[str, float]:
        """Of the edges to somebody, by source."""
        return self._largest(self._arriving(ref), ref)

    def _largest(self, ties: Iterator[_Raw], ref: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for other, kind, link in ties:
            strength = self._worth(kind, link)
            if strength > found.get(other, 0.0) and other != ref:
                found[other] = strength
        return found

    def _worth(self, kind: str, link: Link | None) -> float:
        """The strength of a tie, 0 where it carries nothing."""
        if link is None:
            return self._reporting[kind]
        if kind in self._silent or not link.holds_on(self._today):
            return 0.0
        return self._strength(link)

    def _leaving(self, ref: str) -> Iterator[_Raw]:
        person = self._people.get(ref)
        if person is None:
            return
        for link in person.links:
            if link.to in self._people:
                yield link.to, link.kind, link
        for holder, link in self._named_by[ref]:
            if link.kind in SYMMETRIC_KINDS:
                yield holder, link.kind, link
        yield from self._lines(person, REPORTS_TO, MANAGES)

    def _arriving(self, ref: str) -> Iterator[_Raw]:
        person = self._people.get(ref)
        if person is None:
            return
        for holder, link in self._named_by[ref]:
            yield holder, link.kind, link
        for link in person.links:
            if link.kind in SYMMETRIC_KINDS and link.to in self._people:
                yield link.to, link.kind, link
        yield from self._lines(person, MANAGES, REPORTS_TO)

    def _lines(self, person: Person, with_boss: str, with_report: str) -> Iterator[_Raw]:
        if person.reports_to in self._people:
            yield person.reports_to, with_boss, None
        for report in self._reports[person.ref]:
            yield report, with_report, None


def _weakest_first(edges: Iterable[Edge]) -> list[Edge]:
    """The edges that carry anything; so that the strongest stays where each replaces the one before."""
    return sorted((edge for edge in edges if edge.strength > 0 and edge.source != edge.target), key=_rank, reverse=True)


def _rank(edge: Edge) -> tuple[float, int, str]:
    # The book's own kinds follow the known ones; reporting lines come last, being what we know least about.
    later = len(LINK_KINDS) + (edge.kind in REPORTING)
    place = LINK_KINDS.index(edge.kind) if edge.kind in LINK_KINDS else later
    return (-edge.strength, place, edge.kind)
