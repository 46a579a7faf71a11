"""Who of us knows whom at an account, how well, and what losing one of us would cut."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from relmap.analysis.committee import BestPath, best_paths
from relmap.analysis.coverage import Coverage, coverage_of_group, coverage_of_person, required_roles, threads
from relmap.analysis.graph import InfluenceGraph, influence_graph
from relmap.analysis.standing import Standing, buying_group
from relmap.analysis.strength import Tie
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.settings import Strength


class Row(NamedTuple):
    """Somebody of theirs: our ties that carry anything, by member; the members with a thread; the coverage, 0-1.

    `last_touch` is the day of the last touch with them, whoever of us it was.
    """

    standing: Standing
    ties: Mapping[str, Tie]
    threads: tuple[str, ...]
    coverage: float
    last_touch: date | None

    @property
    def ref(self) -> str:
        return self.standing.ref

    @property
    def single_thread(self) -> str | None:
        """The only member with a thread."""
        return self.threads[0] if len(self.threads) == 1 else None

    @property
    def is_shown(self) -> bool:
        """Whether they say anything about our coverage: one of us knows them, or somebody should."""
        return bool(self.ties) or self.standing.has_key_place


class CoverageMatrix(NamedTuple):
    """Key places come first, then the most important, then by reference; `members` are those with any tie, by id.

    `unfilled` are the required roles that nobody with a name holds. `coverage` is that of the account, or of the deal.
    """

    account: str
    deal: str | None
    members: tuple[str, ...]
    rows: tuple[Row, ...]
    unfilled: tuple[str, ...]
    coverage: Coverage


class HandOver(NamedTuple):
    """Somebody whose strongest tie is that of whoever leaves: `tie`. `after` is their coverage without it, 0-1.

    `next_best` is the strongest tie that is left; `lost` is what the account loses: importance x coverage lost, 0-1.
    """

    row: Row
    tie: Tie
    next_best: Tie | None
    after: float
    lost: float

    @property
    def is_only_thread(self) -> bool:
        return self.row.single_thread == self.tie.member


class PathChange(NamedTuple):
    """Our best path to a decision maker; None where there is no path."""

    person: str
    before: BestPath | None
    after: BestPath | None


class Loss(NamedTuple):
    """What we lose with `member`: the hand-over list comes with the greatest loss first."""

    member: str
    before: Coverage
    after: Coverage
    people: tuple[HandOver, ...]
    paths: tuple[PathChange, ...]


def coverage_matrix(book: Book, account: str, *, today: date, deal: Deal | None = None) -> CoverageMatrix:
    """The team x people matrix of an account on a day, its people as they stand in `deal` if given."""
    return _matrix(book, account, influence_graph(book, account, today=today, deal=deal), today, deal)


def loss_without(book: Book, account: str, member: str, *, today: date, deal: Deal | None = None) -> Loss:
    """What the account would lose with one of our members, by id; one who has left counts as still there before."""
    book = replace(book, members={**book.members, member: replace(book.members[member], status="active")})
    graphs = [
        influence_graph(book, account, today=today, deal=deal, without=without) for without in ((), (f"team/{member}",))
    ]
    before, after = (_matrix(book, account, graph, today, deal) for graph in graphs)
    left = {row.ref: row.coverage for row in after.rows}
    strength = book.settings.strength
    people = [
        HandOver(
            row=row,
            tie=tie,
            next_best=max(others, key=lambda other: other.value, default=None),
            after=left[row.ref],
            lost=row.standing.importance(strength) * (row.coverage - left[row.ref]),
        )
        for row, tie, others in _strongest_of(member, before.rows)
    ]
    deciders = [row.ref for row in before.rows if row.standing.holds("decision_maker") and row.standing.is_named]
    return Loss(
        member=member,
        before=before.coverage,
        after=after.coverage,
        people=tuple(sorted(people, key=lambda one: (-one.lost, one.after - one.row.coverage, one.row.ref))),
        paths=tuple(_path_changes(graphs, deciders)),
    )


def _matrix(book: Book, account: str, graph: InfluenceGraph, today: date, deal: Deal | None) -> CoverageMatrix:
    constants = book.settings.strength
    group = buying_group(book, account, deal)
    roles = required_roles(book.settings, deal)
    last = _last_touches(book, {standing.person.account for standing in group.values()}, today)
    rows = [_row(standing, graph, constants, last.get(ref)) for ref, standing in group.items()]
    rows.sort(key=lambda row: (not row.standing.has_key_place, -row.standing.importance(constants), row.ref))
    filled = {role for standing in group.values() if standing.is_named for role in standing.roles}
    return CoverageMatrix(
        account=account,
        deal=deal.id if deal else None,
        members=tuple(sorted({member for row in rows for member in row.ties})),
        rows=tuple(rows),
        unfilled=tuple(role for role in roles if role not in filled),
        coverage=coverage_of_group(group, graph.ties, roles, constants),
    )


def _row(standing: Standing, graph: InfluenceGraph, constants: Strength, last_touch: date | None) -> Row:
    ties = {member: tie for member, tie in graph.ties.get(standing.ref, {}).items() if tie.value > 0}
    # As in the coverage of the account: whom nobody can name is known to none of us.
    known = ties.values() if standing.is_named else ()
    return Row(
        standing=standing,
        ties=ties,
        threads=tuple(tie.member for tie in threads(known, constants)),
        coverage=coverage_of_person(known),
        last_touch=last_touch,
    )


def _last_touches(book: Book, accounts: Collection[str], today: date) -> dict[str, date]:
    last: dict[str, date] = {}
    for touch in (touch for account in accounts for touch in book.touches.get(account, ()) if touch.on <= today):
        for person in touch.people:
            last[person] = max(touch.on, last.get(person, touch.on))
    return last


def _strongest_of(member: str, rows: Iterable[Row]) -> Iterator[tuple[Row, Tie, list[Tie]]]:
    """The rows in which nobody else has a tie as strong as the member's: with that tie, and those of the others."""
    for row in rows:
        others = [tie for tie in row.ties.values() if tie.member != member]
        if member in row.ties and all(tie.value < row.ties[member].value for tie in others):
            yield row, row.ties[member], others


def _path_changes(graphs: Iterable[InfluenceGraph], deciders: Collection[str]) -> Iterator[PathChange]:
    before, after = (best_paths(graph, deciders) for graph in graphs)
    for ref in sorted(deciders):
        yield PathChange(person=ref, before=before.get(ref), after=after.get(ref))
