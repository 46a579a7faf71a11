"""`relmap link`: a tie between people at customers."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.assignments import given
from relmap.cli.options import Account, DryRun
from relmap.cli.session import Session
from relmap.errors import KindMissing
from relmap.model.fields import LINK_KIND
from relmap.model.saying import later
from relmap.model.vocabulary import LINK_KINDS
from relmap.usecases.link import link, unlink
from relmap.usecases.values import Typing, typed

EXAMPLES = """
relmap link malee prasert --kind refers --level 3
relmap link wichai anucha kanya --kind influences --strength 0.6 --since 2024-05-01
relmap link malee kanya --kind friend --remove
"""


def run(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="From whom.", autocompletion=completion.people)],
    to: Annotated[
        list[str], typer.Argument(metavar="TO...", help="To whom; several at once.", autocompletion=completion.people)
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            help=later("influences, advises, refers, friend, family, former_colleague or conflicts."),
            autocompletion=completion.one_of(*LINK_KINDS),
        ),
    ] = None,
    level: Annotated[
        str | None, typer.Option(help=later("1 acquainted, 2 working, 3 trusted, 4 adviser. [default: counts as 2]"))
    ] = None,
    strength: Annotated[str | None, typer.Option(help="0 to 1, in place of a level.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="The first day it holds.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day it holds.")] = None,
    verified_on: Annotated[str | None, typer.Option(metavar="DATE", help="When it was last checked.")] = None,
    source: Annotated[str | None, typer.Option(help="Where this comes from.")] = None,
    note: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the tie away instead.")] = False,
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Write down that somebody influences, advises, refers to or is close to somebody else.

    The tie runs from PERSON to TO; friend, family, former_colleague and conflicts hold both ways.
    """
    session = Session.of(ctx)
    scope = session.scope(account)
    if kind is None and not remove:
        raise KindMissing
    fields = given(
        level=level,
        strength=strength,
        since=session.dated(since),
        until=session.dated(until),
        verified_on=session.dated(verified_on),
        source=source,
        note=note,
    )
    session.write(
        lambda book: (
            unlink(book, account=scope, source=person, targets=to, kind=kind)
            if remove
            else link(
                book,
                account=scope,
                source=person,
                targets=to,
                kind=typed(LINK_KIND, kind or "", field="--kind", typing=Typing(book=book)),
                fields=fields,
            )
        ),
        accounts=session.reach(scope, person, *to),
        dry_run=dry_run,
    )
