"""One account in one line: what a sales manager looks at before opening it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from relmap.analysis.committee import BestPath, best_paths
from relmap.analysis.coverage import Coverage, required_roles, threads
from relmap.analysis.gaps import Gap, find_gaps
from relmap.analysis.graph import InfluenceGraph, influence_graph
from relmap.analysis.standing import Standing, buying_group
from relmap.model.book import Book
from relmap.model.records import Account, Deal
from relmap.model.settings import Strength


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

    `filled` are those of the required `roles` that somebody with a name holds.
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
    gaps: Gaps


def account_line(book: Book, account: str, *, today: date) -> AccountLine:
    """The line of an account on a day: its people as they stand at large, as `relmap gaps` has them."""
    report = find_gaps(book, account, today=today)
    group = buying_group(book, account)
    graph = influence_graph(book, account, today=today)
    named = [standing for standing in group.values() if standing.is_named]
    roles = required_roles(book.settings)
    open_deals = [deal for deal in book.deals_of(account) if deal.is_open]
    touches = (touch.on for touch in book.touches.get(account, ()) if touch.on <= today)
    return AccountLine(
        account=book.accounts[account],
        coverage=report.coverage,
        deciders=_deciders(named, graph),
        threads=_threads(group, graph, book.settings.strength),
        last_touch=max(touches, default=None),
        open_deals=len(open_deals),
        open_amounts=_sums(open_deals),
        roles=roles,
        filled=tuple(role for role in roles if any(standing.holds(role) for standing in named)),
        gaps=_gaps(report.gaps),
    )


def _deciders(named: Iterable[Standing], graph: InfluenceGraph) -> tuple[Decider, ...]:
    refs = [standing.ref for standing in named if standing.holds("decision_maker")]
    paths = best_paths(graph, refs)
    deciders = (Decider(person=ref, path=paths.get(ref)) for ref in refs)
    return tuple(sorted(deciders, key=lambda decider: (-decider.score, decider.person)))


def _threads(group: Collection[str], graph: InfluenceGraph, constants: Strength) -> Threads:
    found = {ref: threads(graph.ties.get(ref, {}).values(), constants) for ref in group}
    members = {tie.member for ties in found.values() for tie in ties}
    return Threads(ours=len(members), theirs=sum(bool(ties) for ties in found.values()))


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
