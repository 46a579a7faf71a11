"""Draws one person's card from its plan."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from relmap.analysis.map_contents import FOLD, REMOVED, Card
from relmap.rendering import cards, change_marks, icons, svg, text_width, theme
from relmap.rendering.graphviz import Box

# Corners of the marks of gaps: an octagon, a triangle, a diamond. The mildest is a ring.
WARNINGS: Mapping[str, Sequence[tuple[float, float]]] = {
    "critical": ((-4, -10), (4, -10), (10, -4), (10, 4), (4, 10), (-4, 10), (-10, 4), (-10, -4)),
    "high": ((0, -13), (13, 8), (-13, 8)),
    "medium": ((0, -12), (12, 0), (0, 12), (-12, 0)),
}


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
        change_marks.draw_sign(group, pen, card.change, left + 3, top + 3)


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
    draw_stack(group, pen, left, top, plan.width, plan.height)
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


def draw_stack(parent: ET.Element, pen: svg.Pen, left: float, top: float, width: float, height: float) -> None:
    """The edges of two cards below one of that size."""
    for shift in (6.0, 3.0):
        svg.add(
            parent, "rect", x=left + shift, y=top + shift, width=width, height=height,
            rx=min(theme.CARD_RADIUS, height / 4), fill=pen.theme.ground, stroke=pen.theme.faint, stroke_width=0.8,
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
        draw_sign(group, pen, card.stance, left, top, greyed=greyed)
    if card.influence is not None:
        draw_bars(group, pen, card.influence, left + cards.SIGN_WIDTH / 2 - 11, top + 22, greyed)
    if card.coverage is not None:
        draw_coverage(group, pen, card.coverage, left, top + 40, greyed=greyed)


def draw_coverage(
    parent: ET.Element, pen: svg.Pen, coverage: float, left: float, top: float, *, greyed: bool = False
) -> None:
    """Coverage, 0-1, in percent over a bar, `cards.SIGN_WIDTH` wide and 16 high."""
    ink = pen.theme.faint if greyed else pen.theme.soft
    middle, share = left + cards.SIGN_WIDTH / 2, max(0.0, min(1.0, coverage))
    pen.text(
        parent, middle, top + 9, f"{coverage:.0%}", size=theme.SMALL_SIZE, fill=ink, room=cards.SIGN_WIDTH,
        anchor="middle",
    )  # fmt: skip
    wide = cards.SIGN_WIDTH - 4
    svg.add(parent, "rect", x=left + 2, y=top + 12, width=wide, height=4, rx=2, fill=pen.theme.shade)
    if share > 0:
        svg.add(parent, "rect", x=left + 2, y=top + 12, width=wide * share, height=4, rx=2, fill=ink)


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
        draw_warning(group, pen, card.severity, str(len(card.gaps)), left + plan.width - 4, top)


def warning_box(plan: cards.CardPlan, left: float, top: float) -> Box:
    """Where the mark of gaps is on a card with its top left corner at (left, top); it sticks out."""
    return Box(left=left + plan.width - 17, top=top - 13, width=26, height=24)


def draw_warning(parent: ET.Element, pen: svg.Pen, severity: str, text: str, x: float, y: float) -> None:
    """The mark of gaps round (x, y), at most 24 wide: the worse, the more corners that stand out."""
    look = pen.theme.severities.get(severity, pen.theme.severities["low"])
    path = "".join(f"{'L' if place else 'M'}{svg.number(x + dx)} {svg.number(y + dy)}"
                   for place, (dx, dy) in enumerate(WARNINGS.get(severity, ())))  # fmt: skip
    if path:
        svg.add(
            parent, "path", class_=f"gaps {severity}", d=f"{path}z", fill=look.ground, stroke=look.line,
            stroke_width=1.4, stroke_linejoin="round",
        )  # fmt: skip
    else:
        svg.add(parent, "circle", class_="gaps low", cx=x, cy=y, r=8.5, fill=look.ground, stroke=look.line)
    pen.text(parent, x, y + 4, text, size=theme.SMALL_SIZE, fill=look.ink, room=16, bold=True, anchor="middle")


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
