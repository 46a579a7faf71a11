"""PDF: read back with poppler, and looked at pixel by pixel beside our PNG."""

import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from relmap.errors import PictureFailed
from relmap.rendering import page, pdf, pdf_glyphs, pdf_path, png, shipped_fonts
from relmap.rendering.labels import ENGLISH
from relmap.rendering.svg import NAMESPACE
from relmap.rendering.theme import THEMES
from tests.programs import need
from tests.rendering import pixels
from tests.rendering.contents import contents, hostile, hotel, person

HARD = ("ผู้อำนวยการฝ่ายการเงิน", "ยังไม่ทราบชื่อที่ที่นี่", "ก้ำกึ่ง น้ำ", "ปิ่น ฟ้า ญี่ปุ่น ฐู", "岚石重工", "Ångström fi", "a\\b (c) <d>")


def drawn(view: str = "influence", theme: str = "light") -> bytes:
    return page.draw(hotel(view), ENGLISH, THEMES[theme], shipped_fonts=True)


def svg(inside: str, width: int = 100, height: int = 50) -> bytes:
    return f'<svg xmlns="{NAMESPACE}" width="{width}" height="{height}">{inside}</svg>'.encode()


def read(document: bytes, folder: Path, *options: str) -> str:
    """What pdftotext finds, in the order in which it was written."""
    (folder / "map.pdf").write_bytes(document)
    program = need("pdftotext")
    done = subprocess.run([program, "-raw", *options, "map.pdf", "-"], cwd=folder, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def shown(document: bytes, folder: Path, dots: int = 96) -> tuple[int, int, bytes]:
    """Width, height, and a grey byte for each dot."""
    (folder / "map.pdf").write_bytes(document)
    program = need("pdftoppm")
    done = subprocess.run([program, "-r", str(dots), "-gray", "map.pdf"], cwd=folder, capture_output=True, check=True)
    assert done.stderr == b""
    _, width, height, _, grey = re.split(rb"\s", done.stdout, maxsplit=4)
    return int(width), int(height), grey


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", ["influence", "org"])
def test_every_line_of_the_map_is_found_as_it_was_written(view: str, theme: str, tmp_path: Path) -> None:
    document = drawn(view, theme)
    found = "".join(read(pdf.from_svg(document), tmp_path).split())
    for text in ET.fromstring(document).iter(f"{{{NAMESPACE}}}text"):
        assert "".join("".join(text.itertext()).split()) in found


@pytest.mark.parametrize("bold", [False, True])
def test_stacked_marks_and_all_scripts_are_copied_right(bold: bool, tmp_path: Path) -> None:
    weight = ' font-weight="700"' if bold else ""
    lines = [
        f'<text x="9" y="{20 * place}" font-size="12" font-family="Noto Sans"{weight}>{_escaped(text)}</text>'
        for place, text in enumerate(HARD, 1)
    ]
    found = read(pdf.from_svg(svg("".join(lines), 400, 200)), tmp_path)
    assert found.split("\n")[: len(HARD)] == list(HARD)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_hostile_names_are_text_and_nothing_more(tmp_path: Path) -> None:
    document = pdf.from_svg(page.draw(hostile(), ENGLISH, THEMES["light"], shipped_fonts=True))
    assert "<script>alert(1)</script>" in read(document, tmp_path)
    plain = re.sub(rb"(?s)\nstream\n.*?\nendstream", b"", document)
    for acting in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/Annots", b"/EmbeddedFile", b"/OpenAction"):
        assert acting not in plain


LARGE = """
<rect width="600" height="300" fill="#f8fafc"/>
<path d="M20 30H580" stroke="#0369a1" stroke-width="12" stroke-dasharray="40 30" fill="none"/>
<path d="M20 60H580" stroke="#0369a1" stroke-width="12" stroke-dasharray="1 30" stroke-linecap="round" fill="none"/>
<circle cx="60" cy="130" r="40" fill="#dc2626" stroke="#0f172a" stroke-width="6"/>
<g transform="translate(120 90) scale(2)"><rect x="2" y="2" width="60" height="36" rx="10" fill="#14633f"/></g>
<path d="M280 90L340 170A40 40 0 0 1 280 170Z" fill="#7e22ce"/>
<g font-family="Noto Sans" font-size="48" fill="#0f172a">
<text x="500" y="140" text-anchor="middle" font-family="Noto Sans Thai">มั่น ปี่</text>
<text x="590" y="220" text-anchor="end" font-weight="700" font-family="Noto Sans Thai">น้ำ</text>
<text x="20" y="270" textLength="300" lengthAdjust="spacingAndGlyphs">岚石 held</text></g>
"""


@pytest.mark.parametrize(("document", "most"), [(drawn(), 300), (svg(LARGE, 600, 300), 30)], ids=["map", "large"])
def test_looks_like_our_png(document: bytes, most: int, tmp_path: Path) -> None:
    """Two programs smooth edges differently, by less than a dot; what is missing or filled wrongly differs by more."""
    width, height, ours = shown(pdf.from_svg(document), tmp_path)
    columns, theirs = pixels.grey(png.from_svg(document, dpi=96))
    assert (width, height) == (columns, pytest.approx(len(theirs) / columns, abs=1))
    assert len(_far(ours, theirs, columns)) < most


def _far(ours: bytes, theirs: bytes, columns: int) -> list[int]:
    """The dots that are unlike every dot round their place in the other picture."""
    near = [row + column for row in (-columns, 0, columns) for column in (-1, 0, 1)]
    return [
        place
        for place in range(columns + 1, min(len(ours), len(theirs)) - columns - 1)
        if abs(ours[place] - theirs[place]) > 64
        and min(abs(ours[place] - theirs[place + step]) for step in near) > 64
        and min(abs(theirs[place] - ours[place + step]) for step in near) > 32
    ]


def test_the_page_is_as_large_as_the_map_or_turned_paper(tmp_path: Path) -> None:
    wide, tall = svg("", 400, 200), svg("", 200, 400)
    assert _box(pdf.from_svg(wide)) == (300, 150)
    assert _box(pdf.from_svg(wide, "a4")) == (841.89, 595.28)
    assert _box(pdf.from_svg(tall, "a4")) == (595.28, 841.89)
    assert _box(pdf.from_svg(wide, "a3")) == (1190.55, 841.89)
    assert max(_box(pdf.from_svg(svg("", 90_000, 300)))) == 14_400


def _box(document: bytes) -> tuple[float, float]:
    found = re.search(rb"/MediaBox \[0 0 (\S+) (\S+)\]", document)
    assert found
    return float(found[1]), float(found[2])


def test_the_same_map_gives_the_same_bytes_without_a_date() -> None:
    document = pdf.from_svg(drawn())
    assert document == pdf.from_svg(drawn())
    assert b"Date" not in document


def test_nothing_is_left_out_silently() -> None:
    for inside, said in (
        ("<polygon/>", "<polygon>"),
        ('<rect width="1" height="1" opacity=".5"/>', "opacity of <rect>"),
        ('<rect width="1" height="1" fill="red"/>', "the colour red"),
        ('<path d="M0 0Q1 1 2 2"/>', "a path with Q"),
        ('<path d="M0 0L1"/>', "a path that breaks off"),
        ('<g transform="rotate(3)"/>', "rotate"),
    ):
        with pytest.raises(PictureFailed, match=re.escape(f"PDF cannot show {said}")):
            pdf.from_svg(svg(inside))


@pytest.mark.parametrize(
    ("data", "operators"),
    [
        ("M1 2L3 4V6h-2z", "1 2 m\n3 4 l\n3 6 l\n1 6 l\nh"),
        ("M1-2 3.5.5z", "1 -2 m\n3.5 0.5 l\nh"),
        ("m1 1 2 2zl1 0", "1 1 m\n3 3 l\nh\n2 1 l"),
        ("M0 0C1 1 2 2 3 3c1 0 2 0 3 0", "0 0 m\n1 1 2 2 3 3 c\n4 3 5 3 6 3 c"),
        ("M10 0a10 10 0 0 1-10 10", "10 0 m\n10 5.52 5.52 10 0 10 c"),
        ("M10 0A10 10 0 0 0-10 0", "10 0 m\n10 -5.52 5.52 -10 0 -10 c\n-5.52 -10 -10 -5.52 -10 0 c"),
        ("M10 0A1 1 0 0 0-10 0", "10 0 m\n10 -5.52 5.52 -10 0 -10 c\n-5.52 -10 -10 -5.52 -10 0 c"),
    ],
)
def test_paths(data: str, operators: str) -> None:
    assert pdf_path.path(data) == operators


def test_more_letters_than_one_font_has_codes_for(tmp_path: Path) -> None:
    text = "".join(
        chr(code) for code in range(0x4E00, 0x5200) if code in shipped_fonts.characters("Noto Sans SC", False)
    )
    assert len(text) > 2 * pdf_glyphs.CODES
    inside = f'<text x="0" y="20" font-size="2" font-family="Noto Sans SC">{text}</text>'
    assert read(pdf.from_svg(svg(inside, 3_000)), tmp_path).strip() == text


@pytest.mark.parametrize("bold", [False, True])
def test_a_tone_mark_stands_above_the_vowel(bold: bool) -> None:
    tops = [pdf_glyphs.letters(text, "Noto Sans Thai", bold=bold) for text in ("ท", "ที", "ที่")]
    bare, vowel, tone = (next(letter).box[3] for letter in tops)
    assert bare + 150 < vowel < tone - 150


def test_the_title_is_the_map_s() -> None:
    document = pdf.from_svg(page.draw(contents(person("a")), ENGLISH, THEMES["light"]))
    title = "Grand Hotel".encode("utf-16-be").hex().encode()
    assert b"/Title <feff" + title in document
