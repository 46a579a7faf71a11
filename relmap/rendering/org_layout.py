"""The places of an org chart: departments as frames in columns below those of the heads, our team at the foot.

Nothing here is drawn by Graphviz: rows of cards and the gaps between frames are even, so that every line can run
between the cards, and the whole is packed so that a sheet of paper shows it as large as possible.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

from relmap.analysis.map_contents import REPORTS, MapContents
from relmap.analysis.map_framing import bosses
from relmap.rendering import theme
from relmap.rendering.graphviz import Box
from relmap.rendering.org_blocks import Forest, packed
from relmap.rendering.org_parts import FOR_REPORTING, FOR_WAYS, Chart, Department, Frame
from relmap.rendering.paper import Fit, Outline

TEAM_GAP = 40.0
ROWS = (1, 2, 3, 4, 5, 6, 8, 10, 14, 20)
HEADS_ROWS = (1, 2, 4, 8)
Sizes = Mapping[str, tuple[float, float]]


def place(contents: MapContents, sizes: Sizes, aside: str, fit: Fit) -> Chart:
    """The org chart of the cards, `sizes` (width and height) by key; whoever has no place stands under `aside`."""
    plan = _Plan(contents, sizes, aside)
    best = max(plan.charts(), key=lambda chart: (fit(plan.outline(chart)), -chart.width))
    return plan.with_team(best)


class _Plan:
    def __init__(self, contents: MapContents, sizes: Sizes, aside: str) -> None:
        self.contents = contents
        self.sizes = sizes
        self.people = [card.key for card in contents.cards if card.kind != "member"]
        self.team = [card.key for card in contents.cards if card.kind == "member"]
        named = {key: place for place, group in enumerate(contents.groups) for key in group.cards}
        named |= dict.fromkeys(contents.unplaced, len(contents.groups) + 1)
        self.home = {key: named.get(key, len(contents.groups)) for key in self.people}
        self.names = [*(group.name for group in contents.groups), "", aside]
        self.boss = bosses(contents)
        self.tall = max((sizes[key][1] for key in self.people), default=0.0)
        self.room = FOR_REPORTING if all(arrow.kind == REPORTS for arrow in contents.arrows) else FOR_WAYS
        self.pitch = self.tall + self.room.row

    @cached_property
    def forests(self) -> dict[int, Forest]:
        inside: dict[int, list[str]] = {}
        for key in self.people:
            inside.setdefault(self.home[key], []).append(key)
        return {place: self._forest(place, keys) for place, keys in sorted(inside.items())}

    def _forest(self, place: int, keys: Sequence[str]) -> Forest:
        roots: list[str] = []
        reports: dict[str, list[str]] = {}
        for key in keys:
            boss = self.boss.get(key)
            if boss is None or self.home[boss] != place:
                roots.append(key)
            else:
                reports.setdefault(boss, []).append(key)
        return Forest(roots=roots, reports=reports, width=theme.CARD_WIDTH, gap=theme.NODE_GAP)

    @cached_property
    def heads(self) -> frozenset[int]:
        """The departments above which there is none and below which there is one."""
        ties = [
            (self.home[key], self.home[boss]) for key, boss in self.boss.items() if self.home[key] != self.home[boss]
        ]
        under = {low for low, _ in ties}
        tops = {high for _, high in ties} - under
        # Where each is under another, whoever has no boss is at the top.
        return frozenset(tops) or frozenset(self.home[key] for key in self.people if key not in self.boss and ties)

    def charts(self) -> Iterator[Chart]:
        made_of = {
            rows: {place: self._department(place, forest, rows) for place, forest in self.forests.items()}
            for rows in sorted({*ROWS, *HEADS_ROWS})
        }
        for rows, heads_rows in product(ROWS, HEADS_ROWS):
            made = {place: made_of[heads_rows if place in self.heads else rows][place] for place in self.forests}
            tall = [each.height for place, each in made.items() if place not in self.heads]
            whole = sum(each + self.room.gutter for each in tall)
            for columns in range(1, min(len(tall), 14) + 1):
                yield self._chart(made, max(max(tall), 1.12 * whole / columns))
            if not tall:
                yield self._chart(made, 0.0)

    def _department(self, place: int, forest: Forest, rows: int) -> Department:
        return Department(self.names[place], place, packed(forest.blocks(rows), rows), self.pitch, self.room)

    def _chart(self, made: Mapping[int, Department], tallest: float) -> Chart:
        gutter = self.room.gutter
        top = [made[place] for place in sorted(self.heads & made.keys())]
        columns = _columns([each for place, each in made.items() if place not in self.heads], tallest, gutter)
        top_width = sum(each.width + gutter for each in top) - gutter
        low_width = sum(max(each.width for each in column) + gutter for column in columns) - gutter
        width = max(top_width, low_width) + 2 * gutter
        chart = _Placing(self)
        x = (width - top_width) / 2
        for each in top:
            chart.add(each, x, 0.0)
            x += each.width + gutter
        corridor = max((each.height for each in top), default=-gutter) + gutter / 2
        x = (width - low_width) / 2
        foot = max(0.0, corridor - gutter / 2)
        for column in columns:
            y, wide = corridor + gutter / 2, max(each.width for each in column)
            for each in column:
                chart.add(each, x, y, wide)
                y += each.height + gutter
            foot = max(foot, y - gutter)
            x += wide + gutter
        return Chart(
            width=width, height=foot, boxes=chart.boxes, frames=chart.frames, home=chart.home, lanes=chart.lanes,
            corridor=corridor, top_width=top_width, room=self.room,
        )  # fmt: skip

    def outline(self, chart: Chart) -> Outline:
        """With our team."""
        return Outline(
            width=chart.width - self.room.gutter, height=chart.height + self._team_height(chart.width),
            top=(chart.top_width, chart.corridor),
        )  # fmt: skip

    def _team_height(self, width: float) -> float:
        """Of our people in rows, with the gap above them."""
        if not self.team:
            return 0.0
        rows = -(-len(self.team) // self._across(width))
        return TEAM_GAP + rows * (self._team_tall + theme.NODE_GAP) - theme.NODE_GAP

    def _across(self, width: float) -> int:
        return max(1, int((width + theme.NODE_GAP) // (theme.MEMBER_WIDTH + theme.NODE_GAP)))

    @cached_property
    def _team_tall(self) -> float:
        return max(self.sizes[key][1] for key in self.team)

    def with_team(self, chart: Chart) -> Chart:
        """Our people in rows below all others."""
        if not self.team:
            return chart
        wide, high = theme.MEMBER_WIDTH + theme.NODE_GAP, self._team_tall
        across = self._across(chart.width)
        boxes = dict(chart.boxes)
        rows = [self.team[first : first + across] for first in range(0, len(self.team), across)]
        top = chart.height + TEAM_GAP
        for row in rows:
            left = (chart.width - len(row) * wide + theme.NODE_GAP) / 2
            for place, key in enumerate(row):
                boxes[key] = Box(left=left + place * wide, top=top, width=self.sizes[key][0], height=self.sizes[key][1])
            top += high + theme.NODE_GAP
        return Chart(
            width=chart.width, height=top - theme.NODE_GAP, boxes=boxes, frames=chart.frames, home=chart.home,
            lanes=chart.lanes, corridor=chart.corridor, top_width=chart.top_width, room=chart.room,
        )  # fmt: skip


def _columns(departments: Sequence[Department], tallest: float, gutter: float) -> list[list[Department]]:
    columns: list[list[Department]] = []
    for each in sorted(departments, key=lambda each: (-each.width, -each.height, each.place)):
        fitting = [column for column in columns if _stacked(column, gutter) + each.height <= tallest]
        if fitting:
            min(fitting, key=lambda column: (abs(column[0].width - each.width), _stacked(column, gutter))).append(each)
        else:
            columns.append([each])
    return sorted(
        (sorted(column, key=lambda each: each.place) for column in columns), key=lambda column: column[0].place
    )


def _stacked(column: Sequence[Department], gutter: float) -> float:
    return sum(each.height + gutter for each in column)


class _Placing:
    """Collects the places of one chart."""

    def __init__(self, plan: _Plan) -> None:
        self.plan = plan
        self.boxes: dict[str, Box] = {}
        self.frames: list[Frame] = []
        self.home: dict[str, int] = {}
        self.lanes: dict[str, float] = {}

    def add(self, department: Department, left: float, top: float, width: float | None = None) -> None:
        """Places a department, its frame as wide as its column."""
        box = Box(left=left, top=top, width=width or department.width, height=department.height)
        number = len(self.frames)
        groups = len(self.plan.contents.groups)
        self.frames.append(
            Frame(name=department.name, box=box, aside=department.place > groups, bare=department.place == groups)
        )
        x = left + (box.width - department.blocks_width) / 2
        first = top + department.first
        for column in department.blocks:
            row = 0
            for block in column:
                for key, seat in block.moved(x, row, None).items():
                    wide, high = self.plan.sizes[key]
                    self.boxes[key] = Box(
                        left=seat.left, top=first + seat.row * self.plan.pitch, width=wide, height=high
                    )
                    self.home[key] = number
                    if seat.lane is not None:
                        self.lanes[key] = seat.lane
                row += block.rows
            x += max(block.width for block in column) + theme.NODE_GAP
