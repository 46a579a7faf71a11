"""Keys of the user's own: what of them differs between two states of a file."""

from pathlib import Path

from relmap.storage.own_keys import own_keys_changed
from relmap.storage.source import Directory
from relmap.usecases.diff import OwnKey
from tests.books import book_on_disk

FILE = "accounts/a/people/malee.yaml"


def changed(tmp_path: Path, before: str, after: str) -> tuple[OwnKey, ...]:
    sources = [Directory(book_on_disk(tmp_path / name, {FILE: text})) for name, text in (("1", before), ("2", after))]
    return own_keys_changed(sources[0], sources[1], [FILE, "accounts/a/people/gone.yaml", "README.md"])


def test_new_gone_and_changed_ones_are_told_by_name(tmp_path: Path) -> None:
    found = changed(tmp_path, "name: M\nx-b: 1\nx-c: old\n", "name: N\nx-a: {k: [1, 2]}\nx-c: new\n")
    assert [(one.ref, one.account, one.key, one.before, one.after) for one in found] == [
        ("a/malee", "a", "x-a", "", "{k: [1, 2]}"),
        ("a/malee", "a", "x-b", "1", ""),
        ("a/malee", "a", "x-c", "old", "new"),
    ]


def test_fields_quotes_and_order_are_no_change_of_them(tmp_path: Path) -> None:
    assert changed(tmp_path, "name: M\nx-a: 1\n", "x-a: '1'  # so\nname: N\nstance: 1\n") == ()


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert changed(tmp_path, "name: [M\n", "- a\n") == ()
