"""A person as a small pill: the ring of coverage and the name; key players large and bold, with what they do."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from relmap.analysis.map_contents import CHANGED, FOLD, REMOVED, Card
from relmap.rendering import card_signs, cards, change_marks, icons, signs, svg, text_width
from relmap.rendering.graphviz import Box
from relmap.rendering.heading import called
from relmap.rendering.labels import label

LARGE = 42.0
SMALL = 27.0
GAP = 6.0
NARROWEST = 128.0
WIDEST = 204.0
SIGN_WIDTH = 40.0
BARS_WIDTH = 30.0
STEP_WIDTH = 26.0
NAME_SIZE = 13.5
SMALL_NAME_SIZE = 12.5
SMALL_SIZE = 11.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """One person; `beneath` is the second line of large pills. `step` is theirs on the lit path, None off it.

    A `former` one shows where somebody stood before.
    """

    card: Card
    name: str
    beneath: str = ""
    large: bool = False
    step: int | None = None
    has_signs: bool = False
    former: bool = False

    @property
    def height(self) -> float:
        return LARGE if self.large else SMALL

    @property
    def bold(self) -> bool:
        return self.card.key_place and not self.card.placeholder

    @property
    def size(self) -> float:
        return NAME_SIZE if self.large else SMALL_NAME_SIZE

    @property
    def text_left(self) -> float:
        if self.card.kind == FOLD or self.former:
            return 12.0
        return 36.0 if self.large else 28.0

    @property
    def icons_width(self) -> float:
        """Of the roles: before the second line of large pills, at the right of small ones."""
        return icons.row_width(self.card.roles)

    @property
    def text_right(self) -> float:
        """What stands to the right of the text: room for roles, the step on the way, influence and stance."""
        roles = 0.0 if self.large else self.icons_width
        return 10.0 + roles + (STEP_WIDTH if self.step is not None else 0.0) + self.signs_width

    @property
    def signs_width(self) -> float:
        if not self.has_signs:
            return 0.0
        return SIGN_WIDTH + (BARS_WIDTH if self.card.influence is not None else 0.0)

    @property
    def needed(self) -> float:
        """The width at which nothing is cut."""
        beneath = text_width.width(self.beneath, SMALL_SIZE) + (self.icons_width if self.beneath else 0.0)
        text = max(text_width.width(self.name, self.size, bold=self.bold), beneath)
        return self.text_left + text * 1.04 + self.text_right

    def is_cut(self, width: float) -> bool:
        """Whether the second line has no room in a pill so wide."""
        return text_width.width(self.beneath, SMALL_SIZE) > width - self.text_left - self.text_right


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A pill with its top left corner, in pixels from that of what it stands in."""

    pill: Pill
    left: float
    top: float

    def moved(self, right: float, down: float) -> "Placed":
        return Placed(pill=self.pill, left=self.left + right, top=self.top + down)


def pill(card: Card, labels: Mapping[str, str], *, step: int | None, has_signs: bool = False) -> Pill:
    """Key players and whoever is on the lit path or has left are large; `has_signs`: influence and stance are shown.

    People who are folded have one that says how many they are.
    """
    if card.kind == FOLD:
        return Pill(card=card, name=f"{labels['matrix.others']} · {labels['map.folded'].format(count=card.folded)}")
    large = card.key_place or card.lit or card.left or card.change == CHANGED
    made = Pill(
        card=card,
        name=text_width.visible(called(card, labels)),
        beneath=_beneath(card, card.roles, labels) if large else "",
        large=large,
        step=step,
        has_signs=has_signs,
    )
    # Where the line would be cut, the title is worth more than the words of icons that the legend explains.
    if made.needed > WIDEST and card.title and large and not _told(card):
        return replace(made, beneath=_beneath(card, [role for role in card.roles if role not in icons.ICONS], labels))
    return made


def former(card: Card, labels: Mapping[str, str]) -> Pill | None:
    """The pill in the place that somebody had before, by stance and influence; None of who has the same."""
    if not _has_moved(card):
        return None
    was = dict(card.was)
    before = replace(card, stance=was.get("stance", card.stance), influence=was.get("influence", card.influence))
    return Pill(card=before, name=text_width.visible(called(card, labels)), former=True)


def _told(card: Card) -> list[str]:
    """What changed of somebody, but for what the way to their place from another shows."""
    moved = {"stance", "influence"} if _has_moved(card) else set()
    return [one.text for one in card.changes if one.field not in moved] if card.change == CHANGED else []


def _has_moved(card: Card) -> bool:
    was = dict(card.was)
    has_place = card.influence is not None and was.get("influence", card.influence) is not None and not card.left
    return has_place and not was.keys().isdisjoint(("stance", "influence"))


def _beneath(card: Card, roles: Iterable[str], labels: Mapping[str, str]) -> str:
    if told := _told(card):
        return text_width.visible(" · ".join(told))
    said = [labels["legend.left"]] if card.left else [*(label(labels, "role", role) for role in roles), card.title]
    return text_width.visible(" · ".join(part for part in said if part))


def common_width(pills: Iterable[Pill]) -> float:
    """One width for all, within bounds."""
    return min(max((each.needed for each in pills), default=NARROWEST), WIDEST)


def flow(pills: Sequence[Pill], width: float, across: int, gap: float = GAP) -> tuple[tuple[Placed, ...], float]:
    """So many side by side, each `width` wide and `gap` apart, row by row; with the height that they take."""
    placed: list[Placed] = []
    top = 0.0
    for first in range(0, len(pills), across):
        row = pills[first : first + across]
        placed += [Placed(pill=each, left=place * (width + gap), top=top) for place, each in enumerate(row)]
        top += max(each.height for each in row) + GAP
    return tuple(placed), max(top - GAP, 0.0)


def draw(parent: ET.Element, pen: svg.Pen, placed: Placed, width: float, labels: Mapping[str, str]) -> None:
    """Draws the pill where it was placed."""
    made, card, colours = placed.pill, placed.pill.card, pen.theme
    if made.former:
        _draw_former(parent, pen, placed, width)
        return
    group = svg.add(parent, "g", id=svg.identity("card", card.key), class_="card person", data_ref=card.key)
    svg.tooltip(group, cards.description(card, labels))
    if card.kind == FOLD:
        _draw_fold(group, pen, placed, width)
        return
    greyed = card.dimmed or card.left
    edge = colours.greyed_line if greyed else colours.stances[card.stance].line
    svg.add(
        group, "rect", class_="frame", x=placed.left, y=placed.top, width=width, height=made.height,
        rx=made.height / 2, fill=colours.greyed if card.left else colours.panel,
        stroke=colours.lit if card.lit else edge, stroke_width=_stroke(card),
        stroke_dasharray="6 4" if card.placeholder else None,
    )  # fmt: skip
    middle = placed.top + made.height / 2
    radius = 11.0 if made.large else 8.5
    signs.draw_ring(group, pen, card.coverage, placed.left + made.text_left - 6 - radius, middle, radius, greyed=greyed)
    _write(group, pen, placed, width, greyed=greyed)
    _draw_signs(group, pen, made, placed.left + width, middle, greyed=greyed)
    if card.change:
        box = Box(left=placed.left, top=placed.top, width=width, height=made.height)
        change_marks.draw_frame(group, pen, card.change, box, made.height / 2)
        change_marks.draw_sign(group, pen, card.change, placed.left + 5, placed.top + 3)


def _draw_fold(group: ET.Element, pen: svg.Pen, placed: Placed, width: float) -> None:
    """A rest of people, without anything that only one of them has."""
    made = placed.pill
    svg.add(
        group, "rect", class_="frame", x=placed.left, y=placed.top, width=width, height=made.height,
        rx=6, fill=pen.theme.page, stroke=pen.theme.faint,
    )  # fmt: skip
    room = width - made.text_left - made.text_right
    y = placed.top + made.height / 2 + 4.4
    pen.cut(group, placed.left + made.text_left, y, made.name, size=made.size, fill=pen.theme.soft, room=room)


def _draw_former(parent: ET.Element, pen: svg.Pen, placed: Placed, width: float) -> None:
    """The outline of who stands elsewhere now."""
    made, colours = placed.pill, pen.theme
    svg.add(
        parent, "rect", class_="former", x=placed.left, y=placed.top, width=width, height=made.height,
        rx=made.height / 2, fill=colours.page, stroke=colours.changes[CHANGED].line, stroke_width=1.2,
        stroke_dasharray="3 3",
    )  # fmt: skip
    room = width - made.text_left - made.text_right
    y = placed.top + made.height / 2 + 4.4
    pen.cut(parent, placed.left + made.text_left, y, made.name, size=made.size, fill=colours.soft, room=room)


def _stroke(card: Card) -> float:
    if card.lit:
        return 3.0
    return 2.4 if card.key_place and not card.dimmed else 1.2


def _write(group: ET.Element, pen: svg.Pen, placed: Placed, width: float, *, greyed: bool) -> None:
    made, colours = placed.pill, pen.theme
    room = width - made.text_left - made.text_right
    x = placed.left + made.text_left
    y = placed.top + (18.0 if made.beneath else made.height / 2 + 4.4)
    ink, soft = (colours.faint, colours.faint) if greyed else (colours.ink, colours.soft)
    used = pen.cut(group, x, y, made.name, size=made.size, fill=ink, room=room, bold=made.bold)
    if made.card.change == REMOVED:
        change_marks.strike(group, pen, x, y, used)
    roles = made.card.roles
    if made.large and not made.card.left and not _told(made.card):
        icons.draw_row(group, roles, x, placed.top + 29, soft, colours.panel)
        used = made.icons_width
        pen.cut(group, x + used, placed.top + 33, made.beneath, size=SMALL_SIZE, fill=soft, room=room - used)
    elif made.large:
        pen.cut(group, x, placed.top + 33, made.beneath, size=SMALL_SIZE, fill=soft, room=room)
    else:
        left = placed.left + width - made.text_right + 2
        icons.draw_row(group, roles, left, placed.top + made.height / 2, soft, colours.panel)


def _draw_signs(group: ET.Element, pen: svg.Pen, made: Pill, right: float, middle: float, *, greyed: bool) -> None:
    if made.has_signs:
        card_signs.draw_sign(group, pen, made.card.stance, right - 44, middle - 10, greyed=greyed)
        if made.card.influence is not None:
            card_signs.draw_bars(group, pen, made.card.influence, right - 74, middle - 8, greyed)
        right -= made.signs_width
    if made.step is not None:
        signs.draw_step(group, pen, made.step, right - 18, middle)
