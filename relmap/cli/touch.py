"""`relmap touch`: what passed between us and them."""

from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.assignments import given
from relmap.cli.options import Account, DryRun
from relmap.cli.session import Session, day
from relmap.model.saying import later
from relmap.model.vocabulary import TOUCH_CHANNELS
from relmap.usecases.touch import touch

EXAMPLES = """
relmap touch malee --by nok --channel visit --feeling 1 --note "left samples"
relmap touch malee kanya --by nok --channel call --on 2026-11-20 --next "2026-12-01 call about samples"
"""


def run(
    ctx: typer.Context,
    people: Annotated[
        list[str],
        typer.Argument(metavar="PERSON...", help="With whom; several at once.", autocompletion=completion.people),
    ],
    channel: Annotated[
        str,
        typer.Option(
            help=later("visit, meeting, call, video, email, chat, sms, fax, post, event or social."),
            autocompletion=completion.one_of(*TOUCH_CHANNELS),
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option(metavar="MEMBER", help="Who of us. [default: the only member]", autocompletion=completion.members),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Which day. [default: today]")] = None,
    two_way: Annotated[
        bool | None,
        typer.Option("--two-way/--one-way", help="Whether they answered. [default: by channel]", show_default=False),
    ] = None,
    feeling: Annotated[str | None, typer.Option(help="How it went, from -2 to 2.")] = None,
    note: Annotated[str | None, typer.Option(help="What was said.")] = None,
    deal: Annotated[str | None, typer.Option(help="Which deal it was about.", autocompletion=completion.deals)] = None,
    campaign: Annotated[str | None, typer.Option(help="Which campaign it belongs to.")] = None,
    together: Annotated[
        list[str] | None,
        typer.Option(metavar="MEMBER", help="Who else of us was there.", autocompletion=completion.members),
    ] = None,
    reminder: Annotated[
        str | None, typer.Option("--next", metavar='"DATE WHAT"', help="What is to be done next, and when.")
    ] = None,
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Log a visit, a call, a message: one line, appended to the member's own file of that year."""
    session = Session.of(ctx)
    scope = session.scope(account)
    fields = given(
        two_way=None if two_way is None else str(two_way).lower(),
        feeling=feeling,
        note=note,
        deal=deal,
        together=together,
    )
    session.write(
        lambda book: touch(
            book,
            account=scope,
            people=people,
            member=by,
            channel=channel,
            on=session.today if on is None else day(on, "--on", today=session.today),
            today=session.today,
            reminder=reminder,
            fields=fields,
            campaign=campaign,
            campaigns=session.workspace.campaign_ids() if campaign else (),
        ),
        accounts=session.reach(scope, *people),
        dry_run=dry_run,
    )
