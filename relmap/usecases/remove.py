"""Taking records out of the book, or marking somebody as left."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from relmap.analysis.references import Reference, references_to
from relmap.errors import InvalidValue, StillReferenced
from relmap.model.book import Book
from relmap.model.changes import Changes, Removed, Updated
from relmap.model.records import Account, Member, Named, Person, Record, Touch
from relmap.model.saying import _, in_words
from relmap.model.settings import Settings
from relmap.usecases.naming import one_record

Place = Callable[[Reference], str]
_LINES = 5


def remove(book: Book, *, account: str, names: Sequence[str]) -> Changes:
    """The removals, whoever may refer to what goes: `refuse_referenced` looks at that."""
    return [Removed(record=_named(one_record(book, name, account=account), name)) for name in names]


def refuse_referenced(book: Book, changes: Changes, *, place: Place) -> None:
    """Raises StillReferenced if anything that stays refers to what goes; `place` says where a reference stands."""
    gone = [one.record for one in changes if isinstance(one, Removed) and not isinstance(one.record, Touch)]
    for record in gone:
        staying = [reference for reference in _naming(book, record) if not _goes(reference.record, gone)]
        if staying:
            raise StillReferenced(ref=record.ref, places=_by_file(map(place, staying)), mend=_mend(record))


def mark_left(book: Book, *, account: str, names: Sequence[str]) -> Changes:
    """People or members stay in the book with their history, and carry nothing any more."""
    changes = []
    for name in names:
        record = one_record(book, name, account=account)
        if not isinstance(record, Person | Member):
            raise InvalidValue(
                field="--left",
                text=name,
                reason=_("is the {kind} {ref}").format(kind=in_words("record", record.TYPE), ref=record.ref),
                mend=_("name a person or a member"),
            )
        if not record.has_left:
            changes.append(Updated(before=record, after=replace(record, status="left")))
    return changes


def _named(record: Named | Settings, name: str) -> Named:
    if isinstance(record, Settings):
        raise InvalidValue(
            field="remove", text=name, reason=_("is the book itself"), mend=_("delete its folder yourself")
        )
    return record


def _naming(book: Book, record: Named) -> list[Reference]:
    """The references to a record; a member is named by the files of their touches, too."""
    found = references_to(book, record)
    if isinstance(record, Member):
        own = (touch for touch in book.all_touches() if touch.member == record.id)
        found += [Reference(record=touch, path=(), to="member", target=record.id) for touch in own]
    return found


def _goes(record: Record | Settings, gone: Sequence[Named]) -> bool:
    accounts = [one.id for one in gone if isinstance(one, Account)]
    return record in gone or getattr(record, "account", None) in accounts


def _by_file(places: Iterable[str]) -> list[str]:
    """`file:1,2,3` of several `file:line`."""
    lines: dict[str, list[str]] = {}
    for place in places:
        file, _colon, line = place.rpartition(":")
        lines[file] = list(dict.fromkeys([*lines.get(file, ()), line]))
    return [
        f"{file}:{','.join(found[:_LINES])}{',...' if len(found) > _LINES else ''}" for file, found in lines.items()
    ]


def _mend(record: Named) -> str:
    if isinstance(record, Person | Member):
        return _("take the references out, or keep the history with `relmap remove {id} --left`").format(id=record.id)
    return _("take the references out first")
