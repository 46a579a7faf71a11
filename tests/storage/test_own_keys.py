"""Keys of the user's own, found wherever they stand in a file."""

from pathlib import Path
from typing import Any

import pytest

from relmap.analysis.differences.own_keys import NO_KEYS, OwnKeys
from relmap.storage.own_keys import own_keys, own_keys_in
from relmap.storage.source import Directory
from tests.books import book_on_disk

FILE = "accounts/a/people/malee.yaml"


@pytest.mark.parametrize(
    ("type_", "text", "found"),
    [
        ("person", "name: M\nx-a: {k: [1, ~]}\nclub:\n", OwnKeys({"x-a": {"k": ["1", None]}, "club": None})),
        ("person", "name: M\nchampion: {x-a: '~'}\n", OwnKeys(within={"champion": OwnKeys({"x-a": "~"})})),
        (
            "person",
            "name: M\nlinks:\n- {to: a, kind: friend}\n- {to: b, kind: friend, x-a: |-\n    b}\n",
            NO_KEYS,
        ),
        (
            "person",
            "name: M\nlinks:\n- {to: a, kind: friend}\n- {to: b, kind: friend, x-a: b}\n",
            OwnKeys(within={"links": OwnKeys(within={1: OwnKeys({"x-a": "b"})})}),
        ),
        ("touch", "- {on: 2026-01-01}\n- {x-a: 1}\n", OwnKeys(within={1: OwnKeys({"x-a": "1"})})),
        (
            "account",
            "revenue: {2026: {x-a: 1}}\n",
            OwnKeys(within={"revenue": OwnKeys(within={"2026": OwnKeys({"x-a": "1"})})}),
        ),
        ("settings", "x-a: 1\n", OwnKeys({"x-a": "1"})),
        ("person", "name: [M\nx-a: 1\n", NO_KEYS),
        ("person", "- x-a\n", NO_KEYS),
        ("touch", "x-a: 1\n", NO_KEYS),
        ("touch", "", NO_KEYS),
    ],
)
def test_where_own_keys_stand(type_: str, text: str, found: Any) -> None:
    assert own_keys_in(text.encode(), type_) == found


def test_of_the_whole_book_or_of_some_files(tmp_path: Path) -> None:
    files = {FILE: "name: M\nx-a: 1\n", "campaigns/c.yaml": "name: C\nx-b: 2\n", "team/t.yaml": "name: T\n"}
    source = Directory(book_on_disk(tmp_path, {**files, "accounts/a/touches/2026-t.yaml": "- {x-c: 3}\n"}))
    found = own_keys(source, None)
    assert set(found) == {("person", "a/malee"), ("campaign", "campaigns/c"), ("touch", "a/touches/2026-t")}
    some = own_keys(source, [FILE, "accounts/a/people/gone.yaml", "README.md"])
    assert some == {("person", "a/malee"): OwnKeys({"x-a": "1"})}
