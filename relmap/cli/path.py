"""`relmap path`: how to reach somebody."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from relmap.cli import completion
from relmap.cli.options import Account, Deal, Json, at_least_one, target
from relmap.cli.output import print_json
from relmap.cli.path_answer import say_answers
from relmap.cli.session import Session
from relmap.errors import NeedsQuotes, TargetMissing
from relmap.model.book import Book
from relmap.usecases.path import PathResult, WhatIf, path, to_json

if TYPE_CHECKING:
    from relmap.cli.rehearsal import Rehearsal

# What is typed without --to is told how to say it.
CONTEXT = {"allow_extra_args": True}
EXAMPLES = """
relmap path --to GM
relmap path --to decision_maker --deal ceramic-plates --explain
relmap path --to GM --from nok --without prasert -k 5
relmap path --to GM --independent
relmap path --to GM --max-steps 4
relmap path --to GM --what-if "link malee kanya --kind friend --level 4" --what-if "set wichai stance -2"
relmap path --to GM --json
"""


def run(
    ctx: typer.Context,
    to: Annotated[str | None, target("--to")] = None,
    count: Annotated[
        int | None,
        typer.Option(
            "-k",
            parser=at_least_one("-k"),
            metavar="N",
            help="How many paths to list. [default: 3; with --independent all]",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="MEMBER", help="Only from this member.", autocompletion=completion.members),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="PERSON", help="As if they had left; repeat.", autocompletion=completion.people),
    ] = None,
    most_steps: Annotated[
        int | None,
        typer.Option(
            "--max-steps", parser=at_least_one("--max-steps"), metavar="N", help="Only paths of at most N steps."
        ),
    ] = None,
    independent: Annotated[
        bool, typer.Option("--independent", help="The largest set of paths that share nobody on the way.")
    ] = False,
    what_if: Annotated[
        list[str] | None,
        typer.Option(metavar='"COMMAND"', help='As if this had been done, such as "set wichai stance 2"; repeat.'),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show every factor of every step.")] = False,
    deal: Deal = None,
    account: Account = None,
    as_json: Json = False,
) -> None:
    """Rank the chains of people from us to somebody.

    A path's score is the product of its steps' strengths and of how far each person on the way speaks for us. It is
    a score for comparing, not a probability. Exit status 1 if there is no path.

    --what-if takes a command that changes the book (add-contact, add-member, add-deal, link, know, touch, set or
    remove) and shows the answer before and after it. Several apply in order. Nothing is written.
    """
    if to is None:
        raise TargetMissing(words=ctx.args)
    if ctx.args:
        raise NeedsQuotes(words=ctx.args)
    names = (to, *(without or ()))
    rehearsal = _rehearsal(ctx, what_if, account, names) if what_if else None
    session = rehearsal or Session(ctx)
    chosen = session.account(account, *names, deal=deal)
    answer = partial(
        path,
        account=chosen,
        to=to,
        today=session.today,
        k=count,
        source=source,
        deal=deal,
        without=without or (),
        most_steps=most_steps,
        independent=independent,
        explain=explain,
    )
    book, result = session.find(lambda book: (book, answer(book)), session.reach(chosen, *names, deal))
    compared = _compared(rehearsal, answer) if rehearsal else None
    if as_json:
        print_json(session.document(to_json(result, compared)))
    else:
        if compared:
            from relmap.cli.what_if import say_what_if

            say_what_if(compared, book, result)
        say_answers(book, result)
    if not result.answer.paths:
        raise typer.Exit(1)


def _rehearsal(ctx: typer.Context, commands: list[str], account: str | None, names: Sequence[str]) -> "Rehearsal":
    from relmap.cli.rehearsal import Rehearsal

    rehearsal = Rehearsal(ctx, account=account, names=names)
    for command in commands:
        rehearsal.assume(command)
    return rehearsal


def _compared(rehearsal: "Rehearsal", answer: Callable[[Book], PathResult]) -> WhatIf:
    return WhatIf(assumed=rehearsal.assumed, book=rehearsal.book_as_it_is, before=rehearsal.before(answer))
