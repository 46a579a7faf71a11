"""Facts of a file, one a line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from relmap.exporters.facts import facts
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Nested
from relmap.storage.plain_file import data_and_comments

ROOT = Path(__file__).parents[2]


def told(text: str) -> list[str]:
    return list(facts(data_and_comments(text.encode())[0]))


def test_values_are_told_in_words_whatever_way_they_were_written() -> None:
    one = "name: Malee\nstance: 1\ninfluence: high\nroles: [technical buyer, user]\n"
    one += "links: [{to: a, kind: friend, level: 3}]\n"
    two = 'links:\n  - kind: friend\n    to: "a"\n    level: trusted\nroles:\n- evaluator\n- user\n'
    two += 'influence: 3\nstance: supporter\nname: "Malee"\n'
    assert told(one) == told(two) == [
        "name: Malee",
        "roles: evaluator",
        "roles: user",
        "influence: high",
        "stance: supporter",
        "links: a friend (level trusted)",
    ]  # fmt: skip


def test_each_item_and_each_line_of_a_note_has_a_line_of_its_own() -> None:
    assert told("name: M\nneeds: [a, b]\nnotes: |\n  one\n\n  two\nchannels: {phone: [1, 2], line: x}\n") == [
        "name: M",
        "needs: a",
        "needs: b",
        "channels phone: 1",
        "channels phone: 2",
        "channels line: x",
        "notes: one",
        "notes:",
        "notes: two",
    ]


def test_touches_are_lines() -> None:
    assert told("- {on: 2026-11-03, with: [malee, a], channel: visit, note: left samples}\n") == [
        "2026-11-03 malee, a visit (note left samples)"
    ]


def test_a_value_that_is_none_for_its_field_is_told_as_it_stands() -> None:
    assert told("name: M\nstance: maybe\nlinks: nobody\nx-own: {a: [1, 2]}\ntitel: boss\n") == [
        "name: M",
        "stance: maybe",
        "links: nobody",
        "x-own a: 1",
        "x-own a: 2",
        "titel: boss",
    ]


def test_a_key_means_the_same_in_whatever_file_it_stands() -> None:
    """git gives a file without its place, so one table has to serve for all records."""
    kinds: dict[str, object] = {}
    for type_ in ("person", "member", "account", "deal", "campaign"):
        for field in FIELDS[type_]:
            assert kinds.setdefault(field.name, field.kind) == field.kind, (type_, field.name)


def test_no_value_of_a_record_is_left_out() -> None:
    for type_, table in FIELDS.items():
        if type_ not in ("touch", "settings"):
            for field in scalars(table):
                assert told(f"{field.name}: '7'\n") != [], field.name


def scalars(table: tuple[Field, ...]) -> Iterator[Field]:
    return (field for field in table if not isinstance(field.kind, Nested))


@pytest.mark.parametrize("text", ["", "# nothing\n", "a: [\n", "a: 1\na: 2\n", "<<<<<<< x\nname: a\n", "just text\n"])
def test_what_is_no_file_of_a_book_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        told(text)


def test_every_file_of_the_examples_can_be_told() -> None:
    for file in (ROOT / "examples").rglob("*.yaml"):
        data, _ = data_and_comments(file.read_bytes())
        assert list(facts(data)), file
