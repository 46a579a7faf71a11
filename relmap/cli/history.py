"""`relmap history`: what became of somebody or something."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from relmap.cli import completion
from relmap.cli.history_past import now, told_past
from relmap.cli.history_subject import subject
from relmap.cli.options import Account, Json, at_least_one
from relmap.cli.output import print_json, say
from relmap.cli.output_file import is_stdout, write_answer
from relmap.cli.session import Session, day
from relmap.cli.shared import shared
from relmap.errors import InvalidValue, NotTogether
from relmap.model.kinds import one_of
from relmap.model.saying import _, later, name_of
from relmap.rendering.theme import THEMES
from relmap.usecases.history import history
from relmap.usecases.history_json import SCHEMA, to_json
from relmap.usecases.history_question import Wanted, field_named
from relmap.usecases.trend import Trend, trend
from relmap.usecases.trend import to_json as trend_json

EXAMPLES = """
relmap history malee
relmap history GM --field stance --reverse
relmap history siam-grand --since 2026-10-01 -n 20
relmap history ceramic-plates q3..HEAD --json
relmap history siam-grand --trend
relmap history siam-grand -o trend.svg
"""

_LATEST = "HEAD"


def run(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            metavar="WHO", help="A person, account, deal or member of ours.", autocompletion=completion.records
        ),
    ],
    between: Annotated[
        str | None,
        typer.Argument(
            metavar="[A..B]",
            help="Only what commits between the two changed; each is a commit, tag, branch or day.",
            show_default=False,
            autocompletion=completion.revisions,
        ),
    ] = None,
    field: Annotated[
        str | None,
        typer.Option("--field", metavar="FIELD", help="Only what became of one field, such as stance."),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")] = None,
    most: Annotated[
        int | None,
        typer.Option("-n", "--max-count", parser=at_least_one("-n"), metavar="N", help="Only the N newest entries."),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The oldest first.")] = False,
    show_trend: Annotated[
        bool,
        typer.Option("--trend", help="How coverage, best path and stance went, each weighed on its own day."),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Draw the trend into this file: .svg, or -.")
    ] = None,
    theme: Annotated[
        str,
        typer.Option(
            help=later("light, dark, or print: black on white, for paper."), autocompletion=completion.one_of(*THEMES)
        ),
    ] = "light",
    account: Account = None,
    as_json: Json = False,
) -> None:
    """Tell what became of a person, an account or a deal: what changed, when and by whose hand.

    The newest comes first, each commit under the day of its author, and touches on the days they happened. Somebody who
    got another id, another account, or was one of two records of the same person is followed back by what their files
    say; whoever is gone is found by what they were called. What notes say is not shown.
    """
    one_of("--theme", theme, list(THEMES))
    if output is not None and not is_stdout(output):
        one_of("--output", output.suffix.lower(), [".svg"])
    if show_trend or output is not None:
        _refuse_with_trend({"--field": field is not None, "-n": most is not None, "--reverse": reverse})
    start = _range(between, shared(ctx))
    session = Session.of(ctx)
    past = told_past(session, start)
    meant = subject(session, past, who, session.scope(account, who))
    wanted = Wanted(
        field=field_named(meant.record, field) if field is not None else "",
        since=None if since is None else day(since, "--since", today=session.today),
        until=None if until is None else day(until, "--until", today=session.today),
        most=most,
        reverse=reverse,
    )
    present = now(session, past, meant)
    if show_trend or output is not None:
        _tell_trend(session, trend(past.files, present, wanted), output, theme, as_json=as_json)
        return
    found = history(past.files, present, wanted)
    if as_json:
        print_json(session.document(to_json(found)))
    else:
        from relmap.cli.history_text import say_history

        say_history(found)


def _tell_trend(session: Session, found: Trend, output: Path | None, theme: str, *, as_json: bool) -> None:
    if output is not None:
        from relmap.rendering.trend import draw

        data = draw(found, THEMES[theme], session.commit)
        if is_stdout(output):
            sys.stdout.buffer.write(data)
            return
        write_answer(session.root, output, data, begins=b"<?xml")
        say(_("drew {n} points in {file}").format(n=len(found.points), file=output))
    elif as_json:
        document = {"schema": SCHEMA, "type": found.subject.TYPE, "ref": found.subject.ref}
        print_json(session.document({**document, "trend": trend_json(found)}))
    else:
        say(f"{name_of(found.subject)}  ({found.subject.ref})", "strong")
        from relmap.cli.history_text import say_trend

        say_trend(found)


def _refuse_with_trend(given: Mapping[str, bool]) -> None:
    for option in (option for option, is_given in given.items() if is_given):
        reason = _("a trend is of coverage, best path and stance, day after day")
        raise NotTogether(first="--trend", second=option, reason=reason)


def _range(between: str | None, options: dict[str, Any]) -> str:
    """The beginning of what was asked for, "" for all; its end becomes --at. Raises NotTogether, InvalidValue."""
    if between is None:
        return ""
    first, found, last = between.partition("..")
    if not found or last.startswith("."):
        reason, mend = _("is no range"), _("write A..B, for example q3..HEAD, or one day with --since")
        raise InvalidValue(field="A..B", text=between, reason=reason, mend=mend)
    if options.get("at") is not None:
        raise NotTogether(first="--at", second="A..B", reason=_("B is already the state that is meant"))
    options["at"] = last or _LATEST
    return first or _LATEST
