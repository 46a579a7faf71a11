"""Every change of every field has words of its own, and notes none but that they changed."""

from dataclasses import replace
from typing import Any

import pytest

from relmap.analysis.differences import differences
from relmap.analysis.differences.books import aligned
from relmap.analysis.differences.words import Words
from relmap.cli.language import catalogue_of
from relmap.model.kinds import Field
from relmap.model.records import Account, Deal, Person
from relmap.model.saying import speaking
from relmap.model.settings import Cadence, GapSettings, Settings, Strength
from tests.analysis.books import book, deal, knows, link, person, seat

from .test_every_field import BASE, book_with, cases


def words(before: Person, after: Person) -> list[str]:
    old, new = (book([one, person("gm", name="Anucha")], deals=[deal()]) for one in (before, after))
    told = Words(aligned(old, new).book, new)
    return [text for one in differences(old, new).found for text in told.told(one)]


@pytest.mark.parametrize(("type_", "field", "one", "other"), list(cases()))
def test_a_change_of_it_is_told_in_words(type_: str, field: Field, one: Any, other: Any) -> None:
    before, after = (book_with(replace(BASE[type_], **{field.slot: value})) for value in (one, other))
    told = Words(aligned(before, after).book, after)
    (found,) = differences(before, after).found
    texts = told.told(found)
    assert texts
    assert all(texts)
    back = Words(aligned(after, before).book, before).told(differences(after, before).found[0])
    assert back != texts or all("not told here" in text for text in texts)


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"stance": 0}, {"stance": 1}, ["stance neutral -> supporter"]),
        ({}, {"stance": "unknown"}, ["stance unsaid -> unknown"]),
        ({"influence": 4}, {}, ["influence inner circle -> unsaid"]),
        ({}, {"links": (link("gm", level=3),)}, ["link added: influences Anucha, trusted"]),
        ({"links": (link("gm", "friend"),)}, {}, ["link gone: friend Anucha"]),
        (
            {"links": (link("gm", level=2),)},
            {"links": (link("gm", level=3, note="Secret"),)},
            ["link influences Anucha: level working -> trusted, note not as before, and not told here"],
        ),
        ({}, {"known_by": (knows("ann", level=2, note="Secret"),)}, ["known by Ann, working, note"]),
        ({"known_by": (knows("ann", level=2),)}, {}, ["no longer known by Ann, working"]),
        (
            {"roles": ("user", "coach")},
            {"roles": ("coach", "decision_maker")},
            ["roles added: decision maker", "roles gone: user"],
        ),
        ({"department": "Purchasing"}, {"department": "Kitchen"}, ["moved from Purchasing to Kitchen"]),
        ({}, {"department": "Kitchen"}, ["department unsaid -> Kitchen"]),
        ({}, {"status": "left"}, ["has left"]),
        ({"status": "left"}, {}, ["is here again"]),
        ({"reports_to": "gm"}, {}, ["reports to Anucha -> unsaid"]),
        ({"channels": {"phone": ("1",)}}, {"channels": {"phone": ("1", "2")}}, ["phone added: 2"]),
        ({"needs": ("x", "y")}, {"needs": ("y", "x")}, ["needs in another order: y, x"]),
        ({"notes": "Secret"}, {"notes": "Another"}, ["notes not as before, and not told here"]),
    ],
)
def test_what_is_said_of_a_person(then: dict[str, Any], now: dict[str, Any], said: list[str]) -> None:
    assert words(person("malee", **then), person("malee", **now)) == said


def test_a_seat_in_a_committee() -> None:
    seats = (seat("malee"),), (seat("malee", stance=-1, roles=("evaluator",)),)
    old, new = (book([person("malee", name="Malee")], deals=[deal(committee=committee)]) for committee in seats)
    (found,) = differences(old, new).found
    said = ["in the committee, Malee: roles added: evaluator, stance unsaid -> non-supporter"]
    assert Words(old, new).told(found) == said


def told_of_new(record: Person | Deal | Account) -> str:
    everybody = [person("gm", name="Anucha"), person("kanya", name="Kanya"), person("malee", name="Malee")]
    then = book([one for one in everybody if one.ref != record.ref])
    table = {Person: "people", Deal: "deals", Account: "accounts"}[type(record)]
    key = record.id if isinstance(record, Account) else record.ref
    now = replace(then, **{table: {**getattr(then, table), key: record}})
    (found,) = differences(then, now).found
    (text,) = Words(then, now).told(found)
    assert Words(then, now, facts_of_new=False).told(found) == [text.partition(":")[0]]
    (gone,) = Words(now, then).told(differences(now, then).found[0])
    assert ":" not in gone
    return text


def test_who_is_new_is_told_with_what_matters_and_nothing_private() -> None:
    chai = person(
        "chai",
        department="Kitchen",
        roles=("evaluator", "user"),
        reports_to="acme/gm",
        stance=0,
        influence=0,
        known_by=(knows("ann", level=3, note="Secret"), knows("bob")),
        links=(link("kanya", "friend", level=2, note="Secret", source="Secret"), link("gm")),
        needs=("Secret",),
        concerns=("Secret",),
        channels={"phone": ("Secret",)},
        notes="Secret",
    )
    assert told_of_new(chai) == (
        "new person: Kitchen, evaluator, user, reports to Anucha, stance neutral, influence none, "
        "known by Ann (trusted), known by Bob, friend Kanya (working), influences Anucha"
    )
    assert told_of_new(person("chai", title="Chef", notes="Secret")) == "new person"
    assert told_of_new(person("chai", stance="unknown")) == "new person: stance unknown"


def test_a_deal_and_an_account_that_are_new() -> None:
    seats = (seat("malee", roles=("evaluator",), stance=-1, influence=4, note="Secret"), seat("gm"))
    plates = deal(stage="proposal", amount=480000, currency="THB", committee=seats, goal="Secret", notes="Secret")
    assert told_of_new(plates) == (
        "new deal: stage proposal, amount 480000 THB, committee Malee (evaluator, non-supporter), Anucha"
    )
    assert told_of_new(deal(currency="THB")) == "new deal"
    newco = Account(id="newco", name="Newco", segment="fan", owner="ann", notes="Secret")
    assert told_of_new(newco) == "new account: segment fan, owner Ann"
    assert told_of_new(replace(newco, segment="", owner="")) == "new account"


def test_words_of_lists_and_keys_of_tables_are_those_of_the_reader() -> None:
    then = Settings(language="th", calendar="gregorian")
    now = Settings(
        language="zh",
        calendar="buddhist",
        cadence={"fan": Cadence(ideal_days=3)},
        strength=Strength(levels={"3": 0.8}, role_weights={"decision_maker": 0.9}, touch_weights={"visit": 4}),
        gaps=GapSettings(min_severity="high", fail_on="never"),
    )
    told = Words(book([], settings=then), book([], settings=now))
    (found,) = differences(book([], settings=then), book([], settings=now)).found
    assert told.told(found) == [
        "language th -> zh",
        "calendar gregorian -> buddhist",
        "cadence fan unsaid -> ideal days 3",
        "strength levels trusted unsaid -> .8",
        "strength touch weights visit unsaid -> 4",
        "strength role weights decision maker unsaid -> .9",
        "gaps min severity unsaid -> high",
        "gaps fail on unsaid -> never",
    ]
    with speaking(catalogue_of("zh")):
        said = told.told(found)
    assert said[:4] == [
        "语言 泰语 -> 中文",
        "历法 公历 -> 佛历",
        "联系节奏 铁杆客户 未填 -> 理想天数 3",
        "关系强度 等级 信任 未填 -> .8",
    ]
    assert said[-1].endswith("-> 从不")


def test_an_item_that_stands_there_less_often_is_gone() -> None:
    assert words(person("malee", needs=("x", "x")), person("malee", needs=("x",))) == ["needs gone: x"]
