"""The calendar of `next`, read back with icalendar and held against the items."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from relmap.analysis.circle import books_by_account
from relmap.exporters.calendar import calendar
from relmap.model.book import Book
from relmap.model.records import Reminder, Touch
from relmap.model.settings import GapSettings, Settings
from relmap.usecases.next import NextResult, due_next, lines, subject
from tests.analysis.books import TODAY, book, days_ago, knows, person, touch

HARD = "โทรถามมาลีเรื่องนัดเชฟกัญญา; 补充退出方案，回应锁定的顾虑, \\ back\nslash END:VEVENT \x07 ก้ำ้" * 3


def owed(days: int, what: str = "call", **fields: Any) -> Touch:
    return touch("ann", "malee", on=days_ago(9), channel="email", next=Reminder(on=days_ago(days), what=what), **fields)


def some_book(*touches: Touch, name: str = "Ours") -> Book:
    people = [
        person("malee", name="มาลี ใจดี", title="พนักงานต้อนรับ", channels={"phone": ("0212345677",)}),
        person("gm", name="罗正平", roles=("decision_maker",), influence=4),
        person("old", known_by=(knows("ann"),)),
    ]
    return book(people, touches=[*touches, touch("ann", "old", on=days_ago(80))], settings=Settings(name=name))


def of(within: Book, later: int = 0) -> NextResult:
    return due_next(within, books_by_account(within), account=None, today=TODAY + timedelta(days=later), days=7)


def events(written: bytes) -> list[Any]:
    whole = Calendar.from_ical(written)
    assert (whole["version"], whole["prodid"]) == ("2.0", "-//relmap//next//EN")
    return list(whole.walk("VEVENT"))


def test_every_item_is_an_event_with_its_reasons() -> None:
    result = of(some_book(owed(-2, HARD)))
    found = events(calendar(result))
    assert len(found) == len(result.items) > 2
    for event, item in zip(found, result.items, strict=True):
        assert str(event["summary"]).startswith(f"{subject(result.book, item)}: ")
        said = str(event["description"]).split("\n")
        assert said == [f"{word}: {text}" for word, text in lines(result.book, item)]
        assert event.decoded("dtstamp") == datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
        assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
        assert "dtend" not in event


def test_lines_are_short_in_octets_and_break_no_letter() -> None:
    written = calendar(of(some_book(owed(-2, HARD))))
    rows = written.split(b"\r\n")
    assert max(map(len, rows)) <= 75
    for row in rows:
        row.decode()
    assert b"\x07" not in written
    assert b"\n" not in written.replace(b"\r\n", b"")


@pytest.mark.parametrize(("late", "day"), [(-2, 2), (0, 0), (5, 0)], ids=["to come", "today", "overdue"])
def test_a_promise_stands_on_its_day_and_what_is_overdue_on_today(late: int, day: int) -> None:
    (event,) = [one for one in events(calendar(of(some_book(owed(late))))) if "มาลี" in one["summary"]]
    assert event.decoded("dtstart") == TODAY + timedelta(days=day)
    assert str(event["summary"]) == "มาลี ใจดี (พนักงานต้อนรับ): call"


def test_the_same_book_and_day_give_the_same_bytes_and_every_event_its_own_uid() -> None:
    first, second = (calendar(of(some_book(owed(-2)))) for _ in range(2))
    assert first == second
    ids = [str(event["uid"]) for event in events(first)]
    assert len(set(ids)) == len(ids) > 2


def test_an_event_keeps_its_uid_while_it_is_due() -> None:
    def uids(within: Book, later: int = 0) -> dict[str, str]:
        found = events(calendar(of(within, later)))
        return {str(event["summary"]).split(":")[0]: str(event["uid"]) for event in found}

    now, then = uids(some_book(owed(-2))), uids(some_book(owed(-2)), later=5)
    assert now.items() <= then.items()
    again = uids(some_book(owed(-3)))
    malee = "มาลี ใจดี (พนักงานต้อนรับ)"
    assert again[malee] != now[malee]
    assert {name: uid for name, uid in again.items() if name != malee}.items() <= now.items()
    assert not set(uids(some_book(owed(-2), name="Another")).values()) & set(now.values())


def test_the_day_and_the_name_are_those_of_what_is_most_urgent_as_in_the_text() -> None:
    to_gm = touch("ann", "gm", on=days_ago(1), next=Reminder(on=TODAY + timedelta(days=2), what="send the offer"))
    (item,) = [item for item in of(some_book(to_gm)).items if item.person == "acme/gm"]
    assert (item.due_on, item.reasons[0].kind) == (TODAY, "gap")
    (event,) = [one for one in events(calendar(of(some_book(to_gm)))) if "罗正平" in one["summary"]]
    assert (event["summary"], event.decoded("dtstart")) == (f"罗正平: {item.reasons[0].headline}", TODAY)


@pytest.mark.parametrize("days", [1, 30, 365])
def test_how_far_somebody_looks_ahead_changes_no_event(days: int) -> None:
    promised = touch("ann", "gm", on=days_ago(1), next=Reminder(on=TODAY + timedelta(days=22), what="the offer"))
    within = some_book(promised, touch("ann", "malee", on=days_ago(20)))

    def entries(ahead: int) -> set[tuple[str, object, str]]:
        result = due_next(within, books_by_account(within), account=None, today=TODAY, days=ahead)
        return {(one["uid"], one.decoded("dtstart"), one["summary"]) for one in events(calendar(result))}

    week = entries(7)
    assert len(week) > 1
    assert week <= entries(days) or days < 7
    assert entries(days) <= week or days > 7


def test_a_gap_beside_a_silence_does_not_change_the_uid_as_the_silence_grows() -> None:
    within = some_book(touch("ann", "gm", on=days_ago(60), channel="email"))
    found = [next(item for item in of(within, later).items if item.person == "acme/gm") for later in (0, 1)]
    assert [item.overdue_days for item in found] == [0, 1]
    first, second = (
        [str(event["uid"]) for event in events(calendar(of(within, later))) if "罗正平" in event["summary"]]
        for later in (0, 1)
    )
    assert first == second
    again = some_book(touch("ann", "gm", on=days_ago(59), channel="email"))
    assert first != [str(event["uid"]) for event in events(calendar(of(again))) if "罗正平" in event["summary"]]


def test_what_else_the_first_reason_is_about_does_not_change_the_uid() -> None:
    result = of(some_book())
    (item,) = [item for item in result.items if item.person == "acme/gm"]
    alone, together = (
        events(calendar(replace(result, items=(item._replace(about=about),))))[0]["uid"]
        for about in (("acme/gm",), ("acme/gm", "acme/old"))
    )
    assert alone == together


def test_nothing_due_is_a_calendar_without_events() -> None:
    quiet = book([person("x")], settings=Settings(gaps=GapSettings(ignore=("G101",))))
    assert events(calendar(of(quiet))) == []
