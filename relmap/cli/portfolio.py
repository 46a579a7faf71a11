"""`relmap portfolio`: one line per account."""

from collections.abc import Iterator
from typing import Annotated

import typer

from relmap.analysis.revenue import Revenue
from relmap.analysis.wording import listed
from relmap.cli import completion
from relmap.cli.options import Json
from relmap.cli.output import SEVERITY_STYLES, fitting, print_json, prose, say, table
from relmap.cli.session import Session
from relmap.model.saying import _, in_clauses, in_order, in_sentences, in_year, later, ngettext
from relmap.model.vocabulary import SEGMENTS
from relmap.usecases.portfolio import DEFAULT_SORT, ORDERS, Portfolio, portfolio, to_json, wanted
from relmap.usecases.portfolio_words import cells, headings, in_money, money

EXAMPLES = """
relmap portfolio
relmap portfolio --sort coverage
relmap portfolio --owner nok --segment new
relmap portfolio --gap G2,G5
relmap portfolio --sort revenue --json
"""

_SAME_COLUMN = {"supportive": "coverage", "theirs": "threads"}


def run(
    ctx: typer.Context,
    sort: Annotated[
        str,
        typer.Option(metavar="COLUMN", help=f"{', '.join(ORDERS)}.", autocompletion=completion.one_of(*ORDERS)),
    ] = DEFAULT_SORT,
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    segment: Annotated[
        str | None,
        typer.Option(help=later("Only accounts of this segment."), autocompletion=completion.one_of(*SEGMENTS)),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="MEMBER", help="Only accounts of this one of us.", autocompletion=completion.members),
    ] = None,
    gap: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE,...", help="Only accounts with one of these gaps: G202, or G2 for a family."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show every account in one line: what is open, how well it is covered, and the worst gap.

    By default the largest open amount comes first, and of equal ones the worst gap. Of any other column too the worst
    comes first, of revenue the largest. Shares of revenue and the classes A, B and C are those of the whole book,
    whatever is listed.
    """
    session = Session.of(ctx)
    asked = wanted(session.read(()), segment=segment, owner=owner, gaps=gap or (), sort=sort, reverse=reverse)
    found = portfolio(session.read_each(), today=session.today, wanted=asked)
    if as_json:
        print_json(session.document(to_json(found)))
    elif found.lines:
        _say_table(found)
        for line in _totals(found):
            prose(line, "strong", indent=2)
        for line in _notes(found):
            prose(line, "dim", indent=2)
    else:
        say(_("no account like that") if found.known else _('the book has no account yet; `relmap add-account "NAME"`'))


def _say_table(found: Portfolio) -> None:
    """What the order goes by stands beside the account; columns that hold nothing are left out."""
    first = _SAME_COLUMN.get(found.wanted.sort, found.wanted.sort)
    rows = [cells(line, found.share(line)) for line in found.lines]
    called = headings()
    names = [name for name in dict.fromkeys(("account", first, *called)) if any(row[name] for row in rows)]
    shown = fitting([(called[name], *(row[name] for row in rows)) for name in names])
    styles = [SEVERITY_STYLES[line.gaps.worst.severity] if line.gaps.worst else "" for line in found.lines]
    table([called[name] for name in names[:shown]], [[row[name] for name in names[:shown]] for row in rows], styles)
    if shown < len(names):
        missing = listed([called[name] for name in names[shown:]])
        said = _("no room here for {columns}: make the window wider, or see `relmap portfolio | less -S`")
        prose(said.format(columns=missing), "dim", indent=2)
    say()


def _totals(found: Portfolio) -> Iterator[str]:
    count = len(found.lines)
    number = ngettext("{n} account", "{n} accounts", found.known).format(n=found.known)
    deals = sum(line.open_deals for line in found.lines)
    opened = ngettext("{n} open deal", "{n} open deals", deals) if deals else _("no open deals")
    parts = [
        number if count == found.known else _("{n} of {accounts}").format(n=count, accounts=number),
        in_clauses(filter(None, (opened.format(n=deals), in_money(found.open_amounts)))),
        *_counted(_("{n} without a decision maker"), [not line.deciders for line in found.lines]),
        *_counted(_("{n} never touched"), [line.last_touch is None for line in found.lines]),
    ]
    yield in_sentences(parts)
    if found.revenue is not None:
        yield _revenue(found.revenue)


def _counted(what: str, are: list[bool]) -> list[str]:
    return [what.format(n=sum(are))] if any(are) else []


def _revenue(revenue: Revenue) -> str:
    if not revenue.shares:
        currencies = listed([currency or _("none written") for currency in revenue.currencies])
        said = _("revenue {year} is in several currencies ({currencies}), so there are no shares and classes")
        return said.format(year=in_year(revenue.year), currencies=currencies)
    first = [share for share in revenue.shares.values() if share.abc == "A"]
    said = _("revenue {year}: {amount}; class A, {n} of {all} accounts that have any, brings {share} of it")
    if len(revenue.shares) == 1:
        said = _("revenue {year}: {amount}; class A, the one account that has any, brings {share} of it")
    return said.format(
        year=in_year(revenue.year),
        amount=money(revenue.total, revenue.currencies[0]),
        n=len(first),
        all=len(revenue.shares),
        share=f"{sum(share.share for share in first):.0%}",
    )


def _notes(found: Portfolio) -> Iterator[str]:
    yield _(
        "coverage (with supporters); decider: our best path to a decision maker; threads: ours/theirs; roles: filled/"
        "required, ? whom nobody can name; revenue: class, share (down to here)"
    )
    if found.wanted.sort == DEFAULT_SORT and len(found.currencies) > 1:
        said = _("open amounts are compared one currency at a time: {currencies}")
        yield said.format(currencies=in_order(filter(None, found.currencies)))
