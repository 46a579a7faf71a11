"""Dates in files and dates as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmap.errors import BadValue
from relmap.model.dates import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR, read_date, shown_date, typed_date

DAYS = st.dates(max_value=date(FIRST_BUDDHIST_YEAR - 1, 12, 31))
# Days whose year is one of the Buddhist era, written in that era.
BUDDHIST_DAYS = st.dates(min_value=date(FIRST_BUDDHIST_YEAR - BUDDHIST_OFFSET, 1, 1), max_value=date(2399, 12, 31))


@given(DAYS)
def test_a_date_is_read_as_it_is_written(day: date) -> None:
    assert read_date(day.isoformat()) == typed_date(day.isoformat()) == day


@given(BUDDHIST_DAYS)
def test_a_buddhist_date_is_understood_when_typed_and_refused_in_a_file(day: date) -> None:
    shown = shown_date(day, "buddhist")
    assert typed_date(shown) == day
    with pytest.raises(BadValue) as raised:
        read_date(shown)
    assert raised.value.mend == f"write the Common Era date: {day.isoformat()}"


@given(DAYS)
def test_the_gregorian_calendar_shows_iso_dates(day: date) -> None:
    assert shown_date(day, "gregorian") == day.isoformat()


@given(BUDDHIST_DAYS)
def test_months_and_days_may_be_typed_with_one_digit(day: date) -> None:
    assert typed_date(f" {day.year}-{day.month}-{day.day} ") == day
    assert typed_date(f"{day.year + BUDDHIST_OFFSET}-{day.month}-{day.day}") == day


@given(BUDDHIST_DAYS, st.sampled_from("-/."))
def test_the_day_may_stand_first_and_other_signs_between(day: date, sign: str) -> None:
    for year in (day.year, day.year + BUDDHIST_OFFSET):
        assert typed_date(sign.join((str(day.day), str(day.month), str(year)))) == day
        assert typed_date(sign.join((str(year), f"{day.month:02}", f"{day.day:02}"))) == day


@pytest.mark.parametrize("text", ["2569-02-28", "2567-02-29"])
def test_a_leap_day_is_that_of_the_common_era(text: str) -> None:
    assert typed_date(text).year == int(text[:4]) - BUDDHIST_OFFSET


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("tomorrow", "write it as year-month-day, for example 2026-11-22"),
        ("", "write it as year-month-day, for example 2026-11-22"),
        ("22/11/26", "write it as year-month-day, for example 2026-11-22"),
        ("2026-11-22T10:00", "write it as year-month-day, for example 2026-11-22"),
        ("๒๕๖๙-๐๑-๐๑", "write it as year-month-day, for example 2026-11-22"),
        ("2026-13-01", "check the day and the month"),
        ("2026-02-29", "check the day and the month"),
        ("0000-01-01", "check the day and the month"),
        ("2569-02-29", "check the day and the month"),
    ],
)
def test_what_is_no_date(text: str, mend: str) -> None:
    for read in (read_date, typed_date):
        with pytest.raises(BadValue) as raised:
            read(text)
        assert raised.value.mend == mend


def test_a_file_writes_two_digits() -> None:
    with pytest.raises(BadValue) as raised:
        read_date("2026-1-2")
    assert raised.value.mend == "write month and day with two digits: 2026-01-02"


@given(st.text())
def test_any_text_is_a_date_or_told_what_is_wrong(text: str) -> None:
    for read in (read_date, typed_date):
        with suppress(BadValue):
            assert isinstance(read(text), date)
