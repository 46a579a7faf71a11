"""Lines of an org chart beside each other: where two would run over each other, one moves aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from relmap.rendering.graphviz import Box, Point

# How far apart two lines run that would meet, and how near two may come.
SPACING = 14.0
NEAREST = 11.0
ASIDE = (0.0, *(side * step * SPACING for step in (1, 2, 3, 0.5, 1.5, 2.5) for side in (1, -1)))
# What a line keeps from a card that it passes.
CLEARANCE = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A straight piece of a line: upright at x `at`, or level at y `at`, from `low` to `high`."""

    upright: bool
    at: float
    low: float
    high: float

    def moved(self, aside: float) -> "Stretch":
        return Stretch(upright=self.upright, at=self.at + aside, low=self.low, high=self.high)

    def distance(self, other: "Stretch") -> float:
        """Between two that run side by side, at most `NEAREST`: from there on they do not look like one."""
        beside = self.low < other.high + NEAREST and other.low < self.high + NEAREST
        return min(abs(self.at - other.at), NEAREST) if beside and self.upright == other.upright else NEAREST

    def hits(self, box: Box) -> bool:
        first, last = (box.left, box.left + box.width) if self.upright else (box.top, box.top + box.height)
        top, foot = (box.top, box.top + box.height) if self.upright else (box.left, box.left + box.width)
        across = first - CLEARANCE < self.at < last + CLEARANCE
        return across and top < self.high - 1 and self.low < foot - 1


class Tracks:
    """Remembers where lines run, so that the next finds room beside them."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.boxes = list(boxes)
        self.taken: list[Stretch] = []

    def take(self, corners: Sequence[Point]) -> None:
        """A line that stays where it is."""
        self.taken += stretches(corners)

    def place(self, corners: Sequence[Point]) -> list[Point]:
        """A right-angled line, moved aside stretch by stretch where others run already."""
        found = [self._free(each) for each in stretches(corners)]
        self.taken += found
        return _joined(corners, found)

    def _free(self, wished: Stretch) -> Stretch:
        """The nearest place that is far enough from all others, else the one farthest from them."""
        choices = [wished.moved(aside) for aside in ASIDE]
        clear = [each for each in choices if not any(each.hits(box) for box in self.boxes)]
        return max(clear or choices[:1], key=self._distance)

    def _distance(self, stretch: Stretch) -> float:
        return min((stretch.distance(other) for other in self.taken), default=NEAREST)


def stretches(corners: Sequence[Point]) -> list[Stretch]:
    """The pieces of a right-angled line, in its order."""
    return [
        Stretch(upright=abs(x1 - x2) < abs(y1 - y2), at=x1, low=min(y1, y2), high=max(y1, y2))
        if abs(x1 - x2) < abs(y1 - y2)
        else Stretch(upright=False, at=y1, low=min(x1, x2), high=max(x1, x2))
        for (x1, y1), (x2, y2) in pairwise(corners)
    ]


def _joined(corners: Sequence[Point], found: Sequence[Stretch]) -> list[Point]:
    """The corners of a line whose stretches have moved; its ends slide along the edges of their cards."""
    points = []
    for place, (x, y) in enumerate(corners):
        for stretch in found[max(0, place - 1) : place + 1]:
            x, y = (stretch.at, y) if stretch.upright else (x, stretch.at)
        points.append((x, y))
    return points
