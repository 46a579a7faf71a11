"""Text is measured from the shipped fonts, cut between letters, and never hides what it says."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from relmap.rendering import text_width
from relmap.rendering.text_width import clusters, drawable, known, runs, shorten, visible, width, wrap

FONTS = Path(text_width.__file__).parent / "fonts"


@pytest.mark.parametrize(("weight", "bold"), [("Regular", False), ("Bold", True)])
@pytest.mark.parametrize(("family", "text"), [("NotoSans", "Anucha, GM 2026!"), ("NotoSansThai", "กขคงำแ")])
def test_widths_are_those_of_the_shipped_fonts(family: str, text: str, weight: str, bold: bool) -> None:
    font = TTFont(FONTS / f"{family}-{weight}.ttf")
    names = font.getBestCmap()
    expected = sum(font["hmtx"][names[ord(letter)]][0] for letter in text) * 20 / font["head"].unitsPerEm
    assert width(text, 20, bold=bold) == pytest.approx(expected)


def test_the_chinese_font_covers_what_people_write() -> None:
    covered = TTFont(FONTS / "NotoSansSC-Regular.otf").getBestCmap().keys()
    level_one = bytes([0xB0, 0xA1]).decode("gb2312"), bytes([0xF7, 0xFE]).decode("gb2312")
    assert {ord(letter) for letter in "总经理採購，。《》（）−□" + "".join(level_one)} <= covered


def test_thai_marks_take_no_room_and_chinese_letters_a_whole_em() -> None:
    assert width("ก่", 10) == width("ก", 10)
    assert width("采购总监", 10) == pytest.approx(40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ที่นี่", ["ที่", "นี่"]),
        ("น้ำ", ["น้ำ"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("👨‍👩‍👧x", ["👨‍👩‍👧", "x"]),
        ("👍🏽!", ["👍🏽", "!"]),
        ("🇹🇭🇨🇳", ["🇹🇭", "🇨🇳"]),
    ],
)
def test_letters_as_a_reader_sees_them(text: str, expected: list[str]) -> None:
    assert list(clusters(text)) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Senior vice president of procurement", 160, ["Senior vice president of", "procurement"]),
        ("ผู้จัดการฝ่ายจัดซื้ออาวุโสประจำสำนักงานใหญ่", 150, ["ผู้จัดการฝ่ายจัดซื้ออาวุโสประจำ", "สำนักงานใหญ่"]),
        ("信息技术部（华东）高级经理", 70, ["信息技术部", "（华东）…"]),
        ("Wattanasombatkulpanich", 100, ["Wattanasombat", "kulpanich"]),
        ("short", 100, ["short"]),
        ("", 100, []),
    ],
)
def test_wrapping(text: str, room: float, expected: list[str]) -> None:
    assert wrap(text, 12.5, room, 2) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\u202eb", r"a\u202eb"),
        ("a\nb\tc", "a b c"),
        ("\ud800", r"\ud800"),
        ("\ufffe", r"\ufffe"),
        ("\u0301x", r"\u0301x"),
        ("o" + "\u0334" * 6, "o" + "\u0334" * 4 + r"\u0334\u0334"),
        ("น้ำำ ำ", r"น้ำ\u0e33 \u0e33"),
        ("ที่นี่ 👨‍👩‍👧", "ที่นี่ 👨‍👩‍👧"),
    ],
)
def test_what_would_hide_or_act_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_scripts_are_told_apart_and_marks_stay_with_their_letter() -> None:
    assert runs("GM ผู้จัดการ总经理") == [("latin", "GM "), ("thai", "ผู้จัดการ"), ("han", "总经理")]


def test_a_letter_that_no_shipped_font_has_becomes_one_box() -> None:
    assert drawable("a👨‍👩‍👧ب") == "a□□"
    assert not known("ب")


texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text("กขเแ้ำ่ aB总，（", max_size=60)


@given(texts, st.floats(40, 400), st.integers(1, 3))
def test_every_line_fits_and_nothing_is_lost_but_behind_an_ellipsis(text: str, room: float, lines: int) -> None:
    shown = visible(text)
    made = wrap(shown, 12, room, lines)
    assert len(made) <= lines
    assert all(width(line, 12) <= room + 0.01 for line in made)
    whole = "".join("".join(made).split())
    if not whole.endswith("…"):
        assert whole == "".join(shown.split())


@given(texts, st.floats(20, 300))
def test_a_shortened_text_is_whole_letters_of_the_text(text: str, room: float) -> None:
    cut = shorten(visible(text), 12, room)
    kept = cut.removesuffix("…")
    rest = visible(text)[len(kept) :]
    assert visible(text).startswith(kept)
    assert not rest or not kept or unicodedata.category(rest[0]) not in ("Mn", "Me") or rest[0] == " "


@given(texts)
def test_nothing_shown_is_a_control_or_bidi_character(text: str) -> None:
    forbidden = {"Cc", "Cs", "Zl", "Zp"}
    assert not {letter for letter in visible(text) if unicodedata.category(letter) in forbidden}
    assert not set(visible(text)) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
