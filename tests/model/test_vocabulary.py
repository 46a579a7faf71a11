"""The closed lists, and that every other word for something leads to a word that relmap knows."""

from dataclasses import fields
from typing import get_args

import pytest

from relmap.model import settings, vocabulary
from relmap.model.fields import FIELDS, LINK_KIND, ROLE
from relmap.model.kinds import STANCE, UNKNOWN, Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.records import Record
from relmap.model.text import search_key


@pytest.mark.parametrize("word", vocabulary.ROLE_SYNONYMS)
def test_every_word_for_a_role_means_a_known_role(word: str) -> None:
    meant = vocabulary.ROLE_SYNONYMS[word]
    assert meant in vocabulary.ROLES
    assert ROLE.read(word) == ROLE.read(word.upper()) == meant


@pytest.mark.parametrize("role", vocabulary.ROLES)
def test_every_role_means_itself_in_any_spelling(role: str) -> None:
    assert ROLE.read(role) == ROLE.read(role.replace("_", " ").title()) == ROLE.read(role.replace("_", "-")) == role


@pytest.mark.parametrize("word", [*vocabulary.STANCE_SYNONYMS, *map(str, vocabulary.STANCE_NAMES)])
def test_every_word_for_a_stance_means_one(word: str) -> None:
    assert STANCE.read(word) in vocabulary.STANCE_NAMES


@pytest.mark.parametrize("word", vocabulary.UNKNOWN_WORDS)
def test_every_word_for_an_unknown_stance(word: str) -> None:
    assert STANCE.read(word) == UNKNOWN


def test_every_stance_has_words_in_three_languages() -> None:
    for stance in vocabulary.STANCE_NAMES:
        words = [word for word, meant in vocabulary.STANCE_SYNONYMS.items() if meant == stance]
        assert any(word.isascii() for word in words)
        assert any("\u0e00" <= word[0] <= "\u0e7f" for word in words)
        assert any("\u4e00" <= word[0] <= "\u9fff" for word in words)


def test_no_word_means_two_things() -> None:
    roles = {search_key(word.replace("_", " ")) for word in vocabulary.ROLE_SYNONYMS}
    assert len(roles) == len(vocabulary.ROLE_SYNONYMS)
    titles = [search_key(title) for group in vocabulary.TITLE_SYNONYMS for title in group]
    assert len(set(titles)) == len(titles)


def test_the_method_has_a_number_for_every_word() -> None:
    assert settings.ROLE_WEIGHTS.keys() == set(vocabulary.ROLES)
    assert settings.CARRIERS.keys() == {*vocabulary.STANCE_NAMES.values(), UNKNOWN}
    assert settings.LEVELS.keys() == set(map(str, vocabulary.LEVEL_NAMES))
    assert settings.CADENCES.keys() == set(vocabulary.SEGMENTS)
    assert settings.TOUCH_WEIGHTS.keys() == vocabulary.TWO_WAY_CHANNELS <= set(vocabulary.TOUCH_CHANNELS)
    assert vocabulary.SYMMETRIC_KINDS <= set(vocabulary.LINK_KINDS) == set(LINK_KIND.choices)


@pytest.mark.parametrize("type_", FIELDS)
def test_every_field_has_a_place_in_its_record(type_: str) -> None:
    records = {record.TYPE: record for record in (*_types(Record), settings.Settings)}
    assert records.keys() == FIELDS.keys()
    _check_slots(FIELDS[type_], records[type_])


def _types(union: object) -> tuple[type, ...]:
    return tuple(each for member in get_args(union) for each in (_types(member) or (member,)))


def _check_slots(table: tuple[Field, ...], record: type) -> None:
    slots = {slot.name for slot in fields(record)}
    for field in table:
        assert field.slot in slots
        _check_kind(field.kind)


def _check_kind(kind: Kind) -> None:
    if isinstance(kind, Nested):
        _check_slots(kind.fields, kind.record)
    elif isinstance(kind, Listed):
        _check_kind(kind.item)
    elif isinstance(kind, Mapped):
        _check_kind(kind.value)
    else:
        assert isinstance(kind, Scalar)
