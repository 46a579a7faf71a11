"""No command may bring a fault into a sound book: a dangling reference, a tie to oneself, a reporting cycle."""

from collections.abc import Container
from datetime import date

from relmap.analysis.integrity import findings
from relmap.errors import WouldBreakBook
from relmap.model.book import Book
from relmap.model.changes import Changes
from relmap.model.changing import changed


def guarded(book: Book, changes: Changes, *, today: date, broken: Container[tuple[str, str]]) -> Changes:
    """`changes`, if they bring no new error; raises WouldBreakBook for the first one otherwise.

    `broken`: type and ref of records that exist although they could not be read.
    """
    after = findings(changed(book, changes), today=today, broken=broken)
    errors = [finding for finding in after if finding.severity == "error"]
    # A sound book, which most are, is looked through once.
    before = {finding.message for finding in findings(book, today=today, broken=broken)} if errors else set()
    for finding in errors:
        if finding.message not in before:
            raise WouldBreakBook(message=finding.message, mend=finding.mend)
    return changes
