"""`relmap add-deal`: an opportunity with its buying committee."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.assignments import given
from relmap.cli.options import Account, DryRun, Id
from relmap.cli.session import Session
from relmap.model.saying import later
from relmap.usecases.add import add_deal

EXAMPLES = """
relmap add-deal "Tea cups" --amount 450000 --currency THB --close-on 2027-01-31 --owner nok
relmap add-deal "Tea cups" --account siam-grand --committee GM:decision_maker --committee prasert:purchaser,approver
"""


def run(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What is to be sold.")],
    account: Account = None,
    identifier: Id = None,
    stage: Annotated[str | None, typer.Option(help="Where it stands; won, lost, closed and cancelled end it.")] = None,
    amount: Annotated[str | None, typer.Option(help="The amount.")] = None,
    currency: Annotated[str | None, typer.Option(help="The currency, such as THB.")] = None,
    close_on: Annotated[str | None, typer.Option(metavar="DATE", help="When it should be decided.")] = None,
    owner: Annotated[
        str | None, typer.Option(help="Our member who leads it.", autocompletion=completion.members)
    ] = None,
    goal: Annotated[str | None, typer.Option(help="What we want to reach.")] = None,
    required_role: Annotated[
        list[str] | None,
        typer.Option(help=later("A role somebody must fill; repeat for several."), autocompletion=completion.roles),
    ] = None,
    committee: Annotated[
        list[str] | None,
        typer.Option(metavar="PERSON[:ROLE]", help="Somebody with a say, and in which role; repeat for several."),
    ] = None,
    notes: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Add an opportunity and the people who have a say in it."""
    session = Session.of(ctx)
    chosen = session.account(account)
    fields = given(
        stage=stage,
        amount=amount,
        currency=currency,
        close_on=session.dated(close_on),
        owner=owner,
        goal=goal,
        required_roles=required_role,
        notes=notes,
    )
    session.write(
        lambda book: add_deal(
            book, account=chosen, name=name, identifier=identifier, fields=fields, committee=committee or ()
        ),
        accounts=[chosen],
        dry_run=dry_run,
    )
