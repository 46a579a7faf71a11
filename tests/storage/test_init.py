"""New books."""

import subprocess
from pathlib import Path

import pytest

from relmap.errors import BookExists
from relmap.model.settings import Settings
from relmap.storage.files import FileChange
from relmap.storage.git_attributes import with_attributes
from relmap.storage.init import init_book, planned_files
from relmap.storage.workspace import Workspace
from tests.books import files_of


def test_a_new_book(tmp_path: Path) -> None:
    root = tmp_path / "new" / "book"
    made = init_book(root, Settings(name="Nok's book", language="th"), "relmap")
    assert made.notes == ()
    assert files_of(root) == {
        ".gitattributes": with_attributes(b"*.yaml text eol=lf\n"),
        ".gitignore": b".relmap/\n.relmap-tmp-*\n",
        "relmap.yaml": b"relmap: 1\nname: Nok's book\nlanguage: th\n",
    }
    assert (root / "team").is_dir()
    assert (root / "accounts").is_dir()
    assert (root / ".git").is_dir()
    assert Workspace(root).load().problems == ()


def test_a_folder_with_files_becomes_a_book_and_keeps_them(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "README.md").write_text("x")
    init_book(tmp_path, Settings(), "relmap")
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert (tmp_path / "README.md").read_text() == "x"


def test_a_book_is_not_made_twice(workspace: Workspace) -> None:
    before = files_of(workspace.root)
    with pytest.raises(BookExists, match="--book"):
        init_book(workspace.root, Settings(), "relmap")
    assert files_of(workspace.root) == before


def test_a_book_inside_a_repository_gets_none_of_its_own(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    init_book(tmp_path / "book", Settings(), "relmap")
    assert not (tmp_path / "book" / ".git").exists()


def test_a_new_book_can_be_shown_first(tmp_path: Path) -> None:
    files = planned_files(tmp_path / "none", Settings())
    assert [change.path for change in files] == [".gitattributes", ".gitignore", "relmap.yaml"]
    assert all(isinstance(change, FileChange) and change.before is None for change in files)
    assert not (tmp_path / "none").exists()
