"""The fonts that come with relmap: what they cover, how they set text, and parts of them. The one door to HarfBuzz."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import uharfbuzz as hb

FONTS = Path(__file__).parent / "fonts"
FILES = {
    "Noto Sans": ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    "Noto Sans Thai": ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    "Noto Sans SC": ("NotoSansSC-Regular.otf", "NotoSansSC-Regular.otf"),
}
"""Regular and bold of each family, in the order in which a letter is looked for."""
UNITS = 1000
# Its other glyphs are forms for Japanese, Korean and upright lines, as many again as those that we write.
WITHOUT_OTHER_FORMS = "Noto Sans SC"


class Placed(NamedTuple):
    """A glyph of a font, how far it is moved and how far it moves what follows; in thousandths of the size."""

    glyph: int
    right: float
    up: float
    advance: float


class Outline(Protocol):
    """Takes an outline as operators of a PDF: `m`, `l`, `c` or `h` with their coordinates."""

    def add(self, sign: str, *values: float) -> None: ...


@cache
def characters(name: str, bold: bool) -> frozenset[int]:
    """The code points that the font has."""
    return frozenset(_font(name, bold).face.unicodes)


def shaped(text: str, name: str, bold: bool) -> dict[int, list[Placed]]:
    """The glyphs of `text` set from left to right, by the place of the first character that they stand for."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(_font(name, bold), buffer)
    glyphs: dict[int, list[Placed]] = {}
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.setdefault(info.cluster, []).append(Placed(info.codepoint, at.x_offset, at.y_offset, at.x_advance))
    return glyphs


def draw(glyph: int, name: str, bold: bool, outline: Outline) -> None:
    """Gives the outline of a glyph; all its curves come as those of the third degree."""
    _font(name, bold).draw_glyph(glyph, _draw_funcs(), outline)


def subset(name: str, bold: bool, wanted: Iterable[int]) -> bytes:
    """The font file cut down to the code points `wanted` and the forms that they take; the same bytes each time."""
    asked = hb.SubsetInput()
    asked.unicode_set.update(wanted)
    asked.flags = hb.SubsetFlags.NO_HINTING
    if name == WITHOUT_OTHER_FORMS:
        asked.flags |= hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(hb.subset(_font(name, bold).face, asked).blob.data)


@cache
def _draw_funcs() -> Any:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, outline: outline.add("m", x, y))
    funcs.set_line_to_func(lambda x, y, outline: outline.add("l", x, y))
    funcs.set_cubic_to_func(lambda *given: given[6].add("c", *given[:6]))
    funcs.set_close_path_func(lambda outline: outline.add("h"))
    return funcs


@cache
def _font(name: str, bold: bool) -> Any:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / FILES[name][bold]))))
    font.scale = UNITS, UNITS
    return font
