"""The gaps for people: by account, worst first, with what was accepted and what is wrong with the waivers."""

from collections.abc import Callable, Iterable, Sequence

from relmap.analysis.gaps import SEVERITIES, Gap, GapReport
from relmap.cli.output import SEVERITY_STYLES, prose, say, table, width
from relmap.model.saying import _, in_order, in_sentences, in_words, ngettext, on_day
from relmap.model.settings import Waiver
from relmap.usecases.gaps import GapsResult


def no_account() -> str:
    return _('the book has no account yet; add one with `relmap add-account "NAME"`')


def say_gaps(result: GapsResult, top: int | None, address: Callable[[str], str]) -> None:
    """All gaps, or the `top` worst of them; `address` is that of the file of a reference, or ""."""
    printed = result.worst(top) if top else result
    for place, (report, whole) in enumerate(zip(printed.reports, result.reports, strict=True)):
        if place:
            say()
        _say_report(report, len(whole.gaps), address)
    if not result.reports:
        say(no_account())
    _say_waivers(_("Waivers that have run out:"), result.expired)
    _say_waivers(_("Waivers of no rule, or about nothing in the book:"), result.void)
    notes = list(_summary(result, len(result.gaps) - len(printed.gaps)))
    if notes:
        say()
        say(in_sentences(notes))


def _say_report(report: GapReport, count: int, address: Callable[[str], str]) -> None:
    prose(_heading(report, count), "strong")
    column = max(width(in_words("severity", severity)) for severity in SEVERITIES) + 1
    said: dict[str, list[Gap]] = {}
    for gap in report.gaps:
        say()
        severity = in_words("severity", gap.severity)
        start = f"{severity}{' ' * (column - width(severity))}{gap.code} {gap.name}  "
        links = {word: file for word in gap.about if (file := address(word))}
        prose(", ".join(gap.about), SEVERITY_STYLES[gap.severity], start=start, indent=column, links=links)
        prose(gap.message, start="  ", indent=2)
        above = said.setdefault(_command(gap.do_next), [])
        begin = _("Next: ")
        prose(_next(gap, above), start=f"  {begin}", indent=2 + width(begin))
        above.append(gap)
    if report.waived:
        say()
        say(_("Accepted for now:"))
        table(_columns(), [_waived(gap, gap.waiver) for gap in report.waived if gap.waiver])


def _heading(report: GapReport, count: int) -> str:
    said = _("{account}, deal {deal}: {gaps}; {coverage}") if report.deal else _("{account}: {gaps}; {coverage}")
    number = ngettext("{n} gap", "{n} gaps", count).format(n=count) if count else _("no gaps")
    value, supportive = (f"{share:.0%}" for share in (report.coverage.value, report.coverage.supportive))
    coverage = _("coverage {value}, with supporters {supportive}").format(value=value, supportive=supportive)
    return said.format(account=report.account, deal=report.deal, gaps=number, coverage=coverage)


def _columns() -> list[str]:
    return [in_words("field", name) for name in ("code", "about", "until", "reason")]


def _command(step: str) -> str:
    """The command that a step comes to first, else the step: steps that share words share it."""
    return next(iter(step.split("`")[1::2]), step)


def _next(gap: Gap, above: Iterable[Gap]) -> str:
    """What to do, and of that what a gap `above` says already in no more words than which gap it is."""
    for other in above:
        whom = [] if other.about == gap.about else [other.about[0]]
        where = _("as for {gap} above").format(gap=" ".join([other.code, *whom]))
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
        table(_columns(), rows)


def _summary(result: GapsResult, unprinted: int) -> Iterable[str]:
    severities = [gap.severity for __, gap in result.gaps]
    counts = {name: severities.count(name) for name in SEVERITIES}
    numbers = in_order(f"{count} {in_words('severity', name)}" for name, count in counts.items() if count)
    if numbers:
        said = _("{numbers}; worst first above, {n} more not shown") if unprinted else _("{numbers}; worst first above")
        yield said.format(numbers=numbers, n=unprinted)
    if result.hidden:
        least = in_words("severity", result.min_severity)
        yield _("{n} below {severity} left out").format(n=result.hidden, severity=least)


def _waived(gap: Gap, waiver: Waiver) -> list[str]:
    return [gap.code, ", ".join(gap.about), _until(waiver), waiver.reason]


def _until(waiver: Waiver) -> str:
    return on_day(waiver.until) if waiver.until else ""
