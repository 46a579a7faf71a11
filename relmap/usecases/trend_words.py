"""A trend for people: what each line is of, its values in words, and a row of bars that any terminal shows."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from relmap.analysis.trend import Point
from relmap.analysis.wording import figure, stance_in_words
from relmap.model.records import Person
from relmap.model.saying import _, on_day
from relmap.usecases.trend import Trend

BARS = "▁▂▃▄▅▆▇█"
UNKNOWN = "·"


class Series(NamedTuple):
    """One value over time; `low` and `high` are the ends of its scale, `said` puts a value in words."""

    name: str
    label: str
    values: list[float | None]
    low: float
    high: float
    said: Callable[[float], str]


def series_of(found: Trend) -> list[Series]:
    of_person = isinstance(found.subject, Person)
    path = _("best path to them") if of_person else _("best path to who decides")
    stance = _("their stance") if of_person else _("stance of who decides")
    return [
        Series("coverage", _("coverage"), [one.coverage for one in found.points], 0, 1, lambda value: f"{value:.0%}"),
        Series("path", path, [one.path for one in found.points], 0, 1, figure),
        Series(
            "stance", stance, [one.stance for one in found.points], -2, 2, lambda value: stance_in_words(round(value))
        ),
    ]


def sparkline(one: Series) -> str:
    """A bar for each value, on the whole of its scale; a dot where it is not known."""
    steps = len(BARS) - 1
    return "".join(
        UNKNOWN if value is None else BARS[round((value - one.low) / (one.high - one.low) * steps)]
        for value in one.values
    )


def ends(one: Series, points: Sequence[Point]) -> str:
    """The first and the last value that are known, each with its day."""
    known = [(value, point.day) for value, point in zip(one.values, points, strict=True) if value is not None]
    if not known:
        return _("not known")
    (first, then), (last, day) = known[0], known[-1]
    if len(known) == 1:
        return _("{value} ({day})").format(value=one.said(last), day=on_day(day))
    said = _("{first} ({then}) -> {last} ({day})")
    return said.format(first=one.said(first), then=on_day(then), last=one.said(last), day=on_day(day))


def rows(found: Trend) -> Iterator[tuple[str, str, str]]:
    """Label, bars and ends of each line."""
    return ((one.label, sparkline(one), ends(one, found.points)) for one in series_of(found))
