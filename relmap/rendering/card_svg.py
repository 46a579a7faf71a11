"""Draws one person's card from its plan."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from relmap.rendering import cards, svg, text_width, theme


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
    else:
        _draw_person(group, pen, plan, left, top, labels)


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
    middle = top + plan.height / 2
    svg.add(group, "circle", cx=left + 25, cy=middle - 5, r=5.2, fill=look.ink)
    svg.add(
        group,
        "path",
        d=f"M{svg.number(left + 15.5)} {svg.number(middle + 12)}a9.5 9.5 0 0 1 19 0z",
        fill=look.ink,
    )
    room = plan.width - cards.MEMBER_LEFT - 16.0
    y = middle - sum(line.advance for line in plan.lines) / 2
    for line in plan.lines:
        y += line.advance
        fill = look.ink if not line.soft or card.dimmed else pen.theme.team_soft
        pen.text(
            group, left + cards.MEMBER_LEFT, y - line.advance * 0.28, line.text,
            size=line.size, fill=fill, room=room, bold=line.bold,
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
    greyed = card.dimmed or card.left
    soft = pen.theme.faint if greyed else pen.theme.soft
    ink = pen.theme.faint if greyed else pen.theme.ink
    room = plan.width - cards.TEXT_LEFT - cards.SIGN_GAP - cards.SIGN_WIDTH - cards.SIGN_GAP
    y = top + cards.TOP
    for line in plan.lines:
        y += line.advance
        pen.text(
            group, left + cards.TEXT_LEFT, y - line.advance * 0.24, line.text,
            size=line.size, fill=soft if line.soft else ink, room=room, bold=line.bold,
        )  # fmt: skip
    right = left + plan.width - cards.SIGN_GAP - 2
    if not card.redacted:
        draw_sign(group, pen, card.stance, right - cards.SIGN_WIDTH, top + cards.TOP - 1, greyed=greyed)
    if card.influence is not None:
        draw_bars(
            group,
            pen,
            card.influence,
            right - cards.SIGN_WIDTH / 2 - 11,
            top + cards.TOP + cards.SIGN_HEIGHT + 7,
            greyed,
        )
    _draw_chips(group, pen, plan, left, top)
    if card.left:
        _draw_left_mark(group, pen, plan, left, top, labels)


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


def draw_sign(
    parent: ET.Element, pen: svg.Pen, stance: int | None, left: float, top: float, *, greyed: bool = False
) -> None:
    """The stance as a coloured pill with its sign: told apart without colours, too."""
    look = pen.theme.stances[None if greyed else stance]
    svg.add(
        parent, "rect", x=left, y=top, width=cards.SIGN_WIDTH, height=cards.SIGN_HEIGHT, rx=cards.SIGN_HEIGHT / 2,
        fill=look.ground, stroke=look.line,
        stroke_dasharray="3 2" if stance is None else None,
    )  # fmt: skip
    pen.text(
        parent, left + cards.SIGN_WIDTH / 2, top + cards.SIGN_HEIGHT / 2 + 4.6, theme.SIGNS[stance], size=13.0,
        fill=look.ink, room=cards.SIGN_WIDTH, bold=True, anchor="middle",
    )  # fmt: skip


def draw_bars(parent: ET.Element, pen: svg.Pen, influence: int, left: float, top: float, greyed: bool = False) -> None:
    """Influence 0-4 as four rising bars, 22 wide and 16 high."""
    for place in range(4):
        height = 5.0 + 3.6 * place
        full = place < influence
        colour = pen.theme.faint if greyed else pen.theme.ink
        svg.add(
            parent, "rect", x=left + 6 * place, y=top + 16 - height, width=4.2, height=height, rx=1,
            fill=colour if full else pen.theme.shade,
        )  # fmt: skip


def _draw_chips(group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float) -> None:
    greyed = plan.card.dimmed or plan.card.left
    rows = len(plan.chips)
    y = top + plan.height - cards.BOTTOM - rows * cards.CHIP_HEIGHT - (rows - 1) * cards.CHIP_GAP
    for row in plan.chips:
        x = left + cards.TEXT_LEFT
        for chip in row:
            look = pen.theme.strong_chip if chip.strong and not greyed else pen.theme.chip
            svg.add(
                group, "rect", x=x, y=y, width=chip.width, height=cards.CHIP_HEIGHT, rx=5,
                fill=look.ground, stroke=look.line, stroke_width=1.4 if chip.strong and not greyed else 0.8,
            )  # fmt: skip
            pen.text(
                group, x + cards.CHIP_PADDING, y + cards.CHIP_HEIGHT / 2 + 3.9, chip.text, size=theme.SMALL_SIZE,
                fill=pen.theme.faint if greyed else look.ink,
                room=chip.width - 2 * cards.CHIP_PADDING + 2,
            )  # fmt: skip
            x += chip.width + cards.CHIP_GAP
        y += cards.CHIP_HEIGHT + cards.CHIP_GAP


def _draw_left_mark(
    group: ET.Element, pen: svg.Pen, plan: cards.CardPlan, left: float, top: float, labels: Mapping[str, str]
) -> None:
    """A tab on the card's upper edge that says that the person has left."""
    text = text_width.shorten(text_width.visible(labels["map.left"]), theme.SMALL_SIZE, 90.0)
    width = text_width.width(text, theme.SMALL_SIZE) + 16
    svg.add(
        group,
        "rect",
        x=left + cards.TEXT_LEFT,
        y=top - 9,
        width=width,
        height=18,
        rx=9,
        fill=pen.theme.mark.ground,
        stroke=pen.theme.mark.line,
    )
    pen.text(
        group,
        left + cards.TEXT_LEFT + 8,
        top + 4,
        text,
        size=theme.SMALL_SIZE,
        fill=pen.theme.mark.ink,
        room=width - 14,
    )
