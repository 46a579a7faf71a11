"""`--at`: the book as it was committed. Asks git: import this module only where the past is asked for."""

from datetime import date
from pathlib import Path

from relmap.analysis.wording import as_committed
from relmap.cli.output import note
from relmap.errors import BookNotFound, NoFilesInBare, NoRepository
from relmap.storage.git_history import typed_day
from relmap.storage.layout import find_book, named_book
from relmap.storage.snapshot import Snapshot, snapshot


def opened(start: Path, explicit: Path | None, text: str, *, today: date) -> tuple[Path, Snapshot, date]:
    """The book's folder, the book as it was at `text`, and the day for which that weighs the facts.

    The folder is `explicit`, which need not exist now, else the one that `find_book` finds, else `start`. Raises
    BookNotFound and what `snapshot` does.
    """
    named = named_book(start, explicit)
    try:
        root = named or find_book(start)
    except (BookNotFound, NoFilesInBare):
        root = start
    try:
        book = snapshot(root, text, today=today)
    except NoRepository:
        find_book(start, explicit)
        raise
    return root, book, typed_day(text, today=today) or book.revision.day


def tell_of(book: Snapshot, weighed_for: date) -> None:
    """Which commit the answer is of, and the day that its facts are weighed for."""
    note(as_committed(book.revision.day, book.revision.short, weighed_for))


def json_of(book: Snapshot) -> dict[str, str]:
    """What a document says of the commit."""
    return {"commit": book.revision.commit, "day": book.revision.day.isoformat()}
