"""Search keys, honorifics, and what may be shown."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relmap.model.text import is_control, search_key, visible, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("คุณมาลี ใจดี", "มาลี  ใจดี"),
        ("คุณ มาลี", "มาลี"),
        ("นายธนา รักดี", "ธนา รักดี"),
        ("น.ส.มาลี", "มาลี"),
        ("นางมาลี", "มาลี"),
        ("พี่นก", "นก"),
        ("ท่านประธาน", "ประธาน"),
        ("นางสาวมาลี", "มาลี"),
        ("นาย สมชาย", "สมชาย"),
        ("Mr. John Smith", "john smith"),
        ("DR MR. John", "John"),
        ("王先生", "王"),
        ("王小明 先生", "王小明"),
        ("ＧＭ", "gm"),
        ("O'Brien", "o brien"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("มาลี", "มาลัย"), ("นายิกา", "ยิกา"), ("Mrs", "Mr"), ("先生", "小姐"), ("คุณ", "นางสาว"), ("John", "Jon")],
)
def test_two_names_stay_apart(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@example("คุณคุณมาลี")
@example("คุณนาย สมชาย")
@example("คุณ นางสาวมาลี")
@example("王先生先生")
@example("王先生小姐")
@example("Mr คุณ Dr")
@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(alphabet=st.sampled_from("กาคุณนางสาวmrds. 先生小姐王")))
def test_honorifics_in_any_order_leave_a_settled_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(st.text())
def test_a_key_knows_no_composition(text: str) -> None:
    assert search_key(unicodedata.normalize("NFD", text)) == search_key(text)


@given(st.text(alphabet="abzéñßж กำ王.-09"))
def test_a_key_knows_no_case(text: str) -> None:
    assert search_key(text.upper()) == search_key(text)


@given(st.text(), st.characters(categories=["Lo"]))
def test_a_name_is_never_nothing_but_honorifics(text: str, letter: str) -> None:
    assert search_key(f"{text} {letter}")


def test_words_keep_thai_vowels_and_tones() -> None:
    assert words("ผู้จัดการ (ทั่วไป)") == ["ผู้จัดการ", "ทั่วไป"]


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9b", "\u061c", "\u200e", "\u202e", "\u2066", "\u2028"])
def test_what_makes_text_lie_is_a_control(character: str) -> None:
    assert is_control(character)
    assert visible(f"a{character}b").isprintable()


@pytest.mark.parametrize("text", ["Malee", "มาลี ใจดี", "王小明", "a\u200cb", "👩\u200d💼", "e\u0301"])
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text(st.characters()))
def test_nothing_shown_holds_a_control_or_half_a_character(text: str) -> None:
    shown = visible(text)
    assert not any(map(is_control, shown))
    shown.encode()
