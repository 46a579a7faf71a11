"""What the legend of a map of cards explains: only what occurs on it, one row per subject."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from relmap.analysis.map_contents import FOLD, INFLUENCE, ORG, REPORTS, MapContents
from relmap.model.vocabulary import SEVERITIES
from relmap.rendering import arrows, card_signs, icons, influence_lines, svg, theme
from relmap.rendering.labels import label
from relmap.rendering.legend import LINE_SAMPLE, Draw, Item, Row, item

SAMPLE_COVERAGE = 0.6


def rows(contents: MapContents, own_kinds: tuple[str, ...], labels: Mapping[str, str]) -> list[Row]:
    """The rows that have anything to explain; `own_kinds` are the book's own kinds of ties."""
    made = [
        Row(heading=labels["legend.stance"], items=tuple(stances(contents, labels))),
        Row(heading=labels["legend.influence"], items=tuple(influences(contents, labels))),
        Row(heading=labels["legend.roles"], items=tuple(roles(contents, labels))),
        Row(heading=labels["legend.ties"], items=tuple(_ties(contents, own_kinds, labels))),
        Row(heading=labels["legend.marks"], items=tuple(_marks(contents, labels))),
    ]
    return [row for row in made if row.items]


def stances(contents: MapContents, labels: Mapping[str, str]) -> list[Item]:
    """The stances that occur, with their signs."""
    found = {card.stance for card in contents.cards if card.kind == "person" and not card.redacted}
    items = []
    for stance in theme.SIGNS:
        if stance in found:
            word = label(labels, "stance", "unknown" if stance is None else str(stance))
            items.append(item(word, 34, _stance_sign(stance)))
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
    return [item(label(labels, "influence", str(each)), 23, _bars(each)) for each in found]


def _bars(influence: int) -> Draw:
    def draw(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
        card_signs.draw_bars(parent, pen, influence, left, middle - 9)

    return draw


def roles(contents: MapContents, labels: Mapping[str, str]) -> list[Item]:
    """The roles that occur and have a sign."""
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
        item(label(labels, "kind", kind), LINE_SAMPLE, _line(kind, own_kinds, tip=_has_tip(contents, kind)))
        for kind in ordered
    ]
    if len({round(arrow.strength, 2) for arrow in contents.arrows}) > 1:
        items.append(item(labels["legend.strength"], LINE_SAMPLE, _wedge))
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
        items.append(item(labels["legend.member"], 30, _member))
    if any(card.kind == FOLD for card in contents.cards):
        items.append(Item(word=labels["legend.fold"], width=36, draw=_fold))
    if any(card.placeholder for card in contents.cards):
        items.append(item(labels["legend.placeholder"], 30, placeholder))
    if any(card.left for card in contents.cards):
        items.append(item(labels["legend.left"], 30, _left))
    if any(arrow.lit for arrow in contents.arrows):
        items.append(item(labels["legend.path"], 30, _way))
    if any(arrow.detour for arrow in contents.arrows):
        items.append(item(labels["legend.detour"], LINE_SAMPLE, _detour))
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
