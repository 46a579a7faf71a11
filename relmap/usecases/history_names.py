"""Whom a history speaks of: those in the book, and by their last names those who are not, or were not read."""

from collections.abc import Iterator, Sequence

from relmap.analysis.circle import account_of
from relmap.analysis.references import references_of
from relmap.analysis.timeline import Entry
from relmap.analysis.timeline_steps import book_of
from relmap.model.book import Book
from relmap.model.records import Deal, Person, Record, Touch
from relmap.model.settings import Settings
from relmap.usecases.history_question import Now, Past

_NAMED = ("person", "member", "account")


def everybody_of(past: Past | None, now: Now, entries: Sequence[Entry]) -> Book:
    """All who are spoken of, as the book knows them, else as the newest entry has them, else as the past had them."""
    records = [*(one for one in _records(reversed(entries)) if not isinstance(one, Touch)), now.subject]
    known = _joined(book_of(records), now.book)
    lacking = {pair for pair in _spoken_of(entries) if known.record(*pair) is None}
    return _joined(book_of(past.latest(lacking)), known) if past is not None and lacking else known


def _joined(then: Book, book: Book) -> Book:
    return Book(
        members={**then.members, **book.members},
        accounts={**then.accounts, **book.accounts},
        people={**then.people, **book.people},
        deals={**then.deals, **book.deals},
    )


def _records(entries: Iterator[Entry] | Sequence[Entry]) -> Iterator[Record]:
    for entry in entries:
        for one in (*entry.found, *entry.own_keys):
            yield from (side for side in (one.before, one.after) if side is not None and not isinstance(side, Settings))
        if entry.touch is not None:
            yield entry.touch


def _spoken_of(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Type and reference of whomever the entries may name."""
    for record in _records(entries):
        yield from ((one.to, one.target) for one in references_of(record) if one.to in _NAMED)
        if isinstance(record, Touch):
            yield "member", record.member
    for one in (one for entry in entries for one in entry.found):
        if one.was and isinstance(one.record, Person | Deal):
            yield "account", account_of(one.was)
