"""Draws one person's card from its plan."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from relmap.analysis.map_contents import FOLD, REMOVED, Card
from relmap.rendering import card_signs, cards, change_marks, icons, svg, text_width, theme
from relmap.rendering.graphviz import Box


def draw(
    parent: ET.Element,
    pen: svg.Pen,
    plan: cards.CardPlan,
    left: float,
    top: float,
    labels: Mapping[str, str],
) -> None:
    """Draws the card with its top left corner at (left, top)."""
    card = plan.card
    group = svg.add(parent, "g", id=svg.identity("card", card.key), class_=f"card {card.kind}", data_ref=card.key)
    svg.tooltip(group, cards.description(card, labels))
    if card.kind == "member":
        _draw_member(group, pen, plan, left, top)
    elif card.kind == FOLD:
        _draw_fold(group, pen, plan, left, top)
    else:
        _draw_person(group, pen, plan, left, top, labels)
    if card.change:
        sign = change_marks.sign_box(left, top)
        change_marks.draw_sign(group, pen, card.change, sign.left + sign.width / 2, sign.top + sign.height / 2)


def _draw_change(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    """The frame of somebody who is new, gone or changed: under the marks on the card's edge."""
    if plan.card.change:
        box = Box(left=left, top=top, width=plan.width, height=plan.height)
        change_marks.draw_frame(group, pen, plan.card.change, box, _radius(plan))


def _draw_member(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    card = plan.card
    look = pen.theme.team_greyed if card.dimmed else pen.theme.team
    svg.add(
        group,
        "rect",
        class_="frame",
        x=left,
        y=top,
        width=plan.width,
        height=plan.height,
        rx=_radius(plan),
        fill=look.ground,
        stroke=look.line,
        stroke_width=1.4,
    )
    _draw_change(group, pen, plan, left, top)
    middle = top + plan.height / 2
    svg.add(group, "circle", cx=left + 23, cy=middle - 5, r=5.2, fill=look.ink)
    svg.add(
        group,
        "path",
        d=f"M{svg.number(left + 13.5)} {svg.number(middle + 12)}a9.5 9.5 0 0 1 19 0z",
        fill=look.ink,
    )
    room = plan.width - cards.MEMBER_LEFT - 14.0
    y = middle - sum(line.advance for line in plan.lines) / 2
    for line in plan.lines:
        y += line.advance
        fill = look.ink if not line.soft or card.dimmed else pen.theme.team_soft
        pen.text(
            group, left + cards.MEMBER_LEFT, y - line.advance * 0.28, line.text,
            size=line.size, fill=fill, room=room, bold=line.bold,
        )  # fmt: skip
    _draw_gaps(group, pen, plan, left, top)


def _draw_fold(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    """A pile of cards; the text stands in the middle of the uppermost."""
    card_signs.draw_stack(group, pen, left, top, plan.width, plan.height)
    svg.add(
        group, "rect", class_="frame", x=left, y=top, width=plan.width, height=plan.height, rx=theme.CARD_RADIUS,
        fill=pen.theme.panel, stroke=pen.theme.greyed_line if plan.card.dimmed else pen.theme.faint,
    )  # fmt: skip
    y = top + (plan.height - sum(line.advance for line in plan.lines)) / 2
    for line in plan.lines:
        y += line.advance
        pen.text(
            group, left + cards.TEXT_LEFT, y - line.advance * 0.24, line.text, size=line.size,
            fill=pen.theme.faint if plan.card.dimmed else pen.theme.soft, room=plan.width - 2 * cards.TEXT_LEFT + 2,
            bold=line.bold,
        )  # fmt: skip


def draw_halo(parent: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    """The frame of light round a card on the way; it goes under the ties, so that their heads stay seen."""
    svg.add(
        parent, "rect", x=left - 5, y=top - 5, width=plan.width + 10, height=plan.height + 10,
        rx=_radius(plan) + 5, fill=pen.theme.lit_halo, stroke=pen.theme.lit, stroke_width=2,
    )  # fmt: skip


def _radius(plan: cards.CardPlan) -> float:
    return min(plan.height / 2, 26.0) if plan.card.kind == "member" else theme.CARD_RADIUS


def _draw_person(
    group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float, labels: Mapping[str, str]
) -> None:
    card = plan.card
    _draw_frame(group, pen, plan, left, top)
    _draw_change(group, pen, plan, left, top)
    greyed = card.dimmed or card.left
    soft = pen.theme.faint if greyed else pen.theme.soft
    ink = pen.theme.faint if greyed else pen.theme.ink
    room = cards.text_room(plan.width) + 2
    y = top + cards.TOP
    for line in plan.lines:
        y += line.advance
        pen.text(
            group, left + cards.TEXT_LEFT, y - line.advance * 0.24, line.text,
            size=line.size, fill=soft if line.soft else ink, room=room, bold=line.bold,
        )  # fmt: skip
        if card.change == REMOVED and not line.soft:
            wide = min(text_width.width(line.text, line.size, bold=line.bold), room)
            change_marks.strike(group, pen, left + cards.TEXT_LEFT, y - line.advance * 0.24, wide)
    _draw_notes(group, pen, plan, left, top)
    _draw_signs(group, pen, card, left + plan.width - cards.SIGN_GAP - cards.SIGN_WIDTH, top + cards.TOP)
    _draw_chips(group, pen, plan, left, top)
    _draw_gaps(group, pen, plan, left, top)
    if card.left:
        _draw_left_mark(group, pen, plan, left, top, labels)


def _draw_notes(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    """What changed, below the rest of the text."""
    y = top + cards.notes_top(plan.lines)
    for note in plan.notes:
        y += note.advance
        pen.text(
            group, left + cards.TEXT_LEFT, y - note.advance * 0.24, note.text, size=note.size,
            fill=pen.theme.soft if note.soft else pen.theme.ink, room=plan.width - cards.TEXT_LEFT - 7,
        )  # fmt: skip


def _draw_signs(group: ET.Element, pen: svg.Pen, card: Card, left: float, top: float) -> None:
    """Stance, influence and coverage under each other, `cards.SIGN_WIDTH` wide."""
    greyed = card.dimmed or card.left
    if not card.redacted:
        card_signs.draw_sign(group, pen, card.stance, left, top, greyed=greyed)
    if card.influence is not None:
        card_signs.draw_bars(group, pen, card.influence, left + cards.SIGN_WIDTH / 2 - 11, top + 22, greyed)
    if card.coverage is not None:
        card_signs.draw_coverage(group, pen, card.coverage, left, top + 40, greyed=greyed)


def _draw_frame(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    card = plan.card
    greyed = card.dimmed or card.left
    colours = pen.theme
    edge = colours.greyed_line if greyed else (colours.faint if card.placeholder else colours.rule)
    svg.add(
        group, "rect", class_="frame", x=left, y=top, width=plan.width, height=plan.height, rx=theme.CARD_RADIUS,
        fill=colours.greyed if card.left else colours.panel, stroke=colours.lit if card.lit else edge,
        stroke_width=1.6 if card.placeholder or card.lit else 1.1, stroke_dasharray="6 4" if card.placeholder else None,
    )  # fmt: skip
    band = colours.greyed_line if greyed or card.stance is None else colours.stances[card.stance].line
    radius, low = theme.CARD_RADIUS, top + plan.height
    if not card.placeholder or card.stance is not None:
        svg.add(
            group,
            "path",
            d=f"M{svg.number(left + radius)} {svg.number(top)}a{radius:g} {radius:g} 0 0 0 -{radius:g} {radius:g}"
            f"V{svg.number(low - radius)}a{radius:g} {radius:g} 0 0 0 {radius:g} {radius:g}h-3.5"
            f"V{svg.number(top)}z",
            fill=band,
        )


def _draw_chips(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    greyed = plan.card.dimmed or plan.card.left
    x, y = left + cards.TEXT_LEFT, top + plan.height - cards.BOTTOM - cards.CHIP_HEIGHT
    for chip in plan.chips:
        strong = chip.strong and not greyed
        look = pen.theme.strong_chip if strong else pen.theme.chip
        ink = pen.theme.faint if greyed else look.ink
        svg.add(
            group, "rect", x=x, y=y, width=chip.width, height=cards.CHIP_HEIGHT, rx=5, fill=look.ground,
            stroke=look.line, stroke_width=1.4 if strong else 0.8,
        )  # fmt: skip
        if chip.has_icon:
            icon_top = y + (cards.CHIP_HEIGHT - cards.ICON) / 2
            icons.draw(group, chip.role, x + cards.CHIP_PADDING, icon_top, cards.ICON, ink, look.ground)
        if chip.text:
            pen.text(
                group, x + chip.text_left, y + cards.CHIP_HEIGHT / 2 + 3.9, chip.text, size=theme.SMALL_SIZE,
                fill=ink, room=chip.width - chip.text_left - cards.CHIP_PADDING + 2,
            )  # fmt: skip
        x += chip.width + cards.CHIP_GAP


def _draw_gaps(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    card = plan.card
    if card.gaps and not card.dimmed:
        card_signs.draw_warning(group, pen, card.severity, str(len(card.gaps)), left + plan.width - 4, top)


def marks(plan: cards.CardPlan, left: float, top: float, labels: Mapping[str, str]) -> list[Box]:
    """Where marks stick out of a card with its top left corner at (left, top): of gaps, of a change, that they left."""
    found = [Box(left=left + plan.width - 17, top=top - 13, width=26, height=24)]
    if plan.card.change:
        found.append(change_marks.sign_box(left, top))
    if plan.card.left:
        found.append(_left_mark(plan, left, top, labels)[1])
    return found


def _draw_left_mark(
    group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float, labels: Mapping[str, str]
) -> None:
    """A tab on the card's upper edge that says that the person has left."""
    text, box = _left_mark(plan, left, top, labels)
    svg.add(
        group, "rect", x=box.left, y=box.top, width=box.width, height=box.height, rx=9, fill=pen.theme.mark.ground,
        stroke=pen.theme.mark.line,
    )  # fmt: skip
    pen.text(
        group, box.left + 8, box.top + 13, text, size=theme.SMALL_SIZE, fill=pen.theme.mark.ink, room=box.width - 14
    )


def _left_mark(plan: cards.CardPlan, left: float, top: float, labels: Mapping[str, str]) -> tuple[str, Box]:
    """The text of the tab and its place: beside the mark of gaps, above the stance, clear of name and department."""
    text = text_width.shorten(text_width.visible(labels["map.left"]), theme.SMALL_SIZE, 90.0)
    width = text_width.width(text, theme.SMALL_SIZE) + 16
    return text, Box(left=left + plan.width - 24 - width, top=top - 12, width=width, height=18)
