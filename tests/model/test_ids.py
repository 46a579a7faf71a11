"""Ids: what names give, what is allowed, and which may not stand beside each other."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relmap.errors import BadValue
from relmap.model.ids import MAX_LENGTH, check_id, clash_key, make_id


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Nok's Book", "nok-s-book"),
        ("  Anne   Marie ", "anne-marie"),
        ("โรงแรมสยามแกรนด์", "โรงแรมสยามแกรนด์"),
        ("มาลี ใจดี", "มาลี-ใจดี"),
        ("น้ำ", "น้ำ"),
        ("王小明", "王小明"),
        ("ＡＢＣ", "abc"),
        ("CON", "con-1"),
        ("com¹", "com1-1"),
        ("?", ""),
        ("---", ""),
        ("../../etc", "etc"),
    ],
)
def test_the_id_of_a_name(name: str, identifier: str) -> None:
    assert make_id(name) == identifier


# Marks without a letter before them: at the start, before a space, alone.
@example("\u0301 a")
@example("\u0301-\u0301b")
@example("a \u0301b")
@example("İstanbul")
@example("x" * 59 + " y")
@given(st.text())
def test_whatever_a_name_gives_is_an_id(name: str) -> None:
    identifier = make_id(name)
    assert identifier == "" or check_id(identifier) == identifier


@given(st.text(), st.characters(categories=["L", "Nd"]))
def test_a_name_with_a_letter_gives_an_id(text: str, letter: str) -> None:
    assert check_id(make_id(letter + text))


@given(st.text())
def test_the_id_of_an_id_is_itself(name: str) -> None:
    assert make_id(make_id(name)) == make_id(name)


@given(st.text())
def test_an_id_is_the_same_in_nfc_and_nfd(name: str) -> None:
    assert make_id(unicodedata.normalize("NFC", name)) == make_id(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    ("text", "reason", "mend"),
    [
        ("", "is not an id", "use letters and digits"),
        ("Malee", "has capital letters", "use malee"),
        ("malee_jaidee", "is not an id", "use malee-jaidee"),
        ("-malee", "is not an id", "use malee"),
        ("a--b", "is not an id", "use a-b"),
        ("a/b", "is not an id", "use a-b"),
        ("..", "is not an id", "use letters and digits"),
        ("nul", "is a device name on Windows", "use nul-1"),
        ("LPT1", "is a device name on Windows", "use lpt1-1"),
        ("x" * (MAX_LENGTH + 1), "is longer than 60 characters", f"use {'x' * MAX_LENGTH}"),
        ("cafe\u0301", "is not in Unicode's composed form (NFC)", "use caf\u00e9"),
        ("\u0e31\u0e01", "is not an id", "use \u0e01"),
    ],
)
def test_what_is_no_id(text: str, reason: str, mend: str) -> None:
    with pytest.raises(BadValue) as raised:
        check_id(text)
    assert raised.value.reason.startswith(reason)
    assert raised.value.mend == mend


@pytest.mark.parametrize("text", ["malee", "m", "2026-review", "มาลี", "王", "x" * MAX_LENGTH, "con-1", "console"])
def test_what_is_an_id(text: str) -> None:
    assert check_id(text) == text


# Letters whose capital is one letter and leads back to them, unlike the Turkish dotless i.
@given(st.text(alphabet="abzéñжმ กำ王-09"))
def test_ids_that_differ_in_case_clash(name: str) -> None:
    identifier = make_id(name)
    assert clash_key(identifier.upper()) == clash_key(identifier)


@given(st.text())
def test_ids_that_differ_in_normalisation_clash(name: str) -> None:
    identifier = make_id(name)
    assert clash_key(unicodedata.normalize("NFD", identifier)) == clash_key(identifier)


def test_ids_that_differ_in_a_letter_do_not_clash() -> None:
    assert len({clash_key(identifier) for identifier in ("malee", "mali", "มาลี", "มาลัย")}) == 4
