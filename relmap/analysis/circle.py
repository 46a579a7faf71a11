"""Which accounts belong together: those that the people of one name in their ties, and so on."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from relmap.model.book import Book
from relmap.model.records import Deal, Person

PeopleByAccount = Mapping[str, list[Person]]


def account_of(ref: str) -> str:
    """The account of a full reference to a person."""
    return ref.partition("/")[0]


def people_by_account(book: Book) -> PeopleByAccount:
    people: dict[str, list[Person]] = {}
    for person in book.people.values():
        people.setdefault(person.account, []).append(person)
    return people


def circle(people: PeopleByAccount, accounts: Collection[str]) -> Iterator[Person]:
    """The people of some accounts, and of the accounts that their links and reporting lines name, and so on."""
    waiting, seen = sorted(accounts), set(accounts)
    while waiting:
        account = waiting.pop()
        home = f"{account}/"
        for person in people.get(account, ()):
            yield person
            # Nearly all ties stay at home, and a large account has many.
            away = [link.to for link in person.links if not link.to.startswith(home)]
            for other in map(account_of, filter(None, (person.reports_to, *away))):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)


def committee_accounts(deals: Iterable[Deal]) -> set[str]:
    """Where the members of the deals' committees are."""
    return {account_of(seat.person) for deal in deals for seat in deal.committee}


def books_by_account(book: Book) -> Iterator[tuple[str, Book]]:
    """The book cut into one for each account, by id, with all that concerns it.

    What is asked of an account is the same in its own book, and a walk over many accounts stays linear.
    """
    people = people_by_account(book)
    deals: dict[str, list[Deal]] = {}
    for deal in book.deals.values():
        deals.setdefault(deal.account, []).append(deal)
    for account in sorted(book.accounts):
        own = deals.get(account, [])
        around = circle(people, {account, *committee_accounts(own)})
        yield (
            account,
            replace(
                book,
                people={person.ref: person for person in around},
                deals={deal.ref: deal for deal in own},
            ),
        )
