"""The book as it would be after changes."""

from dataclasses import replace
from datetime import date

import pytest

from relmap.model.book import Book
from relmap.model.changes import Added, Change, Removed, Renamed, Updated
from relmap.model.changing import changed
from relmap.model.records import Account, Campaign, Deal, KnownBy, Link, Member, Person, Record, Seat, Touch
from relmap.model.settings import Settings
from tests.books import book_of

ACME = Account(id="acme", name="Acme")
OTHER = Account(id="other", name="Other")
ANN = Member(id="ann", name="Ann")
BOB = Member(id="bob", name="Bob")
KIM = Person(
    id="kim",
    account="acme",
    name="Kim",
    reports_to="acme/lee",
    links=(Link(to="other/max", kind="friend"),),
    known_by=(KnownBy(member="ann"),),
)
LEE = Person(id="lee", account="acme", name="Lee")
MAX = Person(id="max", account="other", name="Max", links=(Link(to="acme/kim", kind="friend"),))
DEAL = Deal(id="plates", account="acme", name="Plates", committee=(Seat(person="acme/kim"), Seat(person="other/max")))
VISIT = Touch(account="acme", member="ann", on=date(2026, 1, 2), people=("acme/kim", "other/max"), channel="visit")
CALL = Touch(account="acme", member="bob", on=date(2026, 1, 3), people=("acme/kim",), channel="call", index=0)
MAIL = Touch(account="acme", member="bob", on=date(2026, 1, 4), people=("acme/kim",), channel="email", index=1)
FAIR = Campaign(id="fair", name="Fair", people=("acme/kim",))
RECORDS: tuple[Record, ...] = (ACME, OTHER, ANN, BOB, KIM, LEE, MAX, DEAL, VISIT, CALL, MAIL, FAIR)
BOOK = book_of(*RECORDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.ref)
def test_what_is_added_is_there_and_what_is_then_removed_is_not(record: Record) -> None:
    empty = Book()
    added = changed(empty, [Added(record=record)])
    assert record in _records(added)
    assert _records(changed(added, [Removed(record=record)])) == []
    assert _records(empty) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (KIM, replace(KIM, title="CFO")),
        (ACME, replace(ACME, segment="fan")),
        (ANN, replace(ANN, status="left")),
        (DEAL, replace(DEAL, stage="won")),
        (CALL, replace(CALL, note="short")),
        (FAIR, replace(FAIR, target="come")),
    ],
    ids=lambda record: record.ref,
)
def test_an_updated_record_keeps_its_place(before: Record, after: Record) -> None:
    new = changed(BOOK, [Updated(before=before, after=after)])
    assert _records(new) == [after if record == before else record for record in _records(BOOK)]


def test_settings() -> None:
    new = Settings(name="Ours")
    assert changed(BOOK, [Updated(before=BOOK.settings, after=new)]).settings == new
    assert changed(BOOK, []) == BOOK


def test_an_account_goes_with_everything_in_it() -> None:
    assert _records(changed(BOOK, [Removed(record=ACME)])) == [OTHER, ANN, BOB, MAX, FAIR]


def test_a_renamed_account_takes_along_what_is_in_it() -> None:
    new = changed(BOOK, [Renamed(record=ACME, to="acne")])
    assert set(new.accounts) == {"acne", "other"}
    assert set(new.people) == {"acne/kim", "acne/lee", "other/max"}
    kim = new.people["acne/kim"]
    assert (kim.account, kim.reports_to, kim.links) == ("acne", "acne/lee", KIM.links)
    assert [seat.person for seat in new.deals["acne/plates"].committee] == ["acne/kim", "other/max"]
    assert [touch.people for touch in new.touches["acne"]] == [("acne/kim", "other/max"), ("acne/kim",), ("acne/kim",)]
    assert "acme" not in new.touches
    assert new.people["other/max"] == MAX


def test_a_renamed_member_keeps_their_touches() -> None:
    new = changed(BOOK, [Renamed(record=BOB, to="robert")])
    assert set(new.members) == {"ann", "robert"}
    assert [touch.member for touch in new.touches["acme"]] == ["ann", "robert", "robert"]


@pytest.mark.parametrize(("record", "field"), [(KIM, "title"), (ACME, "goal"), (ANN, "title"), (DEAL, "goal")])
def test_a_record_may_be_updated_and_then_renamed(record: Person | Account | Member | Deal, field: str) -> None:
    after = replace(record, **{field: "new"})
    changes: list[Change] = [Updated(before=record, after=after), Renamed(record=record, to="case")]
    assert [getattr(each, field, "") for each in _records(changed(BOOK, changes))].count("new") == 1


def _records(book: Book) -> list[Record]:
    tables = (book.accounts, book.members, book.people, book.deals)
    return [
        *(record for table in tables for record in table.values()),
        *book.all_touches(),
        *book.campaigns.values(),
    ]
