"""Every rule, in the order in which their findings are told."""

from collections.abc import Callable, Iterator
from datetime import date

from relmap.analysis.integrity import nonsense, references, touches
from relmap.analysis.integrity.facts import Broken, Facts, Nearest
from relmap.model.book import Book
from relmap.model.problems import Finding

RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    references.dangling_references,
    touches.touches_of_strangers,
    touches.touches_of_nothing,
    touches.touches_of_another_account,
    nonsense.reporting_cycles,
    nonsense.parent_cycles,
    nonsense.links_to_self,
    nonsense.reversed_dates,
    touches.touches_to_come,
)


def findings(
    book: Book, *, today: date, broken: Broken = frozenset(), whole: bool = False, nearest: Nearest = lambda *_: ""
) -> list[Finding]:
    """Every finding of every rule, in the order of rules and records; references to campaigns only with `whole`.

    Without `nearest` the mends offer no other word.
    """
    facts = Facts(book=book, today=today, broken=broken, whole=whole, nearest=nearest)
    return [finding for rule in RULES for finding in rule(facts)]
