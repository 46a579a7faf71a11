"""Typed values on their way into a record."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from relmap.errors import InvalidValue, NothingThere, NotOneValue, UnknownField, UsageError
from relmap.model.records import Account, Champion, KnownBy, Link, Member, Money, Person
from relmap.model.settings import Settings, Vocabulary
from relmap.usecases.assigning import Assignment, assigned
from relmap.usecases.values import Typing
from tests.books import book_of

PERSON = Person(
    id="mal",
    account="acme",
    name="Mal",
    title="Clerk",
    roles=("user",),
    channels={"phone": ("1",)},
    links=(Link(to="acme/gm", kind="refers", level=2),),
    known_by=(KnownBy(member="ann", level=1),),
)
BOOK = book_of(
    Account(id="acme", name="Acme"),
    Member(id="ann", name="Ann"),
    PERSON,
    Person(id="gm", account="acme", name="Gm", title="General manager"),
    settings=Settings(vocabulary=Vocabulary(roles=("taster",))),
)


def put(path: str, *texts: str, how: str = "set", record: Any = PERSON) -> Any:
    return assigned(record, [Assignment(path=path, texts=texts, how=how)], typing=Typing(book=BOOK, account="acme"))


@pytest.mark.parametrize(
    ("path", "texts", "field", "value"),
    [
        ("stance", ["-2"], "stance", -2),
        ("stance", ["Opponent"], "stance", -2),
        ("stance", ["未知"], "stance", "unknown"),
        ("influence", ["inner circle"], "influence", 4),
        ("roles", ["economic buyer", "taster"], "roles", ("decision_maker", "taster")),
        ("roles", ["user,user"], "roles", ("user",)),
        ("aliases", ["a, b", " "], "aliases", ("a, b",)),
        ("reports_to", ["General Manager"], "reports_to", "acme/gm"),
        ("reports-to", ["gm"], "reports_to", "acme/gm"),
        ("verified_on", ["2569-1-5"], "verified_on", date(2026, 1, 5)),
        ("title", ["e\u0301"], "title", "\u00e9"),
        ("title", [""], "title", ""),
        ("email", ["x@y.example"], "channels", {"phone": ("1",), "email": ("x@y.example",)}),
        ("channels.phone", ["2", "3"], "channels", {"phone": ("2", "3")}),
        ("phone", [""], "channels", {}),
        ("champion.own_win", ["yes"], "champion", Champion(own_win=True)),
        ("links.gm.note", ["n"], "links", (Link(to="acme/gm", kind="refers", level=2, note="n"),)),
        ("known_by.ann.target", ["3"], "known_by", (KnownBy(member="ann", level=1, target=3),)),
        ("names.th", ["มาลี"], "names", {"th": "มาลี"}),
    ],
)
def test_a_value_is_understood_by_its_field(path: str, texts: list[str], field: str, value: object) -> None:
    assert getattr(put(path, *texts), field) == value


def test_lists_grow_and_shrink() -> None:
    assert put("roles", "coach", "user", how="add").roles == ("user", "coach")
    assert put("roles", "user", how="drop").roles == ()
    assert put("roles", how="unset").roles == ()
    assert put("links.gm", how="unset").links == ()
    with pytest.raises(NothingThere, match="acme/mal roles has no 'coach'; it holds user"):
        put("roles", "coach", how="drop")


def test_one_of_several_links_to_the_same_person_is_not_guessed() -> None:
    both = replace(PERSON, links=(*PERSON.links, Link(to="acme/gm", kind="friend")))
    with pytest.raises(
        InvalidValue, match=r"links.gm.level may be any of refers, friend; change it with `relmap link`"
    ):
        put("links.gm.level", "3", record=both)


def test_a_year_may_be_buddhist() -> None:
    account = Account(id="acme", name="Acme")
    assert put("revenue.2569.amount", "5", record=account).revenue == {"2026": Money(amount=5)}
    assert put("revenue.2026.amount", "5", record=account).revenue == {"2026": Money(amount=5)}


def test_settings_begin_with_their_first_value() -> None:
    changed = put("strength.levels.1", "0.25", record=Settings())
    assert changed.strength.of_level(1) == 0.25
    assert put("cadence.new.max_days", "20", record=Settings()).cadence["new"].max_days == 20


@pytest.mark.parametrize(
    ("path", "texts", "how", "error", "said"),
    [
        ("titel", ["x"], "set", UnknownField, "did you mean title?"),
        ("stance", ["1", "2"], "set", NotOneValue, "2 values given"),
        ("stance", ["1"], "add", InvalidValue, "is one value, not a list"),
        ("name", [], "unset", InvalidValue, "name cannot be empty"),
        ("name", [""], "set", InvalidValue, "name cannot be empty"),
        ("links.gm.to", [], "unset", InvalidValue, "links.gm.to cannot be empty"),
        ("links", ["x"], "set", InvalidValue, "such as links.TO.note"),
        ("links.gm", ["x"], "set", InvalidValue, "set one of its fields"),
        ("champion", ["x"], "set", InvalidValue, "set one of champion.has_power"),
        ("champion.lucky", ["x"], "set", InvalidValue, "set one of champion.has_power"),
        ("roles.x", ["x"], "set", InvalidValue, "roles.x is a list of values"),
        ("roles", ["tester"], "set", InvalidValue, "vocabulary: roles"),
        ("channels", ["x"], "set", InvalidValue, "name one, such as channels.NAME"),
        ("links.gm.strength", ["1.2"], "set", InvalidValue, "is not between 0 and 1"),
        ("links.gm.strength", ["nan"], "set", InvalidValue, "is not a number"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    path: str, texts: list[str], how: str, error: type[UsageError], said: str
) -> None:
    with pytest.raises(error) as raised:
        put(path, *texts, how=how)
    assert said in str(raised.value)
    assert raised.value.exit_status == 2
