"""`relmap gaps`: whom and what we are missing."""

from functools import partial
from typing import Annotated

import typer

from relmap.analysis.gaps import SEVERITIES, Rule
from relmap.cli import completion
from relmap.cli.gaps_text import no_account, say_gaps
from relmap.cli.options import Account, Deal, Everywhere, Json, at_least_one
from relmap.cli.output import on_terminal, print_json, prose, say, warn
from relmap.cli.progress import watched
from relmap.cli.session import Session
from relmap.errors import FileHasFaults, InvalidValue, NotTogether
from relmap.model.book import Book
from relmap.model.kinds import nearest
from relmap.model.saying import _, in_order, later
from relmap.model.settings import NEVER
from relmap.storage.layout import path_of
from relmap.storage.soundness import gap_choice_problems
from relmap.usecases.gaps import Asked, GapsResult, gaps, rule_of, to_json, unknown_selectors

EXAMPLES = """
relmap gaps
relmap gaps --account siam-grand --deal ceramic-plates
relmap gaps --all --min-severity high
relmap gaps --select G2,G303 --ignore bottleneck
relmap gaps --min-severity high --top 3
relmap gaps --explain G202
relmap gaps --json
relmap gaps --format github
"""

_FORMATS = ("text", "json", "github", "sarif")


def run(
    ctx: typer.Context,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE,...", help="Only these rules: codes, their beginnings (G2), names, or all."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODE,...", help="Not these rules, told in the same way.")
    ] = None,
    min_severity: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            help=later("Only gaps as bad as critical, high, medium or low."),
            autocompletion=completion.one_of(*SEVERITIES),
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            help=later("Exit with 1 on a gap as bad as critical, high, medium or low; never, if the book says so."),
            autocompletion=completion.one_of(*SEVERITIES, NEVER),
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Print the page about one code, and stop.")
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", parser=at_least_one("--top"), metavar="N", help="Only the N worst gaps.")
    ] = None,
    deal: Deal = None,
    account: Account = None,
    everywhere: Everywhere = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, json, github (annotations of a workflow) or sarif (2.1.0). [default: text]",
            autocompletion=completion.one_of(*_FORMATS),
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Find whom and what we are missing, worst first, and say what to do next.

    Of the account that is meant; with --all, and where nothing says which, of every account. For a script: with
    --fail-on high, the exit status is 1 if any gap is high or critical. The longer selector wins (--select G2
    --ignore G204), and what is typed beats `gaps` in relmap.yaml: --select takes the place of all that the book
    selects and ignores.
    """
    if explain is not None:
        _say_page(rule_of(explain), Session.of(ctx).language)
        return
    asked = Asked(
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        min_severity=_one_of("--min-severity", min_severity, SEVERITIES) if min_severity is not None else "",
        fail_on=_one_of("--fail-on", fail_on, (*SEVERITIES, NEVER)) if fail_on is not None else "",
    )
    written = _format(form, as_json)
    session = Session.of(ctx)
    _refuse_unread_choice(session)
    scope = session.scope_or_all(account, everywhere=everywhere, deal=deal)
    book, result = session.find(
        lambda book: (
            book,
            gaps(
                book,
                scope or None,
                today=session.today,
                deal=deal,
                asked=asked,
                watched=partial(watched, doing="accounts", total=len(book.accounts)),
            ),
        ),
        session.reach(scope, deal),
    )
    for code in unknown_selectors(book):
        said = _("relmap.yaml chooses by '{code}', and no gap has that code; `relmap check` says where")
        warn(said.format(code=code))
    if not result.reports and written != "text":
        warn(no_account())
    if written == "text":
        say_gaps(result, top, partial(_address, session, book))
    elif written == "json":
        print_json(session.document(to_json(result if top is None else result.worst(top))))
    else:
        _say_places(session, book, result if top is None else result.worst(top), written)
    if result.fails:
        raise typer.Exit(1)


def _refuse_unread_choice(session: Session) -> None:
    """What should fail a script must not pass because the book's word on it is misspelled."""
    found = gap_choice_problems(session.files.source)
    for fault in found:
        if fault.severity == "error":
            raise FileHasFaults(place=fault.place, message=fault.message, mend=fault.mend)
    for slip in found:
        warn(str(slip))


def _format(text: str | None, as_json: bool) -> str:
    if as_json and text not in (None, "json"):
        raise NotTogether(first="--json", second="--format", reason=_("an answer has one form"))
    return "json" if as_json else _one_of("--format", text or "text", _FORMATS)


def _address(session: Session, book: Book, ref: str) -> str:
    record = book.people.get(ref) or book.accounts.get(ref) or book.members.get(ref.removeprefix("team/"))
    if record is None or session.past or not on_terminal():
        return ""
    return (session.root / path_of(record)).resolve().as_uri()


def _say_places(session: Session, book: Book, result: GapsResult, written: str) -> None:
    from relmap.cli.gap_places import placed_gaps, placed_waivers

    found, waivers = placed_gaps(session, book, result), placed_waivers(session, book, result)
    if written == "github":
        from relmap.cli.gaps_github import say_commands

        say_commands(found, waivers)
    else:
        from relmap.cli.gaps_sarif import sarif

        print_json(sarif(found, placed_gaps(session, book, result, waived=True), waivers, deal=result.deal))


def _one_of(option: str, text: str, known: tuple[str, ...]) -> str:
    if text in known:
        return text
    near = nearest(text, list(known)) or known[1]
    raise InvalidValue(
        field=option,
        text=text,
        reason=_("is not one of {known}").format(known=in_order(known)),
        mend=_("try {near}").format(near=near),
    )


def _say_page(rule: Rule, language: str) -> None:
    from relmap.cli.gap_page import page_of

    for place, block in enumerate(page_of(rule, language).split("\n\n")):
        if place:
            say()
        if block.startswith("#"):
            say(block, "strong")
        elif block.startswith("```") or not on_terminal():
            say(block)
        else:
            prose(block.replace("\n", " "))
