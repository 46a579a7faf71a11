"""The small questions one asks of a record."""

from datetime import date

import pytest

from relmap.model.records import Champion, Deal, Link, Person, Touch
from relmap.model.settings import CADENCES, NO_SEGMENT_CADENCE, Cadence, Settings, Strength


@pytest.mark.parametrize("stage", ["won", "lost", "closed", "cancelled", "Won", "LOST ", " Closed"])
def test_a_deal_that_is_over(stage: str) -> None:
    assert not Deal(id="d", account="a", name="D", stage=stage).is_open


@pytest.mark.parametrize("stage", ["", "proposal", "winning", "not lost"])
def test_a_deal_that_is_open(stage: str) -> None:
    assert Deal(id="d", account="a", name="D", stage=stage).is_open


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (date(2026, 1, 2), None, True),
        (date(2026, 1, 3), None, False),
        (None, date(2026, 1, 2), True),
        (None, date(2026, 1, 1), False),
        (date(2026, 1, 1), date(2026, 1, 3), True),
    ],
)
def test_a_link_holds_on_and_between_its_dates(since: date | None, until: date | None, holds: bool) -> None:
    assert Link(to="a/x", kind="friend", since=since, until=until).holds_on(date(2026, 1, 2)) is holds


@pytest.mark.parametrize("missing", ["has_power", "sells_for_us", "own_win"])
def test_a_champion_needs_all_three_proofs(missing: str) -> None:
    proofs = {"has_power": True, "sells_for_us": True, "own_win": True}
    assert Champion(**proofs).proven
    assert not Champion(**proofs | {missing: False}).proven


def test_a_stance_somebody_looked_for_is_not_known() -> None:
    assert Person(id="x", account="a", name="X", stance="unknown").known_stance is None
    assert Person(id="x", account="a", name="X", stance=-2).known_stance == -2


def test_a_touch_is_in_the_file_of_its_year() -> None:
    touch = Touch(account="a", member="nok", on=date(2026, 1, 2), people=("a/x",), channel="call")
    assert touch.ref == "a/touches/2026-nok"


def test_one_setting_of_a_table_changes_that_one_only() -> None:
    own = Strength(
        levels={"2": 0.5}, carriers={"neutral": 0.8}, touch_weights={"call": 1.5}, role_weights={"user": 1.0}
    )
    assert [own.of_level(level) for level in (1, 2, 3, 4)] == [0.20, 0.5, 0.70, 0.90]
    assert (own.of_carrier("neutral"), own.of_carrier("opponent")) == (0.8, 0.1)
    assert (own.of_touch("call"), own.of_touch("visit"), own.of_touch("fax")) == (1.5, 3.0, 1.0)
    assert (own.of_role("user"), own.of_role("approver"), own.of_role("janitor")) == (1.0, 0.9, 0.4)


def test_half_a_cadence_keeps_the_other_half() -> None:
    settings = Settings(cadence={"fan": Cadence(max_days=10)})
    assert settings.cadence_of("fan") == Cadence(ideal_days=14, max_days=10)
    assert settings.cadence_of("new") == CADENCES["new"]
    assert settings.cadence_of("") == NO_SEGMENT_CADENCE
