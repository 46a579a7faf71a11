"""`relmap add-member`: one of our own people."""

from typing import Annotated

import typer

from relmap.cli.assignments import given
from relmap.cli.options import DryRun, Id
from relmap.cli.session import Session
from relmap.usecases.add import add_member

EXAMPLES = """
relmap add-member "Ton Meesuk" --id ton
relmap add-member "ต้น มีสุข" --id ton --title "Account manager" --email ton@example.com
"""


def run(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The member's name, in any script.")],
    identifier: Id = None,
    title: Annotated[str | None, typer.Option(help="Job title.")] = None,
    department: Annotated[str | None, typer.Option(help="Department.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; repeat for several.")] = None,
    phone: Annotated[list[str] | None, typer.Option(help="A phone number; repeat for several.")] = None,
    email: Annotated[list[str] | None, typer.Option(help="An e-mail address; repeat for several.")] = None,
    notes: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Add one of our own people."""
    fields = given(
        aliases=alias, title=title, department=department, channels__phone=phone, channels__email=email, notes=notes
    )
    Session.of(ctx).write(
        lambda book: add_member(book, name=name, identifier=identifier, fields=fields), accounts=(), dry_run=dry_run
    )
