"""`relmap path`: how to reach somebody."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from relmap.analysis.paths import Path, PathAnswer, Step
from relmap.analysis.wording import figure, precise
from relmap.cli import completion
from relmap.cli.names import name_of, titled
from relmap.cli.options import Account, Deal, Json, at_least_one
from relmap.cli.output import print_json, prose, say, table
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
relmap path --to GM --what-if "link malee kanya --kind friend --level 4" --what-if "set wichai stance -2"
relmap path --to GM --json
"""


def run(
    ctx: typer.Context,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="PERSON",
            help="An id, name, title or role.  [required]",
            autocompletion=completion.targets,
            show_default=False,
        ),
    ] = None,
    count: Annotated[
        int, typer.Option("-k", parser=at_least_one("-k"), metavar="N", help="How many paths to list.")
    ] = 3,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="MEMBER", help="Only from this member.", autocompletion=completion.members),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="PERSON", help="As if they had left; repeat.", autocompletion=completion.people),
    ] = None,
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
    named = (to, *(without or ()))
    rehearsal = _rehearsal(ctx, what_if, account, named) if what_if else None
    session = rehearsal or Session(ctx)
    chosen = session.account(account, *named, deal=deal)
    answer = partial(
        path,
        account=chosen,
        to=to,
        today=session.today,
        k=count,
        source=source,
        deal=deal,
        without=without or (),
    )
    book, result = session.find(lambda book: (book, answer(book)), session.reach(chosen, *named, deal))
    compared = _compared(rehearsal, answer) if rehearsal else None
    if as_json:
        print_json(to_json(result, compared))
    else:
        if compared:
            from relmap.cli.what_if import say_what_if

            say_what_if(compared, book, result)
        _say_result(book, result, explain=explain)
    if not result.answer.paths:
        raise typer.Exit(1)


def _rehearsal(ctx: typer.Context, commands: list[str], account: str | None, named: Sequence[str]) -> "Rehearsal":
    from relmap.cli.rehearsal import Rehearsal

    rehearsal = Rehearsal(ctx, account=account, names=named)
    for command in commands:
        rehearsal.assume(command)
    return rehearsal


def _compared(rehearsal: "Rehearsal", answer: Callable[[Book], PathResult]) -> WhatIf:
    return WhatIf(assumed=rehearsal.assumed, book=rehearsal.book_as_it_is, before=rehearsal.before(answer))


def _say_result(book: Book, result: PathResult, *, explain: bool) -> None:
    for place, answer in enumerate((result.answer, *result.others)):
        if place:
            say()
        _say_answer(book, answer, explain=explain)
    if explain:
        from relmap.cli.constants import constant_lines

        say()
        for line in constant_lines(book.settings):
            _say_indented(line, "dim")


def _say_answer(book: Book, answer: PathAnswer, *, explain: bool) -> None:
    say(f"To {titled(book, answer.target)}", "strong")
    if not answer.paths:
        _say_unreachable(book, answer)
    for found in answer.paths:
        say()
        _say_path(book, found, explain=explain)
    lost = [one for one in answer.bottlenecks if one.loss > 0]
    if lost:
        say()
        say("What is lost if somebody leaves:")
        for one in lost:
            everything = " (every path hangs on them)" if one.loss == 1 else ""
            say(f"  {one.loss:4.0%}  {name_of(book, one.person)}{everything}", "warn" if one.loss == 1 else "")
    if answer.action is not None:
        say()
        prose(f"Do next: {answer.action.sentence}.", "good")
        say(f"  Once done, record it: {answer.action.command}", "dim")


def _say_unreachable(book: Book, answer: PathAnswer) -> None:
    if answer.target in book.people and book.people[answer.target].has_left:
        say(f"No path: {name_of(book, answer.target)} has left.", "bad")
        return
    say("No path: nobody we know leads there.", "bad")
    if answer.reachable:
        prose("We get as far as " + ", ".join(name_of(book, person) for person in answer.reachable) + ".")
    if answer.nearest is not None:
        prose(f"The nearest person with a tie to them is {titled(book, answer.nearest)}.")


def _say_path(book: Book, found: Path, *, explain: bool) -> None:
    start = f"{found.rank}. score {figure(found.score)}  "
    prose(" > ".join(name_of(book, node) for node in found.nodes), "strong", start=start, indent=3)
    rows = [_row(book, found, place, step) for place, step in enumerate(found.steps)]
    table(("from", "to", "strength", "carries", "why"), rows, [_style(found, place) for place in range(len(rows))])
    if explain:
        for line in _facts(book, found):
            _say_indented(line)


def _say_indented(line: str, style: str = "") -> None:
    """A line that keeps its indentation, and two columns more where it is wrapped."""
    text = line.lstrip()
    margin = len(line) - len(text)
    prose(text, style, start=" " * margin, indent=margin + 2)


def _row(book: Book, found: Path, place: int, step: Step) -> list[str]:
    why = f"{step.why} <- weakest step" if place == found.weakest else step.why
    carries = "" if step.source.startswith("team/") else f"x {figure(step.carrier_factor)}"
    return [name_of(book, step.source), name_of(book, step.target), figure(step.strength), carries, why]


def _style(found: Path, place: int) -> str:
    return "warn" if place == found.weakest else ""


def _facts(book: Book, found: Path) -> Iterator[str]:
    product = " x ".join(
        precise(number)
        for step in found.steps
        for number in (step.strength, step.carrier_factor)
        if number is step.strength or not step.source.startswith("team/")
    )
    yield f"  {product} = {precise(found.score)}"
    for step in found.steps:
        yield f"  {name_of(book, step.source)} > {name_of(book, step.target)}"
        yield from (f"    {fact}" for fact in step.facts)
