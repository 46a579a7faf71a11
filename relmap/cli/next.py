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
from relmap.cli.output import print_json, prose, say, width
from relmap.cli.session import Session
from relmap.errors import NotTogether
from relmap.model.saying import _, in_clauses, labelled, ngettext, on_day, remarked
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
        raise NotTogether(first="--json", second="--ics", reason=_("each is another form of the same answer"))
    session = Session.of(ctx)
    scope = session.scope_or_all(account, everywhere=everywhere)
    result = due_next(
        session.read(()),
        [(scope, session.read([scope], both_ways=True))] if scope else session.read_each(),
        account=scope or None,
        today=session.today,
        days=days,
        member=member,
        unread=session.unread_members,
    )
    shown = result if top is None else result.first(top)
    if ics is not None:
        _write(session.root, shown, ics)
    elif as_json:
        print_json(session.document(to_json(shown)))
    else:
        _say_result(shown, len(result.items) - len(shown.items))


def _write(root: Path, result: NextResult, file: Path) -> None:
    # Only a calendar needs the library for calendars.
    from relmap.cli.output_file import is_stdout, write_answer
    from relmap.exporters.calendar import BEGINNING, calendar

    written = calendar(result)
    if is_stdout(file):
        sys.stdout.buffer.write(written)
        return
    write_answer(root, file, written, begins=BEGINNING)
    number = len(result.items)
    say(ngettext("wrote {n} event to {file}", "wrote {n} events to {file}", number).format(n=number, file=file))


def _say_result(result: NextResult, hidden: int) -> None:
    if not result.book.accounts:
        say(_("the book has no account yet"))
        return
    groups: dict[str, list[Item]] = {}
    for item in result.items:
        groups.setdefault(item.member, []).append(item)
    said: dict[tuple[str, str], str] = {}
    for place, (member, items) in enumerate(groups.items()):
        if place:
            say()
        whose = remarked(named(result.book, f"team/{member}"), f"team/{member}") if member else _("Nobody's so far")
        things = ngettext("{who}: {n} thing to do", "{who}: {n} things to do", len(items))
        say(things.format(who=whose, n=len(items)), "strong")
        for item in items:
            say()
            _say_item(result, item, said)
    if hidden:
        say()
        say(_("the most urgent of all; {n} more not shown").format(n=hidden))
    if not result.items:
        none = _("nothing is due in the next {n} days") if result.days > 1 else _("nothing is due by tomorrow")
        say(none.format(n=result.days))


def _say_item(result: NextResult, item: Item, said: dict[tuple[str, str], str]) -> None:
    """`said`: what the item is about that said a step first, by account and step; the item adds its own."""
    when, style = _when(result, item)
    about = item.person or ", ".join((item.account, *(word for word in item.about if word != item.account)))
    prose(f"{subject(result.book, item)}  {about}", style, start=f"{when}  ", indent=2)
    closing = {reason.do for reason in item.reasons if reason.kind == GAP}
    for label, text in lines(result.book, item):
        word = labelled(label, "")
        above = said.setdefault((item.account, text), about) if text in closing else about
        told = text if above == about else in_clauses([_("as for {gap} above").format(gap=above), *_commands(text)[:1]])
        prose(told, start=f"  {word}", indent=2 + width(word))


def _commands(step: str) -> list[str]:
    """With their backticks."""
    return [f"`{command}`" for command in step.split("`")[1::2]]


def _when(result: NextResult, item: Item) -> tuple[str, str]:
    """When it is due, and the style of the line."""
    if item.overdue_days:
        return ngettext("overdue {n} day", "overdue {n} days", item.overdue_days).format(n=item.overdue_days), "bad"
    day = on_day(item.due_on)
    if item.due_on < result.today:
        return _("due since {day}").format(day=day), "warn"
    return (_("today"), "warn") if item.due_on == result.today else (_("by {day}").format(day=day), "")
