import os
from pathlib import Path

import pytest

from relmap.errors import NotPlainFile, OutsideBook
from relmap.storage.files import (
    holds,
    make_folders,
    missing_folders,
    pending,
    place_in,
    read,
    remove,
    replace,
    sweep,
)


@pytest.mark.parametrize(
    "path",
    [
        "", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/", "a\\b", "C:x", "a\0b", "a. ", ".git/config",
        "a/.GIT/hooks/x", ".git./config", ".relmap/lock", ".relmap-tmp-1",
    ],
)  # fmt: skip
def test_paths_that_leave_the_book_are_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(OutsideBook, match="inside the book"):
        place_in(tmp_path, path)


@pytest.mark.parametrize("path", ["relmap.yaml", ".gitignore", "accounts/สยาม/people/王芳.yaml", "a..b/c"])
def test_ordinary_paths_are_located(path: str, tmp_path: Path) -> None:
    assert place_in(tmp_path, path) == tmp_path / path


def test_a_folder_that_is_a_link_or_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "team").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "accounts").write_bytes(b"")
    with pytest.raises(NotPlainFile, match="a symbolic link"):
        place_in(tmp_path, "team/nok.yaml")
    with pytest.raises(NotPlainFile, match="a file, not a folder"):
        place_in(tmp_path, "accounts/siam/account.yaml")


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert read(tmp_path / "file") == b"x"
    assert read(tmp_path / "none") is None
    for name, kind in [("link", "link"), ("broken", "link"), ("pipe", "pipe"), (".", "a folder")]:
        with pytest.raises(NotPlainFile, match=kind):
            read(tmp_path / name)


def test_holds_tells_absence_from_emptiness(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert holds(tmp_path / "empty", b"")
    assert not holds(tmp_path / "empty", None)
    assert holds(tmp_path / "none", None)
    assert not holds(tmp_path, None)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_permissions_are_kept(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    file.chmod(mode)
    replace(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o7777 == mode


def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    replace(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_is_replaced_without_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    replace(tmp_path / "link", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert (tmp_path / "link").lstat().st_mode == (tmp_path / "file").stat().st_mode


def test_a_failed_write_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.yaml").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        replace(tmp_path / "a.yaml", b"new")
    assert [(place.name, place.read_bytes()) for place in tmp_path.iterdir()] == [("a.yaml", b"old")]


def test_removal_takes_the_folders_it_empties(tmp_path: Path) -> None:
    make_folders(tmp_path / "accounts/siam/people")
    (tmp_path / "accounts/siam/people/malee.yaml").write_bytes(b"")
    (tmp_path / "accounts/other.txt").write_bytes(b"")
    remove(tmp_path, tmp_path / "accounts/siam/people/malee.yaml")
    assert not (tmp_path / "accounts/siam").exists()
    remove(tmp_path, tmp_path / "accounts/other.txt")
    assert list(tmp_path.iterdir()) == []


def test_missing_folders_come_uppermost_first(tmp_path: Path) -> None:
    assert missing_folders(tmp_path / "a/b") == [tmp_path / "a", tmp_path / "a/b"]
    assert missing_folders(tmp_path) == []


def test_sweeping_deletes_leftovers_and_nothing_else(tmp_path: Path) -> None:
    book, elsewhere = tmp_path / "book", tmp_path / "elsewhere"
    for folder in (book / "team", book / ".relmap", book / ".git", elsewhere):
        folder.mkdir(parents=True)
        (folder / ".relmap-tmp-1").write_bytes(b"half")
    (book / "link").symlink_to(elsewhere)
    (book / "team" / "nok.yaml").write_bytes(b"name: Nok\n")
    sweep(book)
    left = {str(place.relative_to(tmp_path)) for place in tmp_path.rglob("*") if not place.is_dir()}
    assert left == {"book/team/nok.yaml", "book/.git/.relmap-tmp-1", "elsewhere/.relmap-tmp-1"}


def test_pending_asks_for_the_journal_only(tmp_path: Path) -> None:
    assert not pending(tmp_path)
    (tmp_path / ".relmap").mkdir()
    assert not pending(tmp_path)
    (tmp_path / ".relmap" / "journal").write_bytes(b"")
    assert pending(tmp_path)
