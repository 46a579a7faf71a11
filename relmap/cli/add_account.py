"""`relmap add-account`: a new customer."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.assignments import given
from relmap.cli.options import DryRun, Id
from relmap.cli.session import Session
from relmap.model.saying import later
from relmap.model.vocabulary import SEGMENTS, STRATEGIES
from relmap.usecases.add import add_account

EXAMPLES = """
relmap add-account "Riverside Hotel" --segment new --industry hospitality
relmap add-account "โรงแรมริมน้ำ" --id rim-nam --owner nok --department Kitchen --department Finance
"""


def run(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The customer's name, in any script.")],
    identifier: Id = None,
    segment: Annotated[
        str | None,
        typer.Option(
            help=later("new, repeat, regular, fan, opinion_leader, bargain, occasional or dormant."),
            autocompletion=completion.one_of(*SEGMENTS),
        ),
    ] = None,
    industry: Annotated[str | None, typer.Option(help="What line of business they are in.")] = None,
    employees: Annotated[str | None, typer.Option(help="How many people work there.")] = None,
    website: Annotated[str | None, typer.Option(help="Their site.")] = None,
    department: Annotated[list[str] | None, typer.Option(help="A department of theirs; repeat for several.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; repeat for several.")] = None,
    owner: Annotated[
        str | None, typer.Option(help="Our member who looks after them.", autocompletion=completion.members)
    ] = None,
    strategy: Annotated[
        str | None,
        typer.Option(
            help=later("basic, reactive, accountable, proactive or partnership."),
            autocompletion=completion.one_of(*STRATEGIES),
        ),
    ] = None,
    bond: Annotated[str | None, typer.Option(help=later("1 incentive, 2 personal, 3 structural."))] = None,
    parent: Annotated[
        str | None, typer.Option(help="The account they belong to.", autocompletion=completion.accounts)
    ] = None,
    referred_by: Annotated[str | None, typer.Option(help="Who brought them to us.")] = None,
    goal: Annotated[str | None, typer.Option(help="What we want to reach with them.")] = None,
    notes: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Add a customer."""
    fields = given(
        aliases=alias,
        industry=industry,
        employees=employees,
        website=website,
        departments=department,
        segment=segment,
        strategy=strategy,
        bond=bond,
        owner=owner,
        parent=parent,
        referred_by=referred_by,
        goal=goal,
        notes=notes,
    )
    session = Session.of(ctx)
    session.write(
        lambda book: add_account(
            book, name=name, identifier=identifier, fields=fields, taken=session.workspace.account_ids()
        ),
        # Only a parent, which may be given by name, needs the other accounts.
        accounts=None if parent else (),
        dry_run=dry_run,
    )
