"""How heading, map, list and legend share a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from relmap.analysis.map_contents import ORG, MapContents
from relmap.rendering import cards, corners, heading, legend, paper, shelf, theme
from relmap.rendering.places import Placed

Plans = Mapping[str, cards.CardPlan]
MINIMUM_WIDTH = 872.0
# Panels stick out so far, so that what is written in them stands below the heading and the cards.
OUTSET = 14.0
HEADING_GAP = 22.0
BAND_PADDING = 14.0
BAND_FOOT = 24.0
SECTION_GAP = 20.0
# On maps wider than this, heading and legend grow with the map, so that they stay readable when it is shown small.
COMFORTABLE_WIDTH = 1600.0
LARGEST_SCALE = 1.8
# Lengths of legends are reckoned once for widths that differ by less.
STEP = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """Places in pixels from the top left corner of what the margins leave, `inner` wide and `height` high.

    `left` and `above` are the place of the map, `key` that of the legend, `aside` is the list below the map at
    `shelf_top`; `scale` is that of heading and legend.
    """

    inner: float
    scale: float
    left: float
    above: float
    aside: shelf.Shelf
    shelf_top: float
    key: corners.Corner
    height: float
    heading_room: float


@dataclass(kw_only=True)
class Planner:
    """Puts pages of one map together, round whatever layout it gets."""

    contents: MapContents
    labels: Mapping[str, str]
    plans: Plans
    rows: Sequence[legend.Row]
    _lengths: dict[int, float] = field(default_factory=dict, init=False)

    def fit(self, outline: paper.Outline) -> float:
        """How large the page of such a layout comes out on paper, about."""
        inner = max(outline.width, MINIMUM_WIDTH)
        scale, side = _scale(inner), (inner - outline.top[0]) / 2
        head = scale * self._heading_height + HEADING_GAP
        above = 0.0 if self._heading_width * scale + corners.CLEARANCE <= side else head
        height = above + outline.height + self._foot + self._shelf(inner).height
        if not self._has_corner(side / scale, (above + outline.top[1]) / scale):
            height += SECTION_GAP + scale * self._length(inner / scale)
        return paper.scale(inner, height)

    def plan(self, placed: Placed) -> PagePlan:
        """The page round a layout."""
        inner = max(placed.width, MINIMUM_WIDTH)
        scale, left = _scale(inner), (inner - placed.width) / 2
        high = scale * self._heading_height
        narrow = self._heading_width * scale
        beside = bool(placed.boxes) and corners.is_free(corners.taken(placed, left, 0.0), narrow, high)
        above = 0.0 if beside else high + HEADING_GAP
        corner = corners.legend_corner(
            self._narrow, corners.taken(placed, left, above), inner + OUTSET, high + HEADING_GAP, scale
        )
        aside = self._shelf(inner)
        shelf_top = above + placed.height + self._foot + (SECTION_GAP if placed.height else 0)
        foot = shelf_top + (aside.height + SECTION_GAP if aside.height else 0)
        key = legend.place(list(self.rows), (inner + 2 * OUTSET) / scale)
        corner = corner or corners.Corner(legend=key, left=-OUTSET, top=foot)
        return PagePlan(
            inner=inner,
            scale=scale,
            left=left,
            above=above,
            aside=aside,
            shelf_top=shelf_top,
            key=corner,
            height=max(foot - SECTION_GAP, corner.top + scale * corner.legend.height),
            heading_room=narrow + corners.CLEARANCE if beside else inner if corner.top else corner.left - theme.MARGIN,
        )

    @cached_property
    def _heading_width(self) -> float:
        return heading.width(self.contents, self.labels)

    @cached_property
    def _heading_height(self) -> float:
        return heading.height(self.contents)

    @cached_property
    def _foot(self) -> float:
        return BAND_FOOT if any(card.kind == "member" for card in self.contents.cards) else 0.0

    @cached_property
    def _narrow(self) -> list[legend.Placed]:
        return corners.narrow_legends(self.rows) if self.rows else []

    def _has_corner(self, side: float, high: float) -> bool:
        """Whether the legend has room beside what stands on top in the middle, so wide and down to `high`."""
        room = side - corners.CLEARANCE, high - corners.CLEARANCE
        return any(each.width <= room[0] and each.height <= room[1] for each in self._narrow)

    def _shelf(self, inner: float) -> shelf.Shelf:
        """What stands below the map: in an org chart those without a place have a frame of their own in it."""
        beside = replace(self.contents, unplaced=()) if self.contents.view == ORG else self.contents
        return shelf.place(beside, self.plans, self.labels, inner + 2 * OUTSET)

    def _length(self, width: float) -> float:
        """Of the legend, about."""
        step = int(width // STEP)
        if step not in self._lengths:
            self._lengths[step] = legend.place(list(self.rows), step * STEP).height
        return self._lengths[step]


def _scale(inner: float) -> float:
    return min(max(1.0, inner / COMFORTABLE_WIDTH), LARGEST_SCALE)
