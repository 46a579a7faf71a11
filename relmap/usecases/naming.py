"""Any record by what people call it: a person first of all, then an account, a deal, a member, or the book itself."""

from contextlib import suppress

from relmap.analysis.finding import find_account, find_deal, find_member, one_person
from relmap.errors import AmbiguousRecord, NobodyFound
from relmap.model.book import Book
from relmap.model.records import Deal, Named
from relmap.model.settings import Settings
from relmap.model.text import normal

BOOK_WORDS = ("book", "relmap.yaml")


def one_record(book: Book, text: str, *, account: str = "", deal: Deal | None = None) -> Named | Settings:
    """The one record that `text` names; raises Ambiguous, AmbiguousRecord, DealElsewhere or NobodyFound.

    A role is that in `deal`. An exact id or reference beats every name, whatever it names.
    """
    text = normal(text).strip()
    if text in BOOK_WORDS:
        return book.settings
    exact = _exact(book, text, account)
    if len(exact) > 1:
        raise AmbiguousRecord(text=text, refs=[f"{record.TYPE} {record.ref}" for record in exact])
    if exact:
        return exact[0]
    return _by_name(book, text, account, deal)


def _exact(book: Book, text: str, account: str) -> list[Named]:
    in_account = f"{account}/{text}"
    found = [
        book.people.get(text) or book.people.get(in_account),
        book.deals.get(text) or book.deals.get(in_account),
        book.accounts.get(text),
        book.members.get(text.removeprefix("team/")),
        book.campaigns.get(text.removeprefix("campaigns/")),
    ]
    return [record for record in found if record is not None]


def _by_name(book: Book, text: str, account: str, deal: Deal | None) -> Named:
    """By name or title: a person before an account, a member and a deal. A miss is told as a missing person."""
    try:
        return one_person(book, text, account=account, deal=deal)
    except NobodyFound:
        for look in (
            lambda: find_account(book, text),
            lambda: find_member(book, text),
            lambda: find_deal(book, text, account=account),
        ):
            with suppress(NobodyFound):
                return look()
        raise
