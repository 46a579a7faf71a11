"""Any record by what people call it: a person first of all, then an account, a deal, a member, or the book itself."""

from relmap.analysis.finding import find_person, one_account, one_deal, one_member
from relmap.errors import AmbiguousRecord, NobodyFound
from relmap.model.book import Book
from relmap.model.records import Named
from relmap.model.settings import Settings
from relmap.model.text import normal

BOOK_WORDS = ("book", "relmap.yaml")


def one_record(book: Book, text: str, *, account: str = "") -> Named | Settings:
    """The one record that `text` names; raises Ambiguous, AmbiguousRecord or NobodyFound.

    An exact id or reference beats every name, whatever it names.
    """
    text = normal(text).strip()
    if text in BOOK_WORDS:
        return book.settings
    exact = _exact(book, text, account)
    if len(exact) > 1:
        raise AmbiguousRecord(text=text, refs=[f"{record.TYPE} {record.ref}" for record in exact])
    if exact:
        return exact[0]
    return _by_name(book, text, account)


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


def _by_name(book: Book, text: str, account: str) -> Named:
    match = find_person(book, text, account=account)
    if len(match.people) == 1:
        return match.people[0]
    if match.people:
        raise match.ambiguous()
    for one in (one_account, one_member):
        try:
            return one(book, text)
        except NobodyFound:
            continue
    try:
        return one_deal(book, text, account=account)
    except NobodyFound:
        raise match.nobody() from None
