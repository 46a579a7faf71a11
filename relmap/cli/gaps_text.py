"""The gaps for people: by account, worst first, with what was accepted and what is wrong with the waivers."""

from collections.abc import Callable, Iterable, Sequence

from relmap.analysis.gaps import SEVERITIES, Gap, GapReport
from relmap.cli.output import prose, say, table
from relmap.model.settings import Waiver
from relmap.usecases.gaps import GapsResult

NO_ACCOUNT = 'the book has no account yet; add one with `relmap add-account "NAME"`'
_STYLES = {"critical": "bad", "high": "bad", "medium": "warn", "low": ""}


def say_gaps(result: GapsResult, top: int | None, address: Callable[[str], str]) -> None:
    """All gaps, or the `top` worst of them; `address` is that of the file of a reference, or ""."""
    printed = result.worst(top) if top else result
    for place, (report, whole) in enumerate(zip(printed.reports, result.reports, strict=True)):
        if place:
            say()
        _say_report(report, len(whole.gaps), address)
    if not result.reports:
        say(NO_ACCOUNT)
    _say_waivers("Waivers that have run out:", result.expired)
    _say_waivers("Waivers of no rule, or about nothing in the book:", result.void)
    notes = list(_summary(result, len(result.gaps) - len(printed.gaps)))
    if notes:
        say()
        say("; ".join(notes))


def _say_report(report: GapReport, count: int, address: Callable[[str], str]) -> None:
    where = f"{report.account}, deal {report.deal}" if report.deal else report.account
    number = "no gaps" if not count else "1 gap" if count == 1 else f"{count} gaps"
    share = f"coverage {report.coverage.value:.0%}, with supporters {report.coverage.supportive:.0%}"
    say(f"{where}: {number}; {share}", "strong")
    said: dict[str, list[Gap]] = {}
    for gap in report.gaps:
        say()
        start = f"{gap.severity:<8} {gap.code} {gap.name}  "
        links = {word: file for word in gap.about if (file := address(word))}
        prose(", ".join(gap.about), _STYLES[gap.severity], start=start, indent=9, links=links)
        prose(gap.message, start="  ", indent=2)
        above = said.setdefault(_command(gap.do_next), [])
        prose(f"Next: {_next(gap, above)}", start="  ", indent=8)
        above.append(gap)
    if report.waived:
        say()
        say("Accepted for now:")
        rows = [_waived(gap, gap.waiver) for gap in report.waived if gap.waiver]
        table(("code", "about", "until", "reason"), rows)


def _command(step: str) -> str:
    """The command that a step comes to first, else the step: steps that share words share it."""
    return next(iter(step.split("`")[1::2]), step)


def _next(gap: Gap, above: Iterable[Gap]) -> str:
    """What to do, and of that what a gap `above` says already in no more words than which gap it is."""
    for other in above:
        where = f"as for {other.code}{'' if other.about == gap.about else f' {other.about[0]}'} above"
        # One sentence may go on with what another begins with, in lower case.
        if gap.do_next[1:] in other.do_next:
            return where
        before, shared, after = gap.do_next.partition(other.do_next[1:])
        if shared:
            return f"{before[:-1]}{where}{after}"
    return gap.do_next


def _say_waivers(heading: str, waivers: Sequence[Waiver]) -> None:
    if waivers:
        say()
        say(heading, "warn")
        rows = [[one.code, one.about, _until(one), one.reason] for one in waivers]
        table(("code", "about", "until", "reason"), rows)


def _summary(result: GapsResult, unprinted: int) -> Iterable[str]:
    counts = {name: sum(gap.severity == name for _, gap in result.gaps) for name in SEVERITIES}
    numbers = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if numbers:
        yield f"{numbers}; worst first above" + (f", {unprinted} more not shown" if unprinted else "")
    if result.hidden:
        yield f"{result.hidden} below {result.min_severity} left out"


def _waived(gap: Gap, waiver: Waiver) -> list[str]:
    return [gap.code, ", ".join(gap.about), _until(waiver), waiver.reason]


def _until(waiver: Waiver) -> str:
    return waiver.until.isoformat() if waiver.until else ""
