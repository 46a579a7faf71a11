"""The numbers on a way: of each step, and of each detour where it begins, with the strength of the tie."""

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import pairwise

from relmap.analysis.map_contents import Arrow
from relmap.analysis.wording import figure
from relmap.rendering import svg, text_width
from relmap.rendering.graphviz import Box, Curve, Point

HEIGHT = 22.0
# Points of a tie that are looked at, and of each of its curves.
PLACES = 31
SAMPLES = 8
# What a place costs: a pixel of something covered, a point of another way, and all the way from the middle to an end.
COVERED = 1.0
CROSSED = 60.0
FROM_THE_MIDDLE = 50.0


def draw(
    parent: ET.Element, pen: svg.Pen, arrow: Arrow, curve: Curve, taken: list[Box], ways: Sequence[Sequence[Point]]
) -> None:
    """The number of a step, or of the detour that begins here, and the strength, on the tie, where they cover least:
    none of the boxes `taken`, to which their own is added, and none of the other `ways`, given as points.

    A detour's is in an open ring on a dashed ground: nobody takes the second way for the second step.
    """
    strength = figure(arrow.strength)
    width = 26 + text_width.width(strength, 12.0) + 10
    box = free_place(curve, width, taken, ways)
    taken.append(box)
    look = pen.theme.chip if arrow.detour else pen.theme.step
    svg.add(
        parent, "rect", class_="step", x=box.left, y=box.top, width=width, height=HEIGHT, rx=11, fill=pen.theme.panel,
        stroke=look.ink if arrow.detour else pen.theme.lit, stroke_width=1.5,
        stroke_dasharray="4 3" if arrow.detour else None,
    )  # fmt: skip
    svg.add(
        parent, "circle", cx=box.left + 11, cy=box.top + 11, r=8.5 if arrow.detour else 11, fill=look.ground,
        stroke=look.ink if arrow.detour else look.line, stroke_width=1.4,
    )  # fmt: skip
    pen.text(
        parent, box.left + 11, box.top + 15.4, str(arrow.detour or arrow.step), size=12.0, fill=look.ink, room=20,
        bold=True, anchor="middle",
    )  # fmt: skip
    ink = look.ink if arrow.detour else pen.theme.lit_ink
    pen.text(parent, box.left + 27, box.top + 15.4, strength, size=12.0, fill=ink, room=width - 30)


def points(curve: Curve) -> list[Point]:
    """A line's points, evenly along it."""
    fine = list(_fine(curve.points))
    lengths = [math.dist(one, other) for one, other in pairwise(fine)]
    whole = sum(lengths)
    found: list[Point] = []
    walked = 0.0
    for (one, other), length in zip(pairwise(fine), lengths, strict=True):
        while length and len(found) < PLACES and walked + length >= whole * len(found) / (PLACES - 1) - 1e-6:
            share = (whole * len(found) / (PLACES - 1) - walked) / length
            found.append((one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share))
        walked += length
    return found or fine[:1]


def _fine(corners: Sequence[Point]) -> Iterator[Point]:
    """Points of a chain of curves, close to each other."""
    yield corners[0]
    for first in range(0, len(corners) - 1, 3):
        piece = corners[first : first + 4]
        for sample in range(1, SAMPLES + 1):
            t = sample / SAMPLES
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield (
                sum(weight * corner[0] for weight, corner in zip(weights, piece, strict=True)),
                sum(weight * corner[1] for weight, corner in zip(weights, piece, strict=True)),
            )


def free_place(
    curve: Curve, width: float, taken: Sequence[Box], ways: Sequence[Sequence[Point]], height: float = HEIGHT
) -> Box:
    """Where on the line a mark so wide and high covers least."""
    own = points(curve)
    middle = (len(own) - 1) / 2

    def cost(place: int) -> float:
        box = _round(own[place], width, height)
        covered = covers(box, taken)
        crossed = sum(_holds(box, point) for way in ways for point in way)
        return COVERED * covered + CROSSED * crossed + FROM_THE_MIDDLE * abs(place - middle) / max(middle, 1.0)

    return _round(own[min(range(len(own)), key=cost)], width, height)


def covers(box: Box, taken: Sequence[Box]) -> float:
    """How much of others a mark covers, in square pixels."""
    return sum(_overlap(box, other) for other in taken)


def _round(point: Point, width: float, height: float) -> Box:
    return Box(left=point[0] - width / 2, top=point[1] - height / 2, width=width, height=height)


def _holds(box: Box, point: Point) -> bool:
    return 0 <= point[0] - box.left <= box.width and 0 <= point[1] - box.top <= box.height


def _overlap(one: Box, other: Box) -> float:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return max(0.0, across) * max(0.0, down)
