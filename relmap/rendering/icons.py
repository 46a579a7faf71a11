"""A small drawing for each role, so that it is known without reading; drawn for relmap in squares of 14 by 14."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relmap.rendering import svg

SIDE = 14.0
# In a line of small text: the side of an icon, and the room behind it.
SMALL = 12.0
SMALL_GAP = 3.0
# What of a role's own colour is left out, as the hole of a whistle, is drawn in the colour of the ground.


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """Path data: `filled` shapes, then `drawn` lines 1.7 wide, then `holes` in the colour of the ground."""

    filled: str = ""
    drawn: str = ""
    holes: str = ""


ICONS: Mapping[str, Icon] = {
    # A crown.
    "decision_maker": Icon(filled="M1.2 11.8V4L4.6 6.8L7 1.8L9.4 6.8L12.8 4V11.8z"),
    # A tick.
    "approver": Icon(drawn="M1.8 7.6L5.4 11.2L12.4 3"),
    # Rings that spread from a point.
    "influencer": Icon(
        filled="M1.5 11a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z",
        drawn="M3.5 5.6A5.4 5.4 0 0 1 8.9 11M3.5 1.8A9.2 9.2 0 0 1 12.7 11",
    ),
    # A magnifying glass.
    "evaluator": Icon(drawn="M2 5.8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0 -7.8 0zM8.8 8.7L12.8 12.7"),
    # A pointer on a screen.
    "user": Icon(filled="M2.8 1L12 8.3L7.8 8.8L10.2 12.6L8 13.6L5.9 9.8L2.8 12.4z"),
    # A shopping cart.
    "purchaser": Icon(
        filled="M4 12.2a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0zM8.8 12.2a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0z",
        drawn="M0.8 2H3L5 9H11L12.8 4.2H4",
    ),
    # A shield.
    "gatekeeper": Icon(
        filled="M7 0.8L12.6 2.8V6.6C12.6 10 10.4 12.3 7 13.4C3.6 12.3 1.4 10 1.4 6.6V2.8z", holes="M6.2 4H7.8V10H6.2z"
    ),
    # A megaphone.
    "champion": Icon(
        filled="M1 5H4.6L10.2 1.8V11.2L4.6 8.6H1zM2.4 8.6H5L5.8 12.8H3.4z", drawn="M11.6 4.4A2.6 2.6 0 0 1 11.6 8.8"
    ),
    # A whistle.
    "coach": Icon(
        filled="M5 3.6H13.4V7H9.2A4.4 4.4 0 1 1 5 3.6z",
        drawn="M5 3V0.9",
        holes="M3.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0z",
    ),
    # A speech bubble.
    "adviser": Icon(filled="M1 2H13V9.6H7.4L4 13V9.6H1z", holes="M3.4 4.2H10.6V5.3H3.4zM3.4 6.5H8.6V7.6H3.4z"),
    # A star.
    "sponsor": Icon(filled="M7 0.8L8.9 4.9L13.4 5.4L10 8.4L11 12.8L7 10.5L3 12.8L4 8.4L0.6 5.4L5.1 4.9z"),
    # A barred ring.
    "blocker": Icon(drawn="M1.6 7a5.4 5.4 0 1 0 10.8 0a5.4 5.4 0 1 0 -10.8 0zM3.2 10.8L10.8 3.2"),
}


def draw(parent: ET.Element, role: str, left: float, top: float, size: float, ink: str, ground: str) -> None:
    """The icon of a role in a square of `size` pixels with its top left corner at (left, top); `role` has one."""
    icon = ICONS[role]
    group = svg.moved(parent, left, top, size / SIDE)
    group.set("class", f"icon {role}")
    if icon.filled:
        svg.add(group, "path", d=icon.filled, fill=ink)
    if icon.drawn:
        svg.add(
            group, "path", d=icon.drawn, fill="none", stroke=ink, stroke_width=1.7, stroke_linecap="round",
            stroke_linejoin="round",
        )  # fmt: skip
    if icon.holes:
        svg.add(group, "path", d=icon.holes, fill=ground)


def row_width(roles: Iterable[str]) -> float:
    """What `draw_row` takes, in pixels."""
    return (SMALL + SMALL_GAP) * sum(role in ICONS for role in roles)


def draw_row(parent: ET.Element, roles: Iterable[str], left: float, middle: float, ink: str, ground: str) -> None:
    """The small icons of those roles that have one, side by side."""
    for role in roles:
        if role in ICONS:
            draw(parent, role, left, middle - SMALL / 2, SMALL, ink, ground)
            left += SMALL + SMALL_GAP
