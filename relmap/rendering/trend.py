"""A trend as a picture: one chart below the other, to the whole of each scale and true to time."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from relmap.analysis.wording import stance_in_words
from relmap.model.saying import _, heading, in_sentences, labelled, name_of, on_day
from relmap.rendering import svg, text_width, theme
from relmap.usecases.trend import Trend
from relmap.usecases.trend_words import Series, ends, series_of

WIDTH = 900.0
LEFT = 120.0
RIGHT = 24.0
TOP = 52.0
CHART = 128.0
HEAD = 38.0
GAP = 18.0
FOOT = 12.0
DOT = 3.6
_DAYS_SHOWN = 5
_STROKE = 2.2


class Chart(NamedTuple):
    """Where a value and a day stand, in pixels from the top left corner of the chart."""

    one: Series
    first: date
    last: date

    @property
    def width(self) -> float:
        return WIDTH - 2 * theme.MARGIN - LEFT - RIGHT

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        return LEFT + (self.width * (day - self.first).days / span if span else self.width / 2)

    def y(self, value: float) -> float:
        return CHART * (self.one.high - value) / (self.one.high - self.one.low)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        if self.one.name == "stance":
            return [(number, heading(stance_in_words(number))) for number in range(-2, 3)]
        return [(value, self.one.said(value)) for value in (0.0, 0.5, 1.0)]


def draw(found: Trend, colours: theme.Theme, commit: str = "", *, shipped_fonts: bool = False) -> bytes:
    """The trend as a self-standing SVG document, UTF-8. `shipped_fonts`: for a program that has no others."""
    pen = svg.Pen(colours, shipped_fonts=shipped_fonts)
    charts = [Chart(one, found.points[0].day, found.points[-1].day) for one in series_of(found) if found.points]
    height = 2 * theme.MARGIN + TOP + len(charts) * (HEAD + CHART + GAP) + FOOT
    title = f"{name_of(found.subject)} · {_subtitle(found, commit)}"
    root = svg.document(WIDTH, height, title, in_sentences(map(_said, series_of(found), [found] * 3)))
    svg.add(root, "rect", width=WIDTH, height=height, fill=pen.theme.page)
    body = svg.moved(root, theme.MARGIN, theme.MARGIN)
    room = WIDTH - 2 * theme.MARGIN
    pen.cut(body, 0, 20, name_of(found.subject), size=theme.TITLE_SIZE, fill=pen.theme.ink, room=room, bold=True)
    pen.cut(body, 0, 42, _subtitle(found, commit), size=theme.SUBTITLE_SIZE, fill=pen.theme.soft, room=room)
    top = TOP
    for chart in charts:
        _draw_chart(svg.moved(body, 0, top), pen, chart, found)
        top += HEAD + CHART + GAP
    if charts:
        _draw_days(svg.moved(body, 0, top), pen, charts[0])
    return svg.serialise(root)


def _subtitle(found: Trend, commit: str) -> str:
    days = [on_day(one.day) for one in (*found.points[:1], *found.points[1:][-1:])]
    return " · ".join((_("Trend"), " – ".join(days), *([_("commit {commit}").format(commit=commit)] if commit else [])))


def _said(one: Series, found: Trend) -> str:
    return labelled(heading(one.label), ends(one, found.points))


def _draw_chart(parent: ET.Element, pen: svg.Pen, chart: Chart, found: Trend) -> None:
    """The heading with the first and last value, the scale, and the line on it."""
    label = heading(chart.one.label)
    used = pen.cut(parent, 0, 22, label, size=theme.NAME_SIZE, fill=pen.theme.ink, room=320, bold=True)
    room = WIDTH - 2 * theme.MARGIN - used - 16
    pen.cut(parent, used + 16, 22, ends(chart.one, found.points), size=theme.TEXT_SIZE, fill=pen.theme.soft, room=room)
    body = svg.moved(parent, 0, HEAD)
    svg.add(
        body, "rect", class_="chart", x=LEFT - 12, y=-6.0, width=chart.width + 24, height=CHART + 12,
        rx=6.0, fill=pen.theme.panel, stroke=pen.theme.rule, stroke_width=1.0,
    )  # fmt: skip
    for value, text in chart.ticks:
        y = chart.y(value)
        line = f"M{svg.number(LEFT - 12)} {svg.number(y)}h{svg.number(chart.width + 24)}"
        svg.add(body, "path", d=line, fill="none", stroke=pen.theme.shade, stroke_width=1.0)
        pen.cut(body, LEFT - 20, y + 4, text, size=theme.TEXT_SIZE, fill=pen.theme.soft, room=LEFT - 22, anchor="end")
    colour = pen.theme.line("knows")
    for part in _parts(chart, found):
        if len(part) > 1:
            way = _way(part, steps=chart.one.name == "stance")
            svg.add(
                body, "path", class_="line", d=way, fill="none", stroke=colour, stroke_width=_STROKE,
                stroke_linejoin="round",
            )  # fmt: skip
        for x, y in part:
            svg.add(body, "circle", cx=x, cy=y, r=DOT, fill=colour, stroke=pen.theme.panel, stroke_width=1.0)


def _parts(chart: Chart, found: Trend) -> Iterator[list[tuple[float, float]]]:
    """The line, in as many parts as what is not known cuts it into."""
    values = zip(found.points, chart.one.values, strict=True)
    for known, group in groupby(values, key=lambda pair: pair[1] is not None):
        if known:
            yield [(chart.x(point.day), chart.y(value)) for point, value in group if value is not None]


def _way(part: list[tuple[float, float]], *, steps: bool) -> str:
    """A line through the points; in `steps` where a value holds until it is another one."""
    (x, y), *others = ((svg.number(x), svg.number(y)) for x, y in part)
    return f"M{x} {y}" + "".join(f"H{x}V{y}" if steps else f"L{x} {y}" for x, y in others)


def _draw_days(parent: ET.Element, pen: svg.Pen, chart: Chart) -> None:
    """The first day, the last one, and some between, at their places."""
    span = (chart.last - chart.first).days
    steps = min(_DAYS_SHOWN - 1, span)
    days = [chart.first + timedelta(days=span * step // steps) for step in range(steps + 1)] if steps else [chart.first]
    for day in days:
        text, x = on_day(day), chart.x(day)
        half = text_width.width(text, theme.TEXT_SIZE) / 2
        svg.add(parent, "path", d=f"M{svg.number(x)} -12v5", stroke=pen.theme.faint, stroke_width=1.0)
        middle = min(x, WIDTH - 2 * theme.MARGIN - half)
        pen.text(parent, middle, 8, text, size=theme.TEXT_SIZE, fill=pen.theme.soft, room=160, anchor="middle")
