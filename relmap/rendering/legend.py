"""The legend: only what occurs on this map, one row per subject."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from relmap.analysis.map_contents import FOLD, INFLUENCE, ORG, REPORTS, MapContents
from relmap.model.vocabulary import SEVERITIES
from relmap.rendering import arrows, card_signs, icons, influence_lines, svg, text_width, theme
from relmap.rendering.labels import label

PADDING = 16.0
ROW_HEIGHT = 25.0
ITEM_GAP = 18.0
HEADING_LEFT = 22.0
SIZE = 12.0
LINE_SAMPLE = 46.0
SAMPLE_COVERAGE = 0.6
# A legend that needs less than this share of the map's width stands in a narrower panel of its own.
HALF = 0.6
Draw = Callable[[ET.Element, svg.Pen, float, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A sign `width` pixels wide, drawn by `draw(parent, pen, left, middle)`, and its word."""

    word: str
    width: float
    draw: Draw

    @property
    def whole_width(self) -> float:
        return self.width + 8 + text_width.width(self.word, SIZE) * 1.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    heading: str
    items: tuple[Item, ...]


def rows(contents: MapContents, own_kinds: tuple[str, ...], labels: Mapping[str, str]) -> list[Row]:
    made = [
        Row(heading=labels["legend.stance"], items=tuple(stances(contents, labels))),
        Row(heading=labels["legend.influence"], items=tuple(influences(contents, labels))),
        Row(heading=labels["legend.roles"], items=tuple(roles(contents, labels))),
        Row(heading=labels["legend.ties"], items=tuple(_ties(contents, own_kinds, labels))),
        Row(heading=labels["legend.marks"], items=tuple(_marks(contents, labels))),
    ]
    return [row for row in made if row.items]


def item(text: str, width: float, draw: Draw) -> Item:
    """A sign and its word, which is cut where it is too long."""
    return Item(word=_word(text), width=width, draw=draw)


def _word(text: str) -> str:
    return text_width.shorten(text_width.visible(text), SIZE, 200.0)


def stances(contents: MapContents, labels: Mapping[str, str]) -> list[Item]:
    """The stances that occur, with their signs."""
    found = {card.stance for card in contents.cards if card.kind == "person" and not card.redacted}
    items = []
    for stance in theme.SIGNS:
        if stance in found:
            word = _word(label(labels, "stance", "unknown" if stance is None else str(stance)))
            items.append(Item(word=word, width=34, draw=_stance_sign(stance)))
    return items


def _stance_sign(stance: int | None) -> Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        card_signs.draw_sign(parent, pen, stance, left, middle - 10)

    return draw


def influences(contents: MapContents, labels: Mapping[str, str]) -> list[Item]:
    """The degrees of influence that occur, with their bars."""
    found = sorted(
        {card.influence for card in contents.cards if card.influence is not None and card.kind == "person"},
        reverse=True,
    )
    return [Item(word=_word(label(labels, "influence", str(each))), width=23, draw=_bars(each)) for each in found]


def _bars(influence: int) -> Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        card_signs.draw_bars(parent, pen, influence, left, middle - 9)

    return draw


def roles(contents: MapContents, labels: Mapping[str, str]) -> list[Item]:
    found = {role for card in contents.cards if card.kind == "person" for role in card.roles}
    return [item(label(labels, "role", role), icons.SIDE, _icon(role)) for role in icons.ICONS if role in found]


def _icon(role: str) -> Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        icons.draw(parent, role, left, middle - icons.SIDE / 2, icons.SIDE, pen.theme.ink, pen.theme.panel)

    return draw


def _ties(contents: MapContents, own_kinds: tuple[str, ...], labels: Mapping[str, str]) -> list[Item]:
    found = {arrow.kind for arrow in contents.arrows}
    ordered = [kind for kind in theme.LINES if kind in found] + [kind for kind in own_kinds if kind in found]
    items = [
        Item(
            word=_word(label(labels, "kind", kind)),
            width=LINE_SAMPLE,
            draw=_line(kind, own_kinds, tip=_has_tip(contents, kind)),
        )
        for kind in ordered
    ]
    if len({round(arrow.strength, 2) for arrow in contents.arrows}) > 1:
        items.append(Item(word=_word(labels["legend.strength"]), width=LINE_SAMPLE, draw=_wedge))
    if contents.view == INFLUENCE and influence_lines.pale(contents):
        items.append(Item(word=labels["legend.pale"], width=LINE_SAMPLE, draw=_pale))
    return items


def _has_tip(contents: MapContents, kind: str) -> bool:
    return not (contents.view == ORG and kind == REPORTS)


def _line(kind: str, own_kinds: tuple[str, ...], *, tip: bool) -> Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        look = arrows.look(pen, kind, own_kinds)
        arrows.sample(parent, look, left, middle, LINE_SAMPLE, pen.theme.panel, tip=tip)

    return draw


def _pale(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    arrows.pale_sample(parent, pen, left, middle, LINE_SAMPLE)


def _wedge(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    low, high = theme.thickness(0.0) / 2, theme.thickness(1.0) / 2
    right = left + LINE_SAMPLE
    points = (
        f"M{svg.number(left)} {svg.number(middle - low)}L{svg.number(right)} {svg.number(middle - high)}"
        f"V{svg.number(middle + high)}L{svg.number(left)} {svg.number(middle + low)}z"
    )
    svg.add(parent, "path", d=points, fill=pen.theme.faint)


def _marks(contents: MapContents, labels: Mapping[str, str]) -> list[Item]:
    items = []
    shown = [card for card in contents.cards if not card.dimmed]
    for severity in SEVERITIES:
        if any(card.gaps and card.severity == severity for card in shown):
            words = labels["legend.gaps"].format(severity=label(labels, "severity", severity))
            items.append(item(words, 24, _warning(severity)))
    if any(card.coverage is not None for card in contents.cards):
        items.append(item(labels["legend.coverage"], 34, _coverage))
    if any(card.kind == "member" for card in contents.cards):
        items.append(Item(word=_word(labels["legend.member"]), width=30, draw=_member))
    if any(card.kind == FOLD for card in contents.cards):
        items.append(Item(word=labels["legend.fold"], width=36, draw=_fold))
    if any(card.placeholder for card in contents.cards):
        items.append(Item(word=_word(labels["legend.placeholder"]), width=30, draw=placeholder))
    if any(card.left for card in contents.cards):
        items.append(Item(word=_word(labels["legend.left"]), width=30, draw=_left))
    if any(arrow.lit for arrow in contents.arrows):
        items.append(Item(word=_word(labels["legend.path"]), width=30, draw=_way))
    if any(arrow.detour for arrow in contents.arrows):
        items.append(Item(word=_word(labels["legend.detour"]), width=LINE_SAMPLE, draw=_detour))
    return items


def _warning(severity: str) -> Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        card_signs.draw_warning(parent, pen, severity, "n", left + 12, middle)

    return draw


def _coverage(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    card_signs.draw_coverage(parent, pen, SAMPLE_COVERAGE, left, middle - 8)


def _member(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    look = pen.theme.team
    svg.add(
        parent, "rect", x=left, y=middle - 8, width=30, height=16, rx=8, fill=look.ground, stroke=look.line,
        stroke_width=1.4,
    )  # fmt: skip


def _fold(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    card_signs.draw_stack(parent, pen, left, middle - 10, 30, 16)
    svg.add(
        parent, "rect", x=left, y=middle - 10, width=30, height=16, rx=4, fill=pen.theme.panel, stroke=pen.theme.faint
    )


def placeholder(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    """The frame of somebody who is still to be found, 30 wide."""
    svg.add(
        parent, "rect", x=left, y=middle - 8, width=30, height=16, rx=4, fill=pen.theme.panel, stroke=pen.theme.faint,
        stroke_width=1.4, stroke_dasharray="4 3",
    )  # fmt: skip


def _left(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    svg.add(
        parent, "rect", x=left, y=middle - 8, width=30, height=16, rx=4, fill=pen.theme.greyed,
        stroke=pen.theme.greyed_line,
    )  # fmt: skip
    look = pen.theme.mark
    svg.add(parent, "rect", x=left + 4, y=middle - 11, width=15, height=7, rx=3.5, fill=look.ground, stroke=look.line)


def _detour(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    arrows.detour_sample(parent, pen, left, middle, LINE_SAMPLE)


def _way(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    svg.add(
        parent, "rect", x=left, y=middle - 6, width=30, height=12, rx=6, fill=pen.theme.lit_halo, stroke=pen.theme.lit
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The legend laid out in a given width: rows of (heading or "", items)."""

    lines: tuple[tuple[str, tuple[Item, ...]], ...]
    heading_width: float
    width: float
    height: float


def place(found: list[Row], width: float) -> Placed:
    """Items flow into lines of at most `width` pixels, each row's heading to the left of its first line."""
    heading = max((text_width.width(row.heading, SIZE, bold=True) * 1.1 for row in found), default=0.0) + 24
    room = width - heading - 2 * PADDING
    lines: list[tuple[str, tuple[Item, ...]]] = []
    for row in found:
        if lines and _wide(whole := (*lines[-1][1], _heading(row.heading), *row.items)) <= room:
            lines[-1] = (lines[-1][0], whole)
            continue
        current: list[Item] = []
        name, used = row.heading, 0.0
        for item in row.items:
            if current and used + item.whole_width > room:
                lines.append((name, tuple(current)))
                current, name, used = [], "", 0.0
            current.append(item)
            used += item.whole_width + ITEM_GAP
        lines.append((name, tuple(current)))
    height = len(lines) * ROW_HEIGHT + PADDING if lines else 0.0
    longest = max((_wide(items) + ITEM_GAP for _, items in lines), default=0.0)
    needed = heading + 2 * PADDING + longest
    used_width = min(width, needed) if needed < HALF * width else width
    return Placed(lines=tuple(lines), heading_width=heading, width=used_width, height=height)


def _wide(items: Sequence[Item]) -> float:
    return sum(item.whole_width + ITEM_GAP for item in items) - ITEM_GAP


def _heading(text: str) -> Item:
    """The heading of a row that begins within a line."""
    width = text_width.width(text, SIZE, bold=True) * 1.08

    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        pen.text(parent, left + HEADING_LEFT, middle + 4.3, text, size=SIZE, fill=pen.theme.ink, room=width, bold=True)

    return Item(word="", width=HEADING_LEFT + width, draw=draw)


def draw(parent: ET.Element, pen: svg.Pen, placed: Placed) -> None:
    """Draws the legend with its top left corner at the origin."""
    group = svg.add(parent, "g", class_="legend")
    svg.add(
        group, "rect", width=placed.width, height=placed.height, rx=theme.PANEL_RADIUS, fill=pen.theme.panel,
        stroke=pen.theme.rule,
    )  # fmt: skip
    middle = PADDING / 2 + ROW_HEIGHT / 2
    for heading, items in placed.lines:
        if heading:
            pen.text(
                group, PADDING, middle + 4.3, heading, size=SIZE, fill=pen.theme.ink,
                room=placed.heading_width - 8, bold=True,
            )  # fmt: skip
        x = PADDING + placed.heading_width
        for item in items:
            item.draw(group, pen, x, middle)
            if not item.word:
                x += item.whole_width + ITEM_GAP
                continue
            word_width = item.whole_width - item.width - 8
            pen.text(
                group, x + item.width + 8, middle + 4.3, item.word, size=SIZE, fill=pen.theme.soft, room=word_width
            )
            x += item.whole_width + ITEM_GAP
        middle += ROW_HEIGHT
