"""Which accounts belong together: those that people's ties join, whoever of the two wrote the tie down, and so on."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from relmap.model.book import Book
from relmap.model.records import Deal, Person


class Accounts(NamedTuple):
    """The people of each account, and which accounts are tied: by a link or a reporting line of either."""

    people: Mapping[str, list[Person]]
    tied: Mapping[str, set[str]]


def account_of(ref: str) -> str:
    """The account of a full reference to a person."""
    return ref.partition("/")[0]


def accounts_of(book: Book) -> Accounts:
    people: dict[str, list[Person]] = {}
    tied: dict[str, set[str]] = {}
    for person in book.people.values():
        people.setdefault(person.account, []).append(person)
        # Nearly all ties stay at home, and a large account has many.
        home = f"{person.account}/"
        away = [link.to for link in person.links if not link.to.startswith(home)]
        if person.reports_to and not person.reports_to.startswith(home):
            away.append(person.reports_to)
        for other in map(account_of, away):
            tied.setdefault(person.account, set()).add(other)
            tied.setdefault(other, set()).add(person.account)
    return Accounts(people, tied)


def circle(among: Accounts, accounts: Collection[str]) -> Iterator[Person]:
    """The people of some accounts, and of the accounts that are tied to these, and so on."""
    waiting, seen = sorted(accounts), set(accounts)
    while waiting:
        account = waiting.pop()
        yield from among.people.get(account, ())
        new = among.tied.get(account, set()) - seen
        seen |= new
        waiting += sorted(new)


def committee_accounts(deals: Iterable[Deal]) -> set[str]:
    """Where the members of the deals' committees are."""
    return {account_of(seat.person) for deal in deals for seat in deal.committee}


def books_by_account(book: Book) -> Iterator[tuple[str, Book]]:
    """The book cut into one for each account, by id, with all that concerns it.

    What is asked of an account is the same in its own book, and a walk over many accounts stays linear.
    """
    among = accounts_of(book)
    deals: dict[str, list[Deal]] = {}
    for deal in book.deals.values():
        deals.setdefault(deal.account, []).append(deal)
    for account in sorted(book.accounts):
        own = deals.get(account, [])
        around = circle(among, {account, *committee_accounts(own)})
        yield (
            account,
            replace(
                book,
                people={person.ref: person for person in around},
                deals={deal.ref: deal for deal in own},
            ),
        )
