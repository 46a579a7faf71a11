"""The figures of the portfolio in words, for a table or a page."""

from collections.abc import Mapping

from relmap.analysis.portfolio import AccountLine
from relmap.analysis.revenue import Share
from relmap.analysis.wording import figure
from relmap.model.saying import _, as_listed, in_words, on_day, pgettext


def headings() -> dict[str, str]:
    """By the names to sort them by; where there is no room, the last ones are left out."""
    return {
        "account": in_words("field", "id"),
        "open": pgettext("column", "open"),
        "gap": pgettext("column", "worst gap"),
        "coverage": pgettext("column", "coverage"),
        "path": pgettext("column", "decider"),
        "touch": pgettext("column", "last touch"),
        "threads": pgettext("column", "threads"),
        "roles": in_words("field", "roles"),
        "revenue": in_words("field", "revenue"),
        "segment": in_words("field", "segment"),
        "owner": in_words("field", "owner"),
    }


def cells(line: AccountLine, share: Share | None) -> dict[str, str]:
    """By column; `share` is the account's in the revenue of the whole book."""
    worst = line.gaps.worst
    return {
        "account": line.account.id,
        "open": _open(line),
        "gap": f"{in_words('severity', worst.severity)} {worst.code}" if worst else _("none"),
        "coverage": f"{line.coverage.value:.0%} ({line.coverage.supportive:.0%})",
        "path": _decider(line),
        "touch": on_day(line.last_touch) if line.last_touch else _("never"),
        "threads": f"{line.threads.ours}/{line.threads.theirs}",
        "roles": f"{len(line.filled)}/{len(line.roles)}" + (f", {len(line.unnamed)}?" if line.unnamed else ""),
        "revenue": f"{share.abc} {share.share:.0%} ({share.cumulated:.0%})" if share else "",
        "segment": as_listed("segment", line.account.segment) if line.account.segment else "",
        "owner": line.account.owner,
    }


def in_money(amounts: Mapping[str, float]) -> str:
    """Amounts by currency.

    >>> in_money({"CNY": 6800000, "THB": 1200.5})
    '6,800,000 CNY + 1,200.50 THB'
    """
    return " + ".join(money(amount, currency) for currency, amount in amounts.items())


def money(amount: float, currency: str) -> str:
    number = f"{amount:,.2f}".removesuffix(".00")
    return f"{number} {currency}".rstrip()


def _open(line: AccountLine) -> str:
    if not line.open_deals:
        return _("no deal")
    return in_money(line.open_amounts) or _("no amount")


def _decider(line: AccountLine) -> str:
    if not line.deciders:
        return _("nobody")
    return figure(line.deciders[0].score) if line.deciders[0].path else _("no path")
