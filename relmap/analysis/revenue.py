"""Which customers bring how much of the revenue: shares, the 80/20 line and the classes A, B and C."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from relmap.model.records import Account

A_UP_TO = 0.80
B_UP_TO = 0.95


class Share(NamedTuple):
    """What one account brings: its part of the whole, that of all down to it, 0-1, and its class: A, B or C."""

    amount: float
    share: float
    cumulated: float
    abc: str


class Revenue(NamedTuple):
    """Of the newest year in which any account has revenue; no `shares`, by account, where `currencies` are several."""

    year: str
    currencies: tuple[str, ...]
    total: float
    shares: Mapping[str, Share]


def revenue_of(accounts: Iterable[Account]) -> Revenue | None:
    """The revenue of the newest year that has any; None where no year has. Amounts of 0 or less are no revenue.

    Largest first, then by id. An account belongs to class A while those with more revenue than it have not yet reached
    80 % together, to B while they have not reached 95 %: so the one that crosses a line is still above it.
    """
    accounts = [account for account in accounts if account.revenue]
    years = (year for account in accounts for year, money in account.revenue.items() if money.amount > 0)
    year = max(years, default=None)
    if year is None:
        return None
    found = {account.id: account.revenue[year] for account in accounts if year in account.revenue}
    found = {account: money for account, money in found.items() if money.amount > 0}
    currencies = tuple(sorted({money.currency.upper() for money in found.values()}))
    if len(currencies) > 1:
        return Revenue(year=year, currencies=currencies, total=0.0, shares={})
    amounts = {account: float(money.amount) for account, money in found.items()}
    return Revenue(year=year, currencies=currencies, total=sum(amounts.values()), shares=_shares(amounts))


def _shares(amounts: Mapping[str, float]) -> dict[str, Share]:
    total = sum(amounts.values())
    shares: dict[str, Share] = {}
    running, above, last = 0.0, 0.0, 0.0
    for account, amount in sorted(amounts.items(), key=lambda pair: (-pair[1], pair[0])):
        # Whoever brings as much is of the same class, whatever the order.
        above = above if amount == last else running
        running, last = running + amount, amount
        shares[account] = Share(amount, amount / total, min(1.0, running / total), _class(above / total))
    return shares


def _class(above: float) -> str:
    """By the part of the whole that those with more revenue bring; rounded, so that .1 x 8 is 80 %."""
    part = round(above, 9)
    return "A" if part < A_UP_TO else "B" if part < B_UP_TO else "C"
