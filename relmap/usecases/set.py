"""Any field of any record."""

from collections.abc import Sequence

from relmap.model.book import Book
from relmap.model.changes import Changes, Updated
from relmap.usecases.assigning import Assignment, assigned
from relmap.usecases.naming import one_record
from relmap.usecases.values import Typing


def set_fields(book: Book, *, account: str, names: Sequence[str], assignments: Sequence[Assignment]) -> Changes:
    """The same assignments made to every record named; nothing for a record that holds the values already."""
    changes = []
    for name in names:
        before = one_record(book, name, account=account)
        typing = Typing(book=book, account=getattr(before, "account", account))
        after = assigned(before, assignments, typing=typing)
        if after != before:
            changes.append(Updated(before=before, after=after))
    return changes
