"""Sets text with the shipped fonts and no other, and gathers what it uses into fonts of a PDF.

What a reader sees as one letter, a Thai consonant with its vowel and tone mark, is one code of a Type 3 font: its
outlines, its width and the characters it stands for. So text is found and copied as it was written, which it is not
where each mark is a glyph of its own.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from relmap.rendering import shipped_fonts
from relmap.rendering.shipped_fonts import FILES, UNITS, Placed
from relmap.rendering.svg import EMBOLDEN, number

CODES = 256
# Letters that only change their neighbours stay with the font of the letter before them.
LEANING = ("Mn", "Me", "Cf")


class Letter(NamedTuple):
    """One code of a font. `outline`: PDF operators in thousandths of the size; `text`: what it stands for."""

    text: str
    advance: float
    outline: str
    box: tuple[float, float, float, float]
    thick: bool = False


@dataclass(slots=True)
class Glyphs:
    """The letters that a document uses, in the order of their first use: each has a font and a code in it."""

    places: dict[Letter, int] = field(default_factory=dict)

    def place(self, letter: Letter) -> tuple[int, int]:
        """The font, from 0, and the code, 0-255."""
        return divmod(self.places.setdefault(letter, len(self.places)), CODES)

    def fonts(self) -> list[list[Letter]]:
        letters = list(self.places)
        return [letters[start : start + CODES] for start in range(0, len(letters), CODES)]


def letters(text: str, families: str, *, bold: bool, thick: bool = False) -> Iterator[Letter]:
    """The text as it is set from left to right. `families`: names as in SVG; `thick`: with a thickened outline."""
    order = [name.strip(" '\"") for name in families.split(",")]
    names = [name for name in order if name in FILES] + [name for name in FILES if name not in order]
    for name, part in _by_font(text, names, bold):
        yield from _shaped(part, name, bold, thick)


def _by_font(text: str, names: list[str], bold: bool) -> Iterator[tuple[str, str]]:
    name, part = "", ""
    for letter in text:
        leaning = part and unicodedata.category(letter) in LEANING
        chosen = (
            name
            if leaning
            else next((each for each in names if ord(letter) in shipped_fonts.characters(each, bold)), names[0])
        )
        if part and chosen != name:
            yield name, part
            part = ""
        name, part = chosen, part + letter
    if part:
        yield name, part


def _shaped(text: str, name: str, bold: bool, thick: bool) -> Iterator[Letter]:
    glyphs = shipped_fonts.shaped(text, name, bold)
    starts = sorted(glyphs)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _letter(text[start:end], tuple(glyphs[start]), name, bold, thick)


@cache
def _letter(text: str, glyphs: tuple[Placed, ...], name: str, bold: bool, thick: bool) -> Letter:
    pen = _Outline()
    across = 0.0
    for placed in glyphs:
        pen.origin = across + placed.right, placed.up
        shipped_fonts.draw(placed.glyph, name, bold, pen)
        across += placed.advance
    return Letter(text, across, " ".join(pen.written), pen.box(), thick)


class _Outline:
    """Takes what HarfBuzz draws as operators of a PDF."""

    def __init__(self) -> None:
        self.origin = 0.0, 0.0
        self.written: list[str] = []
        self.points: list[tuple[float, float]] = []

    def add(self, sign: str, *values: float) -> None:
        points = [(values[n] + self.origin[0], values[n + 1] + self.origin[1]) for n in range(0, len(values), 2)]
        self.points += points
        self.written += [*(number(value) for point in points for value in point), sign]

    def box(self) -> tuple[float, float, float, float]:
        margin = EMBOLDEN * UNITS
        across, up = [x for x, _ in self.points] or [0.0], [y for _, y in self.points] or [0.0]
        return min(across) - margin, min(up) - margin, max(across) + margin, max(up) + margin
