"""What an org chart is made of: departments as laid out, frames as placed, and the room for lines between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from relmap.rendering import text_width, theme
from relmap.rendering.graphviz import Box
from relmap.rendering.org_blocks import Block

PADDING = 9.0
# Most of a department's name is read where its frame is at least as wide.
NAMED = 250.0
# Where a name begins; how far down a card is whose mark of gaps is below the name; how far the mark reaches in.
NAME_LEFT = 14.0
MARK_RISE = 37.0
MARK_REACH = 19.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What lines have: `gutter` between frames, `row` between rows of cards, `name` above the first of them."""

    gutter: float
    row: float
    name: float


FOR_REPORTING = Room(gutter=22.0, row=22.0, name=27.0)
# Ways run beside the reporting lines, and have numbers on them.
FOR_WAYS = Room(gutter=62.0, row=48.0, name=48.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A department, placed, or a branch of several, whose `name` is "". `aside`: those without a place; `bare`: those
    without a department, round whom nothing is drawn."""

    name: str
    box: Box
    aside: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Where everything stands, in pixels. `lanes` are the x of the lines beside stacked cards; `corridor` is the height
    at which lines cross from one column of frames to another."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    frames: Sequence[Frame]
    home: Mapping[str, int]
    lanes: Mapping[str, float]
    corridor: float
    top_width: float
    room: Room


@dataclass(frozen=True)
class Department:
    """A department as laid out with one bound on its rows: its blocks side by side."""

    name: str
    place: int
    blocks: Sequence[Sequence[Block]]
    pitch: float
    room: Room

    @cached_property
    def blocks_width(self) -> float:
        wide = sum(max(block.width for block in column) for column in self.blocks)
        return wide + theme.NODE_GAP * (len(self.blocks) - 1)

    @cached_property
    def width(self) -> float:
        named = text_width.width(self.name, theme.TEXT_SIZE, bold=True) * 1.05 + 30 if self.name else 0.0
        return max(self.blocks_width + 2 * PADDING, min(named, NAMED))

    @cached_property
    def rows(self) -> int:
        return max(sum(block.rows for block in column) for column in self.blocks)

    @cached_property
    def height(self) -> float:
        return self.first + self.rows * self.pitch - self.room.row + PADDING

    @property
    def first(self) -> float:
        """From its top to its first row."""
        if not self.name:
            return PADDING
        return max(self.room.name, MARK_RISE) if self._reaches_a_mark else self.room.name

    @property
    def _reaches_a_mark(self) -> bool:
        """Whether the name is so long that the mark on the first card would be on it."""
        end = NAME_LEFT + text_width.width(self.name, theme.TEXT_SIZE, bold=True)
        return end > (self.width - self.blocks_width) / 2 + theme.CARD_WIDTH - MARK_REACH
