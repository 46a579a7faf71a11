"""The paths of SVG as operators of a PDF. Only what maps are drawn with: no quadratic curves."""

import math
import re
from collections.abc import Iterator

from relmap.rendering.svg import number

_PARTS = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}
# Of a quarter of a circle, as a Bézier curve: how far its handles reach.
QUARTER = 4 / 3 * (math.sqrt(2) - 1)

Point = tuple[float, float]


def path(data: str) -> str:
    """The operators of a path's `d`. Raises ValueError on a command that maps are not drawn with."""
    here: Point = (0.0, 0.0)
    start = here
    written = []
    for command, values in _commands(data):
        kind = command.upper()
        if kind == "Z":
            here = start
            written.append("h")
            continue
        points = _points(kind, values, here, relative=command.islower())
        if kind == "A":
            written += arc(here, points[-1], values)
        else:
            written.append(f"{_pairs(points)} {'m' if kind == 'M' else 'c' if kind == 'C' else 'l'}")
        here = points[-1]
        start = here if kind == "M" else start
    return "\n".join(written)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    parts = _PARTS.findall(data)
    place = 0
    command = ""
    while place < len(parts):
        if parts[place].isalpha():
            command = parts[place]
            place += 1
        elif command in ("M", "m"):
            command = "L" if command == "M" else "l"
        takes = _TAKES.get(command.upper())
        if takes is None or (takes == 0 and place < len(parts) and not parts[place].isalpha()):
            raise ValueError(f"a path with {command or parts[place]}")
        values = [float(part) for part in parts[place : place + takes]]
        if len(values) < takes:
            raise ValueError("a path that breaks off")
        yield command, values
        place += takes


def _points(kind: str, values: list[float], here: Point, *, relative: bool) -> list[Point]:
    x, y = here if relative else (0.0, 0.0)
    if kind == "H":
        return [(x + values[0], here[1])]
    if kind == "V":
        return [(here[0], y + values[0])]
    ends = values[5:] if kind == "A" else values
    return [(x + ends[n], y + ends[n + 1]) for n in range(0, len(ends), 2)]


def arc(start: Point, end: Point, values: list[float]) -> Iterator[str]:
    """The arc of a circle or an upright ellipse: `values` are the two radii, the turn, large, sweep, and the end.

    The centre as the implementation notes of SVG 1.1 (F.6.5) work it out.
    """
    across, up, _, large, sweep = values[:5]
    if start == end or not across or not up:
        yield f"{_pairs([end])} l"
        return
    half = (start[0] - end[0]) / 2 / across, (start[1] - end[1]) / 2 / up
    reach = math.hypot(*half)
    across, up = across * max(1.0, reach), up * max(1.0, reach)
    half = (start[0] - end[0]) / 2 / across, (start[1] - end[1]) / 2 / up
    reach = math.hypot(*half)
    away = math.sqrt(max(0.0, 1 - reach**2)) / reach * (-1 if bool(large) == bool(sweep) else 1)
    middle = away * half[1], -away * half[0]
    first = math.atan2(half[1] - middle[1], half[0] - middle[0])
    turn = math.atan2(-half[1] - middle[1], -half[0] - middle[0]) - first
    if sweep and turn < 0:
        turn += math.tau
    elif not sweep and turn > 0:
        turn -= math.tau
    centre = (start[0] + end[0]) / 2 + middle[0] * across, (start[1] + end[1]) / 2 + middle[1] * up
    yield from _turned(centre, (across, up), first, turn)


def _turned(centre: Point, radii: Point, first: float, turn: float) -> Iterator[str]:
    pieces = math.ceil(abs(turn) / (math.pi / 2) - 1e-9)
    handle = 4 / 3 * math.tan(turn / pieces / 4)
    for piece in range(pieces):
        one, two = first + turn * piece / pieces, first + turn * (piece + 1) / pieces
        unit = [
            (math.cos(one) - handle * math.sin(one), math.sin(one) + handle * math.cos(one)),
            (math.cos(two) + handle * math.sin(two), math.sin(two) - handle * math.cos(two)),
            (math.cos(two), math.sin(two)),
        ]
        yield f"{_pairs([(centre[0] + x * radii[0], centre[1] + y * radii[1]) for x, y in unit])} c"


def rectangle(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A rectangle, its corners rounded by `radius`."""
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return f"{_pairs([(x, y), (width, height)])} re"
    right, foot, short = x + width, y + height, radius * (1 - QUARTER)
    curves = [
        [(right - radius, y)],
        [(right - short, y), (right, y + short), (right, y + radius)],
        [(right, foot - radius)],
        [(right, foot - short), (right - short, foot), (right - radius, foot)],
        [(x + radius, foot)],
        [(x + short, foot), (x, foot - short), (x, foot - radius)],
        [(x, y + radius)],
        [(x, y + short), (x + short, y), (x + radius, y)],
    ]
    return "\n".join([f"{_pairs([(x + radius, y)])} m", *(f"{_pairs(c)} {'lc'[len(c) > 1]}" for c in curves), "h"])


def _pairs(points: list[Point]) -> str:
    return " ".join(number(value) for point in points for value in point)
