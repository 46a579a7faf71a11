"""No command may bring a fault into a sound book: a dangling reference, a tie to oneself, a reporting cycle."""

from datetime import date

from relmap.analysis.integrity import findings
from relmap.errors import WouldBreakBook
from relmap.model.book import Book
from relmap.model.changes import Changes


def guarded(book: Book, changes: Changes, *, today: date) -> Changes:
    """`changes`, if they bring no new error; raises WouldBreakBook for the first one otherwise."""
    before = {finding.message for finding in findings(book, today=today)}
    for finding in findings(book.changed(changes), today=today):
        if finding.severity == "error" and finding.message not in before:
            raise WouldBreakBook(message=finding.message, mend=finding.mend)
    return changes
