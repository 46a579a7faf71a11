"""`relmap set`: any field of any record."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.describe import say_changes
from relmap.cli.options import Account, DryRun
from relmap.cli.session import Session
from relmap.errors import ValueMissing
from relmap.usecases.set import set_fields
from relmap.usecases.values import Assignment

# A value may begin with a dash: `relmap set wipa stance -2`.
CONTEXT = {"ignore_unknown_options": True}
EXAMPLES = """
relmap set malee stance -1
relmap set malee roles gatekeeper coach
relmap set malee roles influencer --add
relmap set malee phone 0212345677 0898765432
relmap set malee champion.has_power true
relmap set malee known_by.nok.target 3
relmap set ceramic-plates committee.malee.stance 2
relmap set siam-grand segment regular
relmap set book default_account siam-grand
relmap set malee title --unset
"""


def run(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            metavar="WHO",
            help="A person, account, deal or member by id or name, or `book` for the settings; several with commas.",
            autocompletion=completion.records,
        ),
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help="A field of its file, with dots inside.", autocompletion=completion.fields
        ),
    ],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[VALUE]...", help="The new value; several for a list.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Add the values to a list.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Take the values out of a list.")] = False,
    unset: Annotated[bool, typer.Option("--unset", help="Take the field out.")] = False,
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Change any field of a person, an account, a deal, a member or the book's settings."""
    session = Session(ctx)
    scope = session.scope(account)
    how = "add" if add else "drop" if drop else "unset" if unset else "set"
    if not values and not unset:
        raise ValueMissing(field=field)
    assignment = Assignment(path=field, texts=values or (), how=how)
    changes = session.write(
        lambda book: set_fields(book, account=scope, names=_names(who), assignments=[assignment]),
        accounts=session.reach(scope, *_names(who), *(values or ())),
        dry_run=dry_run,
    )
    say_changes(changes, dry_run=dry_run)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
