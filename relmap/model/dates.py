"""Dates as the book writes them (ISO 8601, Common Era) and as people type them (Buddhist era too)."""

import re
from datetime import date, timedelta

from relmap.errors import BadValue
from relmap.spoken import _

BUDDHIST_OFFSET = 543
FIRST_BUDDHIST_YEAR = 2400
_DAYS_AGO = {"today": 0, "yesterday": 1}
_TYPED = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _common_era(year: int, month: int, day: int) -> date:
    return date(year - BUDDHIST_OFFSET, month, day)


def read_date(text: str) -> date:
    """The date that a file holds; raises BadValue for anything but `YYYY-MM-DD` in the Common Era."""
    match = _ISO.fullmatch(text) if text.isascii() else None
    if match is None:
        raise BadValue(_("is not a date"), _("write it as year-month-day, for example 2026-11-22"))
    year, month, day = (int(part) for part in match.groups())
    if year >= FIRST_BUDDHIST_YEAR:
        try:
            offered = _common_era(year, month, day).isoformat()
        except ValueError:
            raise BadValue(_("is a Buddhist-era date that does not exist"), _("check the day and the month")) from None
        raise BadValue(_("is a Buddhist-era date"), _("write the Common Era date: {offered}").format(offered=offered))
    if len(match[2]) != 2 or len(match[3]) != 2:
        raise BadValue(
            _("is not a date"),
            _("write month and day with two digits: {year:04}-{month:02}-{day:02}").format(
                year=year, month=month, day=day
            ),
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue(_("is a date that does not exist"), _("check the day and the month")) from None


def typed_date(text: str) -> date:
    """The date that a person typed: year or day first, with - / or . between, or of the Buddhist era (from 2400 on).

    The year has four digits, and the month stands in the middle.
    """
    match = _TYPED.fullmatch(text.strip()) if text.isascii() else None
    if match is None:
        return read_date(text)
    parts = [int(part) for part in re.split(r"[-/.]", match[0])]
    year, month, day = parts if match[1] else reversed(parts)
    if year < FIRST_BUDDHIST_YEAR:
        return read_date(f"{year:04}-{month:02}-{day:02}")
    try:
        return _common_era(year, month, day)
    except ValueError:
        raise BadValue(_("is a date that does not exist"), _("check the day and the month")) from None


def relative_day(text: str, *, today: date) -> date | None:
    """What `today` and `yesterday` mean; None for any other text."""
    days = _DAYS_AGO.get(text.strip().lower())
    return None if days is None else today - timedelta(days=days)


def looks_like_date(text: str) -> bool:
    """Whether somebody who typed this meant a date, be it one that exists or not."""
    return text.isascii() and _TYPED.fullmatch(text.strip()) is not None


def shown_date(day: date, calendar: str) -> str:
    """`day` for a reader: ISO 8601, with the Buddhist year where the book asks for it."""
    if calendar != "buddhist":
        return day.isoformat()
    return f"{day.year + BUDDHIST_OFFSET:04}-{day.month:02}-{day.day:02}"


def shown_year(year: str, calendar: str) -> str:
    """A year of four digits for a reader.

    >>> shown_year("2026", "buddhist")
    '2569'
    """
    return str(int(year) + BUDDHIST_OFFSET) if calendar == "buddhist" else year
