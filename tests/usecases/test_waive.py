"""Waivers written and taken away: what they are about, and what they refuse."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from relmap.errors import NothingThere, NothingToWaive, PassedAlready, SeveralGaps, UnknownGap
from relmap.model.book import Book
from relmap.model.changes import Changes, Updated
from relmap.model.settings import GapSettings, Settings, Waiver
from relmap.usecases.waive import idle, subject, unwaive, waive
from tests.analysis.books import TODAY, book, deal, person, seat

UNTIL = date(2027, 1, 31)
HELD = Waiver(code="G204", about="acme/gm", reason="old", until=TODAY)
OTHER = Waiver(code="G303", about="acme/gm", reason="old", until=TODAY)
PEOPLE = [person("gm", name="Anucha Mankhong", roles=("decision_maker",), department="Board"), person("beta/chief")]
BOOK = book(PEOPLE, settings=Settings(gaps=GapSettings(waivers=(HELD, OTHER))), departments=("Kitchen",))


def after(changes: Changes) -> tuple[Waiver, ...]:
    (change,) = changes
    assert isinstance(change, Updated)
    assert isinstance(change.after, Settings)
    return change.after.gaps.waivers


def waived(within: Book, code: str, *names: str, until: date = UNTIL) -> Changes:
    return waive(within, account="acme", code=code, names=names, reason="new", until=until, today=TODAY)


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("gm", "acme/gm"),
        ("acme/gm", "acme/gm"),
        ("beta/chief", "beta/chief"),
        ("Anucha", "acme/gm"),
        ("acme", "acme"),
        ("Beta", "beta"),
        ("decision_maker", "decision_maker"),
        ("ผู้มีอำนาจตัดสินใจ", "decision_maker"),
        ("kitchen", "Kitchen"),
        ("Board", "Board"),
        ("team/ann", "team/ann"),
        ("Ann", "team/ann"),
    ],
)
def test_what_a_waiver_is_about(name: str, about: str) -> None:
    assert subject(BOOK, name, account="acme") == about


def test_a_new_waiver_comes_last_and_one_that_is_there_keeps_its_place() -> None:
    new = Waiver(code="G204", about="acme", reason="new", until=UNTIL)
    renewed = Waiver(code="G204", about="acme/gm", reason="new", until=UNTIL)
    assert after(waived(BOOK, "bottleneck", "gm", "acme")) == (renewed, OTHER, new)
    assert after(waived(BOOK, "g401", "gm")) == (
        HELD,
        OTHER,
        Waiver(code="G401", about="acme/gm", reason="new", until=UNTIL),
    )


def test_the_same_waiver_again_changes_nothing() -> None:
    same = book(PEOPLE, settings=Settings(gaps=GapSettings(waivers=(HELD,))))
    changes = waive(same, account="acme", code="G204", names=["gm"], reason="old", until=TODAY, today=TODAY)
    assert changes == []


def idle_ones(within: Book, code: str, *names: str) -> list[str]:
    return [one.about for one in idle(within, waived(within, code, *names), today=TODAY)]


def test_what_accepts_no_gap_of_today_is_idle() -> None:
    assert idle_ones(BOOK, "G201", "gm") == []
    assert idle_ones(BOOK, "G202", "gm", "acme", "decision_maker") == ["acme/gm", "acme", "decision_maker"]
    assert idle_ones(BOOK, "G101", "acme", "Beta", "decision_maker") == ["acme"]
    assert idle_ones(BOOK, "G104", "kitchen", "Board") == ["Board"]


def test_what_accepts_a_gap_in_a_deal_only_is_not_idle() -> None:
    sits = deal(committee=(seat("gm", stance=-2),))
    people = [replace(PEOPLE[0], stance=1, influence=4)]
    assert idle_ones(book(people), "G402", "gm") == ["acme/gm"]
    assert idle_ones(book(people, deals=[sits]), "G402", "gm") == []


def test_what_is_refused() -> None:
    with pytest.raises(NothingToWaive, match="found by 'chieff'; did you mean chief"):
        waived(BOOK, "G204", "chieff")
    with pytest.raises(NothingToWaive, match="did you mean Kitchen"):
        waived(BOOK, "G204", "Kitchn")
    with pytest.raises(SeveralGaps):
        waived(BOOK, "G2", "gm")
    with pytest.raises(UnknownGap):
        waived(BOOK, "G9", "gm")
    with pytest.raises(PassedAlready, match="2026-11-22 has passed already"):
        waived(BOOK, "G204", "gm", until=TODAY - timedelta(days=1))
    assert after(waived(BOOK, "G401", "gm", until=TODAY))


def test_a_waiver_is_taken_away_by_any_name() -> None:
    assert after(unwaive(BOOK, account="acme", code="g204", names=["Anucha"])) == (OTHER,)
    gone = Waiver(code="G204", about="acme/gone", reason="x", until=TODAY)
    stale = book(PEOPLE, settings=Settings(gaps=GapSettings(waivers=(gone,))))
    assert after(unwaive(stale, account="acme", code="G204", names=["acme/gone"])) == ()
    with pytest.raises(NothingThere, match="no waiver of G204 for acme; it has G204 acme/gm, G303 acme/gm"):
        unwaive(BOOK, account="acme", code="G204", names=["acme"])


def held_by(*waivers: Waiver) -> Book:
    return book(PEOPLE, settings=Settings(gaps=GapSettings(waivers=waivers)))


def test_a_waiver_by_a_rule_s_name_or_an_id_alone_is_there_already() -> None:
    by_name, bare = replace(HELD, code="bottleneck"), replace(HELD, about="gm")
    assert after(waived(held_by(by_name), "G204", "gm")) == (replace(by_name, reason="new", until=UNTIL),)
    assert after(waived(held_by(bare), "G204", "gm")) == (replace(bare, reason="new", until=UNTIL),)
    assert after(unwaive(held_by(by_name), account="acme", code="G204", names=["gm"])) == ()
    twins = book([*PEOPLE, person("beta/gm")], settings=Settings(gaps=GapSettings(waivers=(bare,))))
    assert after(waived(twins, "G204", "gm"))[0] == bare


def test_of_two_waivers_of_one_thing_one_is_left() -> None:
    twice = held_by(HELD, OTHER, replace(HELD, reason="other"), replace(HELD, about="gm"))
    assert after(waived(twice, "G204", "gm")) == (replace(HELD, reason="new", until=UNTIL), OTHER)
    assert after(unwaive(twice, account="acme", code="G204", names=["gm"])) == (OTHER,)
