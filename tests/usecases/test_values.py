"""What is typed, before a field reads it."""

import re
from pathlib import Path

import pytest

import relmap
from relmap.errors import InvalidValue
from relmap.usecases.values import STAND_INS, meant

RULES = Path(relmap.__file__).parent / "analysis" / "gaps"


@pytest.mark.parametrize(
    ("field", "word", "what"),
    [
        ("name", "NAME", "name"),
        ("phone", " NUMBER", "number"),
        ("source", "SOURCE", "source"),
        ("needs", "TEXT", "text"),
    ],
)
def test_a_word_of_a_printed_command_is_no_value(field: str, word: str, what: str) -> None:
    said = f"{field}: '{word.strip()}' only stands for the {what}; write the {what} itself in its place"
    with pytest.raises(InvalidValue, match=re.escape(said)):
        meant(word, field=field)
    assert meant(word.lower(), field=field) == word.lower().strip()


def test_every_word_in_the_place_of_a_text_is_one_of_them() -> None:
    printed = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("*.py"))
    texts = re.findall(r"(?:(?:name|phone|source)=|add-contact |--reason )\"?([A-Z]{3,})\b", printed)
    assert len(texts) > 4
    assert set(texts) <= set(STAND_INS)
