"""Everything the book knows of one record, from its own file and from the others'."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from relmap.analysis.references import references_to
from relmap.model.book import Book
from relmap.model.records import Account, Deal, Member, Named, Person, Touch
from relmap.model.settings import Settings
from relmap.usecases.as_json import as_json
from relmap.usecases.naming import one_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody else's record that names the one shown: at which field, with which values."""

    by: str
    field: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record, who refers to it, and the newest touches with it (newest first)."""

    record: Named | Settings
    mentions: tuple[Mention, ...] = ()
    people: tuple[Person, ...] = ()
    deals: tuple[Deal, ...] = ()
    touches: tuple[Touch, ...] = ()

    def json(self) -> dict[str, Any]:
        return {
            **as_json(self.record),
            "mentions": [{"by": mention.by, "field": mention.field, **mention.values} for mention in self.mentions],
            "people": [person.ref for person in self.people],
            "deals": [deal.ref for deal in self.deals],
            "touches": [as_json(touch) for touch in self.touches],
        }


def show(book: Book, *, account: str, name: str) -> Shown:
    record = one_record(book, name, account=account)
    if isinstance(record, Settings):
        return Shown(record=record)
    of_account = isinstance(record, Account)
    return Shown(
        record=record,
        mentions=() if of_account else tuple(_mentions(book, record)),
        people=tuple(book.people_of(record.id)) if of_account else (),
        deals=tuple(book.deals_of(record.id)) if of_account else (),
        touches=tuple(_touches(book, record)),
    )


def newest_first(touches: Iterable[Touch]) -> list[Touch]:
    return sorted(touches, key=lambda touch: touch.on, reverse=True)


def _mentions(book: Book, record: Named) -> list[Mention]:
    found = []
    for reference in references_to(book, record):
        if isinstance(reference.record, Touch | Settings):
            continue
        field = str(reference.path[0])
        found.append(Mention(by=reference.record.ref, field=field, values=_entry(reference.record, reference.path)))
    return found


def _entry(record: Named, path: tuple[str | int, ...]) -> dict[str, Any]:
    """The list entry that a reference stands in, such as the whole link."""
    if len(path) < 3 or not isinstance(path[1], int):
        return {}
    entry = as_json(record)[str(path[0])][path[1]]
    return {key: value for key, value in entry.items() if value is not None and key != path[2]}


def _touches(book: Book, record: Named) -> list[Touch]:
    def concerns(touch: Touch) -> bool:
        if isinstance(record, Person):
            return record.ref in touch.people
        if isinstance(record, Member):
            return record.id == touch.member or record.id in touch.together
        if isinstance(record, Deal):
            return touch.account == record.account and touch.deal == record.id
        return isinstance(record, Account) and touch.account == record.id

    return newest_first(filter(concerns, book.all_touches()))
