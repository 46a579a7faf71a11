"""PNG: our picture, with the shipped fonts and no others."""

import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from relmap.analysis.map_contents import MapContents
from relmap.cli.language import catalogue_of
from relmap.errors import PictureFailed, PictureTooLarge
from relmap.model.saying import speaking
from relmap.model.vocabulary import LANGUAGES
from relmap.rendering import labels, png
from relmap.rendering.draw import drawing
from relmap.rendering.text_width import drawable
from tests.rendering.contents import contents, hotel, person

ROOT = Path(__file__).parents[2]


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def from_map(shown: MapContents) -> bytes:
    return png.from_svg(drawing(shown, shipped_fonts=True))


def test_a_small_map_has_two_pixels_per_pixel_and_a_big_one_at_most_12000() -> None:
    width = float(ET.fromstring(drawing(hotel())).attrib["width"])
    assert size(from_map(hotel()))[0] == round(2 * width)
    assert size(png.from_svg(b'<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="10"/>'))[0] == 4_000
    assert size(png.from_svg(b'<svg xmlns="http://www.w3.org/2000/svg" width="40000" height="10"/>'))[0] == 12_000


def test_hotel_and_manufacturer_need_no_letter_that_the_shipped_fonts_lack() -> None:
    covered = {code for font in png.FONTS.glob("*.[ot]tf") for code in TTFont(font).getBestCmap()}
    missing = {letter for letter in _words() if ord(letter) not in covered}
    assert missing == set()


def _words() -> Iterator[str]:
    for language in LANGUAGES:
        with speaking(catalogue_of(language)):
            words = labels.labels_for()
        yield from "".join(words.values())
    for path in sorted((ROOT / "examples").glob("*/**/*.yaml")):
        yield from path.read_text("utf-8").replace("\n", "")


def test_letters_without_a_font_are_boxes_and_each_name_still_its_own_picture() -> None:
    assert drawable("ᏣᎳᎩ") == "□□□"
    assert from_map(contents(person("a", "ᏣᎳᎩ"))) == from_map(contents(person("a", "□□□")))
    assert from_map(contents(person("a", "王"))) != from_map(contents(person("a", "李")))


def test_the_fonts_are_small_and_free() -> None:
    assert sum(path.stat().st_size for path in png.FONTS.iterdir()) < 5_000_000
    assert "SIL OPEN FONT LICENSE" in (png.FONTS / "OFL.txt").read_text("utf-8")


def test_a_document_that_cannot_be_drawn_is_an_error_in_one_line() -> None:
    broken = b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="10"/>'
    with pytest.raises(PictureFailed, match=r"the picture could not be made \(.*map\.svg"):
        png.from_svg(broken)


def test_dots_per_inch() -> None:
    document = b'<svg xmlns="http://www.w3.org/2000/svg" width="960" height="480"/>'
    for dpi, expected in ((72, (720, 360)), (96, (960, 480)), (300, (3_000, 1_500))):
        drawn = png.from_svg(document, dpi)
        assert size(drawn) == expected
        place = drawn.index(b"pHYs")
        assert struct.unpack(">IIB", drawn[place + 4 : place + 13]) == (round(dpi / 0.0254),) * 2 + (1,)
        assert zlib.crc32(drawn[place : place + 13]) == struct.unpack(">I", drawn[place + 13 : place + 17])[0]
    assert b"pHYs" not in png.from_svg(document)


def test_a_picture_that_would_take_all_memory_is_refused() -> None:
    document = b'<svg xmlns="http://www.w3.org/2000/svg" width="9600" height="4800"/>'
    with pytest.raises(PictureTooLarge, match=r"at 600 dpi .* 60,000 x 30,000 dots.*`--dpi 141`, or PDF"):
        png.from_svg(document, 600)
    assert size(png.from_svg(document, 141)) == (14_100, 7_050)
    huge = document.replace(b"9600", b"96000")
    with pytest.raises(PictureTooLarge, match="one PNG; take PDF, which"):
        png.from_svg(huge, 72)
