"""`relmap next`: what to do in the coming days."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from relmap.analysis.agenda import Item
from relmap.analysis.due import GAP
from relmap.analysis.wording import named
from relmap.cli import completion
from relmap.cli.options import Account, Everywhere, Json, at_least_one
from relmap.cli.output import print_json, prose, say
from relmap.cli.session import Session
from relmap.errors import NotTogether
from relmap.usecases.next import NextResult, due_next, lines, subject, to_json

EXAMPLES = """
relmap next
relmap next --for nok --days 14
relmap next --all --for nok
relmap next --top 3 --json
relmap next --for nok --ics nok.ics
"""


def run(
    ctx: typer.Context,
    member: Annotated[
        str | None,
        typer.Option("--for", metavar="MEMBER", help="Only what is theirs to do.", autocompletion=completion.members),
    ] = None,
    days: Annotated[
        int, typer.Option("--days", parser=at_least_one("--days"), metavar="N", help="How many days to look ahead.")
    ] = 7,
    top: Annotated[
        int | None,
        typer.Option("--top", parser=at_least_one("--top"), metavar="N", help="Only the N most urgent things."),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", help="Write them as a calendar instead; `-` for a pipe."),
    ] = None,
    account: Account = None,
    everywhere: Everywhere = False,
    as_json: Json = False,
) -> None:
    """Say what each of us should do this week, the most urgent first, and why.

    Promises, contacts whose time has come, and the worst gaps; every person once. Of the account that is meant;
    with --all, and where nothing says which, of every account.
    """
    if as_json and ics is not None:
        raise NotTogether(first="--json", second="--ics", reason="each is another form of the same answer")
    session = Session.of(ctx)
    scope = session.scope_or_all(account, everywhere=everywhere)
    result = due_next(
        session.read(()),
        [(scope, session.read([scope], both_ways=True))] if scope else session.read_each(),
        account=scope or None,
        today=session.today,
        days=days,
        member=member,
    )
    shown = result if top is None else result.first(top)
    if ics is not None:
        _write(session.root, shown, ics)
    elif as_json:
        print_json(to_json(shown))
    else:
        _say_result(shown, len(result.items) - len(shown.items))


def _write(root: Path, result: NextResult, file: Path) -> None:
    # Only a calendar needs the library for calendars.
    from relmap.cli.output_file import write_answer
    from relmap.exporters.calendar import BEGINNING, calendar

    written = calendar(result)
    if str(file) == "-":
        sys.stdout.buffer.write(written)
        return
    write_answer(root, file, written, begins=BEGINNING)
    number = len(result.items)
    say(f"wrote {'1 event' if number == 1 else f'{number} events'} to {file}")


def _say_result(result: NextResult, hidden: int) -> None:
    if not result.book.accounts:
        say("the book has no account yet")
        return
    groups: dict[str, list[Item]] = {}
    for item in result.items:
        groups.setdefault(item.member, []).append(item)
    said: dict[tuple[str, str], str] = {}
    for place, (member, items) in enumerate(groups.items()):
        if place:
            say()
        whose = f"{named(result.book, f'team/{member}')} (team/{member})" if member else "Nobody's so far"
        say(f"{whose}: {_things(len(items))}", "strong")
        for item in items:
            say()
            _say_item(result, item, said)
    if hidden:
        say()
        say(f"the most urgent of all; {hidden} more not shown")
    if not result.items:
        say(f"nothing is due in the next {result.days} days" if result.days > 1 else "nothing is due by tomorrow")


def _say_item(result: NextResult, item: Item, said: dict[tuple[str, str], str]) -> None:
    """`said`: what the item is about that said a step first, by account and step; the item adds its own."""
    when, style = _when(result, item)
    about = item.person or ", ".join((item.account, *(word for word in item.about if word != item.account)))
    prose(f"{subject(result.book, item)}  {about}", style, start=f"{when}  ", indent=2)
    closing = {reason.do for reason in item.reasons if reason.kind == GAP}
    for word, text in lines(result.book, item):
        above = said.setdefault((item.account, text), about) if text in closing else about
        told = text if above == about else ", ".join([f"as for {above} above", *_commands(text)[:1]])
        prose(told, start=f"  {word}: ", indent=4 + len(word))


def _commands(step: str) -> list[str]:
    """With their backticks."""
    return [f"`{command}`" for command in step.split("`")[1::2]]


def _when(result: NextResult, item: Item) -> tuple[str, str]:
    """When it is due, and the style of the line."""
    if item.overdue_days:
        return f"overdue {'1 day' if item.overdue_days == 1 else f'{item.overdue_days} days'}", "bad"
    if item.due_on < result.today:
        return f"due since {item.due_on}", "warn"
    return ("today", "warn") if item.due_on == result.today else (f"by {item.due_on}", "")


def _things(number: int) -> str:
    return "1 thing to do" if number == 1 else f"{number} things to do"
