"""Shell completion from the book: ids, names, roles and fields. It never fails and never prints."""

from collections.abc import Callable, Iterable

import typer

Offers = list[tuple[str, str]]


def _quietly(offer: Callable[[typer.Context], Iterable[tuple[str, str]]]) -> Callable[[typer.Context, str], Offers]:
    def complete(ctx: typer.Context, incomplete: str) -> Offers:
        try:
            wanted = incomplete.casefold()
            return [(word, text) for word, text in offer(ctx) if word.casefold().startswith(wanted)]
        except Exception:
            # Completion runs inside somebody's prompt: whatever is wrong, offering nothing is all it may do.
            return []

    return complete


def _book(ctx: typer.Context):  # type: ignore[no-untyped-def]
    from relmap.cli.session import Session

    session = Session(ctx)
    account = session.scope(ctx.params.get("account"))
    return session.workspace.load([account] if account else None, touches=False).book, account


@_quietly
def people(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    book, account = _book(ctx)
    for person in book.people.values():
        label = ", ".join(part for part in (person.name, person.title) if part)
        yield (person.id if person.account == account else person.ref), label


@_quietly
def targets(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    from relmap.model.vocabulary import ROLES

    book, account = _book(ctx)
    for person in book.people.values():
        yield (person.id if person.account == account else person.ref), person.title or person.name
    for role in ROLES:
        yield role, "role"


@_quietly
def records(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    book, account = _book(ctx)
    for person in book.people.values():
        yield (person.id if person.account == account else person.ref), person.name
    for record in (*book.accounts.values(), *book.deals.values(), *book.members.values()):
        yield record.id, record.name


@_quietly
def accounts(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    from relmap.cli.session import Session

    return ((account, "") for account in Session(ctx).workspace.account_ids())


@_quietly
def members(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    book, _ = _book(ctx)
    return ((member.id, member.name) for member in book.members.values())


@_quietly
def deals(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    book, _ = _book(ctx)
    return ((deal.id, deal.name) for deal in book.deals.values())


@_quietly
def roles(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    from relmap.model.vocabulary import ROLES

    return ((role, "") for role in ROLES)


@_quietly
def fields(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    from relmap.model.fields import FIELDS

    return ((field.name, record_type) for record_type, table in FIELDS.items() for field in table)
