"""The quadrant, measured: everybody in the cell of their stance and influence, cells as wide and tall as they need."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from relmap.analysis.map_contents import FOLD, Card, MapContents
from relmap.rendering import heading, paper, pills
from relmap.rendering.graphviz import Box
from relmap.rendering.pills import Pill, Placed

COLUMNS: tuple[int | None, ...] = (None, -2, -1, 0, 1, 2)
"""Stances from left to right; unknown stands apart."""
ROWS = (4, 3, 2, 1, 0)
"""Influence from the top."""
PADDING = 8.0
# Between pills side by side where arrows lead between them.
WIDE_GAP = 14.0
# Zones lie apart from each other, and each has a strip for its name.
ZONE_GAP = 14.0
STRIP = 30.0
EMPTY_WIDTH = 112.0
EMPTY_HEIGHT = 44.0
_HIGH = 3
_OURS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `start` on, `length` pixels."""

    start: float
    length: float

    @property
    def end(self) -> float:
        return self.start + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`columns` are by stance and `rows` by influence; pills stand where they are placed, each `pill_width` wide."""

    columns: Mapping[int | None, Span]
    rows: Mapping[int, Span]
    placed: tuple[Placed, ...]
    pill_width: float

    @property
    def width(self) -> float:
        return max(span.end for span in self.columns.values())

    @property
    def height(self) -> float:
        return max(span.end for span in self.rows.values())

    @property
    def moves(self) -> Iterator[tuple[Box, Box]]:
        """From where somebody stood to where they stand."""
        now = {each.pill.card.key: each for each in self.placed if not each.pill.former}
        for each in self.placed:
            if each.pill.former:
                yield self._box(each), self._box(now[each.pill.card.key])

    def _box(self, placed: Placed) -> Box:
        return Box(left=placed.left, top=placed.top, width=self.pill_width, height=placed.pill.height)


def plan(contents: MapContents, labels: Mapping[str, str]) -> Plan:
    """Stacks are as high as comes out largest on paper; columns take the pills side by side that do not fit then."""
    made = _pills(contents, labels)
    width = pills.common_width(made)
    gap = WIDE_GAP if any(each.former for each in made) else pills.GAP
    cells: dict[tuple[int | None, int], list[Pill]] = {}
    for each in made:
        cells.setdefault((each.card.stance, each.card.influence or 0), []).append(each)
    most = max(map(len, cells.values()), default=1)
    plans = [_plan(cells, width, gap, limit) for limit in _limits(most)]
    return max(plans, key=lambda each: paper.scale(each.width, each.height))


def _limits(most: int) -> list[int]:
    """How many pills to try one above the other."""
    return [limit for limit in range(1, most + 1) if limit <= 12 or -(-most // limit) != -(-most // (limit - 1))]


def _pills(contents: MapContents, labels: Mapping[str, str]) -> list[Pill]:
    """Of everybody with a place, key players first, the folded last."""
    aside = frozenset(contents.unplaced)
    way = heading.way_in(contents)
    people = [card for card in contents.cards if card.kind != "member" and card.key not in aside]
    people.sort(
        key=lambda card: (
            card.kind == FOLD, not card.key_place, not card.lit, "decision_maker" not in card.roles, card.key
        )
    )  # fmt: skip
    now = [pills.pill(card, labels, step=step_of(card, way)) for card in people]
    return [*now, *(pill for card in people if (pill := pills.former(card, labels)))]


def step_of(card: Card, way: Sequence[str]) -> int | None:
    """Which step of the lit path leads to them."""
    return way.index(card.key) if card.key in way else None


def _plan(cells: Mapping[tuple[int | None, int], Sequence[Pill]], width: float, gap: float, limit: int) -> Plan:
    across = {
        stance: max([-(-len(found) // limit) for (column, _), found in cells.items() if column == stance], default=0)
        for stance in COLUMNS
    }
    flows = {place: pills.flow(found, width, across[place[0]], gap) for place, found in cells.items()}
    heights = {
        influence: max([tall for (_, row), (_, tall) in flows.items() if row == influence], default=0.0)
        for influence in ROWS
    }
    columns = _columns({stance: _needed(count, width, gap) for stance, count in across.items()})
    rows = _rows({row: max(tall + 2 * PADDING, EMPTY_HEIGHT) for row, tall in heights.items()})
    placed = [
        each.moved(columns[stance].start + PADDING, rows[row].start + PADDING)
        for (stance, row), (inside, _) in flows.items()
        for each in inside
    ]
    placed.sort(key=lambda each: (each.pill.card.key, each.pill.former))
    return Plan(columns=columns, rows=rows, placed=tuple(placed), pill_width=width)


def _needed(across: int, width: float, gap: float) -> float:
    return max(across * (width + gap) - gap + 2 * PADDING, EMPTY_WIDTH)


def _columns(widths: Mapping[int | None, float]) -> dict[int | None, Span]:
    """Apart where a zone ends: after the unknown, and where supporters begin."""
    gaps = [ZONE_GAP if stance in (-2, _OURS) else 0.0 for stance in COLUMNS]
    ends = accumulate(gap + widths[stance] for gap, stance in zip(gaps, COLUMNS, strict=True))
    return {stance: _ending(end, widths[stance]) for end, stance in zip(ends, COLUMNS, strict=True)}


def _rows(heights: Mapping[int, float]) -> dict[int, Span]:
    """Each half begins with the strip of its zones' names."""
    gaps = [STRIP if row == ROWS[0] else STRIP + ZONE_GAP if row == _HIGH - 1 else 0.0 for row in ROWS]
    ends = accumulate(gap + heights[row] for gap, row in zip(gaps, ROWS, strict=True))
    return {row: _ending(end, heights[row]) for end, row in zip(ends, ROWS, strict=True)}


def _ending(end: float, length: float) -> Span:
    return Span(start=end - length, length=length)
