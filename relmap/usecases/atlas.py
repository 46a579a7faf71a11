"""`relmap atlas`: what the pages of all accounts are made of."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from relmap.analysis.committee import Committee, committee_of
from relmap.analysis.gaps import GapReport, find_gaps
from relmap.analysis.map_contents import MapContents
from relmap.analysis.portfolio import AccountLine, account_line
from relmap.analysis.redacting import account_for_strangers
from relmap.model.book import Book
from relmap.model.records import Account
from relmap.model.saying import name_of
from relmap.usecases.map import MapQuestion
from relmap.usecases.map_page import MapPage, map_page

SCHEMA = "relmap.atlas/1"


class Edition(NamedTuple):
    """What all pages of an atlas share; `theme` is "auto" or that of the maps.

    `commit` stands on the index alone but for an edition of the past, which has its day in `committed`.
    """

    today: date
    language: str = "en"
    calendar: str = "gregorian"
    theme: str = "auto"
    redact: bool = False
    commit: str = ""
    committed: date | None = None

    @property
    def of_pages(self) -> "Edition":
        """What the pages of an account are made of: with the commit, every one of them would change every page."""
        return self if self.committed else self._replace(commit="")

    @property
    def pictures(self) -> Mapping[str, str]:
        """The theme of each picture of a map, by what its file's name ends in; the first is the one to print."""
        return {"": "light", "-dark": "dark"} if self.theme == "auto" else {"": self.theme}


class AccountPages(NamedTuple):
    """One account; `map` is its map in every view, and to click through.

    Where the edition is redacted, there are no `gaps` and no `committees`: they are about persons.
    """

    edition: Edition
    name: str
    book: Book
    line: AccountLine
    map: MapPage
    gaps: GapReport | None
    committees: tuple[Committee, ...]

    @property
    def maps(self) -> tuple[MapContents, ...]:
        return self.map.views

    @property
    def account(self) -> Account:
        return self.line.account


class Entry(NamedTuple):
    """An account as the index has it: what it is called there, the folder of its pages, whether they have its maps."""

    name: str
    folder: str
    drawn: bool = True


def shown_name(book: Book, account: str, edition: Edition) -> str:
    """What the pages call an account."""
    return account_for_strangers(book, account) if edition.redact else name_of(book.accounts[account])


def folders(accounts: Sequence[str], edition: Edition) -> Mapping[str, str]:
    """By account the folder of its pages: its id; for strangers a number, as many an id is made of somebody's name."""
    if not edition.redact:
        return {account: account for account in accounts}
    digits = max(3, len(str(len(accounts))))
    return {account: f"{number:0{digits}}" for number, account in enumerate(accounts, 1)}


def account_pages(book: Book, account: str, edition: Edition) -> AccountPages:
    """`book` is that of what concerns the account."""
    edition = edition.of_pages
    today, redact = edition.today, edition.redact
    deals = () if redact else sorted(book.deals_of(account), key=lambda deal: (not deal.is_open, deal.id))
    return AccountPages(
        edition=edition,
        name=shown_name(book, account, edition),
        book=book,
        line=account_line(book, account, today=today),
        map=map_page(
            book,
            account,
            MapQuestion(redact=redact),
            today=today,
            commit=edition.commit,
            committed=edition.committed,
        ),
        gaps=None if redact else find_gaps(book, account, today=today),
        committees=tuple(committee_of(book, deal, today=today) for deal in deals),
    )
