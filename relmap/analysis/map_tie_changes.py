"""What became of the ties of a map since an earlier state of the book: as lines, and as cells of a matrix."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from relmap.analysis.map_building import cells_of
from relmap.analysis.map_contents import (
    ADDED,
    CHANGED,
    COVERAGE,
    KNOWS,
    ORG,
    QUADRANT,
    REMOVED,
    REPORTS,
    Arrow,
    Cell,
    CellBefore,
)
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.map_ties import links, our_ties, reporting_lines
from relmap.analysis.standing import seat_of
from relmap.analysis.wording import figure
from relmap.model.vocabulary import SYMMETRIC_KINDS

_Way = tuple[str, str, str]
_Ties = Mapping[_Way, Arrow]
# Of a view that does not show all of them.
_SHOWN: Mapping[str, Collection[str]] = {ORG: (REPORTS,), COVERAGE: (KNOWS,), QUADRANT: ()}


@dataclass(frozen=True, kw_only=True)
class TieChanges:
    """The ties of a `view` as they were `then` and are `now`."""

    view: str
    then: MapFacts
    now: MapFacts

    def marked(self, arrow: Arrow) -> Arrow:
        """The tie with what became of it."""
        way = _way(arrow)
        now, then = self._ties_now.get(way), self._ties_then.get(way)
        if now is None:
            return arrow
        if then is None:
            return replace(arrow, change=ADDED)
        is_other = arrow.kind != REPORTS and figure(now.strength) != figure(then.strength)
        return replace(arrow, change=CHANGED, was=then.strength) if is_other else arrow

    @cached_property
    def before(self) -> tuple[Arrow, ...]:
        """The ties of before that the view would show."""
        kinds = _SHOWN.get(self.view)
        return tuple(arrow for arrow in self._ties_then.values() if kinds is None or arrow.kind in kinds)

    @cached_property
    def lost(self) -> tuple[Arrow, ...]:
        """Those that are gone. Whoever has left keeps their past."""
        left = {ref for ref, person in self.now.book.people.items() if person.has_left}
        return tuple(
            replace(arrow, change=REMOVED, dimmed=True)
            for arrow in self.before
            if _way(arrow) not in self._ties_now and not (arrow.kind == KNOWS and arrow.target in left)
        )

    def cells(self, cells: Iterable[Cell], keys: Collection[str]) -> Iterator[Cell]:
        """The cells of a matrix with what became of them, and those that are gone, of the people `keys`."""
        there = {(cell.person, cell.member): cell for cell in cells}
        before: dict[tuple[str, str], Cell] = {}
        if self.then.account in self.then.book.accounts:
            before = {(cell.person, cell.member): cell for cell in cells_of(self.then, keys)}
        people = self.now.book.people
        for place in sorted(before.keys() | there.keys()):
            if place in there:
                yield _marked_cell(there[place], before.get(place))
            elif place[1] in keys and not (place[0] in people and people[place[0]].has_left):
                yield replace(before[place], change=REMOVED)

    @cached_property
    def _ties_now(self) -> _Ties:
        return _ties(self.now)

    @cached_property
    def _ties_then(self) -> _Ties:
        return _ties(self.then)


def _ties(facts: MapFacts) -> _Ties:
    """Every tie that a map of the account could draw."""
    book = facts.book
    people = [
        one for one in book.people.values() if one.account == facts.account or seat_of(one, facts.deal) is not None
    ]
    found: Iterable[Arrow] = (*our_ties(book, people, facts.today), *reporting_lines(book), *links(book, facts.today))
    return {_way(arrow): arrow for arrow in found}


def _way(arrow: Arrow) -> _Way:
    ends: Sequence[str] = (arrow.source, arrow.target)
    first, last = sorted(ends) if arrow.kind in SYMMETRIC_KINDS else ends
    return first, last, arrow.kind


def _marked_cell(cell: Cell, before: Cell | None) -> Cell:
    if before is None:
        return replace(cell, change=ADDED)
    same = (cell.level, cell.target, figure(cell.strength)) == (before.level, before.target, figure(before.strength))
    was = CellBefore(before.level, before.target, before.strength)
    return cell if same else replace(cell, change=CHANGED, was=was)
