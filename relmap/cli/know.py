"""`relmap know`: how well one of us knows somebody."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.assignments import given
from relmap.cli.options import Account, DryRun
from relmap.cli.session import Session
from relmap.model.saying import later
from relmap.usecases.know import forget, know

EXAMPLES = """
relmap know nok malee --level 2 --target 3
relmap know nok kanya wichai --level 1 --assessed-on 2026-11-20
relmap know pim malee --strength 0.3
relmap know nok malee --remove
"""


def run(
    ctx: typer.Context,
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="Who of us.", autocompletion=completion.members)],
    people: Annotated[
        list[str], typer.Argument(metavar="PERSON...", help="Whom; several at once.", autocompletion=completion.people)
    ],
    level: Annotated[
        str | None, typer.Option(help=later("1 acquainted, 2 working, 3 trusted, 4 adviser. [default: counts as 1]"))
    ] = None,
    strength: Annotated[str | None, typer.Option(help="0 to 1, in place of a level.")] = None,
    target: Annotated[str | None, typer.Option(help="The level to reach.")] = None,
    assessed_on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When this was judged. [default: today, with a level or strength]"),
    ] = None,
    note: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the tie away instead.")] = False,
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Write down how well one of us knows somebody at a customer."""
    session = Session.of(ctx)
    scope = session.scope(account)
    fields = given(level=level, strength=strength, target=target, assessed_on=session.dated(assessed_on), note=note)
    session.write(
        lambda book: (
            forget(book, account=scope, member=member, people=people)
            if remove
            else know(book, account=scope, member=member, people=people, fields=fields, today=session.today)
        ),
        accounts=session.reach(scope, *people),
        dry_run=dry_run,
    )
