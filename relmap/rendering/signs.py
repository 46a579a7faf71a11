"""Small signs of how we stand with somebody: coverage as ring and bar, level as steps, the only thread, a warning.

All are told apart by shape, without colours.
"""

import math
import xml.etree.ElementTree as ET

from relmap.rendering import svg, theme

STEPS = 4
STEPS_WIDTH = 27.0
STEPS_HEIGHT = 20.0
BAR_HEIGHT = 8.0
ONLY = "1"
LEAST_SHOWN = 0.004


def draw_steps(
    parent: ET.Element, pen: svg.Pen, level: int | None, target: int | None, left: float, foot: float, ink: str
) -> None:
    """Four rising steps above `foot`: filled up to the level, outlined up to the level wanted, else a foot only."""
    for place in range(1, STEPS + 1):
        x, height = left + 7 * (place - 1), STEPS_HEIGHT * place / STEPS
        if place <= (level or 0):
            svg.add(parent, "rect", x=x, y=foot - height, width=5.6, height=height, rx=1, fill=ink)
        elif place <= (target or 0):
            svg.add(
                parent, "rect", x=x + 0.6, y=foot - height + 0.6, width=4.4, height=height - 1.2, rx=1,
                fill=pen.theme.panel, stroke=ink, stroke_width=1.2, stroke_dasharray="2.2 1.6",
            )  # fmt: skip
        else:
            svg.add(parent, "rect", x=x, y=foot - 2, width=5.6, height=2, fill=pen.theme.shade)


def draw_bar(parent: ET.Element, pen: svg.Pen, share: float, left: float, top: float, width: float, ink: str) -> None:
    """A share, 0-1, of a bar `width` pixels wide."""
    svg.add(
        parent,
        "rect",
        x=left,
        y=top,
        width=width,
        height=BAR_HEIGHT,
        rx=2,
        fill=pen.theme.panel,
        stroke=pen.theme.faint,
    )
    if share >= LEAST_SHOWN:
        svg.add(parent, "rect", x=left, y=top, width=width * min(share, 1.0), height=BAR_HEIGHT, rx=2, fill=ink)


def draw_ring(
    parent: ET.Element, pen: svg.Pen, share: float | None, x: float, y: float, radius: float, *, greyed: bool = False
) -> None:
    """Coverage as a ring round (x, y) that closes from the top, clockwise; dashed where it is not counted."""
    ink = pen.theme.faint if greyed else pen.theme.ink
    svg.add(
        parent, "circle", cx=x, cy=y, r=radius, fill=pen.theme.panel, stroke=pen.theme.faint, stroke_width=1.2,
        stroke_dasharray="2 2" if share is None else None,
    )  # fmt: skip
    share = share or 0.0
    inside = radius - 2.6
    if share >= 1 - LEAST_SHOWN:
        svg.add(parent, "circle", cx=x, cy=y, r=inside, fill="none", stroke=ink, stroke_width=4)
    elif share >= LEAST_SHOWN:
        turn = 2 * math.pi * share
        end = f"{svg.number(x + inside * math.sin(turn))} {svg.number(y - inside * math.cos(turn))}"
        begin = f"M{svg.number(x)} {svg.number(y - inside)}"
        arc = f"{begin}A{svg.number(inside)} {svg.number(inside)} 0 {int(share > 0.5)} 1 {end}"
        svg.add(parent, "path", d=arc, fill="none", stroke=ink, stroke_width=4)


def draw_only(parent: ET.Element, pen: svg.Pen, x: float, y: float, look: theme.Look) -> None:
    """The mark of an only thread, a square round (x, y)."""
    svg.add(
        parent, "rect", x=x - 7.5, y=y - 7.5, width=15, height=15, rx=3.5, fill=look.ground, stroke=look.line,
        stroke_width=1.4,
    )  # fmt: skip
    pen.text(parent, x, y + 4, ONLY, size=theme.SMALL_SIZE, fill=look.ink, room=14, bold=True, anchor="middle")


def draw_step(parent: ET.Element, pen: svg.Pen, step: int, x: float, y: float) -> None:
    """The number of a step on the lit path, round (x, y)."""
    look = pen.theme.step
    svg.add(parent, "circle", cx=x, cy=y, r=10, fill=look.ground, stroke=look.line, stroke_width=1.6)
    pen.text(parent, x, y + 4.2, str(step), size=12.0, fill=look.ink, room=18, bold=True, anchor="middle")


def draw_missing(parent: ET.Element, pen: svg.Pen, x: float, y: float, look: theme.Look) -> None:
    """A warning triangle, 18 wide, round (x, y)."""
    points = f"M{svg.number(x)} {svg.number(y - 9)}l9.5 17h-19z"
    svg.add(parent, "path", d=points, fill=look.ground, stroke=look.line, stroke_width=1.4, stroke_linejoin="round")
    pen.text(parent, x, y + 5.6, "!", size=12.0, fill=look.ink, room=12, bold=True, anchor="middle")


def draw_first_step(parent: ET.Element, pen: svg.Pen, left: float, middle: float) -> None:
    """As a legend explains it."""
    draw_step(parent, pen, 1, left + 10, middle)
