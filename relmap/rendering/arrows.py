"""Draws ties: the curve, its ends, the marker stroke under a lit tie, and the number of its step."""

import math
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from relmap.analysis.map_contents import CHANGED, REMOVED, Arrow
from relmap.analysis.wording import figure
from relmap.rendering import svg, theme
from relmap.rendering.graphviz import Curve, Point
from relmap.rendering.labels import label

HALO = 12.0
Weight = Literal["full", "slim", "pale"]
# Of their thickness; a map that is full of ties has slim and pale ones.
SHARES: Mapping[Weight, float] = {"full": 1.0, "slim": 0.8, "pale": 0.35}
# Of the size of heads, of a pale tie.
SMALL_HEAD = 0.55
SAMPLE_STRENGTH = 0.4
DETOUR_DASH = "14 9"
# Beside a tie that changed, and instead of one that is gone.
RAILS = 8.0
CHANGED_DASH = "11 4"
GONE_DASH = "2 4"
MOVED_DASH = "7 3"
SHORT_HEAD = 7.0
GONE_WIDTH = 1.8
# The light within a hollow tie, of its width.
HOLLOW = 0.42
HOLLOW_EXTRA = 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a kind of tie is drawn: its style and its colour."""

    style: theme.LineStyle
    colour: str


def look(pen: svg.Pen, kind: str, own_kinds: tuple[str, ...]) -> Look:
    return Look(style=theme.line_style(kind, own_kinds), colour=pen.theme.line(kind, own_kinds))


def draw(
    parent: ET.Element,
    pen: svg.Pen,
    arrow: Arrow,
    curve: Curve,
    drawn: Look,
    labels: Mapping[str, str],
    *,
    weight: Weight = "full",
) -> None:
    """A tie on its line; `pale` ones have the colour and the width of the ground of a map that is full of them."""
    named = f"tie {arrow.kind}" if arrow.kind.isidentifier() else "tie"
    identity = svg.identity("tie", arrow.source, arrow.kind, arrow.target)
    group = svg.add(parent, "g", id=identity, class_=named)
    said = [label(labels, "kind", arrow.kind), figure(arrow.strength)]
    if arrow.detour:
        said.append(f"{labels['legend.detour']} {arrow.detour}")
    said += change_in_words(arrow, labels)
    svg.tooltip(group, " · ".join(said))
    path = _path(_whole(curve))
    on_way = arrow.lit or arrow.detour is not None
    if arrow.change == REMOVED:
        _draw_gone(group, pen, curve)
        return
    if on_way:
        _halo(group, pen, path, dashed=not arrow.lit)
    style = drawn.style
    pale = weight == "pale" and not on_way
    faint = arrow.dimmed or pale
    colour = pen.theme.greyed_tie if faint else drawn.colour
    width = theme.thickness(arrow.strength, thin=faint or (style.thin and not on_way))
    width *= 1.35 if arrow.lit else 1.0 if on_way else SHARES[weight]
    dash = DETOUR_DASH if arrow.detour else style.dash
    ground = pen.theme.lit_halo if on_way else pen.theme.page
    if arrow.change and not on_way:
        _rails(group, pen, arrow.change, _path(curve.points), width + (HOLLOW_EXTRA if style.hollow else 0.0))
    _line(group, _path(curve.points), drawn.style, colour, width, dash, None if faint else ground)
    size = SMALL_HEAD if pale else 1.0
    if curve.end:
        _end(group, style.head, colour, width, curve.points[-1], curve.end, size)
    if curve.start:
        _end(group, style.head, colour, width, curve.points[0], curve.start, size)


def change_in_words(arrow: Arrow, labels: Mapping[str, str]) -> list[str]:
    """What became of a tie; nothing of one that is as before."""
    if not arrow.change:
        return []
    said = labels[f"change.tie_{arrow.change}"]
    return [said if arrow.was is None else f"{said}: {figure(arrow.was)} -> {figure(arrow.strength)}"]


def _rails(group: ET.Element, pen: svg.Pen, change: str, path: str, width: float) -> None:
    """A line on either side of a tie that is new or not as strong as before."""
    svg.add(
        group, "path", d=path, fill="none", stroke=pen.theme.changes[change].line, stroke_width=width + RAILS,
        stroke_dasharray=CHANGED_DASH if change == CHANGED else None,
    )  # fmt: skip
    svg.add(group, "path", d=path, fill="none", stroke=pen.theme.page, stroke_width=width + RAILS - 2.6)


def _draw_gone(group: ET.Element, pen: svg.Pen, curve: Curve) -> None:
    """A dotted line, whatever kind of tie it was."""
    colour = pen.theme.changes[REMOVED].line
    svg.add(
        group, "path", d=_path(_whole(curve)), fill="none", stroke=colour, stroke_width=GONE_WIDTH,
        stroke_dasharray=GONE_DASH,
    )  # fmt: skip
    if curve.end:
        _end(group, "open", colour, GONE_WIDTH, curve.points[-1], curve.end)


def _line(
    group: ET.Element, path: str, style: theme.LineStyle, colour: str, width: float, dash: str, ground: str | None
) -> None:
    """The line of a tie; of a hollow one the inside is drawn in the colour of its `ground`, unless that is None."""
    hollow = style.hollow and ground is not None
    whole = width + HOLLOW_EXTRA if hollow else width
    svg.add(
        group, "path", d=path, fill="none", stroke=colour, stroke_width=whole, stroke_dasharray=dash or None,
        stroke_linecap="round" if style.round_caps else None,
    )  # fmt: skip
    if hollow:
        svg.add(group, "path", d=path, fill="none", stroke=ground, stroke_width=max(1.1, HOLLOW * whole))


def _halo(group: ET.Element, pen: svg.Pen, path: str, *, dashed: bool) -> None:
    svg.add(
        group, "path", d=path, fill="none", stroke=pen.theme.lit_halo, stroke_width=HALO,
        stroke_linecap=None if dashed else "round", stroke_dasharray=DETOUR_DASH if dashed else None,
    )  # fmt: skip


def _whole(curve: Curve) -> Sequence[Point]:
    """The curve from tip to tip, for the marker stroke."""
    points = list(curve.points)
    if curve.start:
        points = [curve.start, curve.start, points[0], *points]
    if curve.end:
        points = [*points, points[-1], curve.end, curve.end]
    return points


def _path(points: Sequence[Point]) -> str:
    first, *rest = (f"{svg.number(x)} {svg.number(y)}" for x, y in points)
    return f"M{first}" + "".join(f"C{' '.join(rest[place : place + 3])}" for place in range(0, len(rest), 3))


def _end(group: ET.Element, head: str, colour: str, width: float, base: Point, tip: Point, scale: float = 1.0) -> None:
    angle = math.atan2(tip[1] - base[1], tip[0] - base[0])
    size = scale * (5.0 + 0.9 * width)
    if head != "arrow" or scale < 1:
        svg.add(group, "path", d=_path([base, base, tip, tip]), fill="none", stroke=colour, stroke_width=width)
    if head == "dot":
        x, y = _at(tip, angle, -4, 0)
        svg.add(group, "circle", cx=x, cy=y, r=scale * (2.6 + 0.6 * width), fill=colour)
    elif head == "cross":
        _cross(group, colour, width, _at(tip, angle, -8, 0), angle, scale)
    elif head == "open":
        corners = [_at(tip, angle, -size - 2, size * 0.55), tip, _at(tip, angle, -size - 2, -size * 0.55)]
        svg.add(
            group, "path", d=_lines(corners), fill="none", stroke=colour, stroke_width=max(1.3 * scale, width * 0.8)
        )
    else:
        corners = [_at(tip, angle, -10 * scale, size * 0.62), tip, _at(tip, angle, -10 * scale, -size * 0.62)]
        svg.add(group, "path", d=_lines(corners) + "z", fill=colour)


def _cross(group: ET.Element, colour: str, width: float, centre: Point, angle: float, scale: float) -> None:
    reach = 4.6 * scale
    strokes = [
        [_at(centre, angle, -reach, -reach), _at(centre, angle, reach, reach)],
        [_at(centre, angle, -reach, reach), _at(centre, angle, reach, -reach)],
    ]
    for stroke in strokes:
        svg.add(group, "path", d=_lines(stroke), stroke=colour, stroke_width=max(1.8 * scale, width * 0.8))


def _at(origin: Point, angle: float, along: float, across: float) -> Point:
    cos, sin = math.cos(angle), math.sin(angle)
    return origin[0] + along * cos - across * sin, origin[1] + along * sin + across * cos


def _lines(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in points)


def sample(parent: ET.Element, drawn: Look, left: float, y: float, length: float, ground: str, *, tip: bool) -> None:
    """A short straight tie for the legend, with its ends unless the map draws this kind without."""
    right, style = left + length, drawn.style
    first = left + 10 if style.head in ("dot", "cross") else left
    last = right - 10 if tip else right
    width = theme.thickness(SAMPLE_STRENGTH, thin=style.thin)
    _line(parent, _lines([(first, y), (last, y)]), style, drawn.colour, width, style.dash, ground)
    if tip:
        _end(parent, style.head, drawn.colour, width, (last, y), (right, y))
    if first > left:
        _end(parent, style.head, drawn.colour, width, (first, y), (left, y))


def detour_sample(parent: ET.Element, pen: svg.Pen, left: float, y: float, length: float) -> None:
    """The mark of a detour, for the legend."""
    _halo(parent, pen, _lines([(left, y), (left + length, y)]), dashed=True)
    path = _lines([(left, y), (left + length, y)])
    svg.add(parent, "path", d=path, fill="none", stroke=pen.theme.soft, stroke_width=2, stroke_dasharray=DETOUR_DASH)


def pale_sample(parent: ET.Element, pen: svg.Pen, left: float, y: float, length: float) -> None:
    """A pale tie, for the legend."""
    path = _lines([(left, y), (left + length, y)])
    width = SHARES["pale"] * theme.thickness(SAMPLE_STRENGTH, thin=True)
    svg.add(parent, "path", d=path, fill="none", stroke=pen.theme.greyed_tie, stroke_width=width)


def change_sample(parent: ET.Element, pen: svg.Pen, change: str, left: float, y: float, length: float) -> None:
    """A tie that is new, gone or not as strong as before, for the legend."""
    ends = [(left, y), (left, y), (left + length, y), (left + length, y)]
    if change == REMOVED:
        _draw_gone(parent, pen, Curve(points=tuple(ends)))
        return
    path = _path(ends)
    _rails(parent, pen, change, path, theme.THIN)
    svg.add(parent, "path", d=path, fill="none", stroke=pen.theme.soft, stroke_width=theme.THIN)


def change_arrow(parent: ET.Element, pen: svg.Pen, way: Curve) -> None:
    """An arrow from where somebody stood."""
    colour, width = pen.theme.changes[CHANGED].line, 2.0
    tip, last = way.points[-1], way.points[-3]
    length = math.dist(last, tip) or 1.0
    share = min(0.8, SHORT_HEAD / length)
    base = tip[0] + (last[0] - tip[0]) * share, tip[1] + (last[1] - tip[1]) * share
    path = _path([*way.points[:-2], base, base])
    svg.add(parent, "path", class_="move", d=path, fill="none", stroke=pen.theme.page, stroke_width=width + 3)
    svg.add(parent, "path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=MOVED_DASH)
    angle = math.atan2(tip[1] - base[1], tip[0] - base[0])
    corners = [_at(tip, angle, -SHORT_HEAD, 4.5), tip, _at(tip, angle, -SHORT_HEAD, -4.5)]
    svg.add(parent, "path", d=_lines(corners) + "z", fill=colour)
