"""Laws of the differences between two books, on random books of every kind of record and value."""

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.differences import differences
from relmap.analysis.differences.books import aligned
from relmap.analysis.differences.stranded import stranded
from relmap.analysis.references import records_of, references_of, renaming
from relmap.model.book import Book
from relmap.model.changes import Removed, Renamed, Updated
from relmap.model.changing import changed
from relmap.model.fields import FIELDS
from relmap.model.records import Account, Campaign, Deal, Member, Person, Touch
from relmap.model.settings import Settings
from tests.storage.record_strategies import IDS, arguments, values

from .applying import TABLES, applied, content, mended

ACCOUNTS = ("siam-grand", "other")
TYPES = {"member": Member, "account": Account, "person": Person, "deal": Deal, "touch": Touch, "campaign": Campaign}


def placed(draw: st.DrawFn, type_: str) -> dict[str, Any]:
    account = draw(st.sampled_from(ACCOUNTS))
    return {
        "person": {"id": draw(IDS), "account": account},
        "deal": {"id": draw(IDS), "account": account},
        "touch": {"account": account, "member": draw(IDS), "index": draw(st.integers(0, 3)), "year": 2026},
        "account": {"id": account},
        "member": {"id": draw(IDS)},
        "campaign": {"id": draw(IDS)},
    }[type_]


@st.composite
def records(draw: st.DrawFn) -> Any:
    type_ = draw(st.sampled_from(sorted(TYPES)))
    return TYPES[type_](**placed(draw, type_), **draw(arguments(FIELDS[type_])))


@st.composite
def books(draw: st.DrawFn) -> Book:
    tables: dict[str, dict[str, Any]] = {name: {} for name in TABLES.values()}
    touches: dict[str, list[Touch]] = {}
    for record in draw(st.lists(records(), max_size=6)):
        if isinstance(record, Touch):
            touches.setdefault(record.account, []).append(record)
        else:
            key = record.ref if isinstance(record, Person | Deal) else record.id
            tables[TABLES[record.TYPE]][key] = record
    own = Settings(**draw(arguments(FIELDS["settings"])))
    return Book(settings=own, touches={name: tuple(own) for name, own in touches.items()}, **tables)


def everything(book: Book) -> list[Any]:
    tables = [record for name in TABLES.values() for record in getattr(book, name).values()]
    return [*tables, *book.all_touches()]


@st.composite
def edited(draw: st.DrawFn, book: Book) -> Book:
    """`book` after some fields got other values, and some records went, came or got another id."""
    for _ in range(draw(st.integers(0, 4))):
        there = everything(book)
        if not there or draw(st.integers(0, 5)) == 0:
            book = with_record(book, draw(records()))
            continue
        record = draw(st.sampled_from(there))
        what = draw(st.sampled_from(["field", "field", "field", "gone", "renamed"]))
        if what == "field":
            field = draw(st.sampled_from(FIELDS[record.TYPE]))
            book = changed(
                book, [Updated(before=record, after=replace(record, **{field.slot: draw(values(field.kind))}))]
            )
        elif what == "gone":
            book = changed(book, [Removed(record=record)])
        elif not isinstance(record, Touch):
            book = renamed(book, record, everywhere=draw(st.booleans()))
    return book


def renamed(book: Book, record: Any, *, everywhere: bool) -> Book:
    new = f"{record.id}-new"
    return changed(book, [*(renaming(book, record, new) if everywhere else ()), Renamed(record=record, to=new)])


def with_record(book: Book, record: Any) -> Book:
    if isinstance(record, Touch):
        own = book.touches.get(record.account, ())
        return replace(book, touches={**book.touches, record.account: (*own, record)})
    name = TABLES[record.TYPE]
    key = record.ref if isinstance(record, Person | Deal) else record.id
    return replace(book, **{name: {**getattr(book, name), key: record}})


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_what_differs_applied_to_the_earlier_book_gives_the_later_one(data: st.DataObject) -> None:
    """But for what it says is still named by the id of before."""
    before = data.draw(books())
    after = data.draw(st.one_of(edited(before), books()))
    later, records = mended(after, stranded(aligned(before, after), after))
    assert content(applied(before, differences(before, after), records)) == content(later)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_another_id_is_a_change_of_nobody_else(data: st.DataObject) -> None:
    """Neither where everybody names them by it, nor where nobody does."""
    before = data.draw(books())
    # A text that names a person names a deal of the same id as well, and goes on doing so.
    people = [person for person in before.people.values() if person.ref not in before.deals]
    if not people:
        return
    record = data.draw(st.sampled_from(people))
    after, followed = (renamed(before, record, everywhere=everywhere) for everywhere in (False, True))
    if not any(one.was == record.ref for one in differences(before, after).found):
        return
    new = f"{record.ref}-new"
    for there in (after, followed):
        found = differences(before, there).found
        assert [(one.was, one.record.ref, one.changes) for one in found] == [(record.ref, new, ())]
    assert not any(stranded(aligned(before, followed), followed))
    names = [one for other in records_of(after) for one in references_of(other) if one.target == record.ref]
    left = list(stranded(aligned(before, after), after))
    assert [(one.record, one.path) for one in left] == [(one.record, one.path) for one in names]


@given(books())
@settings(max_examples=50, deadline=None)
def test_a_book_differs_in_nothing_from_itself(book: Book) -> None:
    assert not differences(book, book)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_added_one_way_is_removed_the_other_way(data: st.DataObject) -> None:
    """But for a placeholder that somebody with another id took the place of: back, nobody is known to be them."""
    before = data.draw(books())
    after = data.draw(st.one_of(edited(before), books()))
    there, back = differences(before, after), differences(after, before)
    if any(person.is_placeholder for book in (before, after) for person in book.people.values()):
        return
    assert kinds(there, "added") == kinds(back, "removed")
    assert kinds(there, "removed") == kinds(back, "added")


def kinds(found: Any, kind: str) -> Counter[str]:
    return Counter(one.record.ref for one in found.found if one.kind == kind)
