"""What a waiver may be about without saying at which account, and what an id alone then names."""

from relmap.model.book import Book
from relmap.model.ids import is_id
from relmap.model.records import Deal, Named, Person
from relmap.model.text import search_key
from relmap.model.vocabulary import ROLES


def departments(book: Book) -> frozenset[str]:
    """Every department that is listed, or that somebody is in."""
    listed = (department for account in book.accounts.values() for department in account.departments)
    return frozenset([*book.settings.departments, *listed, *(person.department for person in book.people.values())])


def is_everywhere(book: Book, text: str) -> bool:
    """True for an account, a role or a department."""
    return text in book.accounts or text in (*ROLES, *book.settings.vocabulary.roles) or text in departments(book)


def called_so(book: Book, identifier: str) -> list[str]:
    """The references of all people and deals with this id."""
    refs = (f"{account}/{identifier}" for account in book.accounts)
    return [ref for ref in refs for table in (book.people, book.deals) if ref in table]


def bare_id(book: Book, target: Named) -> str:
    """The id of a person or deal, where it names nobody and nothing else in the book; else ""."""
    if not isinstance(target, Person | Deal) or is_everywhere(book, target.id):
        return ""
    return target.id if called_so(book, target.id) == [target.ref] else ""


def is_full_reference(text: str) -> bool:
    """True for `account/person` and the like, whether or not the book has it."""
    account, slash, identifier = text.partition("/")
    return bool(slash) and is_id(account) and is_id(identifier)


def only_one_named(book: Book, text: str) -> str:
    """The reference of the one person whose name this is, or whose id in other letters; or ""."""
    key, folded = search_key(text), text.casefold()
    found = [
        ref
        for ref, person in book.people.items()
        if folded in (person.id, ref) or key in map(search_key, (person.name, *person.names.values()))
    ]
    return found[0] if len(found) == 1 and text not in (found[0], book.people[found[0]].id) else ""
