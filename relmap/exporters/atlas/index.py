"""The first page: every account with its figures, to be searched and sorted."""

from collections.abc import Mapping
from urllib.parse import quote

from relmap.exporters.atlas.figures import called, figures
from relmap.exporters.atlas.frame import INDEX_PAGE, RULES_PAGE, document
from relmap.exporters.atlas.markup import Markup, joined, row, table, tag
from relmap.model.records import Account
from relmap.model.saying import _, ngettext
from relmap.model.text import search_key
from relmap.usecases.atlas import Edition, Entry
from relmap.usecases.portfolio import ORDERS, Portfolio
from relmap.usecases.portfolio_words import in_money

Ranks = Mapping[str, Mapping[str, int]]
"""By column and account: the place, from 0, in the order that `relmap portfolio --sort` has."""


def index_page(found: Portfolio, edition: Edition, entries: Mapping[str, Entry], *, name: str) -> bytes:
    """`entries` are by account; `name` is the book's, "" where it has none.

    Strangers are not told that, since many a book is called after somebody, nor who is worth most to us: to them the
    accounts come by their names.
    """
    title = (not edition.redact and name) or _("All accounts")
    if not found.lines:
        return document(title, tag("h1", title), tag("p", _("the book has no account yet")), edition=edition)
    return document(
        title,
        tag("h1", title),
        tag("p", _count(found) if edition.redact else _totals(found), class_="soft"),
        _search(found),
        _table(found, edition, entries),
        tag("p", _legend(edition), class_="soft small"),
        joined() if edition.redact else tag("p", tag("a", _("What each gap means"), href=RULES_PAGE)),
        edition=edition,
        script="index.js",
    )


def _table(found: Portfolio, edition: Edition, entries: Mapping[str, Entry]) -> Markup:
    lines = found.lines
    if edition.redact:
        lines = tuple(sorted(lines, key=lambda line: entries[line.account.id]))
    shown = {line.account.id: figures(line, found.share(line)) for line in found.lines}
    headings = {
        name: word
        for name, word in called(redact=edition.redact).items()
        if name == "account" or any(cells[name] for cells in shown.values())
    }
    ranks = _ranks(found, list(headings))
    rows = [
        _row(line.account, entries[line.account.id], shown[line.account.id], list(headings), ranks, edition)
        for line in lines
    ]
    return table(_("All accounts"), list(headings.values()), rows, id="accounts")


def _row(
    account: Account, entry: Entry, cells: Mapping[str, Markup], columns: list[str], ranks: Ranks, edition: Edition
) -> Markup:
    link = tag("a", entry.name, href=f"{quote(entry.folder)}/{INDEX_PAGE}")
    beside = [] if edition.redact or entry.name == account.id else [account.id]
    beside += [] if entry.drawn else [_("could not be drawn")]
    own = joined(link, *(joined(" ", tag("small", word)) for word in beside))
    words = [entry.name]
    if not edition.redact:
        words += [account.id, account.name, *account.names.values(), *account.aliases]
    return row(
        own,
        *(cells[name] for name in columns[1:]),
        data_words=" ".join(sorted({search_key(word) for word in words} - {""})),
        data_ranks=" ".join(str(ranks[name][account.id]) for name in columns),
    )


def _ranks(found: Portfolio, columns: list[str]) -> Ranks:
    ranks = {}
    for name in columns:
        ordered = sorted(found.lines, key=lambda line: (ORDERS[name](line, found), line.account.id))
        ranks[name] = {line.account.id: place for place, line in enumerate(ordered)}
    return ranks


def _search(found: Portfolio) -> Markup:
    """Hidden until the script shows it: without one it would do nothing."""
    label = tag("label", _("Find an account"), for_="search")
    box = tag("input", id="search", type="search", autocomplete="off", spellcheck="false")
    said = _("{n} of {accounts}").format(n="{n}", accounts=_count(found))
    return tag("p", label, " ", box, " ", tag("output", for_="search", data_said=said), class_="search", hidden=True)


def _totals(found: Portfolio) -> str:
    deals = sum(line.open_deals for line in found.lines)
    opened = ngettext("{n} open deal", "{n} open deals", deals) if deals else _("no open deals")
    return " · ".join(filter(None, (_count(found), opened.format(n=deals), in_money(found.open_amounts))))


def _count(found: Portfolio) -> str:
    return ngettext("{n} account", "{n} accounts", found.known).format(n=found.known)


def _legend(edition: Edition) -> str:
    threads = _("Threads: ours/theirs; roles: filled/required, ? whom nobody can name")
    if edition.redact:
        return threads
    revenue = _("revenue: class, share (down to here)")
    return "; ".join([threads, revenue, _("decider: the score of our best path to a decision maker")])
