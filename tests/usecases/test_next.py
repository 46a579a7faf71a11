"""`next` as a value, as sentences and as JSON."""

import json
from datetime import timedelta

import pytest

from relmap.analysis.circle import books_by_account
from relmap.errors import NobodyFound
from relmap.model.book import Book
from relmap.model.records import Person, Reminder, Touch
from relmap.usecases.next import NextResult, due_next, lines, subject, to_json
from tests.analysis.books import TODAY, book, days_ago, knows, link, person, touch

SOON = TODAY + timedelta(days=2)
CALL = touch("ann", "malee", on=days_ago(5), channel="email", next=Reminder(on=SOON, what="call about samples"))


def due(within: Book, account: str | None, member: str | None = None) -> NextResult:
    books = [(name, part) for name, part in books_by_account(within) if account in (name, None)]
    return due_next(within, books, account=account, today=TODAY, days=7, member=member)


def clerk(name: str = "malee") -> Person:
    return person(
        name, title="Clerk", channels={"phone": ("0211",)}, known_by=(knows("bob", level=3),), roles=("decision_maker",)
    )


def one_promise(*further: Touch) -> Book:
    """Gaps of an account whose decision maker has our ear are few, and none is worse than medium."""
    return book([clerk()], touches=[CALL, *further])


def test_json_document_of_one_account() -> None:
    document = to_json(due(one_promise(), "acme"))
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["schema", "today", "days", "account", "for", "items"]
    assert (document["schema"], document["today"], document["days"]) == ("relmap.next/1", "2026-11-23", 7)
    assert (document["account"], document["for"]) == ("acme", None)
    (item,) = [item for item in document["items"] if item["person"] == "acme/malee"]
    (promise,) = [reason for reason in item.pop("reasons") if reason["kind"] == "reminder"]
    assert promise == {
        "kind": "reminder",
        "code": None,
        "text": "promised on 2026-11-18 for 2026-11-25",
        "since": "2026-11-18",
        "due_on": "2026-11-25",
        "do": "call about samples",
    }
    assert item.pop("do")
    assert item.pop("due_on") <= "2026-11-25"
    assert item == {
        "person": "acme/malee",
        "account": "acme",
        "about": ["acme/malee"],
        "member": "team/ann",
        "others": ["team/bob"],
        "overdue_days": 0,
        "command": "relmap touch acme/malee --by ann --channel email",
        "channels": [{"kind": "phone", "text": "0211"}],
        "last_touch": {"on": "2026-11-18", "channel": "email", "member": "team/ann"},
    }


def test_an_item_in_sentences() -> None:
    result = due(one_promise(), "acme")
    (item,) = [item for item in result.items if item.person]
    assert subject(result.book, item) == "Malee (Clerk)"
    said = list(lines(result.book, item))
    assert ("Why", "promised on 2026-11-18 for 2026-11-25") in said
    assert ("Do", "call about samples") in said
    assert said[-4:] == [
        ("Reach", "phone 0211"),
        ("Last", "email on 2026-11-18 by Ann"),
        ("With", "Bob, who promised something too or is close to them: agree who goes"),
        ("Log", "`relmap touch acme/malee --by ann --channel email`"),
    ]


def test_whoever_the_step_is_with_is_the_one_to_reach() -> None:
    gm = person("gm", roles=("decision_maker",), influence=4, stance=1, channels={"phone": ("1",)})
    ties = (knows("ann", level=3), knows("bob", level=3))
    guide = person("guide", stance=1, links=(link("gm"),), channels={"phone": ("2",)}, known_by=ties)
    result = due(book([gm, guide]), "acme")
    (item,) = [item for item in result.items if item.person == "acme/gm"]
    said = list(lines(result.book, item))
    assert ("Reach", "Guide: phone 2") in said
    assert said[-1] == ("Log", "`relmap touch acme/guide --by ann --channel visit`")


def test_what_the_step_says_already_is_not_said_again() -> None:
    result = due(book([person("x")]), "acme")
    (item,) = result.items
    assert item.command in item.steps[0]
    assert subject(result.book, item) == "Acme"
    assert [word for word, _ in lines(result.book, item)] == ["Do", "Why"]


def test_all_accounts_in_one_list_the_most_urgent_first() -> None:
    late = touch("ann", "malee", on=days_ago(9), channel="email", next=Reminder(on=days_ago(1), what="call"))
    whole = book([clerk(), person("aaa/chief", roles=("decision_maker",))], touches=[late])
    result = due(whole, None)
    assert [item.account for item in result.items] == ["acme", "aaa"]
    assert result.items == tuple(item for name in ("acme", "aaa") for item in due(whole, name).items)
    assert result.first(1).items == result.items[:1]
    assert to_json(result)["account"] is None
    assert set(result.book.people) == {item.person for item in result.items if item.person}


def test_for_one_of_us_is_theirs_and_what_they_promised() -> None:
    other = touch("bob", "malee", on=days_ago(5), channel="email", next=Reminder(on=SOON, what="send the list"))
    within = one_promise(other)
    for name, typed in (("ann", "ann"), ("bob", "Bob")):
        result = due(within, "acme", member=typed)
        assert result.member == name
        assert [item.person for item in result.items if item.person] == ["acme/malee"]
    assert to_json(result)["for"] == "team/bob"
    alone = due(one_promise(), "acme", member="bob")
    assert "acme/malee" not in [item.person for item in alone.items]
    with pytest.raises(NobodyFound):
        due(within, "acme", member="nobody")


def test_a_book_without_accounts_has_nothing_due() -> None:
    assert due(Book(), None).items == ()
