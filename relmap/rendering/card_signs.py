"""Signs on a card that stand elsewhere, too: in tables, in the quadrant and in legends."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from relmap.rendering import cards, svg, theme

# Corners of the marks of gaps: an octagon, a triangle, a diamond. The mildest is a ring.
WARNINGS: Mapping[str, Sequence[tuple[float, float]]] = {
    "critical": ((-4, -10), (4, -10), (10, -4), (10, 4), (4, 10), (-4, 10), (-10, 4), (-10, -4)),
    "high": ((0, -13), (13, 8), (-13, 8)),
    "medium": ((0, -12), (12, 0), (0, 12), (-12, 0)),
}


def draw_stack(parent: ET.Element, pen: svg.Pen, left: float, top: float, width: float, height: float) -> None:
    """The edges of two cards below one of that size."""
    for shift in (6.0, 3.0):
        svg.add(
            parent, "rect", x=left + shift, y=top + shift, width=width, height=height,
            rx=min(theme.CARD_RADIUS, height / 4), fill=pen.theme.ground, stroke=pen.theme.faint, stroke_width=0.8,
        )  # fmt: skip


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
