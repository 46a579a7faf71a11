"""`relmap rename`: a new id, everywhere."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.options import Account, DryRun
from relmap.cli.session import Session
from relmap.usecases.rename import rename

EXAMPLES = """
relmap rename malee malee-jaidee
relmap rename siam-grand siam-grand-bangkok --dry-run
"""


def run(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(metavar="WHO", help="A person, account, deal or member.", autocompletion=completion.records),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW-ID", help="The new id.")],
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Give a record another id, and rewrite every reference to it, all or nothing.

    To change how somebody is called, use `relmap set WHO name NAME`.
    """
    session = Session.of(ctx)
    scope = session.scope(account)
    # The whole book is read: anybody may refer to the record.
    session.write(lambda book: rename(book, account=scope, name=who, new=new), every_reference=True, dry_run=dry_run)
