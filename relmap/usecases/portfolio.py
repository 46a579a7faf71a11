"""`relmap portfolio`: the accounts of the book, one line each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.finding import find_member
from relmap.analysis.gaps import SEVERITIES
from relmap.analysis.gaps.choosing import Selectors, chosen
from relmap.analysis.portfolio import AccountLine, account_line
from relmap.analysis.revenue import Revenue, Share, revenue_of
from relmap.model.book import Book
from relmap.model.fields import SEGMENT
from relmap.model.kinds import one_of
from relmap.model.records import Account
from relmap.usecases.gaps import gap_json, typed_selectors
from relmap.usecases.values import Typing, typed

SCHEMA = "relmap.portfolio/1"
DEFAULT_SORT = "open"


class Wanted(NamedTuple):
    """Which accounts are listed, "" and no codes for all; in the order of which column."""

    segment: str = ""
    owner: str = ""
    codes: frozenset[str] = frozenset()
    sort: str = DEFAULT_SORT
    reverse: bool = False


class Portfolio(NamedTuple):
    """`lines` in the order wanted. `revenue` and its shares are those of all accounts, `known` how many these are.

    `currencies` are those of the open amounts, the one that most accounts have first.
    """

    today: date
    wanted: Wanted
    lines: tuple[AccountLine, ...]
    known: int
    revenue: Revenue | None
    currencies: tuple[str, ...]

    def share(self, line: AccountLine) -> Share | None:
        return self.revenue.shares.get(line.account.id) if self.revenue else None

    @property
    def open_amounts(self) -> dict[str, float]:
        """Of all lines together, by currency."""
        return {
            currency: sum(line.open_amounts.get(currency, 0) for line in self.lines) for currency in self.currencies
        }


def wanted(
    book: Book,
    *,
    segment: str | None = None,
    owner: str | None = None,
    gaps: Sequence[str] = (),
    sort: str = DEFAULT_SORT,
    reverse: bool = False,
) -> Wanted:
    """What somebody typed; `gaps` are codes, beginnings of codes, or names, with commas or without.

    Raises InvalidValue, NobodyFound, Ambiguous or UnknownGap.
    """
    one_of("--sort", sort, list(ORDERS))
    return Wanted(
        segment="" if segment is None else typed(SEGMENT, segment, field="--segment", typing=Typing(book=book)),
        owner="" if owner is None else find_member(book, owner).id,
        codes=chosen(Selectors(select=typed_selectors("--gap", gaps))) if gaps else frozenset(),
        sort=sort,
        reverse=reverse,
    )


def portfolio(books: Iterable[tuple[str, Book]], *, today: date, wanted: Wanted) -> Portfolio:
    """The line of each account, given with the book of what concerns it; of the others only the revenue counts."""
    accounts: list[Account] = []
    lines: list[AccountLine] = []
    for account, book in books:
        accounts.append(book.accounts[account])
        if wanted.segment in ("", accounts[-1].segment) and wanted.owner in ("", accounts[-1].owner):
            line = account_line(book, account, today=today)
            if not wanted.codes or not wanted.codes.isdisjoint(line.gaps.codes):
                lines.append(line)
    counts = Counter(currency for line in lines for currency in line.open_amounts)
    found = Portfolio(
        today=today,
        wanted=wanted,
        lines=tuple(lines),
        known=len(accounts),
        revenue=revenue_of(accounts),
        currencies=tuple(sorted(counts, key=lambda currency: (-counts[currency], currency))),
    )
    ordered = sorted(lines, key=lambda line: (ORDERS[wanted.sort](line, found), line.account.id))
    return found._replace(lines=tuple(ordered[::-1] if wanted.reverse else ordered))


def _by_open(line: AccountLine, found: Portfolio) -> Any:
    # Amounts in different currencies cannot be compared: one currency at a time.
    amounts = tuple(-line.open_amounts.get(currency, 0) for currency in found.currencies)
    return (amounts, -line.open_deals, _by_gap(line, found))


def _by_gap(line: AccountLine, found: Portfolio) -> Any:
    worst = line.gaps.worst
    return (-worst.score, worst.code) if worst else (0.0, "")


def _by_revenue(line: AccountLine, found: Portfolio) -> Any:
    share = found.share(line)
    return -share.amount if share else 0.0


def _by_path(line: AccountLine, found: Portfolio) -> Any:
    return (bool(line.deciders), line.deciders[0].score if line.deciders else 0.0)


ORDERS: Mapping[str, Callable[[AccountLine, Portfolio], Any]] = {
    "open": _by_open,
    "gap": _by_gap,
    "coverage": lambda line, _: line.coverage.value,
    "supportive": lambda line, _: line.coverage.supportive,
    "path": _by_path,
    "threads": lambda line, _: line.threads.ours,
    "theirs": lambda line, _: line.threads.theirs,
    "touch": lambda line, _: line.last_touch or date.min,
    "roles": lambda line, _: len(line.filled) / len(line.roles),
    "revenue": _by_revenue,
    "segment": lambda line, _: (not line.account.segment, line.account.segment),
    "owner": lambda line, _: (not line.account.owner, line.account.owner),
    "account": lambda line, _: line.account.id,
}
"""What comes first by each column: the worst, of amounts the largest, of words the first; then by id."""


def to_json(found: Portfolio) -> dict[str, Any]:
    """The document of `relmap portfolio --json`."""
    wanted = found.wanted
    return {
        "schema": SCHEMA,
        "today": found.today.isoformat(),
        "segment": wanted.segment or None,
        "owner": f"team/{wanted.owner}" if wanted.owner else None,
        "gap_codes": sorted(wanted.codes) or None,
        "sort": wanted.sort,
        "reverse": wanted.reverse,
        "accounts": [_line(line, found.share(line)) for line in found.lines],
        "totals": _totals(found),
        "revenue": None if found.revenue is None else _revenue(found.revenue),
    }


def _line(line: AccountLine, share: Share | None) -> dict[str, Any]:
    account = line.account
    return {
        "account": account.id,
        "name": account.name,
        "segment": account.segment or None,
        "owner": f"team/{account.owner}" if account.owner else None,
        "coverage": {"value": line.coverage.value, "supportive": line.coverage.supportive},
        "decision_makers": [
            {"person": one.person, "score": one.path and one.score, "path": one.path and list(one.path.nodes)}
            for one in line.deciders
        ],
        "no_decision_maker": not line.deciders,
        "threads": {"ours": line.threads.ours, "theirs": line.threads.theirs},
        "last_touch": line.last_touch.isoformat() if line.last_touch else None,
        "open_deals": line.open_deals,
        "open_amounts": _amounts(line.open_amounts),
        "worst_gap": None if line.gaps.worst is None else gap_json(line.gaps.worst),
        "gaps": {severity: line.gaps.severities.get(severity, 0) for severity in SEVERITIES},
        "roles": {"required": list(line.roles), "filled": list(line.filled), "unnamed": list(line.unnamed)},
        "revenue": None if share is None else _share(share),
    }


def _share(share: Share) -> dict[str, Any]:
    return {"amount": share.amount, "share": share.share, "cumulated": share.cumulated, "class": share.abc}


def _amounts(amounts: Mapping[str, float]) -> Sequence[Mapping[str, Any]]:
    return [{"currency": currency or None, "amount": amount} for currency, amount in amounts.items()]


def _totals(found: Portfolio) -> dict[str, Any]:
    return {
        "accounts": len(found.lines),
        "of": found.known,
        "open_deals": sum(line.open_deals for line in found.lines),
        "open_amounts": _amounts(found.open_amounts),
        "without_decision_maker": sum(not line.deciders for line in found.lines),
        "never_touched": sum(line.last_touch is None for line in found.lines),
    }


def _revenue(revenue: Revenue) -> dict[str, Any]:
    return {
        "year": revenue.year,
        "currencies": list(revenue.currencies),
        "total": revenue.total if revenue.shares else None,
    }
