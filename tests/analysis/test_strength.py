"""Strength of a tie: the figures of docs/method.md, and where each comes from."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmap.analysis.strength import Tie, declared_strength, faded, link_strength, observed_strength, ties_of
from relmap.model.settings import Cadence, Settings, Strength

from .books import TODAY, book, days_ago, knows, link, person, touch

DEFAULTS = Strength()


def tie(*, known_by: tuple[object, ...] = (), touches: tuple[object, ...] = (), **account: object) -> Tie:
    small = book([person("kim", known_by=known_by)], touches=touches, **account)  # type: ignore[arg-type]
    return ties_of(small, small.people.values(), TODAY)["acme/kim"]["ann"]


@pytest.mark.parametrize(("level", "strength"), [(1, 0.20), (2, 0.45), (3, 0.70), (4, 0.90)])
def test_levels(level: int, strength: float) -> None:
    assert declared_strength(knows("ann", level=level), DEFAULTS) == strength
    assert link_strength(link("x", level=level), DEFAULTS) == strength
    assert declared_strength(knows("ann", level=level, strength=0.33), DEFAULTS) == 0.33
    assert link_strength(link("x", level=level, strength=0.0), DEFAULTS) == 0.0


def test_without_level_and_strength() -> None:
    assert declared_strength(knows("ann"), DEFAULTS) == 0.20
    assert link_strength(link("x"), DEFAULTS) == 0.45


@pytest.mark.parametrize(("days", "left"), [(0, 0.70), (30, 0.70), (60, 0.546), (90, 0.438), (150, 0.306)])
def test_fading_figures_of_the_method(days: int, left: float) -> None:
    assert faded(0.70, days, Cadence(max_days=30), DEFAULTS) == pytest.approx(left, abs=6e-4)
    assert tie(known_by=(knows("ann", level=3, assessed_on=days_ago(days)),), segment="fan").value == pytest.approx(
        left, abs=6e-4
    )


def test_one_visit_today() -> None:
    one = tie(touches=(touch("ann", "kim"),))
    assert one.observed == one.value == pytest.approx(0.39, abs=5e-3)
    assert (one.declared, one.faded, one.days, one.disagrees) == (None, None, 0, False)


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"channel": "visit"}, 3.0),
        ({"channel": "meeting"}, 3.0),
        ({"channel": "call"}, 2.0),
        ({"channel": "video"}, 2.0),
        ({"channel": "event"}, 2.0),
        ({"channel": "email"}, 0.25),
        ({"channel": "chat", "two_way": True}, 1.0),
        ({"channel": "visit", "two_way": False}, 0.75),
        ({"channel": "visit", "on": days_ago(90)}, 1.5),
        ({"channel": "own_channel"}, 0.25),
    ],
)
def test_points_of_a_touch(fields: dict[str, object], points: float) -> None:
    seen = touch("ann", "kim", **fields)  # type: ignore[arg-type]
    assert observed_strength([seen], TODAY, DEFAULTS) == pytest.approx(1 - exp(-points / 6))


def test_touches_add_up_and_those_of_together_count_too() -> None:
    both = tie(touches=(touch("ann", "kim"), touch("bob", "kim", together=("ann",))))
    assert both.observed == pytest.approx(1 - exp(-1))


def test_somebody_named_twice_in_a_touch_was_met_once() -> None:
    assert tie(touches=(touch("ann", "kim", "kim", together=("ann",)),)).observed == pytest.approx(1 - exp(-0.5))


def test_of_two_ties_of_one_member_the_stronger_counts() -> None:
    assert tie(known_by=(knows("ann", level=3), knows("ann", level=1))).value == 0.70


def test_of_two_ties_of_one_member_the_one_counts_that_is_stronger_by_now() -> None:
    old, fresh = knows("ann", level=3, assessed_on=days_ago(400)), knows("ann", level=2, assessed_on=TODAY)
    for known_by in ((old, fresh), (fresh, old)):
        assert tie(known_by=known_by).value == 0.45


def test_touches_of_the_future_have_not_happened() -> None:
    future = tie(known_by=(knows("ann", level=1),), touches=(touch("ann", "kim", on=TODAY + timedelta(days=1)),))
    assert (future.observed, future.touches, future.value) == (None, (), 0.20)


def test_without_a_date_nothing_fades() -> None:
    undated = tie(known_by=(knows("ann", level=4),), segment="fan")
    assert (undated.value, undated.days, undated.has_faded) == (0.90, None, False)


def test_a_touch_starts_the_clock_and_a_newer_one_stops_the_fading() -> None:
    old = touch("ann", "kim", on=days_ago(60), channel="email")
    assert tie(known_by=(knows("ann", level=3),), touches=(old,), segment="fan").value == pytest.approx(0.546, abs=6e-4)
    news = (old, touch("ann", "kim", on=days_ago(5), channel="email"))
    known = (knows("ann", level=3, assessed_on=days_ago(400)),)
    assert tie(known_by=known, touches=news, segment="fan").faded == 0.70


def test_bargain_hunters_have_no_cadence() -> None:
    assert tie(known_by=(knows("ann", level=3, assessed_on=days_ago(900)),), segment="bargain").value == 0.70


def test_the_larger_wins_and_a_large_difference_is_pointed_out() -> None:
    friendly = tie(known_by=(knows("ann", level=1),), touches=tuple(touch("ann", "kim") for _ in range(3)))
    assert friendly.value == friendly.observed == pytest.approx(1 - exp(-1.5))
    assert friendly.disagrees
    assert not tie(known_by=(knows("ann", level=2),), touches=(touch("ann", "kim"),)).disagrees
    assert tie(known_by=(knows("ann", level=4),), touches=(touch("ann", "kim"),)).value == 0.90


def test_members_who_left_have_no_ties() -> None:
    small = book([person("kim", known_by=(knows("ann", level=1), knows("bob", level=2)))])
    small = replace(small, members={**small.members, "bob": replace(small.members["bob"], status="left")})
    assert list(ties_of(small, small.people.values(), TODAY)["acme/kim"]) == ["ann"]


def test_constants_come_from_the_settings() -> None:
    own = Settings(strength=Strength(levels={"1": 0.31}, touch_weights={"visit": 6.0}, touch_scale=3.0))
    people = [person("kim", known_by=(knows("ann", level=1),)), person("lee")]
    small = book(people, settings=own, touches=[touch("ann", "lee")])
    ties = ties_of(small, people, TODAY)
    assert ties["acme/kim"]["ann"].value == 0.31
    assert ties["acme/lee"]["ann"].value == pytest.approx(1 - exp(-2))


@given(st.integers(0, 5000), st.integers(0, 5000), st.floats(0, 1))
def test_fading_only_falls_and_stops_at_the_floor(first: int, second: int, strength: float) -> None:
    early, late = sorted((first, second))
    cadence = Cadence(max_days=30)
    assert strength >= faded(strength, early, cadence, DEFAULTS) >= faded(strength, late, cadence, DEFAULTS)
    assert faded(strength, late, cadence, DEFAULTS) >= 0.25 * strength


@given(st.lists(st.dates(date(2020, 1, 1), TODAY), min_size=1, max_size=30))
def test_every_touch_strengthens(days: list[date]) -> None:
    touches = [touch("ann", "kim", on=day) for day in days]
    observed = [observed_strength(touches[:count], TODAY, DEFAULTS) for count in range(len(days) + 1)]
    assert observed == sorted(observed)
    assert observed[0] == 0 <= observed[-1] <= 1
