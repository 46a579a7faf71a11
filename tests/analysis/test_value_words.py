"""Values of fields in words, the same for a difference, a commit's message and `git diff`."""

from datetime import date
from typing import Any

import pytest

from relmap.analysis.value_words import CLOSED_LISTS, NUMBER_NAMES, value_in_words, words_as_listed
from relmap.cli.language import catalogue_of
from relmap.model.fields import FIELDS
from relmap.model.saying import speaking
from tools.catalogues import field_names


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("stance", -1, "non-supporter"),
        ("stance", "unknown", "unknown"),
        ("level", 3, "trusted"),
        ("roles", ("decision_maker", "user"), "decision maker, user"),
        ("kind", "former_colleague", "former colleague"),
        ("strength", 0.65, ".65"),
        ("amount", 1200000.0, "1200000"),
        ("feeling", 1, "+1"),
        ("target", "sign up", "sign up"),
        ("two_way", False, "no"),
        ("on", date(2026, 11, 3), "2026-11-03"),
        ("needs", (), "nothing"),
        ("title", None, "nothing"),
    ],
)
def test_a_value_in_words(name: str, value: Any, said: str) -> None:
    assert value_in_words(name, value) == said


def test_a_word_is_said_in_the_language_that_is_spoken() -> None:
    with speaking(catalogue_of("th")):
        assert value_in_words("stance", "unknown") == "ไม่ทราบ"
        assert value_in_words("roles", ("decision_maker",)) == words_as_listed("roles", ("decision_maker",))


def test_a_table_has_words_as_they_are_typed() -> None:
    assert words_as_listed("roles", ("decision_maker", "user")) == "decision_maker, user"
    assert words_as_listed("segment", "opinion_leader") == "opinion_leader"


def test_the_fields_that_have_words_are_in_the_table_of_fields() -> None:
    known = {name for table in FIELDS.values() for name in field_names(table)}
    assert known >= {*CLOSED_LISTS, *NUMBER_NAMES}
