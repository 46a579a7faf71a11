"""One person's card, measured: what is written on it, where it is cut, and how tall it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass

from relmap.analysis.map_contents import Card
from relmap.rendering import text_width, theme
from relmap.rendering.labels import label

TEXT_LEFT = 18.0
TOP = 13.0
BOTTOM = 13.0
SIGN_WIDTH = 34.0
SIGN_HEIGHT = 20.0
SIGN_GAP = 8.0
CHIP_HEIGHT = 19.0
CHIP_GAP = 5.0
CHIP_PADDING = 7.0
CHIP_ROWS = 2
MEMBER_LEFT = 44.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    text: str
    size: float
    bold: bool = False
    soft: bool = True
    advance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    text: str
    width: float
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlan:
    """A card, measured: `lines` from the top, then `chips` in rows. Width and height in pixels."""

    card: Card
    width: float
    height: float
    lines: tuple[Line, ...]
    chips: tuple[tuple[Chip, ...], ...] = ()


def plan(card: Card, labels: Mapping[str, str], *, with_department: bool) -> CardPlan:
    if card.kind == "member":
        return _plan_member(card)
    room = theme.CARD_WIDTH - TEXT_LEFT - SIGN_GAP - SIGN_WIDTH - SIGN_GAP
    lines = _name_lines(card, labels, room)
    lines += _lines(card.title, room, theme.TEXT_SIZE, 16.5, 2)
    if with_department and card.department:
        lines += _lines(card.department, room, theme.SMALL_SIZE, 15.5, 1)
    rows = _chip_rows(card, labels)
    written = sum(line.advance for line in lines)
    chips = len(rows) * (CHIP_HEIGHT + CHIP_GAP) + (4.0 if rows else 0.0) - (CHIP_GAP if rows else 0.0)
    height = TOP + max(written, SIGN_HEIGHT + 26) + chips + BOTTOM
    return CardPlan(card=card, width=theme.CARD_WIDTH, height=height, lines=tuple(lines), chips=rows)


def _name_lines(card: Card, labels: Mapping[str, str], room: float) -> list[Line]:
    if card.placeholder:
        return _lines(labels["map.unnamed"], room, theme.NAME_SIZE, 20.0, 2)
    lines = [
        Line(text=text, size=theme.NAME_SIZE, bold=True, soft=False, advance=20.0)
        for text in _wrapped(card.name, room, theme.NAME_SIZE, 2, bold=True)
    ]
    return lines + _lines(card.second_name, room, theme.SMALL_SIZE, 15.5, 1)


def _lines(text: str | None, room: float, size: float, advance: float, limit: int) -> list[Line]:
    return [Line(text=each, size=size, advance=advance) for each in _wrapped(text, room, size, limit)]


def _wrapped(text: str | None, room: float, size: float, limit: int, *, bold: bool = False) -> list[str]:
    return text_width.wrap(text_width.visible(text or ""), size, room, limit, bold=bold)


def _plan_member(card: Card) -> CardPlan:
    room = theme.MEMBER_WIDTH - MEMBER_LEFT - 20.0
    lines = [
        Line(text=text, size=theme.NAME_SIZE - 1, bold=True, soft=False, advance=18.0)
        for text in _wrapped(card.name, room, theme.NAME_SIZE - 1, 1, bold=True)
    ]
    lines += _lines(card.second_name, room, theme.SMALL_SIZE, 15.0, 1)
    lines += _lines(card.title, room, theme.SMALL_SIZE, 15.0, 1)
    height = max(44.0, 20.0 + sum(line.advance for line in lines))
    return CardPlan(card=card, width=theme.MEMBER_WIDTH, height=height, lines=tuple(lines))


def _chip_rows(card: Card, labels: Mapping[str, str]) -> tuple[tuple[Chip, ...], ...]:
    """Roles as chips in at most two rows; those that find no room are counted in a last chip, `+2`."""
    room = theme.CARD_WIDTH - TEXT_LEFT - 12.0
    widest = room - (_chip("+99").width + CHIP_GAP if len(card.roles) > 1 else 0.0) - 2 * CHIP_PADDING
    labelled = [(role, text_width.visible(label(labels, "role", role))) for role in card.roles]
    words = [(role, word) for role, word in labelled if word]
    rows: list[list[Chip]] = [[]]
    for place, (role, word) in enumerate(words):
        text = text_width.shorten(word, theme.SMALL_SIZE, widest)
        chip = _chip(text, strong=role == "decision_maker" and not card.outside)
        over = len(words) - place - 1
        reserve = _chip(f"+{over}").width + CHIP_GAP if over and len(rows) == CHIP_ROWS else 0.0
        if _row_width(rows[-1]) + chip.width + reserve > room and rows[-1]:
            if len(rows) == CHIP_ROWS:
                rows[-1].append(_chip(f"+{over + 1}"))
                break
            rows.append([])
        rows[-1].append(chip)
    return tuple(tuple(row) for row in rows if row)


def _chip(text: str, *, strong: bool = False) -> Chip:
    width = text_width.width(text, theme.SMALL_SIZE) + 2 * CHIP_PADDING
    return Chip(text=text, width=width, strong=strong)


def _row_width(row: list[Chip]) -> float:
    return sum(chip.width + CHIP_GAP for chip in row)


def description(card: Card, labels: Mapping[str, str]) -> str:
    """The whole card in words, uncut: the tooltip, and what a screen reader says."""
    stance = "unknown" if card.stance is None else str(card.stance)
    said = [
        labels["map.unnamed"] if card.placeholder else card.name,
        card.second_name,
        card.title,
        card.department,
        ", ".join(label(labels, "role", role) for role in card.roles),
    ]
    if card.kind == "person" and not card.redacted:
        said.append(f"{labels['legend.stance']}: {label(labels, 'stance', stance)}")
    if card.influence is not None:
        said.append(f"{labels['legend.influence']}: {label(labels, 'influence', str(card.influence))}")
    if card.left:
        said.append(labels["map.left"])
    return " · ".join(part for part in said if part)
