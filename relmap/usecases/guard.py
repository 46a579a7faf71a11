"""No command may bring a fault into a sound book: a dangling reference, a tie to oneself, a reporting cycle."""

from collections.abc import Container
from datetime import date

from relmap.analysis.integrity import Nearest, findings
from relmap.errors import WouldBreakBook
from relmap.model.book import Book
from relmap.model.changes import Changes
from relmap.model.changing import changed


def guarded(
    book: Book, changes: Changes, *, today: date, broken: Container[tuple[str, str]], nearest: Nearest
) -> Changes:
    """`changes`, if they bring no new error; raises WouldBreakBook for the first one otherwise.

    `broken`: type and ref of records that exist although they could not be read. `nearest`: which of many words another
    was meant to be.
    """
    after = changed(book, changes)
    errors = _errors(after, today, broken)
    # A sound book, which most are, is looked through once.
    before = _errors(book, today, broken) if errors else {}
    new = next((message for message in errors if message not in before), "")
    if new:
        # Looking for what was meant takes long: only where somebody is told.
        told = findings(after, today=today, broken=broken, nearest=nearest)
        raise WouldBreakBook(message=new, mend=next(finding.mend for finding in told if finding.message == new))
    return changes


def _errors(book: Book, today: date, broken: Container[tuple[str, str]]) -> dict[str, None]:
    """The sentence of each error, in their order."""
    found = findings(book, today=today, broken=broken)
    return {finding.message: None for finding in found if finding.severity == "error"}
