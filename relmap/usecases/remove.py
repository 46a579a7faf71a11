"""Taking records out of the book, or marking somebody as left."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from relmap.analysis.references import Reference, references_to
from relmap.errors import InvalidValue, StillReferenced
from relmap.model.book import Book
from relmap.model.changes import Changes, Removed, Updated
from relmap.model.records import Member, Named, Person
from relmap.model.settings import Settings
from relmap.usecases.naming import one_record

Place = Callable[[Reference], str]


def remove(book: Book, *, account: str, names: Sequence[str], place: Place) -> Changes:
    """The removals, refused while anything that stays refers to them; `place` says where a reference stands."""
    gone = [_named(one_record(book, name, account=account), name) for name in names]
    for record in gone:
        staying = [reference for reference in references_to(book, record) if reference.record not in gone]
        if staying:
            raise StillReferenced(
                ref=record.ref, places=[place(reference) for reference in staying], mend=_mend(record)
            )
    return [Removed(record=record) for record in gone]


def mark_left(book: Book, *, account: str, names: Sequence[str]) -> Changes:
    """People or members stay in the book with their history, and carry nothing any more."""
    changes = []
    for name in names:
        record = one_record(book, name, account=account)
        if not isinstance(record, Person | Member):
            raise InvalidValue(
                field="--left", text=name, reason=f"is the {record.TYPE} {record.ref}", mend="name a person or a member"
            )
        if not record.has_left:
            changes.append(Updated(before=record, after=replace(record, status="left")))
    return changes


def _named(record: Named | Settings, name: str) -> Named:
    if isinstance(record, Settings):
        raise InvalidValue(field="remove", text=name, reason="is the book itself", mend="delete its folder yourself")
    return record


def _mend(record: Named) -> str:
    if isinstance(record, Person | Member):
        return f"take the references out, or keep the history with `relmap remove {record.id} --left`"
    return "take the references out first"
