"""Shell completion from the book: ids, names, roles, fields and their values. It never fails and never prints.

Names are offered word by word, since one word of a name is enough to find somebody and needs no quotes in any shell.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from relmap.model.book import Book
    from relmap.model.kinds import Field, Kind, Scalar
    from relmap.model.records import Named, Person

Offers = Iterable[tuple[str, str]]
"""Words, each with what it stands for."""


def _quietly(offer: Callable[[typer.Context], Offers]) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            # A name is for whoever began to write it: an empty word offers ids only.
            offers = {word: text for word, text in offer(ctx) if incomplete or text is not _BY_NAME}
            return [(word, text) for word, text in offers.items() if word.startswith(incomplete)]
        except Exception:
            # Completion runs inside somebody's prompt: whatever is wrong, offering nothing is all it may do.
            return []

    return complete


_BY_NAME = "by name"


def _book(ctx: typer.Context) -> "tuple[Book, str]":
    from relmap.cli.session import Session

    session = Session(ctx)
    account = session.scope(ctx.params.get("account"))
    return session.files.load([account] if account else None, touches=False).book, account


def one_of(*known: str) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Completes an option that takes one of these words."""
    return _quietly(lambda ctx: ((word, "") for word in known))


@_quietly
def people(ctx: typer.Context) -> Offers:
    book, account = _book(ctx)
    return _people(book, account)


@_quietly
def targets(ctx: typer.Context) -> Offers:
    from relmap.model.vocabulary import ROLES

    book, account = _book(ctx)
    yield from _people(book, account)
    yield from ((role, "role") for role in (*ROLES, *book.settings.vocabulary.roles))
    yield from ((title, _BY_NAME) for person in book.people.values() if " " not in (title := person.title))


@_quietly
def records(ctx: typer.Context) -> Offers:
    book, account = _book(ctx)
    yield from _people(book, account)
    for table in (book.accounts, book.deals, book.members, book.campaigns):
        yield from ((record.id, record.name) for record in table.values())
        yield from ((record.name, _BY_NAME) for record in table.values() if " " not in record.name)
    yield "book", "the settings"


@_quietly
def accounts(ctx: typer.Context) -> Offers:
    from relmap.cli.session import Session

    return ((account, "") for account in Session(ctx).files.account_ids())


@_quietly
def revisions(ctx: typer.Context) -> Offers:
    """Tags and branches, and the two days that have a name."""
    from pathlib import Path

    from relmap.cli.shared import shared
    from relmap.storage.git_history import names_of
    from relmap.storage.layout import named_book

    yield from ((name, "") for name in names_of(named_book(Path.cwd(), shared(ctx).get("book")) or Path.cwd()))
    yield from (("yesterday", ""), ("HEAD", ""))


@_quietly
def members(ctx: typer.Context) -> Offers:
    return _members(_book(ctx)[0])


@_quietly
def deals(ctx: typer.Context) -> Offers:
    return ((deal.id, deal.name) for deal in _book(ctx)[0].deals.values())


@_quietly
def departments(ctx: typer.Context) -> Offers:
    book, account = _book(ctx)
    return ((person.department, "") for person in book.people_of(account) if person.department)


@_quietly
def roles(ctx: typer.Context) -> Offers:
    from relmap.model.vocabulary import ROLES

    return ((role, "") for role in (*ROLES, *_book(ctx)[0].settings.vocabulary.roles))


@_quietly
def fields(ctx: typer.Context) -> Offers:
    from relmap.model.kinds import Nested
    from relmap.model.vocabulary import CONTACT_CHANNELS

    for field in _fields_of(ctx):
        yield field.name, ""
        if isinstance(field.kind, Nested):
            yield from ((f"{field.name}.{inner.name}", "") for inner in field.kind.fields)
        if field.name == "channels":
            yield from ((channel, "a channel") for channel in CONTACT_CHANNELS)


@_quietly
def values(ctx: typer.Context) -> Offers:
    """Of the field that `relmap set` is to change."""
    book, account = _book(ctx)
    wanted = str(ctx.params["field"]).replace("-", "_").split(".")
    kind = _scalar(next(field.kind for field in _fields_of(ctx) if field.name == wanted[0]), wanted[1:])
    if kind.refers_to == "person":
        return _people(book, account)
    if kind.refers_to == "member":
        return _members(book)
    if kind.refers_to == "account":
        return ((record.id, record.name) for record in book.accounts.values())
    return ((word, "") for word in kind.choices)


def _people(book: "Book", account: str) -> Iterator[tuple[str, str]]:
    for person in book.people.values():
        yield (person.id if person.account == account else person.ref), _described(person)
    for person in book.people.values():
        for name in (person.name, *person.names.values(), *person.aliases):
            yield from ((word, _BY_NAME) for word in name.split() if word != "?")


def _described(person: "Person") -> str:
    return ", ".join(part for part in (person.name, person.title) if part)


def _members(book: "Book") -> Iterator[tuple[str, str]]:
    yield from ((member.id, member.name) for member in book.members.values())
    for member in book.members.values():
        yield from ((name, _BY_NAME) for name in (member.name, *member.aliases) if " " not in name)


def _fields_of(ctx: typer.Context) -> "tuple[Field, ...]":
    from relmap.model.fields import FIELDS
    from relmap.usecases.naming import one_record

    book, account = _book(ctx)
    record: Named | Any = one_record(book, str(ctx.params["who"]).partition(",")[0], account=account)
    return FIELDS[record.TYPE]


def _scalar(kind: "Kind", path: list[str]) -> "Scalar":
    """The kind of the values at the end of a path into a field."""
    from relmap.model.kinds import Listed, Mapped, Nested

    if isinstance(kind, Listed):
        # Inside a list of entries, the next name says which entry.
        return _scalar(kind.item, path[1:] if isinstance(kind.item, Nested) else path)
    if isinstance(kind, Mapped):
        return _scalar(kind.value, path[1:])
    if isinstance(kind, Nested):
        return _scalar(next(field.kind for field in kind.fields if field.name == path[0]), path[1:])
    return kind
