"""The places of an influence map: who is moved above who moves, the decision maker on top, our team at the foot.

The rows are as long as a sheet of paper shows the whole largest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import sqrt

from relmap.analysis.map_contents import KNOWS, Card, MapContents
from relmap.model.vocabulary import SYMMETRIC_KINDS
from relmap.rendering.graphviz import Box
from relmap.rendering.paper import Fit, Outline

TEAM_GAP = 52.0
# Between neighbours, and between rows, where lines pass and steps have their numbers: as wide as paper leaves room.
GAPS = tuple(product((22.0, 30.0, 38.0, 48.0, 60.0, 84.0), (38.0, 48.0, 60.0)))
# A map of few people has the widest.
FEW = 12
SWEEPS = 12
# What lines round the outermost cards take on both sides together.
ROUND_THE_OUTERMOST = 80.0
# No row is longer than so many times the square root of the people.
LONGEST = 2.5
MOST_DECIDERS = 8
Sizes = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Everybody's place in pixels, and in which row, from the top, they stand."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    row: Mapping[str, int]


def place(contents: MapContents, sizes: Sizes, fit: Fit) -> Rows:
    """The rows of the cards in `sizes` (key -> width and height), those of a row as tall as its tallest."""
    people = [card for card in contents.cards if card.kind != "member" and card.key in sizes]
    team = [card.key for card in contents.cards if card.kind == "member" and card.key in sizes]
    ties = _ties(contents, sizes)
    below = _below(contents, people)
    levels = _levels(people, below, ties)
    longest = min(len(people), round(LONGEST * sqrt(len(people))))
    choices = [
        (len(made), [*made, *_split(team, max([3, *map(len, made)]))])
        for made in (_rows(levels, below, most) for most in range(3, max(longest, 3) + 1))
    ]
    number, rows = max(choices, key=lambda made: fit(_outline(made[1], made[0], sizes, GAPS[0])))
    widest = GAPS[-1:] if len(people) <= FEW else GAPS
    gaps = max(widest, key=lambda gaps: (round(fit(_outline(rows, number, sizes, gaps)), 2), sum(gaps)))
    return _placed(rows, number, ties, sizes, gaps)


def _ties(contents: MapContents, sizes: Sizes) -> dict[str, dict[str, float]]:
    """How strongly everybody is drawn to whom they are tied to."""
    found: dict[str, dict[str, float]] = {key: {} for key in sizes}
    for arrow in contents.arrows:
        if arrow.source in sizes and arrow.target in sizes:
            pull = 3.0 if arrow.lit else 1.0 if arrow.kind == KNOWS else 1.5
            for one, other in ((arrow.source, arrow.target), (arrow.target, arrow.source)):
                found[one][other] = found[one].get(other, 0.0) + pull
    return found


def _below(contents: MapContents, people: Sequence[Card]) -> dict[str, list[str]]:
    """Who moves or reports to each of the people. Ties that hold both ways say nothing of above."""
    below: dict[str, list[str]] = {card.key: [] for card in people}
    for arrow in contents.arrows:
        if arrow.kind not in SYMMETRIC_KINDS and arrow.kind != KNOWS and {arrow.source, arrow.target} <= below.keys():
            below[arrow.target].append(arrow.source)
    return below


def _levels(
    people: Sequence[Card], below: Mapping[str, Sequence[str]], ties: Mapping[str, Iterable[str]]
) -> list[list[str]]:
    """People by how many steps they are from the top; who is tied by what says nothing of above stands beside."""
    rising = {key for keys in below.values() for key in keys}
    deciders = [card.key for card in people if card.decides]
    top = deciders if 0 < len(deciders) <= MOST_DECIDERS else []
    level = dict.fromkeys(top, 0)
    _sink(level, below)
    rest = [card.key for card in people if card.key not in level and card.key not in rising and below[card.key]]
    level |= dict.fromkeys(rest, min(1, len(top)))
    _sink(level, below)
    lowest = max(level.values(), default=0)
    for card in people:
        if card.key not in level:
            beside = [level[other] for other in sorted(ties[card.key]) if other in level]
            level[card.key] = max(1, min(beside)) if beside else max(1, lowest)
            _sink(level, below, [card.key])
    found: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for key in sorted(level, key=lambda key: (not below[key], key)):
        found[level[key]].append(key)
    return [each for each in found if each]


def _sink(level: dict[str, int], below: Mapping[str, Sequence[str]], start: Sequence[str] = ()) -> None:
    """Whoever moves somebody with a level stands one lower, unless they have a level already."""
    waiting = list(start) or sorted(level)
    for key in waiting:
        for other in below[key]:
            if other not in level:
                level[other] = level[key] + 1
                waiting.append(other)


def _rows(levels: Sequence[Sequence[str]], below: Mapping[str, Sequence[str]], most: int) -> list[list[str]]:
    """Rows of at most so many; nobody stands beside or above somebody of a higher level whom they move."""
    level = {key: place for place, keys in enumerate(levels) for key in keys}
    above: dict[str, list[str]] = {}
    for key, others in below.items():
        for other in others:
            if level[key] < level[other]:
                above.setdefault(other, []).append(key)
    rows: list[list[str]] = [list(row) for row in _split(levels[0], most)] if levels else []
    row = {key: place for place, keys in enumerate(rows) for key in keys}
    first = len(rows)
    for key in (key for keys in levels[1:] for key in keys):
        place = max((row[other] + 1 for other in above.get(key, ())), default=first)
        place = max(place, first)
        while place < len(rows) and len(rows[place]) >= most:
            place += 1
        if place == len(rows):
            rows.append([])
        rows[place].append(key)
        row[key] = place
    return rows


def _split(keys: Sequence[str], most: int) -> list[list[str]]:
    """In as few rows as hold at most so many, all about as long."""
    count = -(-len(keys) // most)
    bounds = [len(keys) * place // count for place in range(count + 1)] if count else []
    return [list(keys[first:last]) for first, last in pairwise(bounds)]


def _outline(rows: Sequence[Sequence[str]], people: int, sizes: Sizes, gaps: tuple[float, float]) -> Outline:
    """About how much room so many rows take, `people` of which are theirs."""
    high = [_height(row, sizes) for row in rows]
    top = high[0] + gaps[1]
    return Outline(
        width=_width(rows, sizes, gaps[0]) + ROUND_THE_OUTERMOST,
        height=sum(high) + sum(_gap(place, people, gaps) for place in range(len(rows))),
        top=(_width(rows[:1], sizes, gaps[0]), top),
    )


def _width(rows: Iterable[Sequence[str]], sizes: Sizes, gap: float) -> float:
    return max(sum(sizes[key][0] + gap for key in row) for row in rows) - gap


def _height(row: Iterable[str], sizes: Sizes) -> float:
    return max(sizes[key][1] for key in row)


def _gap(place: int, people: int, gaps: tuple[float, float]) -> float:
    """Above the row of that number, where so many are of people and the others of ours."""
    return 0.0 if place == 0 else TEAM_GAP if place == people else gaps[1] if place < people else gaps[0]


def _placed(
    rows: list[list[str]], people: int, ties: Mapping[str, Mapping[str, float]], sizes: Sizes, gaps: tuple[float, float]
) -> Rows:
    width = _width(rows, sizes, gaps[0])
    centre = {key: x for row in rows for key, x in _even(row, sizes, width).items()}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wish = {key: _wish(key, centre, ties) for key in row}
            # First who stands left of whom is settled, then only how far apart.
            if sweep < SWEEPS - 4:
                row.sort(key=lambda key: (wish[key], key))
            centre |= _spaced(row, wish, sizes, width, gaps[0])
    boxes: dict[str, Box] = {}
    y = 0.0
    for place, row in enumerate(rows):
        high = _height(row, sizes)
        y += _gap(place, people, gaps)
        for key in row:
            wide = sizes[key][0]
            boxes[key] = Box(left=centre[key] - wide / 2, top=y, width=wide, height=high)
        y += high
    number = {key: place for place, row in enumerate(rows) for key in row}
    return Rows(width=width, height=y, boxes=boxes, row=number)


def _even(row: Sequence[str], sizes: Sizes, width: float) -> dict[str, float]:
    pitch = width / len(row)
    return {key: pitch * (place + 0.5) for place, key in enumerate(row)}


def _wish(key: str, centre: Mapping[str, float], ties: Mapping[str, Mapping[str, float]]) -> float:
    """Where somebody would stand: amid whom they are tied to."""
    pulls = ties[key]
    if not pulls:
        return centre[key]
    return sum(centre[other] * pull for other, pull in pulls.items()) / sum(pulls.values())


def _spaced(row: Sequence[str], wish: Mapping[str, float], sizes: Sizes, width: float, gap: float) -> dict[str, float]:
    """The places nearest to the wished ones, in the order of the row, where no two cards touch and all are within."""
    offset, offsets = 0.0, []
    for place, key in enumerate(row):
        half = sizes[key][0] / 2
        offset += half if place == 0 else half + gap
        offsets.append(offset)
        offset += half
    spare = width - offset
    merged: list[tuple[float, int]] = []
    for key, start in zip(row, offsets, strict=True):
        mean, count = wish[key] - start, 1
        while merged and merged[-1][0] > mean:
            other, number = merged.pop()
            mean, count = (mean * count + other * number) / (count + number), count + number
        merged.append((mean, count))
    shifts = [min(max(mean, 0.0), spare) for mean, count in merged for _ in range(count)]
    return {key: start + shift for key, start, shift in zip(row, offsets, shifts, strict=True)}
