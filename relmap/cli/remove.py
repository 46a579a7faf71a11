"""`relmap remove`: out of the book, or marked as left."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.options import Account, DryRun
from relmap.cli.session import Session
from relmap.usecases.remove import mark_left, refuse_referenced, remove

EXAMPLES = """
relmap remove pim
relmap remove malee kanya --left
relmap remove pim --dry-run
"""


def run(
    ctx: typer.Context,
    who: Annotated[
        list[str],
        typer.Argument(metavar="WHO...", help="People, accounts, deals or members.", autocompletion=completion.records),
    ],
    left: Annotated[bool, typer.Option("--left", help="Mark as left instead; the history stays.")] = False,
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Take records out of the book. Refused while anything else refers to them."""
    session = Session.of(ctx)
    scope = session.scope(account)
    session.write(
        lambda book: (mark_left if left else remove)(book, account=scope, names=who),
        check=lambda book, changes: refuse_referenced(book, changes, place=session.place),
        every_reference=not left,
        dry_run=dry_run,
    )
