"""From what a command wants of the book to changes that may be written. Only a command that writes needs the checks."""

from collections.abc import Callable
from datetime import date

from relmap.cli.output import warn
from relmap.cli.spelling import most_alike
from relmap.errors import FileHasFaults, MayHoldReference, NothingThere
from relmap.model.book import Book
from relmap.model.changes import Changes
from relmap.storage.layout import ACCOUNT_FILE, ACCOUNTS, SETTINGS_FILE
from relmap.storage.reader import Loaded
from relmap.usecases.doubts import doubts
from relmap.usecases.guard import guarded

Decide = Callable[[Book], Changes]
Check = Callable[[Book, Changes], None]


def decided(loaded: Loaded, decide: Decide, check: Check | None, *, today: date) -> Changes:
    """The changes, with what is doubtful about them said; `check` raises where the files must not be changed so."""
    try:
        changes = decide(loaded.book)
    except NothingThere as error:
        _refuse_fault_of(error.record, loaded)
        raise
    if check is not None:
        check(loaded.book, changes)
    guarded(loaded.book, changes, today=today, broken=loaded.broken, nearest=most_alike)
    for doubt in doubts(loaded.book, changes):
        warn(doubt)
    return changes


def refuse_unread(loaded: Loaded) -> None:
    """Raises MayHoldReference while any file cannot be read."""
    for problem in loaded.problems:
        if problem.severity == "error":
            raise MayHoldReference(place=problem.place, message=problem.message, mend=problem.mend)


def _refuse_fault_of(record: str, loaded: Loaded) -> None:
    """Of a file that is read in spite of faults, what has one seems not to be there; raises FileHasFaults."""
    file = SETTINGS_FILE if record == "book" else f"{ACCOUNTS}/{record}/{ACCOUNT_FILE}"
    for problem in loaded.problems:
        if problem.severity == "error" and problem.file == file:
            raise FileHasFaults(place=problem.place, message=problem.message, mend=problem.mend)
