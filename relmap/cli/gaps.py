"""`relmap gaps`: whom and what we are missing."""

from collections.abc import Sequence
from typing import Annotated

import typer

from relmap.analysis.gaps import SEVERITIES, Gap, GapReport, Rule
from relmap.cli.options import Account, Deal, Json, at_least_one
from relmap.cli.output import on_terminal, print_json, prose, say, table
from relmap.cli.session import Session
from relmap.errors import InvalidValue
from relmap.model.kinds import nearest
from relmap.usecases.gaps import GapsResult, gaps, rule_of, to_json

EXAMPLES = """
relmap gaps
relmap gaps --account siam-grand --deal ceramic-plates
relmap gaps --top 3
relmap gaps --explain G202
relmap gaps --json
"""

_STYLES = {"critical": "bad", "high": "bad", "medium": "warn", "low": ""}


def run(
    ctx: typer.Context,
    fail_on: Annotated[
        str | None,
        typer.Option(metavar="SEVERITY", help="Exit with 1 on a gap as bad as critical, high, medium or low."),
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Print the page about one code, and stop.")
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", parser=at_least_one("--top"), metavar="N", help="Only the N worst gaps.")
    ] = None,
    deal: Deal = None,
    account: Account = None,
    as_json: Json = False,
) -> None:
    """Find whom and what we are missing, worst first, and say what to do next.

    Of the account that is meant; where nothing says which, of every account. For a script: with --fail-on high, the
    exit status is 1 if any gap is high or critical.
    """
    if explain is not None:
        _say_page(rule_of(explain))
        return
    worst = _severity(fail_on)
    session = Session.of(ctx)
    scope = session.scope(account, deal=deal)
    result = session.find(
        lambda book: gaps(book, scope or None, today=session.today, deal=deal), session.reach(scope, deal)
    )
    if as_json:
        print_json(to_json(result if top is None else result.worst(top)))
    else:
        _say_result(result, top)
    if worst and result.fails(worst):
        raise typer.Exit(1)


def _severity(text: str | None) -> str | None:
    if text is None or text in SEVERITIES:
        return text
    near = nearest(text, list(SEVERITIES)) or "high"
    raise InvalidValue(
        field="--fail-on", text=text, reason=f"is not one of {', '.join(SEVERITIES)}", mend=f"try {near}"
    )


def _say_page(rule: Rule) -> None:
    from pathlib import Path

    page = Path(__file__).with_name("gap_pages") / f"{rule.code}.md"
    for place, block in enumerate(page.read_text(encoding="utf-8").strip().split("\n\n")):
        if place:
            say()
        if block.startswith("#"):
            say(block, "strong")
        elif block.startswith("```") or not on_terminal():
            say(block)
        else:
            prose(block.replace("\n", " "))


def _say_result(result: GapsResult, top: int | None) -> None:
    printed = result.worst(top) if top else result
    for place, (report, whole) in enumerate(zip(printed.reports, result.reports, strict=True)):
        if place:
            say()
        _say_report(report, len(whole.gaps))
    if not result.reports:
        say("the book has no account yet")
    if result.gaps:
        say()
        say(_summary(result.gaps, len(result.gaps) - len(printed.gaps)))


def _say_report(report: GapReport, count: int) -> None:
    where = f"{report.account}, deal {report.deal}" if report.deal else report.account
    number = "no gaps" if not count else "1 gap" if count == 1 else f"{count} gaps"
    share = f"coverage {report.coverage.value:.0%}, with supporters {report.coverage.supportive:.0%}"
    say(f"{where}: {number}; {share}", "strong")
    for gap in report.gaps:
        say()
        start = f"{gap.severity:<8} {gap.code} {gap.name}  "
        prose(", ".join(gap.about), _STYLES[gap.severity], start=start, indent=9)
        prose(gap.message, start="  ", indent=2)
        prose(f"Next: {gap.do_next}", start="  ", indent=8)
    if report.waived:
        say()
        say("Accepted for now:")
        table(("code", "about", "until", "reason"), [_waived(gap) for gap in report.waived])


def _summary(found: Sequence[tuple[str, Gap]], hidden: int) -> str:
    counts = {name: sum(gap.severity == name for _, gap in found) for name in SEVERITIES}
    numbers = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f"{numbers}; worst first above" + (f", {hidden} more not shown" if hidden else "")


def _waived(gap: Gap) -> list[str]:
    waiver = gap.waiver
    until = waiver.until.isoformat() if waiver and waiver.until else ""
    return [gap.code, ", ".join(gap.about), until, waiver.reason if waiver else ""]
