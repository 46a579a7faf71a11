"""`relmap path`: how to reach somebody."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from relmap.analysis.paths import Path, PathAnswer, Step
from relmap.analysis.tie_facts import TIE_DIGITS
from relmap.analysis.wording import figure, listed, named, precise, titled, written
from relmap.cli import completion
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
relmap path --to GM --independent
relmap path --to GM --max-steps 4
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
    )
    book, result = session.find(lambda book: (book, answer(book)), session.reach(chosen, *names, deal))
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


def _rehearsal(ctx: typer.Context, commands: list[str], account: str | None, names: Sequence[str]) -> "Rehearsal":
    from relmap.cli.rehearsal import Rehearsal

    rehearsal = Rehearsal(ctx, account=account, names=names)
    for command in commands:
        rehearsal.assume(command)
    return rehearsal


def _compared(rehearsal: "Rehearsal", answer: Callable[[Book], PathResult]) -> WhatIf:
    return WhatIf(assumed=rehearsal.assumed, book=rehearsal.book_as_it_is, before=rehearsal.before(answer))


def _say_result(book: Book, result: PathResult, *, explain: bool) -> None:
    for place, answer in enumerate((result.answer, *result.others)):
        if place:
            say()
        _say_answer(book, answer, result, explain=explain)
    if explain:
        from relmap.cli.constants import constant_lines

        say()
        for line in constant_lines(book.settings):
            _say_indented(line, "dim")


def _say_answer(book: Book, answer: PathAnswer, result: PathResult, *, explain: bool) -> None:
    say(f"To {titled(book, answer.target)}", "strong")
    if not answer.paths:
        _say_unreachable(book, answer, result.most_steps)
    elif result.independent and result.k != 1:
        prose(_free_of_each_other(len(answer.paths)))
    else:
        prose(_in_words(book, answer.paths[0]))
    for found in answer.paths:
        say()
        _say_path(book, found, explain=explain)
    lost = [one for one in answer.bottlenecks if one.loss > 0]
    if lost:
        say()
        say("What is lost if somebody leaves:")
        for one in lost:
            everything = " (every path hangs on them)" if one.loss == 1 else ""
            say(f"  {one.loss:4.0%}  {named(book, one.person)}{everything}", "warn" if one.loss == 1 else "")
    if answer.action is not None:
        say()
        prose(f"Do next: {answer.action.sentence}.", "good")
        say(f"  Once done, record it: {answer.action.command}", "dim")


def _free_of_each_other(count: int) -> str:
    if count == 1:
        return "1 path; there are no two that share nobody on the way."
    return f"{count} paths that share nobody on the way: if one stalls, the others stand."


def _in_words(book: Book, best: Path) -> str:
    """The best path as one says it to a colleague."""
    member, *others, target = (named(book, node) for node in best.nodes)
    if not others:
        return f"{member} can go to {target} directly."
    if len(others) == 1:
        return f"{member} asks {others[0]} for an introduction to {target}."
    return f"{member} asks {others[0]} to open the way to {target} through {listed(others[1:])}."


def _say_unreachable(book: Book, answer: PathAnswer, most_steps: int | None) -> None:
    if answer.target in book.people and book.people[answer.target].has_left:
        say(f"No path: {named(book, answer.target)} has left.", "bad")
        return
    if answer.fewest_steps is not None:
        few, needed = (f"{count} step{'s' * (count > 1)}" for count in (most_steps or 0, answer.fewest_steps))
        say(f"No path of at most {few}: the shortest has {needed}, see --max-steps {answer.fewest_steps}.", "bad")
        return
    say("No path: nobody we know leads there.", "bad")
    if answer.reachable:
        prose("We get as far as " + ", ".join(named(book, person) for person in answer.reachable) + ".")
    if answer.nearest is not None:
        prose(f"The nearest person with a tie to them is {titled(book, answer.nearest)}.")


def _say_path(book: Book, found: Path, *, explain: bool) -> None:
    start = f"{found.rank}. score {figure(found.score)}  "
    prose(" > ".join(named(book, node) for node in found.nodes), "strong", start=start, indent=3)
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


def _factors(step: Step) -> Iterator[str]:
    """The numbers that a step brings into the product, as its facts have them."""
    if step.source.startswith("team/"):
        yield precise(step.strength, TIE_DIGITS)
    else:
        yield written(step.strength)
        yield written(step.carrier_factor)


def _row(book: Book, found: Path, place: int, step: Step) -> list[str]:
    why = f"{step.why} <- weakest step" if place == found.weakest else step.why
    carries = "" if step.source.startswith("team/") else f"x {figure(step.carrier_factor)}"
    return [named(book, step.source), named(book, step.target), figure(step.strength), carries, why]


def _style(found: Path, place: int) -> str:
    return "warn" if place == found.weakest else ""


def _facts(book: Book, found: Path) -> Iterator[str]:
    product = " x ".join(factor for step in found.steps for factor in _factors(step))
    yield f"  {product} = {precise(found.score)}"
    for step in found.steps:
        yield f"  {named(book, step.source)} > {named(book, step.target)}"
        yield from (f"    {fact}" for fact in step.facts)
