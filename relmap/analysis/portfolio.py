"""One account in one line: what a sales manager looks at before opening it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from relmap.analysis.committee import BestPath
from relmap.analysis.coverage import Coverage
from relmap.analysis.gaps import Gap
from relmap.analysis.gaps.report import gaps_in
from relmap.analysis.gaps.situation import Situation, situation_of
from relmap.model.book import Book
from relmap.model.records import Account, Deal


class Decider(NamedTuple):
    """A decision maker with a name, and our best path to them, None where there is none."""

    person: str
    path: BestPath | None

    @property
    def score(self) -> float:
        return self.path.score if self.path else 0.0


class Threads(NamedTuple):
    """How many of ours have a thread to somebody there, and how many of theirs one to us."""

    ours: int
    theirs: int


class Gaps(NamedTuple):
    """The account's gaps that are not waived: the worst, how many there are of each severity, and all codes."""

    worst: Gap | None
    severities: Mapping[str, int]
    codes: frozenset[str]


class AccountLine(NamedTuple):
    """`deciders` come best reached first; `open_amounts` is the sum of the open deals, by currency.

    `filled` are those of the required `roles` that somebody with a name holds; `unnamed` are the references of all
    placeholders, each of which is a gap (G102) even where somebody else holds the role.
    """

    account: Account
    coverage: Coverage
    deciders: tuple[Decider, ...]
    threads: Threads
    last_touch: date | None
    open_deals: int
    open_amounts: Mapping[str, float]
    roles: tuple[str, ...]
    filled: tuple[str, ...]
    unnamed: tuple[str, ...]
    gaps: Gaps


def account_line(book: Book, account: str, *, today: date) -> AccountLine:
    """The line of an account on a day: its people as they stand at large, as `relmap gaps` has them."""
    situation = situation_of(book, account, today=today)
    report = gaps_in(situation)
    open_deals = [deal for deal in book.deals_of(account) if deal.is_open]
    last_touch = situation.last_touch(account)
    return AccountLine(
        account=book.accounts[account],
        coverage=report.coverage,
        deciders=_deciders(situation),
        threads=_threads(situation),
        last_touch=last_touch.on if last_touch else None,
        open_deals=len(open_deals),
        open_amounts=_sums(open_deals),
        roles=situation.roles,
        filled=tuple(role for role in situation.roles if situation.holders(role)),
        unnamed=tuple(ref for ref, standing in situation.group.items() if not standing.is_named),
        gaps=_gaps(report.gaps),
    )


def _deciders(situation: Situation) -> tuple[Decider, ...]:
    routes = {decider.ref: situation.reaches[decider.ref] for decider in situation.deciders}
    deciders = (
        Decider(person=ref, path=BestPath(score=reach.score, nodes=reach.route.nodes[1:]) if reach.route else None)
        for ref, reach in routes.items()
    )
    return tuple(sorted(deciders, key=lambda decider: (-decider.score, decider.person)))


def _threads(situation: Situation) -> Threads:
    found = [situation.threads(ref) for ref in situation.group]
    return Threads(ours=len({tie.member for ties in found for tie in ties}), theirs=sum(map(bool, found)))


def _sums(deals: Iterable[Deal]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for deal in deals:
        if deal.amount is not None:
            currency = deal.currency.upper()
            sums[currency] = sums.get(currency, 0) + deal.amount
    return dict(sorted(sums.items()))


def _gaps(found: tuple[Gap, ...]) -> Gaps:
    return Gaps(
        worst=found[0] if found else None,
        severities=Counter(gap.severity for gap in found),
        codes=frozenset(gap.code for gap in found),
    )
