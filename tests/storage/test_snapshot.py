"""A book read from a commit: the same as the files on disk were, whatever they are now."""

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from relmap.errors import (
    BookInSubmodule,
    BookTooNew,
    BookTooOld,
    GitDistrusts,
    GitFailed,
    GitMissing,
    GitTooOld,
    NoBookThen,
    NoRepository,
    ObjectsMissing,
)
from relmap.storage.git_objects import GitObjects
from relmap.storage.reader import load
from relmap.storage.snapshot import Snapshot, snapshot
from tests.books import HOTEL, book_on_disk, files_of
from tests.storage.repositories import commit, git, repository

TODAY = date(2026, 11, 23)
AT = "2026-09-30T12:00:00+0700"
BOOK = {"relmap.yaml": "relmap: 1\ndefault_account: siam-grand\n"} | HOTEL
MALEE = "accounts/siam-grand/people/malee.yaml"


def past(root: Path, text: str = "HEAD") -> Snapshot:
    return snapshot(root, text, today=TODAY)


def committed(folder: Path, files: Mapping[str, str | bytes] = BOOK, *, at: str = AT) -> Path:
    repository(folder)
    commit(folder, files, at=at)
    return folder


def test_a_snapshot_reads_as_the_disk_did(tmp_path: Path) -> None:
    files = BOOK | {
        "accounts/b/account.yaml": "name: B\n",
        "accounts/b/people/x.yaml": "name: X\nlinks:\n  - {to: siam-grand/malee, kind: friend}\n",
        "accounts/c/account.yaml": "name: [broken\n",
        "accounts/c/people/empty.yaml": "",
        "accounts/c/people/NOT-an-id.yaml": "name: No\n",
        "accounts/c/stray.yml": "name: No\n",
        "campaigns/spring.yaml": "name: Spring\n",
        "README.md": "ours\n",
    }
    root = committed(tmp_path, files)
    now, then = load(root), past(root)
    assert then.load() == now
    assert then.load(["siam-grand"], both_ways=True) == load(root, ["siam-grand"], both_ways=True)
    assert then.load([], touches=False) == load(root, [], touches=False)
    assert then.account_ids() == ["b", "c", "siam-grand"]
    assert then.campaign_ids() == ["spring"]
    assert then.settings() == now.book.settings
    each = {account: loaded.book for account, loaded in then.load_each(then.account_ids())}
    assert each == {account: load(root, [account], both_ways=True).book for account in each}
    malee = now.book.people["siam-grand/malee"]
    assert then.locate(malee, ("links", 0, "kind")).line == 6


def test_what_is_on_disk_does_not_matter_and_stays(tmp_path: Path) -> None:
    root = committed(tmp_path)
    then = load(root)
    git(root, "rm", "--quiet", "-r", "accounts/siam-grand/deals")
    book_on_disk(root, {MALEE: "name: [broken\n", "relmap.yaml": "relmap: 9\n"})
    (root / "accounts/siam-grand/people/anucha.yaml").unlink()
    (root / ".git" / "index.lock").write_text("")
    before, index = files_of(root), (root / ".git/index").read_bytes()
    assert past(root).load() == then
    assert (files_of(root), (root / ".git/index").read_bytes()) == (before, index)


def test_a_merge_in_progress_hides_no_commit(tmp_path: Path) -> None:
    root = committed(tmp_path)
    then = load(root)
    git(root, "switch", "--quiet", "--create", "side")
    commit(root, {MALEE: "name: A\n"}, at=AT)
    git(root, "switch", "--quiet", "main")
    commit(root, {MALEE: "name: B\n"}, at=AT)
    assert subprocess.run(["git", "merge", "--quiet", "side"], cwd=root, capture_output=True, check=False).returncode
    assert load(root).problems
    assert [past(root, text).load().problems for text in ("HEAD", "MERGE_HEAD")] == [(), ()]
    assert past(root, "HEAD~1").load() == then


@pytest.mark.parametrize("folder", ["books/ours", "หนังสือ", 'a "quoted" one', "two\nlines", "dot.", "-x"])
def test_a_book_in_a_folder_of_a_larger_repository(tmp_path: Path, folder: str) -> None:
    top = repository(tmp_path / "top")
    commit(top, {f"{folder}/{path}": text for path, text in BOOK.items()} | {"other.yaml": "x"}, at=AT)
    root = top / folder
    assert past(root).load() == load(root)
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", "top", str(bare))
    assert past(bare / folder).load() == load(root)
    assert past(bare).load() == load(root), "the only book in it"


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    top = repository(tmp_path / "top")
    root = top / os.fsdecode(b"caf\xe9")
    commit(top, {f"{root.name}/{path}": text for path, text in BOOK.items()}, at=AT)
    people = root / "accounts" / "siam-grand" / "people"
    (people / os.fsdecode(b"jos\xe9.yaml")).write_text("name: José\n")
    git(top, "add", ".")
    commit(top, {}, at=AT)
    assert past(root).load() == load(root)
    assert {problem.code for problem in past(root).load().problems} == {"bad-id"}


def test_a_bare_repository_with_a_book_at_its_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = committed(tmp_path / "book")
    git(tmp_path, "clone", "--quiet", "--bare", "book", "book.git")
    (tmp_path / "link").symlink_to("book.git")
    monkeypatch.chdir(tmp_path)
    for where in ("book.git", "link"):
        assert past(Path(where)).load() == load(root)
    with pytest.raises(NoBookThen, match=r"has no book in the folder refs of the repository; .*--book .*book\.git$"):
        past(Path("book.git/refs"))


@pytest.mark.parametrize("folder", ["", "book"])
def test_a_bare_repository_with_files_beside_it(tmp_path: Path, folder: str) -> None:
    root = book_on_disk(tmp_path / "top" / folder, HOTEL)
    repository(tmp_path / "top")
    commit(tmp_path / "top", {}, at=AT)
    git(tmp_path, "clone", "--quiet", "--bare", "top", "hub/.bare")
    (tmp_path / "hub" / ".git").write_text("gitdir: ./.bare\n")
    assert past(tmp_path / "hub" / folder).load() == load(root)
    git(tmp_path / "top", "config", "core.bare", "true")
    assert past(root).load() == load(root)


def test_of_several_books_in_a_bare_repository_none_is_guessed(tmp_path: Path) -> None:
    top = repository(tmp_path / "top")
    commit(top, {"a/relmap.yaml": "relmap: 1\n", "b/relmap.yaml": "relmap: 1\n"}, at=AT)
    git(tmp_path, "clone", "--quiet", "--bare", "top", "top.git")
    with pytest.raises(NoBookThen, match=r"lay elsewhere: say --book .*top\.git/a, .*top\.git/b"):
        past(tmp_path / "top.git")


def test_a_book_that_lay_elsewhere_then(tmp_path: Path) -> None:
    top = repository(tmp_path)
    commit(top, {f"old/{path}": text for path, text in BOOK.items()}, at=AT)
    then = load(top / "old")
    git(top, "mv", "old", "new")
    commit(top, {}, at="2026-10-30T12:00:00+0700")
    with pytest.raises(NoBookThen, match=f"has no book in the folder new .*: say --book {top}/old$"):
        past(top / "new", "2026-10-01")
    assert past(top / "old", "2026-10-01").load() == then


def test_no_book_yet(tmp_path: Path) -> None:
    root = repository(tmp_path)
    commit(root, {"README.md": "to come\n", "accounts": "a file\n"}, at=AT)
    commit(root, {"accounts": None}, at=AT)
    commit(root, BOOK, at=AT)
    with pytest.raises(NoBookThen, match="has no book in the top folder of the repository; take a later commit or day"):
        past(root, "HEAD~1")


def test_a_folder_outside_any_repository(tmp_path: Path) -> None:
    with pytest.raises(NoRepository, match="lies in no git repository"):
        past(book_on_disk(tmp_path, HOTEL))


def test_the_innards_of_a_repository_are_no_book(tmp_path: Path) -> None:
    root = committed(tmp_path)
    with pytest.raises(NoRepository):
        past(root / ".git")


@pytest.mark.parametrize(("number", "refusal"), [("0", BookTooOld), ("2", BookTooNew)])
def test_a_format_of_another_time(tmp_path: Path, number: str, refusal: type[Exception]) -> None:
    root = committed(tmp_path / "b", BOOK | {"relmap.yaml": f"relmap: {number}\n"})
    short = git(root, "rev-parse", "HEAD")[:7]
    for ask in (Snapshot.load, Snapshot.settings):
        with pytest.raises(refusal, match=f"^{short}:relmap.yaml is a book of format {number}"):
            ask(past(root))


def test_links_and_submodules_are_told_of_and_not_followed(tmp_path: Path) -> None:
    other = committed(tmp_path / "other", {"account.yaml": "name: Other\n"})
    root = repository(tmp_path / "book")
    book_on_disk(root, BOOK)
    people = root / "accounts" / "siam-grand" / "people"
    (people / "linked.yaml").symlink_to("malee.yaml")
    (root / "accounts" / "linked").symlink_to("siam-grand")
    allowed = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add")
    git(root, *allowed, str(other), "accounts/sub")
    git(root, *allowed, str(other), "accounts/siam-grand/deals/sub.yaml")
    commit(root, {}, at=AT)
    told = {problem.file: problem.message for problem in past(root).load().problems}
    assert told == {
        "accounts/linked": "this is a symbolic link, not a folder",
        "accounts/siam-grand/people/linked.yaml": "this is a symbolic link, not a file",
        "accounts/sub": "this is a submodule, not a folder",
        "accounts/siam-grand/deals/sub.yaml": "this is a submodule, not a file",
    }
    assert past(root).load(["linked", "sub"]).book.accounts == {}


def test_a_whole_folder_in_a_submodule(tmp_path: Path) -> None:
    other = committed(tmp_path / "other", {"nok.yaml": "name: Nok\n"})
    root = repository(tmp_path / "book")
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "team")
    commit(root, {"relmap.yaml": "relmap: 1\n"}, at=AT)
    (problem,) = past(root).load().problems
    assert "it is a git submodule, whose files are kept in another repository" in problem.message
    assert list(load(root).book.members) == ["nok"]


def test_a_book_that_is_itself_a_submodule(tmp_path: Path) -> None:
    book = committed(tmp_path / "book")
    top = repository(tmp_path / "top")
    git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(book), "ours")
    assert past(top / "ours").load() == load(book)


def test_a_submodule_that_was_not_fetched(tmp_path: Path) -> None:
    book = committed(tmp_path / "book")
    top = repository(tmp_path / "top")
    git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(book), "our 'books'/hotel")
    git(top, "commit", "--quiet", "-m", "a link")
    git(top, "submodule", "--quiet", "deinit", "--force", "our 'books'/hotel")
    with pytest.raises(BookInSubmodule, match="git submodule at our 'books'/hotel, whose files"):
        past(top / "our 'books'" / "hotel")
    with pytest.raises(NoBookThen):
        past(top)


def test_a_book_that_came_to_the_top_after_a_submodule(tmp_path: Path) -> None:
    other = committed(tmp_path / "other")
    top = repository(tmp_path / "top")
    git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "library")
    commit(top, {}, at=AT)
    commit(top, BOOK, at=AT)
    with pytest.raises(NoBookThen, match="no book in the top folder"):
        past(top, "HEAD~1")


def test_lines_of_another_system(tmp_path: Path) -> None:
    root = repository(tmp_path)
    git(root, "config", "core.autocrlf", "true")
    commit(root, {path: text.replace("\n", "\r\n") for path, text in BOOK.items()}, at=AT)
    assert b"\r\n" in (root / MALEE).read_bytes()
    assert past(root).load().book == load(root).book


def test_what_is_too_long_is_left_out_and_the_rest_read(tmp_path: Path) -> None:
    long = b"name: A\nnotes: " + b"x" * 3_000_000 + b"\n"
    root = committed(tmp_path, BOOK | {"accounts/siam-grand/people/long.yaml": long})
    assert past(root).load() == load(root)
    assert [problem.code for problem in past(root).load().problems] == ["yaml-too-big"]


@pytest.mark.parametrize("people", [1, 2, 63, 64, 65, 66, 300])
def test_any_number_of_files_in_a_folder(tmp_path: Path, people: int) -> None:
    """More than are asked for ahead, with others among them that are not read."""
    folder = "accounts/siam-grand/people"
    files = {f"{folder}/p{number:03}.yaml": f"name: P{number}\n" for number in range(people)}
    others = {f"{folder}/p{number:03}.txt": "x" for number in range(0, people, 7)}
    others |= {f"{folder}/p{number:03}!.yaml": "name: no id\n" for number in range(0, people, 11)}
    root = committed(tmp_path, BOOK | files | others)
    for kind in ("loose", "packed"):
        assert past(root).load() == load(root), kind
        git(root, "gc", "--quiet")


def test_files_of_the_same_bytes(tmp_path: Path) -> None:
    folder = "accounts/siam-grand/people"
    files = {f"{folder}/p{number}.yaml": "name: One\n" for number in range(200)}
    root = committed(tmp_path, BOOK | files)
    assert past(root).load() == load(root)


def test_files_in_any_order(tmp_path: Path) -> None:
    folder = "accounts/siam-grand/people"
    files = {f"{folder}/p{number:03}.yaml": f"name: P{number}\n" for number in range(200)}
    source = past(committed(tmp_path, BOOK | files)).source
    paths = list(files)
    for path in [*paths[:70], *paths[:3], paths[150], "relmap.yaml", *paths[60:100], *reversed(paths)]:
        assert source.read(path) == files.get(path, BOOK.get(path, "")).encode()


def test_objects_of_the_longer_kind(tmp_path: Path) -> None:
    root = repository(tmp_path, "--object-format=sha256")
    commit(root, BOOK, at=AT)
    assert past(root).load() == load(root)


def test_another_work_tree_of_the_repository(tmp_path: Path) -> None:
    root = committed(tmp_path / "book")
    git(root, "worktree", "add", "--quiet", "--detach", "../other")
    assert past(tmp_path / "other").load() == load(root)


def test_the_repository_of_a_running_hook_is_not_mistaken_for_the_books(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = committed(tmp_path / "book")
    hooked = repository(tmp_path / "hooked")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"):
        monkeypatch.setenv(name, str(hooked / ".git"))
    assert past(root).load() == load(root)


def test_a_lost_object_is_a_known_error(tmp_path: Path) -> None:
    root = committed(tmp_path)
    blob = git(root, "rev-parse", f"HEAD:{MALEE}")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(ObjectsMissing, match=f"lacks the object {blob}; `git fsck` tells"):
        past(root).load()


def test_a_damaged_object_is_a_known_error(tmp_path: Path) -> None:
    root = committed(tmp_path)
    blob = git(root, "rev-parse", f"HEAD:{MALEE}")
    file = root / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(b"damaged")
    with pytest.raises((GitFailed, ObjectsMissing), match="`git fsck` tells"):
        past(root).load()


def test_git_that_ends_in_the_middle_is_a_known_error(tmp_path: Path) -> None:
    root = committed(tmp_path)
    objects = GitObjects(root, longest=10)
    assert objects.one("HEAD").type == "commit"
    objects._process.kill()
    objects._process.wait()
    with pytest.raises(GitFailed, match="`git cat-file` failed"):
        objects.one("HEAD")


SCRIPTS = {
    "older": ("echo git version 2.29.3", GitTooOld, "this is git 2.29; update git"),
    "ancient": ("echo git version 1.8.3.1", GitTooOld, "2.30 or newer for this, and this is git 1.8"),
    "failing": ("echo 'fatal: broken' >&2; exit 3", GitFailed, "`git version` failed in .*: broken; mend that"),
    "silent": ("exit 0", GitFailed, "git said nothing"),
    "strange": ("case $1 in version) echo git version 2.39.5;; *) exit 9;; esac", GitFailed, "git said nothing"),
}


@pytest.mark.parametrize(("script", "refusal", "said"), SCRIPTS.values(), ids=SCRIPTS)
def test_a_git_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, refusal: type[Exception], said: str
) -> None:
    root = committed(tmp_path / "book")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "git").write_text(f"#!/bin/sh\n{script}\n")
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(refusal, match=said):
        past(root)


def test_no_git_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = committed(tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitMissing):
        past(root)


def test_a_repository_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = committed(tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(GitDistrusts, match=f'`git config --global --add safe.directory "{root}"`'):
        past(root)


@pytest.mark.parametrize("folder", ["", "books/[a]*?", "back\\slash", "ลูกค้า"])
@pytest.mark.parametrize(
    "named", ["siam-grand/malee", '"siam-grand\\x2fmalee"', "\n      # who\n      siam-grand/malee"]
)
def test_a_tie_from_elsewhere_is_found_in_the_past(tmp_path: Path, folder: str, named: str) -> None:
    others = {
        "accounts/b/account.yaml": "name: B\n",
        "accounts/b/people/x.yaml": f"name: X\nlinks:\n  - kind: friend\n    to: {named}\n",
        "accounts/c/account.yaml": "name: C\n",
        "accounts/c/people/y.yaml": "name: Y\nnotes: https://example.com/\n",
    }
    top = repository(tmp_path / "top")
    git(top, "config", "color.ui", "always")
    git(top, "config", "grep.patternType", "perl")
    commit(top, {f"{folder}/{path}".strip("/"): text for path, text in (BOOK | others).items()}, at=AT)
    then = past(top / folder).load(["siam-grand"], both_ways=True)
    assert sorted(then.book.accounts) == ["b", "siam-grand"]
    assert then == load(top / folder, ["siam-grand"], both_ways=True)
