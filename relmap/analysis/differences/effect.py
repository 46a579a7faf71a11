"""What a difference means for an account or a deal: the ways to who decides, the gaps and the coverage."""

from collections.abc import Collection, Set
from datetime import date
from typing import NamedTuple

from relmap.analysis.circle import books_by_account
from relmap.analysis.committee import BestPath
from relmap.analysis.coverage import Coverage
from relmap.analysis.differences.gap_changes import GapChanges, gap_changes
from relmap.analysis.differences.record import Differences
from relmap.analysis.gaps import GapReport
from relmap.analysis.gaps.report import gaps_in
from relmap.analysis.gaps.situation import Situation, situation_of
from relmap.model.book import Book
from relmap.model.records import Deal

_MANY = 4
_Touched = Set[tuple[str, str]]


class WayChange(NamedTuple):
    """Our best path to somebody who decides before and after; None where there is none, or they did not decide."""

    person: str
    before: BestPath | None
    after: BestPath | None

    @property
    def scores(self) -> tuple[float, float]:
        """0-1; 0 where there is no path."""
        return self.before.score if self.before else 0.0, self.after.score if self.after else 0.0


class Effect(NamedTuple):
    """Of an account, or of a `deal` of it (an id). `coverage` is None where the account was or is not in the book."""

    account: str
    deal: str | None
    ways: tuple[WayChange, ...]
    gaps: GapChanges
    coverage: tuple[Coverage | None, Coverage | None]

    @property
    def is_any(self) -> bool:
        """Whether anything is not as it was."""
        ways = any(way.before != way.after for way in self.ways)
        return ways or self.gaps.is_any or self.coverage[0] != self.coverage[1]


class Days(NamedTuple):
    """The days for which the earlier and the later book are weighed."""

    before: date
    after: date


def effects(
    before: Book, after: Book, found: Differences, accounts: Collection[str], days: Days
) -> dict[str, list[Effect]]:
    """Of all that differs, on each account at large, and on each open deal of it that is touched.

    `before` has the references of `after`.
    """
    touched = {(one.type, one.record.ref) for one in found.of("person", "deal")}
    then, now = (_parts(book, accounts) for book in (before, after))
    return {name: _of_account(then.get(name, before), now.get(name, after), touched, name, days) for name in accounts}


def _parts(book: Book, accounts: Collection[str]) -> dict[str, Book]:
    """What concerns each of many accounts, so that all cost no more than their people; of few, the book is as good."""
    if len(accounts) < _MANY:
        return {}
    return {account: part for account, part in books_by_account(book) if account in accounts}


def _of_account(before: Book, after: Book, touched: _Touched, account: str, days: Days) -> list[Effect]:
    at_large = _effect(_side(before, account, days.before), _side(after, account, days.after), account)
    deals = (
        _effect(
            _side(before, account, days.before, before.deals.get(ref)),
            _side(after, account, days.after, after.deals.get(ref)),
            account,
            deal=ref,
        )
        for ref in _deals_touched(before, after, touched, account)
    )
    return [at_large, *deals]


class _Side(NamedTuple):
    situation: Situation
    report: GapReport


def _side(book: Book, account: str, today: date, deal: Deal | None = None) -> _Side | None:
    if account not in book.accounts:
        return None
    situation = situation_of(book, account, today=today, deal=deal)
    return _Side(situation, gaps_in(situation))


def _deals_touched(before: Book, after: Book, touched: _Touched, account: str) -> list[str]:
    """Those in both books: a new deal, and one that is gone, have nothing to be compared with."""
    return [
        ref
        for ref, deal in sorted(after.deals.items())
        if deal.account == account
        and deal.is_open
        and ref in before.deals
        and (("deal", ref) in touched or any(("person", seat.person) in touched for seat in deal.committee))
    ]


def _effect(before: _Side | None, after: _Side | None, account: str, *, deal: str | None = None) -> Effect:
    return Effect(
        account=account,
        deal=deal.rpartition("/")[2] if deal else None,
        ways=_ways(before, after),
        gaps=gap_changes(before.report if before else None, after.report if after else None),
        coverage=(before.report.coverage if before else None, after.report.coverage if after else None),
    )


def _ways(before: _Side | None, after: _Side | None) -> tuple[WayChange, ...]:
    then, now = _best(before), _best(after)
    return tuple(WayChange(ref, then.get(ref), now.get(ref)) for ref in sorted(then.keys() | now.keys()))


def _best(side: _Side | None) -> dict[str, BestPath | None]:
    if side is None:
        return {}
    reaches = {decider.ref: side.situation.reaches[decider.ref] for decider in side.situation.deciders}
    return {
        ref: BestPath(score=reach.score, nodes=reach.route.nodes[1:]) if reach.route else None
        for ref, reach in reaches.items()
    }
