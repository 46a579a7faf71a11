"""The marks of what changed: a sign in a square, and a frame or a line of its own kind, told apart without colours.

New is a plus and a thick frame, changed a tilde and long dashes, gone a minus, dots and a name struck through.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from relmap.analysis.map_contents import ADDED, CHANGE_SIGNS, CHANGED, REMOVED, Arrow, MapContents
from relmap.analysis.wording import figure
from relmap.rendering import step_marks, svg, text_width, theme
from relmap.rendering.graphviz import Box, Curve, Point

SIDE = 18.0
# How far inside the corner of a card the middle of its sign is.
CORNER = 3.0
LINE = 13.0
FRAMES: Mapping[str, tuple[float, str | None]] = {ADDED: (3.0, None), CHANGED: (2.4, "11 4"), REMOVED: (1.8, "2 4")}
"""Width and dashes of the line round what changed."""


def draw_sign(parent: ET.Element, pen: svg.Pen, change: str, x: float, y: float) -> None:
    """The sign in its square, round (x, y)."""
    look = pen.theme.changes[change]
    svg.add(
        parent, "rect", class_=f"change {change}", x=x - SIDE / 2, y=y - SIDE / 2, width=SIDE, height=SIDE, rx=3,
        fill=look.ground, stroke=look.line, stroke_width=1.4, stroke_dasharray="2 2" if change == REMOVED else None,
    )  # fmt: skip
    pen.text(
        parent, x, y + 5.2, CHANGE_SIGNS[change], size=15.0, fill=look.ink, room=SIDE, bold=True, anchor="middle"
    )  # fmt: skip


def draw_frame(parent: ET.Element, pen: svg.Pen, change: str, box: Box, radius: float, *, outset: float = 0.0) -> None:
    """The line round something in `box`."""
    width, dash = FRAMES[change]
    svg.add(
        parent, "rect", x=box.left - outset, y=box.top - outset, width=box.width + 2 * outset,
        height=box.height + 2 * outset, rx=radius, fill="none", stroke=pen.theme.changes[change].line,
        stroke_width=width, stroke_dasharray=dash,
    )  # fmt: skip


def strike(parent: ET.Element, pen: svg.Pen, left: float, y: float, width: float) -> None:
    """A line through a text of somebody who is gone; `y` is its baseline."""
    line = f"M{svg.number(left)} {svg.number(y - 4.5)}h{svg.number(width)}"
    svg.add(parent, "path", d=line, fill="none", stroke=pen.theme.changes[REMOVED].line, stroke_width=1.4)


def sign_box(left: float, top: float) -> Box:
    """Where the sign of somebody is whose card has its top left corner at (left, top)."""
    return Box(left=left + CORNER - SIDE / 2, top=top + CORNER - SIDE / 2, width=SIDE, height=SIDE)


def draw_tie_sign(
    parent: ET.Element, pen: svg.Pen, arrow: Arrow, curve: Curve, taken: list[Box], others: Sequence[Sequence[Point]]
) -> None:
    """The sign of a tie on its line, with the strength before and now where that changed; covers what `taken` has
    least, to which its own place is added."""
    before, now = ("", "") if arrow.was is None else (figure(arrow.was), figure(arrow.strength))
    said = f"{before} -> {now}" if now else ""
    width = SIDE + (text_width.width(said, theme.SMALL_SIZE) + 12 if now else 0.0)
    box = step_marks.free_place(curve, width, taken, others)
    if now and step_marks.covers(box, taken):
        narrow = max(SIDE, *(text_width.width(each, theme.SMALL_SIZE) + 5 for each in (before, now)))
        high = step_marks.free_place(curve, narrow, taken, others, SIDE + 2 * LINE + 3)
        if step_marks.covers(high, taken) < step_marks.covers(box, taken):
            taken.append(high)
            _draw_below(parent, pen, arrow, high, before, now)
            return
    taken.append(box)
    middle = box.top + box.height / 2
    if now:
        ground = Box(left=box.left, top=middle - SIDE / 2, width=width, height=SIDE)
        _draw_ground(parent, pen, arrow, ground)
        pen.text(
            parent, box.left + SIDE + 5, middle + 4, said, size=theme.SMALL_SIZE, fill=pen.theme.ink,
            room=width - SIDE - 6,
        )  # fmt: skip
    draw_sign(parent, pen, arrow.change, box.left + SIDE / 2, middle)


def _draw_below(parent: ET.Element, pen: svg.Pen, arrow: Arrow, box: Box, before: str, now: str) -> None:
    """Where there is no room beside it: below the sign the strength as it was, struck through, and as it is."""
    _draw_ground(parent, pen, arrow, box)
    middle, y = box.left + box.width / 2, box.top + SIDE + LINE - 1
    wide = text_width.width(before, theme.SMALL_SIZE)
    pen.text(
        parent, middle, y, before, size=theme.SMALL_SIZE, fill=pen.theme.soft, room=box.width, anchor="middle"
    )  # fmt: skip
    line = f"M{svg.number(middle - wide / 2 - 1)} {svg.number(y - 4)}h{svg.number(wide + 2)}"
    svg.add(parent, "path", d=line, fill="none", stroke=pen.theme.ink, stroke_width=1.2)
    pen.text(
        parent, middle, y + LINE, now, size=theme.SMALL_SIZE, fill=pen.theme.ink, room=box.width, bold=True,
        anchor="middle",
    )  # fmt: skip
    draw_sign(parent, pen, arrow.change, middle, box.top + SIDE / 2)


def _draw_ground(parent: ET.Element, pen: svg.Pen, arrow: Arrow, box: Box) -> None:
    svg.add(
        parent, "rect", x=box.left, y=box.top, width=box.width, height=box.height, rx=3, fill=pen.theme.panel,
        stroke=pen.theme.changes[arrow.change].line,
    )  # fmt: skip


def occurring(contents: MapContents) -> list[str]:
    """The changes of people, or of what they are to us, in the order of the legend."""
    found = {card.change for card in contents.cards} | {cell.change for cell in contents.cells}
    return [change for change in (ADDED, CHANGED, REMOVED) if change in found]


def of_ties(contents: MapContents) -> list[str]:
    """The same of ties."""
    found = {arrow.change for arrow in contents.arrows}
    return [change for change in (ADDED, CHANGED, REMOVED) if change in found]
