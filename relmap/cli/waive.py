"""`relmap waive`: a gap that is accepted until a day, for a reason."""

from typing import Annotated

import typer

from relmap.analysis.gaps import RULES
from relmap.cli import completion
from relmap.cli.options import Account, DryRun
from relmap.cli.output import note
from relmap.cli.session import Session, day
from relmap.errors import NotTogether, WaiverIncomplete
from relmap.model.book import Book
from relmap.model.changes import Changes
from relmap.model.saying import _
from relmap.usecases.waive import idle, unwaive, waive

EXAMPLES = """
relmap waive G303 prasert --until 2027-01-31 --reason "he is on leave until then"
relmap waive no-supporter siam-grand --until 2027-03-31 --reason "agreed in the review" --dry-run
relmap waive G102 approver --until 2026-12-31 --reason "the hotel has not said who signs"
"""


def run(
    ctx: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="The code or name of a gap.",
            autocompletion=completion.one_of(*(rule.code for rule in RULES)),
        ),
    ],
    about: Annotated[
        list[str],
        typer.Argument(
            metavar="ABOUT...",
            help="A person, a role, a department, an account or one of us; several at once.",
            autocompletion=completion.people,
        ),
    ],
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day on which it is accepted. Needed.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is accepted. Needed.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the waiver away instead.")] = False,
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Accept a gap until a day, for a reason: `relmap gaps` then lists it apart.

    An account means all findings of the code there. A role or a department counts at every customer. A waiver that is
    there already gets the new day and reason; one that accepts no gap of today is written, and said.
    """
    session = Session.of(ctx)
    scope = session.scope(account, *about)
    if remove:
        if until is not None or reason is not None:
            raise NotTogether(first="--remove", second="--until and --reason", reason=_("what goes needs neither"))
        session.write(lambda book: unwaive(book, account=scope, code=code, names=about), dry_run=dry_run)
        return
    if not until or not (reason or "").strip():
        raise WaiverIncomplete(lacks="--reason" if until else "--until")
    last = day(until, "--until", today=session.today)

    def decided(book: Book) -> Changes:
        changes = waive(
            book,
            account=scope,
            code=code,
            names=about,
            reason=(reason or "").strip(),
            until=last,
            today=session.today,
        )
        for waiver in idle(book, changes, today=session.today):
            said = _("no {code} is about {about} today; the waiver waits for one")
            note(said.format(code=waiver.code, about=waiver.about))
        return changes

    session.write(decided, dry_run=dry_run)
