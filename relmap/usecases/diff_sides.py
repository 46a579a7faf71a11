"""The two states of a book that are compared, and what of them can be."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

from relmap.analysis.differences.own_books import OwnKeysOf
from relmap.model.book import Book

R = TypeVar("R")
Broken = Collection[tuple[str, str]]
"""Type and reference of each record that cannot be read."""
_NO_KEYS: OwnKeysOf = {}


class State(NamedTuple):
    """Which state of the book one side is: as `asked` for, of a `commit` (its id), or "" for the files as they are.

    With `parted_from` it is where the history of `asked` and that one went apart.
    """

    asked: str
    commit: str
    day: date
    parted_from: str = ""


class Unread(NamedTuple):
    """What cannot be read: a reference, or a file where that is nobody's; and its account, "" for none."""

    name: str
    account: str


class Side(NamedTuple):
    """A state and what was read of it: its book, what of that is `broken`, and what of that differs, `unread`.

    `own_keys` are the user's own keys in files that differ.
    """

    state: State
    book: Book
    broken: Broken = ()
    unread: tuple[Unread, ...] = ()
    own_keys: OwnKeysOf = _NO_KEYS

    def unread_of(self, account: str) -> tuple[Unread, ...]:
        """Of an account, and what belongs to none; with "" all."""
        return tuple(one for one in self.unread if not account or one.account in ("", account))


def comparable(before: Side, after: Side, touched: Collection[str] | None) -> tuple[Book, Book]:
    """Both books without what one of them could not be read of, and with the same accounts where nothing was touched;
    `touched` is as `diff` has it."""
    unread = {*before.broken, *after.broken}
    old, new = _without(before.book, unread), _without(after.book, unread)
    if ("settings", "book") in unread:
        readable = new.settings if ("settings", "book") in before.broken else old.settings
        old, new = replace(old, settings=readable), replace(new, settings=readable)
    if touched is not None:
        old, new = _filled(old, new, touched), _filled(new, old, touched)
    return old, new


def comparable_keys(before: Side, after: Side) -> tuple[OwnKeysOf, OwnKeysOf]:
    """The user's own keys of both, without those of what one of them could not be read of."""
    unread = {*before.broken, *after.broken}
    old, new = ({place: own for place, own in side.own_keys.items() if place not in unread} for side in (before, after))
    return old, new


def _without(book: Book, broken: Broken) -> Book:
    """What could not be read on one side is no difference."""
    if not broken:
        return book

    def kept(type_: str, table: Mapping[str, R], ref: Callable[[R], str]) -> dict[str, R]:
        return {key: record for key, record in table.items() if (type_, ref(record)) not in broken}

    return replace(
        book,
        members=kept("member", book.members, lambda record: record.ref),
        accounts=kept("account", book.accounts, lambda record: record.ref),
        people=kept("person", book.people, lambda record: record.ref),
        deals=kept("deal", book.deals, lambda record: record.ref),
        campaigns=kept("campaign", book.campaigns, lambda record: record.ref),
        touches={
            account: tuple(touch for touch in own if ("touch", touch.ref) not in broken)
            for account, own in book.touches.items()
        },
    )


def _filled(book: Book, other: Book, touched: Collection[str]) -> Book:
    """`book` with the accounts that only the other one has of those in which nothing differs."""
    lacking = other.accounts.keys() - book.accounts.keys() - set(touched)
    if not lacking:
        return book
    return replace(
        book,
        accounts={**book.accounts, **{name: other.accounts[name] for name in lacking}},
        people={**book.people, **{ref: one for ref, one in other.people.items() if one.account in lacking}},
        deals={**book.deals, **{ref: one for ref, one in other.deals.items() if one.account in lacking}},
        touches={**book.touches, **{name: own for name, own in other.touches.items() if name in lacking}},
    )
