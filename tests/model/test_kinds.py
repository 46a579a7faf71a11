"""Kinds of values: what each takes, and what it says to everything else."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmap.errors import BadValue
from relmap.model import kinds
from relmap.model.fields import CHANNEL, FEELING, FIELDS, INFLUENCE, LANGUAGE, LEVEL, LINK_KIND, ROLE
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar, nearest


def scalars(kind: Kind | tuple[Field, ...]) -> Iterator[Scalar]:
    if isinstance(kind, Scalar):
        yield kind
    elif isinstance(kind, Nested):
        yield from scalars(kind.fields)
    elif isinstance(kind, Listed):
        yield from scalars(kind.item)
    elif isinstance(kind, Mapped):
        yield kind.key
        yield from scalars(kind.value)
    else:
        for field in kind:
            yield from scalars(field.kind)


EVERY = list(dict.fromkeys(kind for table in FIELDS.values() for kind in scalars(table)))
NUMBERS = st.one_of(st.integers(-10, 10**7), st.floats(-10, 10**7, allow_subnormal=False)).map(str)
TEXTS = st.one_of(st.text(), NUMBERS, st.sampled_from([choice for kind in EVERY for choice in kind.choices]))


@given(st.sampled_from(EVERY), TEXTS)
def test_any_text_is_a_value_or_told_what_is_wrong(kind: Scalar, text: str) -> None:
    with suppress(BadValue):
        value = kind.read(text)
        if not isinstance(value, float):  # whose exponents the writer spells out
            assert kind.read(kind.write(value)) == value


@pytest.mark.parametrize("kind", [kind for kind in EVERY if kind.choices], ids=lambda kind: kind.choices[0])
def test_every_choice_is_a_value(kind: Scalar) -> None:
    assert [kind.write(kind.read(choice)) for choice in kind.choices] == list(kind.choices)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.TEXT, "No", "No"),
        (kinds.TEXT, "0212345677", "0212345677"),
        (kinds.STANCE, "+1", 1),
        (kinds.STANCE, "Non-Supporter", -1),
        (kinds.STANCE, "?", "unknown"),
        (kinds.RATIO, ".6", 0.6),
        (kinds.RATIO, "6e-1", 0.6),
        (kinds.NUMBER, "010", 10),
        (kinds.NUMBER, "-1.50", -1.5),
        (kinds.TRUTH, "Yes", True),
        (kinds.TRUTH, "off", False),
        (kinds.PERSON, "siam-grand/malee", "siam-grand/malee"),
        (kinds.MEMBER, "team/nok", "nok"),
        (LEVEL, "trusted", 3),
        (INFLUENCE, "Inner circle", 4),
        (FEELING, "-2", -2),
        (ROLE, "Economic Buyer", "decision_maker"),
        (ROLE, "decision-maker", "decision_maker"),
        (ROLE, "Kitchen Boss", "kitchen_boss"),
        (LINK_KIND, "former colleague", "former_colleague"),
        (CHANNEL, "Visit", "visit"),
        (LANGUAGE, "TH", "th"),
    ],
)
def test_what_is_understood(kind: Scalar, text: str, value: object) -> None:
    assert kind.read(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "reason", "mend"),
    [
        (kinds.RATIO, "1.2", "is not between 0 and 1", "write a number from 0 to 1, for example 0.6"),
        (kinds.RATIO, "-0.1", "is not between 0 and 1", "write a number from 0 to 1, for example 0.6"),
        (kinds.RATIO, "nan", "is not a number", "write a number from 0 to 1, for example 0.6"),
        (kinds.RATIO, "1_0", "is not a number", "write a number from 0 to 1, for example 0.6"),
        (kinds.NUMBER, "1,000", "is not a number", "write digits only, for example 1250000 or 0.5"),
        (kinds.NUMBER, "1e5", "is not a number", "write digits only, for example 1250000 or 0.5"),
        (kinds.NUMBER, "๑๒", "is not a number", "write digits only, for example 1250000 or 0.5"),
        (kinds.NUMBER, "9" * 31, "is not a number", "write digits only, for example 1250000 or 0.5"),
        (kinds.POINTS, "-1", "is below 0", "write 0 or more, for example 2"),
        (kinds.ABOVE_ZERO, "0", "is not above 0", "write a number above 0, for example 6"),
        (kinds.DAYS, "0", "is not a number of days", "write a whole number of days, for example 30"),
        (kinds.DAYS, "1.5", "is not a number of days", "write a whole number of days, for example 30"),
        (kinds.TRUTH, "maybe", "is neither true nor false", "write true or false"),
        (kinds.YEAR, "26", "is not a year", "write four digits, for example 2026"),
        (kinds.YEAR, "2569", "is a Buddhist-era year", "write the Common Era year: 2026"),
        (kinds.PERSON, "a/b/c", "is not a reference", "write person, or account/person for another account"),
        (kinds.PERSON, "a/", "is not a reference", "write person, or account/person for another account"),
        (kinds.PERSON, "acme/Kim", "has capital letters", "use kim"),
        (kinds.BOOK_FORMAT, "2", "is not a format of relmap", "write 1"),
        (LEVEL, "5", "is not a whole number from 1 to 4", "write one of 1 acquainted, 2 working, 3 trusted, 4 adviser"),
        (LANGUAGE, "de", "is not one of en, th, zh", "write one of them"),
        (
            LINK_KIND,
            " ",
            f"is not one of {', '.join(LINK_KIND.choices)}",
            "write one of them",
        ),
    ],
)
def test_what_is_refused(kind: Scalar, text: str, reason: str, mend: str) -> None:
    with pytest.raises(BadValue) as raised:
        kind.read(text)
    assert (raised.value.reason, raised.value.mend) == (reason, mend)


def test_a_wrong_word_is_told_the_nearest_right_one() -> None:
    segment = next(field.kind for field in FIELDS["account"] if field.name == "segment")
    assert isinstance(segment, Scalar)
    with pytest.raises(BadValue) as raised:
        segment.read("opinion leeder")
    assert raised.value.mend == "did you mean opinion_leader?"
    assert nearest("zzz", ["malee"]) == ""
