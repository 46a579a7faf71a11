"""The team x people matrix, measured: which rows stand in which panel, and how wide the columns are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from relmap.analysis.map_contents import CHANGED, FOLD, Card, Cell, MapContents
from relmap.rendering import icons, paper, text_width
from relmap.rendering.heading import called
from relmap.rendering.labels import label

ROW = 35.0
ROW_GAP = 2.0
SECTION = 26.0
SECTION_GAP = 8.0
COLUMN_HEAD = 66.0
COLUMN_GAP = 3.0
PANEL_GAP = 40.0
COVERAGE = 104.0
WIDEST_COVERAGE = 220.0
CELL = 124.0
WIDEST_CELL = 200.0
NARROWEST_HEAD = 270.0
WIDEST_HEAD = 380.0
BAND = 4.0
TEXT_LEFT = 14.0
# Influence, stance, and the number of a step on the way.
SIGNS = 98.0
NAME_SIZE = 13.5
SMALL_SIZE = 11.5
_FIRST_ROLES = ("decision_maker", "approver")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person; `cells` are by the key of the member. `beneath` is the second line: roles and title.

    Of people who are folded the row has no cells: `known` says how many of them each member knows.
    """

    card: Card
    cells: Mapping[str, Cell]
    name: str
    beneath: str
    known: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading between rows; `ruled` ones have a line above them."""

    text: str
    ruled: bool


Item = Row | Section
Panel = tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Panels stand side by side; each has the heads of all columns. Lengths are in pixels."""

    members: tuple[Card, ...]
    panels: tuple[Panel, ...]
    head: float
    cell: float
    coverage: float

    @property
    def cells_width(self) -> float:
        """Of the columns of our people; at least one wide, so that there is room to say that there is nobody."""
        return max(1, len(self.members)) * (self.cell + COLUMN_GAP)

    @property
    def panel_width(self) -> float:
        return self.head + COLUMN_GAP + self.cells_width + self.coverage

    def cuts(self, row: Row) -> bool:
        """Whether what changed of somebody is longer than their row."""
        return text_width.width(row.beneath, SMALL_SIZE) > self.head - TEXT_LEFT - SIGNS

    @property
    def width(self) -> float:
        return len(self.panels) * (self.panel_width + PANEL_GAP) - PANEL_GAP

    @property
    def height(self) -> float:
        return COLUMN_HEAD + max((sum(map(height_of, panel)) for panel in self.panels), default=0.0)


def height_of(item: Item) -> float:
    if isinstance(item, Row):
        return ROW + ROW_GAP
    return SECTION + (SECTION_GAP if item.ruled else 0.0)


def plan(contents: MapContents, labels: Mapping[str, str], minimum: float) -> Plan:
    """The matrix in as many panels as come out largest on paper; one panel is at least `minimum` wide if it can be."""
    people = [card for card in contents.cards if card.kind != "member"]
    members = tuple(card for card in contents.cards if card.kind == "member")
    cells: dict[str, dict[str, Cell]] = {}
    for cell in contents.cells:
        cells.setdefault(cell.person, {})[cell.member] = cell
    known = Counter((cell.person, cell.member) for cell in contents.cells)
    rows = [
        _fold_row(card, {member.key: known[card.key, member.key] for member in members}, labels)
        if card.kind == FOLD
        else _row(card, cells.get(card.key, {}), labels)
        for card in sorted(people, key=_rank)
    ]
    items = _items(rows, labels)
    head = _head_width(rows)
    plans = []
    for count in range(1, max(1, len(rows) // 8) + 1):
        room = (minimum if count == 1 else 0.0) - head - COLUMN_GAP
        across = max(1, len(members))
        wide = min(max(CELL, (room - COVERAGE) / across - COLUMN_GAP), WIDEST_CELL)
        left = min(max(COVERAGE, room - across * (wide + COLUMN_GAP)), WIDEST_COVERAGE)
        plans.append(Plan(members=members, panels=_panels(items, count), head=head, cell=wide, coverage=left))
    return max(plans, key=lambda each: paper.scale(each.width, each.height))


def _rank(card: Card) -> tuple[bool, list[bool], int, str]:
    """Who decides, who approves, then by influence; at the end the folded, those of large departments first."""
    influence = -1 if card.influence is None else card.influence
    is_fold = card.kind == FOLD
    return is_fold, [role not in card.roles for role in _FIRST_ROLES], -card.folded if is_fold else -influence, card.key


def _row(card: Card, cells: Mapping[str, Cell], labels: Mapping[str, str]) -> Row:
    roles = [label(labels, "role", role) for role in card.roles]
    changes = [one.text for one in card.changes] if card.change == CHANGED else []
    beneath = " · ".join(part for part in (changes or (*roles, card.title, card.department)) if part)
    return Row(
        card=card,
        cells=cells,
        name=text_width.visible(called(card, labels)),
        beneath=text_width.visible(beneath),
    )


def _fold_row(card: Card, known: Mapping[str, int], labels: Mapping[str, str]) -> Row:
    return Row(
        card=card,
        cells={},
        name=text_width.visible(called(card, labels)),
        beneath=labels["map.folded"].format(count=card.folded),
        known={member: count for member, count in known.items() if count},
    )


def _items(rows: Sequence[Row], labels: Mapping[str, str]) -> list[Item]:
    """The rows under their headings; whoever has left, and so has no place in the matrix, under one of their own."""
    gone = [row for row in rows if row.card.left]
    key = [row for row in rows if row.card.key_place and not row.card.left]
    others = [row for row in rows if not row.card.key_place and not row.card.left]
    items: list[Item] = []
    for text, found in (("matrix.key", key), ("matrix.others", others), ("aside.coverage", gone)):
        if found:
            items += [Section(text=labels[text], ruled=bool(items)), *found]
    return items


def _head_width(rows: Iterable[Row]) -> float:
    """As wide as the longest line needs, within bounds."""
    needed = 0.0
    for row in rows:
        second = text_width.width(row.card.second_name or "", SMALL_SIZE)
        needed = max(
            needed,
            text_width.width(row.name, NAME_SIZE, bold=True) + second + (8.0 if second else 0.0),
            icons.row_width(row.card.roles) + text_width.width(row.beneath, SMALL_SIZE),
        )
    return min(max(needed * 1.04 + TEXT_LEFT + SIGNS, NARROWEST_HEAD), WIDEST_HEAD)


def _panels(items: Sequence[Item], count: int) -> tuple[Panel, ...]:
    """At most `count` panels of about one height. No heading ends a panel."""
    most = sum(map(height_of, items)) / count
    panels: list[list[Item]] = [[]]
    used = 0.0
    for item in items:
        if panels[-1] and used + height_of(item) / 2 > most and len(panels) < count:
            moved = [panels[-1].pop()] if isinstance(panels[-1][-1], Section) else []
            panels.append(moved)
            used = sum(map(height_of, moved))
        panels[-1].append(item)
        used += height_of(item)
    return tuple(tuple(panel) for panel in panels if panel) or ((),)
