import os
import subprocess
from pathlib import Path

import pytest

from relmap.errors import GitDistrusts, GitFailed, GitMissing
from relmap.model.settings import Settings
from relmap.storage.git import commit_of, init_repository, repository_of
from relmap.storage.git_process import _REPOSITORY_VARIABLES, asked
from relmap.storage.init import init_book
from tests.cli.books_in_git import committed_hotel
from tests.cli.runner import Runner, hotel


def test_a_new_repository_is_recognised(tmp_path: Path) -> None:
    assert not repository_of(tmp_path)
    init_repository(tmp_path)
    assert (tmp_path / ".git").is_dir()
    assert repository_of(tmp_path)
    assert repository_of(tmp_path / "not" / "yet" / "there")
    assert not repository_of(tmp_path / ".git")


def test_the_repository_of_a_running_hook_is_not_mistaken_for_the_books(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked, book = tmp_path / "hooked", tmp_path / "book"
    for folder in (hooked, book):
        folder.mkdir()
    init_repository(hooked)
    monkeypatch.setenv("GIT_DIR", str(hooked / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert not repository_of(book)
    init_repository(book)
    assert (book / ".git").is_dir()


def test_what_changes_the_meaning_of_paths_stops_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = committed_hotel(tmp_path / "book")
    for name in ("GLOB", "ICASE", "LITERAL", "NOGLOB"):
        monkeypatch.setenv(f"GIT_{name}_PATHSPECS", "1")
    book.tell("set", "malee", "stance", "0", "--commit")
    book.tell("undo")
    assert commit_of(book.folder)


def test_the_users_own_settings_reach_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").write_text("[init]\n\tdefaultBranch = stem\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    init_repository(tmp_path)
    assert (tmp_path / ".git" / "HEAD").read_text() == "ref: refs/heads/stem\n"


def test_missing_git_is_a_known_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for ask in (repository_of, init_repository):
        with pytest.raises(GitMissing, match="install it"):
            ask(tmp_path)


def test_what_git_refuses_is_a_known_error(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: nowhere\n")
    with pytest.raises(GitFailed, match=r"`git init` failed in .*; mend that") as caught:
        init_repository(tmp_path)
    assert "\n" not in str(caught.value)


def test_the_command_that_failed_is_named_without_its_options(tmp_path: Path) -> None:
    with pytest.raises(GitFailed, match=r"^`git log` failed in "):
        asked(tmp_path, "-c", "log.follow=false", "--no-pager", "log")


def test_a_repository_of_somebody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init_repository(tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(GitDistrusts, match=r"safe\.directory"):
        repository_of(tmp_path)
    made = init_book(tmp_path / "book", Settings(name="Ours"), "relmap")
    assert "safe.directory" in made.notes[0]
    assert (tmp_path / "book" / "relmap.yaml").is_file()


def test_every_variable_that_git_calls_local_is_cleaned() -> None:
    listed = subprocess.run(["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True)
    assert set(listed.stdout.split()) <= _REPOSITORY_VARIABLES


class Repository:
    """A book in the folder `book` of a fresh repository."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book = root / "book"
        (self.book / "team").mkdir(parents=True)
        self("init", "--quiet", "--initial-branch=main")

    def __call__(self, *arguments: str) -> str:
        who = ("-c", "user.name=n", "-c", "user.email=n@example.org")
        return subprocess.run(
            ["git", *who, *arguments], cwd=self.root, capture_output=True, text=True, check=True
        ).stdout  # fmt: skip

    def commit(self, path: str, text: str) -> str:
        """Write one file, commit it, and give the commit as people see it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self("add", ".")
        self("commit", "--quiet", "-m", path)
        return self.head()

    def head(self) -> str:
        return self("rev-parse", "HEAD")[:7]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def test_the_commit_of_a_book_says_whether_its_files_differ(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = repository.book
    assert commit_of(book.parent.parent) == "", "no repository"
    assert commit_of(book) == "", "no commit yet"
    (book / "relmap.yaml").write_text("relmap: 1\n")
    assert commit_of(book) == "", "no commit yet"
    first = repository.commit("beside.txt", "with the book\n")
    assert commit_of(book) == first
    for other in (book / "map.svg", book / "notes.yaml", repository.root / "beside.yaml"):
        other.write_text("no file of the book\n")
    assert commit_of(book) == first
    for path in ("team/nok.yaml", "accounts/a/account.yaml", "accounts/a/touches/2026-nok.yaml", "campaigns/c.yaml"):
        file = book / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("name: Nok\n")
        assert commit_of(book) == first + "+", path
        file.unlink()
    monkeypatch.setenv("PATH", str(repository.root))
    assert commit_of(book) == ""


def test_the_commit_of_a_book_is_the_last_one_that_changed_it(repository: Repository) -> None:
    book = repository.book
    repository.commit("README", "of the repository\n")
    assert commit_of(book) == "", "the book is in none"
    repository.commit("book/relmap.yaml", "relmap: 1\n")
    changed = repository.commit("book/accounts/a/people/p.yaml", "name: P\n")
    assert repository.commit("book/map.svg", "a picture\n") != changed
    repository.commit("ci.yaml", "not the book's\n")
    assert commit_of(book) == changed
    repository("rm", "--quiet", "book/accounts/a/people/p.yaml")
    repository("commit", "--quiet", "-m", "gone")
    assert commit_of(book) == repository.head()


def test_a_merge_is_named_where_it_made_the_book_new(repository: Repository) -> None:
    book = repository.book
    repository.commit("book/relmap.yaml", "relmap: 1\n")

    def merged(ours: str, theirs: str) -> tuple[str, str]:
        repository("checkout", "--quiet", "-b", "side")
        side = repository.commit(theirs, "theirs\n")
        repository("checkout", "--quiet", "main")
        repository.commit(ours, "ours\n")
        repository("merge", "--quiet", "--no-edit", "side")
        repository("branch", "--quiet", "-d", "side")
        return side, repository.head()

    side, _merge = merged("one.txt", "book/team/a.yaml")
    assert commit_of(book) == side, "the book is what it was on the side"
    _side, merge = merged("book/team/b.yaml", "book/team/c.yaml")
    assert commit_of(book) == merge


def test_a_map_stays_the_same_when_it_is_committed(repository: Repository) -> None:
    hotel(repository.book)
    relmap = Runner(repository.book)
    repository("add", ".")
    repository("commit", "--quiet", "-m", "the book")
    drawn = []
    for _time in range(2):
        relmap.tell("map", "-o", "map.svg")
        drawn.append((repository.book / "map.svg").read_bytes())
        repository("add", ".")
        repository("commit", "--quiet", "--allow-empty", "-m", "the map")
    assert drawn[0] == drawn[1]
    assert commit_of(repository.book).encode() in drawn[0]
