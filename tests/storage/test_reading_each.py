"""A book read one account after another: each as if it were read alone."""

import gc
from pathlib import Path

import pytest

from relmap.errors import BookTooNew
from relmap.model.book import Book
from relmap.storage.reader import load
from relmap.storage.workspace import Workspace
from tests.books import HOTEL, book_on_disk

FILES = HOTEL | {
    "accounts/b/account.yaml": "name: B\n",
    "accounts/b/people/x.yaml": "name: X\nlinks:\n  - {to: siam-grand/malee, kind: friend}\n",
    "accounts/c/account.yaml": "name: C\n",
    "accounts/c/people/y.yaml": "name: Y\nlinks:\n  - {to: siam-grand/malee, kind: friend}\n",
    "accounts/d/account.yaml": "name: [broken\n",
    "team/pim.yaml": "title: none\n",
}


def each(root: Path) -> dict[str, tuple[object, list[str]]]:
    workspace = Workspace(root)
    found = workspace.load_each(workspace.account_ids())
    return {account: (loaded.book, [problem.file for problem in loaded.problems]) for account, loaded in found}


def test_each_account_is_as_if_it_were_read_alone(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, FILES)
    found = each(root)
    assert list(found) == ["b", "c", "d", "siam-grand"]
    for account, (book, _) in found.items():
        assert book == load(root, [account], both_ways=True).book


def test_a_parent_is_not_read_for_the_sake_of_its_child(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, FILES | {"accounts/d/account.yaml": "name: D\nparent: c\n"})
    book, _ = each(root)["d"]
    assert isinstance(book, Book)
    assert (sorted(book.accounts), book.accounts["d"].parent) == (["d"], "c")


def test_a_problem_is_told_once(tmp_path: Path) -> None:
    assert {account: files for account, (_, files) in each(book_on_disk(tmp_path, FILES)).items() if files} == {
        "b": ["team/pim.yaml"],
        "d": ["accounts/d/account.yaml"],
    }


def test_the_collector_runs_in_between(tmp_path: Path) -> None:
    workspace = Workspace(book_on_disk(tmp_path, FILES))
    assert [gc.isenabled() for _ in workspace.load_each(["b", "c"])] == [True, True]


def test_accounts_that_are_not_there_are_empty_and_a_newer_book_is_refused(tmp_path: Path) -> None:
    workspace = Workspace(book_on_disk(tmp_path, FILES))
    assert [dict(loaded.book.accounts) for _, loaded in workspace.load_each(["nowhere"])] == [{}]
    (tmp_path / "relmap.yaml").write_text("relmap: 2\n")
    with pytest.raises(BookTooNew):
        next(workspace.load_each(["b"]))
