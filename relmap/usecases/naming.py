"""Any record by what people call it: a person first of all, then an account, a deal, a member, or the book itself."""

from contextlib import suppress

from relmap.analysis.finding import (
    find_account,
    find_deal,
    find_member,
    find_person,
    one_person,
    role_meant,
    same_titles,
)
from relmap.errors import Ambiguous, AmbiguousRecord, NobodyFound
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


def one_in_part(book: Book, text: str, *, account: str = "") -> Named | Settings | None:
    """As `one_record`, asked of a part of the book that has every account in which all words of `text` stand together.

    None where the rest might name somebody as well or rather: a title and a role have words in other languages, too.
    """
    try:
        found = one_record(book, text, account=account)
    except (Ambiguous, NobodyFound):
        return None
    kind = find_person(book, text, account=account).kind if not _exact(book, normal(text).strip(), account) else "id"
    by_own_name = kind in ("id", "name", "alias")
    return found if by_own_name or not (kind == "title" or role_meant(book, text) or same_titles(text)) else None


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
