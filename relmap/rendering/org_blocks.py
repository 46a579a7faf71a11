"""Who stands under whom in one department: cards on even rows, reports in columns below their boss."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Beside a column of reports runs the line that serves those below the first.
LANE = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a card stands: its left edge, in pixels, and its row. `lane` is the x of the line beside it that leads to
    its boss; None where the line comes from above."""

    left: float
    row: int
    lane: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """People placed together: `width` in pixels, `rows` of cards, `head` the card that all others stand under."""

    head: str
    width: float
    rows: int
    seats: Mapping[str, Seat]

    def moved(self, left: float, row: int, lane: float | None) -> dict[str, Seat]:
        """The seats further right and down; `lane` is the head's."""
        return {
            key: Seat(
                left=seat.left + left,
                row=seat.row + row,
                lane=lane if key == self.head else None if seat.lane is None else seat.lane + left,
            )
            for key, seat in self.seats.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """People of one department who report to each other: `roots`, and `reports` by boss; `width` is a card's."""

    roots: Sequence[str]
    reports: Mapping[str, Sequence[str]]
    width: float
    gap: float

    def block(self, head: str, rows: int) -> Block:
        """Whoever stands under `head`, in columns of at most so many rows where that is possible."""
        under = [self.block(report, rows) for report in self.reports.get(head, ())]
        if not under:
            return Block(head=head, width=self.width, rows=1, seats={head: Seat(left=0.0, row=0)})
        columns = packed(under, rows)
        seats, width = self._columns(columns)
        whole = max(width, self.width)
        spare = (whole - width) / 2
        placed = {
            key: Seat(left=seat.left + spare, row=seat.row + 1, lane=None if seat.lane is None else seat.lane + spare)
            for key, seat in seats.items()
        }
        placed[head] = Seat(left=(whole - self.width) / 2, row=0)
        return Block(head=head, width=whole, rows=1 + max(map(_height, columns)), seats=placed)

    def blocks(self, rows: int) -> list[Block]:
        return [self.block(root, rows) for root in self.roots]

    def _columns(self, columns: Sequence[Sequence[Block]]) -> tuple[dict[str, Seat], float]:
        seats: dict[str, Seat] = {}
        x = 0.0
        for column in columns:
            stacked = len(column) > 1
            left = x + (LANE if stacked else 0.0)
            row = 0
            for place, block in enumerate(column):
                seats |= block.moved(left, row, x + LANE / 3 if place else None)
                row += block.rows
            x = left + max(block.width for block in column) + self.gap
        return seats, x - self.gap


def _height(column: Iterable[Block]) -> int:
    return sum(block.rows for block in column)


def packed(blocks: Iterable[Block], rows: int) -> list[list[Block]]:
    """The blocks in columns of at most so many rows, like widths together; one that is taller has a column alone."""
    columns: list[list[Block]] = []
    for block in sorted(blocks, key=lambda block: (-block.width, -block.rows, block.head)):
        fitting = [each for each in columns if _height(each) + block.rows <= rows]
        near = [each for each in fitting if each[0].width <= 1.5 * block.width]
        if near:
            near[-1].append(block)
        else:
            columns.append([block])
    return columns
