import subprocess
from pathlib import Path

import pytest

from relmap.errors import GitFailed, GitMissing
from relmap.storage.git import commit_of, init_repository, repository_of
from relmap.storage.git_process import _REPOSITORY_VARIABLES


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


def test_every_variable_that_git_calls_local_is_cleaned() -> None:
    listed = subprocess.run(["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True)
    assert set(listed.stdout.split()) <= _REPOSITORY_VARIABLES


def test_the_commit_of_a_book_says_whether_its_files_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> str:
        who = ("-c", "user.name=n", "-c", "user.email=n@example.org")
        return subprocess.run(
            ["git", *who, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout  # fmt: skip

    book = tmp_path / "book"
    (book / "team").mkdir(parents=True)
    assert commit_of(book) == ""
    git("init", "--quiet")
    assert commit_of(book) == "", "no commit yet"
    (book / "relmap.yaml").write_text("relmap: 1\n")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    head = git("rev-parse", "HEAD")[:7]
    assert commit_of(book) == head
    for other in (book / "map.svg", tmp_path / "beside.yaml"):
        other.write_text("no file of the book\n")
    assert commit_of(book) == head
    (book / "team" / "nok.yaml").write_text("name: Nok\n")
    assert commit_of(book) == head + "+"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(book) == ""
