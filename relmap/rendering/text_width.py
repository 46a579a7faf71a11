"""How wide text is, from the widths of the shipped fonts; and how it is cut where it does not fit.

Widths are in pixels for a font size in pixels. No font has to be installed, and every machine gets the same answer.
"""

import json
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from relmap.model.text import escaped

WIDTHS = Path(__file__).parent / "fonts" / "widths.json"
# A layout asks again and again of the same texts.
MOST_REMEMBERED = 1 << 15
ELLIPSIS = "…"
# Wide enough for nearly every letter of the scripts that no shipped font covers.
UNKNOWN_WIDTH = 750
FULL_WIDTH = 1000
EMOJI_WIDTH = 1400

JOINER = "\u200d"
JOINERS = "\u200c\u200d"
MOST_MARKS = 4
MISSING = "□"
SARA_AM = "ำ"
THAI_LEADING = "เแโใไ"
# Words that titles are made of: without a dictionary of Thai, the places where a break surely reads well.
THAI_WORDS = (
    "กรรมการ", "กลุ่ม", "การเงิน", "จัดซื้อ", "จำกัด", "เจ้าหน้าที่", "ทั่วไป", "บริษัท", "บัญชี", "บริหาร", "ประจำ", "ประธาน", "ผู้",
    "ฝ่าย", "แผนก", "พนักงาน", "ระดับ", "รอง", "โรงแรม", "สาขา", "สำนัก", "หัวหน้า", "อาวุโส", "อาหาร",
)  # fmt: skip
THAI_FIRST = frozenset(word[0] for word in THAI_WORDS)
# These lean on what stands before them: no line begins with one.
THAI_TRAILING = "ะาำๅๆฯ"
NEVER_FIRST = frozenset("!%),.:;?]}¢°’”›»…、。〉》」』】〕〗！），．：；？］｝～—·・") | frozenset(THAI_TRAILING)
NEVER_LAST = frozenset("([{‘“‹«〈《「『【〔〖（［｛") | frozenset(THAI_LEADING)
SHOWN_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@cache
def _advances(weight: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for first, *widths in json.loads(WIDTHS.read_text("ascii"))[weight]:
        table.update((chr(first + place), width) for place, width in enumerate(widths))
    return table


@lru_cache(maxsize=MOST_REMEMBERED)
def visible(text: str) -> str:
    """The text with control, bidi and other format characters written out, as in `\\u202e`; blank runs become one.

    The zero-width joiner and non-joiner stay: Thai, Arabic and emoji are spelt with them, and they hide nothing.
    Combining marks without a letter to carry them, or too many on one, are written out as well.
    """
    out: list[str] = []
    marks = MOST_MARKS
    for letter in " ".join(text.split()):
        kind = unicodedata.category(letter)
        if kind in ("Mn", "Me"):
            marks += 1
        elif letter == SARA_AM:
            marks = MOST_MARKS if marks < MOST_MARKS else MOST_MARKS + 1
        elif letter not in JOINERS:
            marks = MOST_MARKS if letter == " " else 0
        hidden = kind in SHOWN_ESCAPED and letter not in JOINERS
        out.append(escaped(letter) if hidden or marks > MOST_MARKS or _not_a_character(letter) else letter)
    return "".join(out)


def _not_a_character(letter: str) -> bool:
    return ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF


def script(letter: str) -> str:
    """`thai`, `han` or `latin`: which font family leads. Everything else goes with `latin`."""
    code = ord(letter)
    if 0x0E00 <= code <= 0x0E7F:
        return "thai"
    if 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFE4F:
        return "han"
    return "han" if 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF else "latin"


def runs(text: str) -> list[tuple[str, str]]:
    """The text cut into (script, part); combining marks stay with the letter that carries them."""
    parts: list[tuple[str, str]] = []
    for letter in text:
        kind = script(letter)
        if parts and (parts[-1][0] == kind or unicodedata.category(letter) in ("Mn", "Me", "Cf")):
            parts[-1] = (parts[-1][0], parts[-1][1] + letter)
        else:
            parts.append((kind, letter))
    return parts


def known(text: str) -> bool:
    """Whether the shipped fonts' widths cover the text."""
    advances = _advances("regular")
    return all(letter in advances or script(letter) == "han" for letter in text)


def drawable(text: str) -> str:
    """The text as the shipped fonts can draw it: one box for each letter that they lack."""
    return text if known(text) else "".join(each if known(each) else MISSING for each in clusters(text))


def _advance(letter: str, advances: dict[str, int]) -> int:
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Me", "Cf"):
        return 0
    width = advances.get(letter)
    if width is not None:
        return width
    if ord(letter) >= 0x1F000 or kind == "So":
        return EMOJI_WIDTH
    return FULL_WIDTH if unicodedata.east_asian_width(letter) in "WF" else UNKNOWN_WIDTH


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that `text` takes at `size` pixels."""
    return _thousandths(text, bold) * size / 1000


@lru_cache(maxsize=MOST_REMEMBERED)
def _thousandths(text: str, bold: bool) -> int:
    advances = _advances("bold" if bold else "regular")
    return sum(_advance(letter, advances) for letter in text)


def clusters(text: str) -> Iterator[str]:
    """What a reader sees as one letter: a base with its marks, a joined emoji, a Thai consonant with its vowels."""
    cluster = ""
    for letter in text:
        if cluster and not _joins(cluster, letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _joins(cluster: str, letter: str) -> bool:
    if unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf") or letter == SARA_AM or cluster[-1] == JOINER:
        return True
    if 0x1F3FB <= ord(letter) <= 0x1F3FF:
        return True
    return _is_flag(letter) and _is_flag(cluster[-1]) and len(cluster) == 1


def _is_flag(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits in `room` pixels with an ellipsis; a letter is never cut in two."""
    if width(text, size, bold=bold) <= room:
        return text
    left = room - width(ELLIPSIS, size, bold=bold)
    kept: list[str] = []
    for cluster in clusters(text):
        left -= width(cluster, size, bold=bold)
        if left < 0:
            break
        kept.append(cluster)
    while kept and kept[-1][-1] in NEVER_LAST:
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS


def wrap(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """At most `lines` lines that fit in `room` pixels; what is over is cut from the last with an ellipsis.

    Breaks at spaces where there are any; between Chinese letters anywhere that typesetting allows; Thai, which writes
    no spaces, before a common word of titles, else before a leading vowel (it always begins a syllable), else
    between letters.
    """
    done: list[str] = []
    rest = text.strip()
    while rest and len(done) < lines - 1 and width(rest, size, bold=bold) > room:
        line = _first_line(list(clusters(rest)), size, room, bold)
        done.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return [*done, shorten(rest, size, room, bold=bold)] if rest else done


def _first_line(letters: list[str], size: float, room: float, bold: bool) -> str:
    fitting, used = 0, 0.0
    for cluster in letters:
        used += width(cluster, size, bold=bold)
        if used > room:
            break
        fitting += 1
    fitting = max(1, fitting)
    if letters[fitting : fitting + 1] == [" "]:
        return "".join(letters[:fitting])
    best = max(range(1, fitting + 1), key=lambda place: (_break_rank(letters, place), place))
    # A good break far to the left wastes the line: a lesser one near its end reads better.
    near = [place for place in range(max(1, fitting * 3 // 5), fitting + 1) if _break_rank(letters, place) > 0]
    if _break_rank(letters, best) < 3 and near:
        best = max(near, key=lambda place: (_break_rank(letters, place), place))
    return "".join(letters[:best])


def _break_rank(letters: list[str], place: int) -> int:
    """How good it is to break before `letters[place]`: 3 at a word, 2 at a syllable, 1 if it must be, 0 never."""
    before, after = letters[place - 1], letters[place] if place < len(letters) else " "
    if before == " " or after == " ":
        return 3
    if after[0] in THAI_FIRST and "".join(letters[place : place + 9]).startswith(THAI_WORDS):
        return 3
    if before[-1] in NEVER_LAST or after[0] in NEVER_FIRST:
        return 0
    if script(before[0]) == "han" or script(after[0]) == "han" or after[0] in THAI_LEADING or before in "-/_.@":
        return 2
    return 1 if script(before[0]) == "thai" else 0
