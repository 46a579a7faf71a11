"""All gaps of an account or a deal, worst first, with the coverage beside them."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from relmap.analysis.coverage import Coverage, coverage_of_group
from relmap.analysis.gaps.record import Gap
from relmap.analysis.gaps.rules import RULES
from relmap.analysis.gaps.situation import situation_of
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.settings import Waiver


class GapReport(NamedTuple):
    """`gaps` and `waived` come worst first. A gap of a code that the book ignores is in neither."""

    account: str
    deal: str | None
    gaps: tuple[Gap, ...]
    waived: tuple[Gap, ...]
    coverage: Coverage


def find_gaps(book: Book, account: str, *, today: date, deal: Deal | None = None) -> GapReport:
    """Every gap of an account, as its people stand in `deal` if given."""
    situation = situation_of(book, account, today=today, deal=deal)
    settings = book.settings.gaps
    found = [gap for rule in RULES if rule.code not in settings.ignore for gap in rule.gaps(situation)]
    found.sort(key=lambda gap: (-gap.score, gap.code, gap.about))
    current = [waiver for waiver in settings.waivers if waiver.until is None or waiver.until >= today]
    judged = [gap._replace(waiver=_waiver_for(gap, account, current)) for gap in found]
    return GapReport(
        account=account,
        deal=deal.id if deal else None,
        gaps=tuple(gap for gap in judged if gap.waiver is None),
        waived=tuple(gap for gap in judged if gap.waiver is not None),
        coverage=coverage_of_group(situation.group, situation.graph.ties, situation.roles, situation.constants),
    )


def _waiver_for(gap: Gap, account: str, waivers: Iterable[Waiver]) -> Waiver | None:
    """The waiver of this code about any of what the gap is about, or about its account, or about nothing at all."""
    about = {"", account, *gap.about}
    return next(
        (
            waiver
            for waiver in waivers
            if waiver.code == gap.code and (waiver.about in about or f"{account}/{waiver.about}" in about)
        ),
        None,
    )
