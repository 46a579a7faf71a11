"""Whom an account's files name and the book does not have: a seat, a contact or one of us who would go unseen."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from relmap.analysis.circle import account_of
from relmap.model.book import Book
from relmap.model.saying import _, on_day


class Absent(NamedTuple):
    """`holder` says in words which record names `ref`, somebody of theirs or `team/id`."""

    holder: str
    ref: str


def absent_from(book: Book, account: str, elsewhere: Collection[str] = ()) -> list[Absent]:
    """Each name once, by the first record that holds it. Accounts of `elsewhere` exist, and were not read."""
    found: dict[str, str] = {}
    for holder, ref in _named(book, account):
        if ref not in found and not _is_there(book, ref) and account_of(ref) not in elsewhere:
            found[ref] = holder
    return [Absent(holder, ref) for ref, holder in found.items()]


def _is_there(book: Book, ref: str) -> bool:
    return ref in book.people or (ref.startswith("team/") and ref.removeprefix("team/") in book.members)


def _named(book: Book, account: str) -> Iterator[tuple[str, str]]:
    own = book.accounts.get(account)
    if own is not None and own.owner:
        yield _("account {account}").format(account=account), f"team/{own.owner}"
    for deal in book.deals_of(account):
        named = _("deal {deal}").format(deal=deal.id)
        yield from ((named, seat.person) for seat in deal.committee)
        if deal.owner:
            yield named, f"team/{deal.owner}"
    for person in book.people_of(account):
        named = _("person {person}").format(person=person.ref)
        yield from ((named, f"team/{known_by.member}") for known_by in person.known_by)
    for touch in book.touches.get(account, ()):
        told = _("a touch of {day} at {account}").format(day=on_day(touch.on), account=account)
        yield from ((told, ref) for ref in touch.people)
        yield from ((told, f"team/{name}") for name in (touch.member, *touch.together))
