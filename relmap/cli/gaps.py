"""`relmap gaps`: whom and what we are missing."""

from collections.abc import Sequence
from typing import Annotated

import typer

from relmap.analysis.gaps import SEVERITIES, Gap, GapReport
from relmap.cli.options import Account, Deal, Json
from relmap.cli.output import print_json, say, table
from relmap.cli.session import Session
from relmap.errors import InvalidValue
from relmap.model.kinds import nearest
from relmap.usecases.gaps import GapsResult, gaps, rule_of, to_json

EXAMPLES = """
relmap gaps
relmap gaps --account siam-grand --deal ceramic-plates
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
    explain: Annotated[str | None, typer.Option(metavar="CODE", help="Say what one code means, and stop.")] = None,
    deal: Deal = None,
    account: Account = None,
    as_json: Json = False,
) -> None:
    """Find whom and what we are missing, worst first, and say what to do next.

    Of the account that is meant; where nothing says which, of every account. For a script: with --fail-on high, the
    exit status is 1 if any gap is high or critical.
    """
    if explain is not None:
        rule = rule_of(explain)
        say(f"{rule.code} {rule.name}: found when {rule.what}.")
        return
    worst = _severity(fail_on)
    session = Session(ctx)
    scope = session.scope(account)
    book = session.read([scope] if scope else None)
    result = gaps(book, scope or None, today=session.today, deal=deal)
    if as_json:
        print_json(to_json(result))
    else:
        _say_result(result)
    if worst and result.fails(worst):
        raise typer.Exit(1)


def _severity(text: str | None) -> str | None:
    if text is None or text in SEVERITIES:
        return text
    near = nearest(text, list(SEVERITIES)) or "high"
    raise InvalidValue(
        field="--fail-on", text=text, reason=f"is not one of {', '.join(SEVERITIES)}", mend=f"try {near}"
    )


def _say_result(result: GapsResult) -> None:
    for place, report in enumerate(result.reports):
        if place:
            say()
        _say_report(report)
    if not result.reports:
        say("the book has no account yet")


def _say_report(report: GapReport) -> None:
    where = f"{report.account}, deal {report.deal}" if report.deal else report.account
    share = f"coverage {report.coverage.value:.0%}, with supporters {report.coverage.supportive:.0%}"
    say(f"{where}: {_count(report.gaps)}; {share}", "strong")
    for gap in report.gaps:
        say()
        say(f"{gap.severity:<8} {gap.code} {gap.name}  {', '.join(gap.about)}", _STYLES[gap.severity])
        say(f"  {gap.message}")
        say(f"  Next: {gap.do_next}")
    if report.waived:
        say()
        say("Accepted for now:")
        table(("code", "about", "until", "reason"), [_waived(gap) for gap in report.waived])


def _count(found: Sequence[Gap]) -> str:
    return "no gaps" if not found else "1 gap" if len(found) == 1 else f"{len(found)} gaps"


def _waived(gap: Gap) -> list[str]:
    waiver = gap.waiver
    until = waiver.until.isoformat() if waiver and waiver.until else ""
    return [gap.code, ", ".join(gap.about), until, waiver.reason if waiver else ""]
