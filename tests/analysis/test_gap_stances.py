"""G4xx: stances: every rule with a book that has the gap and one that just does not."""

from dataclasses import replace
from typing import Any

import pytest

from relmap.model.records import Person, Touch
from relmap.model.settings import Settings, Strength

from .books import book, days_ago, deal, person, seat, touch
from .gap_books import GUIDE, PHONE, boss, found, knows, mate, one


def test_g401_a_key_players_stance_is_unknown() -> None:
    assert found(book([boss(stance=None), mate()]), "G401") == [("gm",)]
    assert found(book([boss(stance="unknown"), mate()]), "G401") == [("gm",)]
    assert found(book([boss(stance=0), mate()]), "G401") == []
    assert found(book([boss(stance=None)]), "G401", deal=deal(committee=(seat("gm", stance=-1),))) == []


def test_g401_whom_nobody_met_is_met_first_or_asked_about() -> None:
    def told(*people: Person) -> str:
        return one(book(people), "G401").do_next

    command = "`relmap set acme/gm stance=STANCE`"
    assert told(boss(stance=None)) == f"Ask them, or somebody close to them: then {command}"
    stranger = boss(stance=None, known_by=())
    assert told(stranger, GUIDE) == (
        f"Ask Guide to introduce you to Gm: score .32 -> .39 after one visit, `relmap path --to acme/gm`; "
        f"once you know where they stand, {command}"
    )
    assert told(stranger).startswith("Find out who has the ear of Gm, ")
    approver = replace(stranger, roles=("approver",))
    assert told(approver, GUIDE) == f"Ask Guide how Gm sees us, then {command}"
    assert (
        told(approver, replace(GUIDE, stance=-1))
        == f"Ask Guide how Gm sees us, then {command}; but Guide is against us"
    )
    assert told(approver).startswith("Find out who has the ear of Gm, ")


def test_g402_a_strong_opponent_whom_nobody_answers() -> None:
    foe = person("foe", stance=-1, influence=3, reports_to="gm", channels=PHONE, known_by=(knows("ann", level=2),))
    assert found(book([boss(), foe]), "G402") == [("foe", "gm")]
    assert found(book([boss(), replace(foe, influence=2)]), "G402") == []
    assert found(book([boss(), replace(foe, stance=0)]), "G402") == []
    friend = mate(stance=1)
    assert found(book([boss(), foe, friend]), "G402") == []
    assert found(book([boss(), foe, replace(friend, reports_to="", stance=1)]), "G402") == [("foe", "gm")]
    two = [boss(), boss("vp"), foe, mate(stance=1, reports_to="vp")]
    assert found(book(two), "G402") == [("foe", "gm")]
    apart = replace(foe, reports_to="")
    assert found(book([*two[:2], apart, two[3]]), "G402") == [("foe", "gm")]
    assert found(book([boss(stance=-2)]), "G402") == [("gm",)]
    assert found(book([boss(stance=-2), boss("vp")]), "G402") == [("gm",)]
    assert found(book([boss(), foe, replace(friend, name="?")]), "G402") == [("foe", "gm")]


def test_g403_nobody_who_matters_supports_us() -> None:
    inner = person("inner", influence=4, stance=0, channels=PHONE, known_by=(knows("ann", level=2),))
    assert found(book([boss(stance=0), inner]), "G403") == [("gm", "inner")]
    assert found(book([boss(stance=0), replace(inner, stance=1)]), "G403") == []
    assert found(book([boss(stance=0), replace(inner, stance=1, influence=3)]), "G403") == [("gm",)]
    approver = replace(inner, roles=("approver",), influence=2, stance=1)
    assert found(book([boss(stance=0), approver]), "G403") == []
    assert found(book([mate(stance=0)]), "G403") == []


def feels(feeling: int | None, days: int, **fields: Any) -> Touch:
    return touch("bob", "mate", on=days_ago(days), feeling=feeling, **fields)


def test_g404_the_mood_falls() -> None:
    people = [boss(), mate()]
    felt = [feels(2, 150), feels(1, 90), feels(1, 89), feels(-1, 5, channel="call"), feels(None, 1)]
    gap = one(book(people, touches=felt), "G404")
    assert gap.about == ("acme/mate",)
    assert gap.score == pytest.approx(0.4 * 1 / 4 * (1 - 2 / 3.5))
    assert gap.message == (
        "The mood with Mate is lower than before: +0 on average in the last 90 days (+1, -1), "
        "+1.5 in the 90 before (+2, +1); lowest at the call of 2026-11-18"
    )
    assert "`relmap touch acme/mate --by bob --channel visit`" in gap.do_next
    assert found(book(people, touches=felt[2:]), "G404") == []
    assert found(book(people, touches=[feels(-2, 5)]), "G404") == []
    assert found(book(people, touches=felt[:2]), "G404") == []
    assert found(book(people, touches=[feels(0, 100), feels(0, 5)]), "G404") == []
    assert found(book(people, touches=[feels(1, 179), feels(0, 5)]), "G404") == [("mate",)]
    assert found(book(people, touches=[feels(1, 180), feels(0, 5)]), "G404") == []
    assert found(book(people, touches=[feels(1, 100), feels(0, -1)]), "G404") == []
    longer = Settings(strength=Strength(mood_days=100))
    assert found(book(people, touches=[feels(1, 90), feels(0, 5)], settings=longer), "G404") == []


def test_an_unproven_champion_counts_as_coach() -> None:
    asks = Settings(required_roles=("champion",))
    assert found(book([boss(), mate(roles=("champion",))], settings=asks), "G102") == [("champion",)]
