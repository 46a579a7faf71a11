"""Who is named in the ties of another account's people."""

from pathlib import Path

import pytest

from relmap.storage.mentions import named_by
from relmap.storage.reader import load
from relmap.storage.source import Directory
from tests.books import HOTEL, book_on_disk

X = "accounts/b/people/x.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "name: X\nlinks:\n  - {to: siam-grand/malee, kind: friend}\n",
        "name: X\nlinks:\n  - kind: friend\n    to:   siam-grand/malee\n",
        "name: X\nlinks:\n  - {\"to\": 'siam-grand/malee', kind: friend}\n",
        'name: X\nlinks:\n  - to:\n      "siam-grand/malee"\n    kind: friend\n',
        "name: X\nlinks:\n  - to: # who\n      # an old friend\n      siam-grand/malee\n    kind: friend\n",
        "name: X\nlinks:\n  - to: >-\n      siam-grand/malee\n    kind: friend\n",
        'name: X\nlinks:\n  - {to: "siam-grand\\x2fmalee", kind: friend}\n',
        'name: X\nlinks:\n  - {"t\\x6f": "siam\\x2dgrand/malee", kind: friend}\n',
        "name: X\nreports_to: siam-grand/malee\n",
    ],
    ids=["flow", "block", "quoted", "on the next line", "after comments", "folded", "slash", "escapes", "boss"],
)
def test_however_it_is_written(tmp_path: Path, text: str) -> None:
    root = book_on_disk(tmp_path, HOTEL | {"accounts/b/account.yaml": "name: B\n", X: text})
    assert named_by(Directory(root), ["b", "siam-grand"]) == {"siam-grand": {"b"}}
    assert sorted(load(root, ["siam-grand"]).book.accounts) == ["siam-grand"]
    both = load(root, ["siam-grand"], both_ways=True)
    assert sorted(both.book.accounts) == ["b", "siam-grand"]
    assert both.problems == ()


def test_an_id_in_another_form_of_the_same_letters(tmp_path: Path) -> None:
    files = {"accounts/josé/account.yaml": "name: José\n", X: "name: X\nreports_to: jose\u0301/y\n"}
    assert named_by(Directory(book_on_disk(tmp_path, HOTEL | files)), ["b"]) == {"josé": {"b"}}


def test_those_who_name_somebody_who_names_them(tmp_path: Path) -> None:
    files = {
        X: "name: X\nreports_to: siam-grand/malee\n",
        "accounts/c/people/y.yaml": "name: Y\nlinks:\n  - {to: b/x, kind: friend}\n",
        "accounts/d/people/z.yaml": "name: Z\n",
    }
    both = load(book_on_disk(tmp_path, HOTEL | files), ["siam-grand"], both_ways=True)
    assert sorted(both.book.accounts) == ["b", "c", "siam-grand"]


def test_files_that_cannot_be_read_name_nobody(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    (root / X).mkdir(parents=True)
    assert named_by(Directory(root), ["b", "nowhere"]) == {}
