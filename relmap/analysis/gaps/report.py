"""All gaps of an account or a deal, worst first, with the coverage beside them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from relmap.analysis.coverage import Coverage, coverage_of_group
from relmap.analysis.gaps.choosing import Selectors, chosen, selector_of
from relmap.analysis.gaps.record import Gap, at_least
from relmap.analysis.gaps.rules import RULES
from relmap.analysis.gaps.situation import Situation, situation_of
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.settings import GapSettings, Waiver


class GapReport(NamedTuple):
    """`gaps` and `waived` come worst first; `hidden` counts the gaps below the severity that was asked for.

    A gap of a rule that is not chosen is nowhere.
    """

    account: str
    deal: str | None
    gaps: tuple[Gap, ...]
    waived: tuple[Gap, ...]
    coverage: Coverage
    hidden: int = 0


class Choice(NamedTuple):
    """The codes of the rules that speak, and the least severity that is reported."""

    codes: frozenset[str]
    min_severity: str = "low"


def own_choice(settings: GapSettings, *typed: Selectors, min_severity: str = "") -> Choice:
    """What the book chooses, and what was typed on top of it; selectors of the book that name nothing do nothing."""
    own = Selectors(*(tuple(filter(None, map(selector_of, texts))) for texts in (settings.select, settings.ignore)))
    return Choice(codes=chosen(own, *typed), min_severity=min_severity or settings.min_severity or "low")


def find_gaps(
    book: Book, account: str, *, today: date, deal: Deal | None = None, choice: Choice | None = None
) -> GapReport:
    """Every gap of an account, as its people stand in `deal` if given; by default those that the book chooses."""
    return gaps_in(situation_of(book, account, today=today, deal=deal), choice)


def gaps_in(situation: Situation, choice: Choice | None = None) -> GapReport:
    """As `find_gaps`, for somebody who needs more of the situation."""
    account, deal, today = situation.account, situation.deal, situation.today
    settings = situation.book.settings.gaps
    choice = choice or own_choice(settings)
    found = [gap for rule in RULES if rule.code in choice.codes for gap in rule.gaps(situation)]
    found.sort(key=lambda gap: (-gap.score, gap.code, gap.about))
    in_force = waivers_in_force(settings, today)
    judged = [gap._replace(waiver=waiver_for(in_force, gap.code, account, gap.about)) for gap in found]
    shown = [gap for gap in judged if gap.severity in at_least(choice.min_severity)]
    return GapReport(
        account=account,
        deal=deal.id if deal else None,
        gaps=tuple(gap for gap in shown if gap.waiver is None),
        waived=tuple(gap for gap in shown if gap.waiver is not None),
        coverage=coverage_of_group(situation.group, situation.graph.ties, situation.roles, situation.constants),
        hidden=sum(gap.waiver is None for gap in judged) - sum(gap.waiver is None for gap in shown),
    )


def waivers_in_force(settings: GapSettings, today: date) -> list[Waiver]:
    """Those that accept anything on a day, with the codes of those that say a rule's name."""
    held = (waiver for waiver in settings.waivers if waiver.holds(today))
    return [replace(waiver, code=selector_of(waiver.code)) for waiver in held]


def waiver_for(waivers: Iterable[Waiver], code: str, account: str, about: Iterable[str]) -> Waiver | None:
    """The waiver of this code about any of what a gap is about, or about its account."""
    subjects = {account, *about}
    return next(
        (
            waiver
            for waiver in waivers
            if waiver.code == code and (waiver.about in subjects or f"{account}/{waiver.about}" in subjects)
        ),
        None,
    )
