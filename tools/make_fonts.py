"""Make the fonts and the width table that relmap ships, from two Debian packages.

    apt-get download fonts-noto-core fonts-noto-cjk
    for package in *.deb; do dpkg -x "$package" noto; done
    python tools/make_fonts.py noto relmap/rendering/fonts

Needs fonttools. The maps take their widths and their PNG letters from what this writes and from nothing else.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

TRUETYPE = "usr/share/fonts/truetype/noto"
CHINESE = "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
LATIN = [(0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x2AF), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF),
         (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2100, 0x214F),
         (0xFB00, 0xFB04), (0xFFFD, 0xFFFD)]  # fmt: skip
FULL_WIDTH = 1000
THAI = [(0x20, 0x20), (0xA0, 0xA0), (0xE01, 0xE5B), (0x200C, 0x200D), (0x25CC, 0x25CC)]
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
CHINESE_SIGNS = [(0x3000, 0x303F), (0x3041, 0x30FF), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
                 (0x2190, 0x2193), (0x2212, 0x2212), (0x25A1, 0x25A1), (0x25CF, 0x25CF)]  # fmt: skip


def spans(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def two_byte_letters(encoding: str, first_bytes: range) -> Iterator[int]:
    """Every character of a double-byte character set whose first byte is in the range."""
    for first in first_bytes:
        for second in range(0x40, 0xFF):
            try:
                yield ord(bytes([first, second]).decode(encoding))
            except (UnicodeDecodeError, TypeError):
                continue


def chinese_letters() -> set[int]:
    """GB 2312 levels 1 and 2 (6,763 simplified), Big5 level 1 (5,401 traditional), and punctuation."""
    simplified = two_byte_letters("gb2312", range(0xB0, 0xF8))
    traditional = two_byte_letters("big5", range(0xA4, 0xC7))
    return {*simplified, *traditional} | spans(CHINESE_SIGNS)


def subset(font: TTFont, codes: set[int], features: list[str]) -> TTFont:
    options = Options(layout_features=features, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.desubroutinize = False
    options.notdef_outline = True
    options.drop_tables += ["BASE", "vhea", "vmtx", "VORG", "DSIG", "MATH", "meta", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def chinese_font(path: Path) -> TTFont:
    return next(f for f in TTCollection(path).fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")


def rename(font: TTFont, family: str) -> None:
    """The Chinese font under the family name that Noto Sans SC has elsewhere, so one font stack serves all."""
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID == 6:
            postscript = f"{family.replace(' ', '')}-Regular"
            font["name"].setName(postscript, 6, record.platformID, record.platEncID, record.langID)
    if "CFF " in font:
        font["CFF "].cff.topDictIndex[0].FamilyName = family


def advances(font: TTFont) -> dict[int, int]:
    """Character -> advance width in thousandths of an em."""
    units = font["head"].unitsPerEm
    return {code: round(font["hmtx"][glyph][0] * 1000 / units) for code, glyph in font.getBestCmap().items()}


def runs(widths: dict[int, int]) -> list[list[int]]:
    """[first, width, width, ...] per run of neighbouring characters: small, and quick to load."""
    out: list[list[int]] = []
    previous = -2
    for code, width in sorted(widths.items()):
        if code != previous + 1:
            out.append([code])
        out[-1].append(width)
        previous = code
    return out


def main(source: Path, target: Path) -> None:
    tables: dict[str, list[list[int]]] = {}
    chinese = subset(chinese_font(source / CHINESE), chinese_letters(), ["ccmp", "locl"])
    rename(chinese, "Noto Sans SC")
    chinese.save(target / "NotoSansSC-Regular.otf")
    narrow = {code: width for code, width in advances(chinese).items() if width != FULL_WIDTH}
    for weight in ("Regular", "Bold"):
        widths = dict(narrow)
        for family, codes in (("NotoSansThai", spans(THAI)), ("NotoSans", spans(LATIN))):
            font = subset(TTFont(source / TRUETYPE / f"{family}-{weight}.ttf"), codes, FEATURES)
            font.save(target / f"{family}-{weight}.ttf")
            widths |= advances(font)
        tables[weight.lower()] = runs(widths)
    (target / "widths.json").write_text(json.dumps(tables, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
