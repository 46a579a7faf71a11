"""What changed, for people: by account, what is new, gone or otherwise, and what it means."""

from relmap.cli.output import prose, say
from relmap.model.saying import _, labelled
from relmap.usecases.diff import DiffResult
from relmap.usecases.diff_outcomes import Outcome, outcomes
from relmap.usecases.diff_words import STYLES, Told, account_name, state_in_words, told


def say_diff(result: DiffResult) -> None:
    """Each account after the other; what belongs to none first."""
    if not result.found and not result.own_keys and not result.accounts:
        said = _("nothing changed from {before} to {after}")
        if result.unread:
            said = _("in what can be read, nothing changed from {before} to {after}")
        say(said.format(before=state_in_words(result.before), after=state_in_words(result.after)))
        return
    said = _("From {before} to {after}")
    say(said.format(before=state_in_words(result.before), after=state_in_words(result.after)), "dim")
    for line in told(result, ""):
        _say_told(line, "")
    for account in result.accounts:
        say()
        say(account_name(result, account), "strong")
        for line in told(result, account):
            _say_told(line, "  ")
        for deal, found in outcomes(result, account):
            _say_outcomes(deal, found)


def _say_told(line: Told, indent: str) -> None:
    start = f"{indent}{line.sign} "
    style = STYLES[line.sign]
    if len(line.texts) == 1:
        prose(labelled(line.subject, line.texts[0]), style, start=start, indent=len(start))
        return
    prose(line.subject, style, start=start, indent=len(start))
    for text in line.texts:
        prose(text, start=" " * (len(start) + 2), indent=len(start) + 4)


def _say_outcomes(deal: str, found: list[Outcome]) -> None:
    say()
    say("  " + (_("What it means for the deal {deal}:").format(deal=deal) if deal else _("What it means:")))
    for line in found:
        prose(line.text, line.style, start="    ", indent=6)
