"""One person's card, measured: what is written on it, where it is cut, and how tall it becomes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from relmap.analysis.gaps.rules import RULES
from relmap.analysis.map_contents import CHANGE_SIGNS, CHANGED, FOLD, Card
from relmap.model.saying import in_words, ngettext
from relmap.rendering import icons, text_width, theme
from relmap.rendering.heading import called
from relmap.rendering.labels import label

TEXT_LEFT = 13.0
TOP = 8.0
BOTTOM = 8.0
SIGN_WIDTH = 34.0
SIGN_HEIGHT = 20.0
SIGN_GAP = 5.0
# Stance, influence and coverage, one under the other.
SIGNS_HEIGHT = 56.0
# Lines on what changed.
MOST_NOTES = 4
NOTE_ADVANCE = 14.0
CHIP_HEIGHT = 18.0
CHIP_GAP = 4.0
CHIP_PADDING = 6.0
ICON = 11.0
ICON_GAP = 4.0
MEMBER_LEFT = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    text: str
    size: float
    bold: bool = False
    soft: bool = True
    advance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A role: its icon, "" where it has none, and its word, "" where only the icon has room."""

    role: str
    text: str
    strong: bool = False

    @property
    def has_icon(self) -> bool:
        return self.role in icons.ICONS

    @property
    def text_left(self) -> float:
        return CHIP_PADDING + (ICON + ICON_GAP if self.has_icon else 0.0)

    @property
    def width(self) -> float:
        if not self.text:
            return ICON + 2 * CHIP_PADDING
        return self.text_left + text_width.width(self.text, theme.SMALL_SIZE) + CHIP_PADDING


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlan:
    """A card, measured, in pixels: `lines` from the top, `notes` on what changed, `chips` in one row."""

    card: Card
    width: float
    height: float
    lines: tuple[Line, ...]
    notes: tuple[Line, ...] = ()
    chips: tuple[Chip, ...] = ()


def plan(card: Card, labels: Mapping[str, str], *, with_department: bool) -> CardPlan:
    if card.kind == "member":
        return _plan_member(card, labels)
    if card.kind == FOLD:
        return _plan_fold(card, labels)
    room = text_room(theme.CARD_WIDTH)
    lines = _name_lines(card, labels, room)
    lines += _lines(card.title, room, theme.CARD_TEXT_SIZE, 14.5, 2)
    if with_department and card.department and not _is_said(card.department, card.title or ""):
        lines += _lines(card.department, room, theme.SMALL_SIZE, 13.5, 1)
    chips = _chips(card, labels)
    notes = _notes(card, labels, theme.CARD_WIDTH - TEXT_LEFT - 9.0)
    height = notes_top(lines) + sum(note.advance for note in notes) + (4.0 if notes else 0.0)
    height += (CHIP_HEIGHT + 4.0 if chips else 0.0) + BOTTOM
    return CardPlan(
        card=card, width=theme.CARD_WIDTH, height=height, lines=tuple(lines), notes=tuple(notes), chips=chips
    )


def notes_top(lines: Iterable[Line]) -> float:
    """Below the text and the signs beside it, from the top of the card."""
    return TOP + max(sum(line.advance for line in lines) + 2, SIGNS_HEIGHT)


def _notes(card: Card, labels: Mapping[str, str], room: float) -> list[Line]:
    """What changed, each in up to two lines; what has no room is counted."""
    notes: list[Line] = []
    for place, one in enumerate(card.changes if card.change == CHANGED else ()):
        lines = [replace(line, soft=False) for line in _lines(one.text, room, theme.SMALL_SIZE, NOTE_ADVANCE, 2)]
        rest = len(card.changes) - place
        if len(notes) + len(lines) > MOST_NOTES - (rest > 1):
            text = labels["change.more"].format(n=rest)
            return [*notes, *_lines(text, room, theme.SMALL_SIZE, NOTE_ADVANCE, 1)]
        notes += lines
    return notes


def _is_said(department: str, title: str) -> bool:
    """Whether a title names the department as a word of its own; scripts without spaces have none."""
    words, name = title.casefold(), department.casefold()
    found = words.find(name)
    around = words[found - 1 : found] + words[found + len(name) :][:1] if found > 0 else words[len(name) :][:1]
    return found >= 0 and not any(_is_cased(letter) for letter in around)


def _is_cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def text_room(width: float) -> float:
    """Beside the signs of a card so wide."""
    return width - TEXT_LEFT - SIGN_WIDTH - 2 * SIGN_GAP


def _name_lines(card: Card, labels: Mapping[str, str], room: float) -> list[Line]:
    if card.placeholder:
        return _lines(labels["map.unnamed"], room, theme.CARD_NAME_SIZE, 18.0, 2)
    lines = [
        Line(text=text, size=theme.CARD_NAME_SIZE, bold=True, soft=False, advance=17.0)
        for text in _wrapped(card.name, room, theme.CARD_NAME_SIZE, 2, bold=True)
    ]
    return lines + _lines(card.second_name, room, theme.SMALL_SIZE, 13.5, 1)


def _lines(text: str | None, room: float, size: float, advance: float, limit: int) -> list[Line]:
    return [Line(text=each, size=size, advance=advance) for each in _wrapped(text, room, size, limit)]


def _wrapped(text: str | None, room: float, size: float, limit: int, *, bold: bool = False) -> list[str]:
    return text_width.wrap(text_width.visible(text or ""), size, room, limit, bold=bold)


def _plan_member(card: Card, labels: Mapping[str, str]) -> CardPlan:
    room = theme.MEMBER_WIDTH - MEMBER_LEFT - 18.0
    lines = [
        Line(text=text, size=theme.CARD_NAME_SIZE, bold=True, soft=False, advance=17.0)
        for text in _wrapped(card.name, room, theme.CARD_NAME_SIZE, 1, bold=True)
    ]
    lines += _lines(card.second_name, room, theme.SMALL_SIZE, 14.0, 1)
    lines += _lines(card.title, room, theme.SMALL_SIZE, 14.0, 1)
    lines += _notes(card, labels, room)
    height = max(40.0, 14.0 + sum(line.advance for line in lines))
    return CardPlan(card=card, width=theme.MEMBER_WIDTH, height=height, lines=tuple(lines))


def _plan_fold(card: Card, labels: Mapping[str, str]) -> CardPlan:
    room = theme.CARD_WIDTH - 2 * TEXT_LEFT
    lines = [
        Line(text=text, size=theme.CARD_NAME_SIZE, bold=True, advance=17.0)
        for text in _wrapped(called(card, labels), room, theme.CARD_NAME_SIZE, 2, bold=True)
    ]
    lines += _lines(labels["map.folded"].format(count=card.folded), room, theme.CARD_TEXT_SIZE, 16.0, 1)
    height = TOP + sum(line.advance for line in lines) + BOTTOM
    return CardPlan(card=card, width=theme.CARD_WIDTH, height=height, lines=tuple(lines))


def _chips(card: Card, labels: Mapping[str, str]) -> tuple[Chip, ...]:
    """Roles in one row, as icon and word; from the last on as an icon only, until they fit; what is over as `+2`."""
    room = theme.CARD_WIDTH - TEXT_LEFT - 9.0
    widest = room - CHIP_PADDING * 2 - ICON - ICON_GAP
    labelled = [(role, text_width.visible(label(labels, "role", role))) for role in card.roles]
    chips = [
        Chip(
            role=role,
            text=text_width.shorten(word, theme.SMALL_SIZE, widest),
            strong=role == "decision_maker" and not card.outside,
        )
        for role, word in labelled
        if word
    ]
    for place in range(len(chips) - 1, 0, -1):
        if _row_width(chips) > room and chips[place].has_icon:
            chips[place] = replace(chips[place], text="")
    shown = len(chips)
    while shown > 1 and _row_width(_counted(chips, shown)) > room:
        shown -= 1
    first = _counted(chips, shown)
    if first and _row_width(first) > room:
        spare = room - _row_width(first[1:]) - CHIP_GAP - first[0].text_left - CHIP_PADDING
        first = [replace(first[0], text=text_width.shorten(first[0].text, theme.SMALL_SIZE, spare)), *first[1:]]
    return tuple(first)


def _counted(chips: Sequence[Chip], shown: int) -> list[Chip]:
    """The first chips, and how many there are besides."""
    over = len(chips) - shown
    return [*chips[:shown], Chip(role="", text=f"+{over}")] if over else list(chips)


def _row_width(row: Sequence[Chip]) -> float:
    return sum(chip.width for chip in row) + CHIP_GAP * max(0, len(row) - 1)


def description(card: Card, labels: Mapping[str, str]) -> str:
    """The whole card in words, uncut: the tooltip, and what a screen reader says."""
    if card.kind == FOLD:
        return " · ".join((called(card, labels), labels["map.folded"].format(count=card.folded)))
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
    if card.coverage is not None:
        said.append(f"{labels['legend.coverage']}: {card.coverage:.0%}")
    if card.left:
        said.append(labels["map.left"])
    if card.gaps:
        found = ngettext("{n} gap: {which}", "{n} gaps: {which}", len(card.gaps))
        said.append(found.format(n=len(card.gaps), which=", ".join(map(_gap, card.gaps))))
    said += _in_words_changed(card)
    return " · ".join(part for part in said if part)


def _in_words_changed(card: Card) -> Iterator[str]:
    if card.change:
        texts = "; ".join(one.text for one in card.changes)
        yield f"{CHANGE_SIGNS[card.change]} {texts}".strip()


def _gap(code: str) -> str:
    """A gap's code with its name in words."""
    return f"{code} {in_words('gap', _GAP_NAMES[code])}" if code in _GAP_NAMES else code


_GAP_NAMES = {rule.code: rule.name.replace("-", " ") for rule in RULES}
