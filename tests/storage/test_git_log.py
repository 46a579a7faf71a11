"""Which commits changed files of a book, and what each made of them."""

from datetime import date
from pathlib import Path

import pytest

from relmap.analysis.timeline_steps import Commit, Step
from relmap.storage.git_log import commits_touching, files_gone, states_of
from relmap.storage.git_place import git_place
from tests.storage.repositories import commit, git, repository

KIM, LEE, FAR = "accounts/acme/people/kim.yaml", "accounts/acme/people/lee.yaml", "accounts/far/people/x.yaml"


def day(number: int) -> str:
    return f"2026-09-{number:02}T12:00:00+0700"


def blob(folder: Path, revision: str) -> str:
    return git(folder, "rev-parse", revision)


def touching(folder: Path, *paths: str, after: str = "") -> list[Commit]:
    return commits_touching(git_place(folder), paths, "HEAD", after=after)


@pytest.fixture(params=["", "sales/book"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A book, at the top of its repository or below: three people, and later a change of two of them."""
    top = repository(tmp_path / "top")
    folder = top / request.param
    folder.mkdir(parents=True, exist_ok=True)
    commit(folder, {KIM: "name: Kim\n", LEE: "name: Lee\n", FAR: "name: X\n"}, at=day(1), subject="begin")
    commit(folder, {FAR: "name: Xi\n"}, at=day(2), subject="elsewhere")
    commit(folder, {KIM: "name: Kim P.\n", LEE: None, "notes.txt": "?"}, at=day(3), subject="both")
    return folder


def test_the_newest_first_with_what_else_changed(book: Path) -> None:
    newest, first = touching(book, KIM)
    assert (newest.subject, newest.author, newest.day, newest.parents) == ("both", "Nok", date(2026, 9, 3), 1)
    assert (first.subject, first.parents) == ("begin", 0)
    assert set(newest.steps) == {
        Step("person", "acme/kim", (blob(book, f"HEAD~1:./{KIM}"),), blob(book, f"HEAD:./{KIM}")),
        Step("person", "acme/lee", (blob(book, f"HEAD~1:./{LEE}"),), ""),
    }


def test_of_the_first_commit_only_what_was_asked_for(book: Path) -> None:
    """Nobody had another file before it."""
    assert [step.ref for step in touching(book, KIM)[-1].steps] == ["acme/kim"]
    assert [step.ref for step in touching(book, "accounts/acme")[-1].steps] == ["acme/kim", "acme/lee"]


def test_only_what_came_after(book: Path) -> None:
    assert [one.subject for one in touching(book, KIM, after=git(book, "rev-parse", "HEAD~2"))] == ["both"]
    assert touching(book, KIM, after=git(book, "rev-parse", "HEAD")) == []


def test_a_path_is_no_pattern(book: Path) -> None:
    assert touching(book, "accounts/*/people/kim.yaml") == []


def test_a_merge_tells_the_files_that_no_parent_has(book: Path) -> None:
    git(book, "checkout", "--quiet", "-b", "side", "HEAD~1")
    commit(book, {KIM: "name: Kim Q.\n", FAR: "name: Xu\n"}, at=day(4), subject="side")
    git(book, "checkout", "--quiet", "main")
    git(book, "merge", "--quiet", "--no-commit", "--strategy=ours", "side", at=day(5))
    commit(book, {KIM: "name: Kim R.\n"}, at=day(5), subject="merge")
    merge = touching(book, KIM)[0]
    blobs = tuple(blob(book, f"{one}:./{KIM}") for one in ("HEAD^1", "HEAD^2"))
    assert (merge.subject, merge.parents) == ("merge", 2)
    assert Step("person", "acme/kim", blobs, blob(book, f"HEAD:./{KIM}")) in merge.steps
    states = states_of(git_place(book), ["accounts/acme"], "HEAD")
    assert [one.subject for one in states] == ["merge", "both", "begin"]
    assert not any(one.steps for one in states)


def test_a_shallow_clone_says_where_it_begins(book: Path, tmp_path: Path) -> None:
    top = Path(git(book, "rev-parse", "--show-toplevel"))
    git(tmp_path, "clone", "--quiet", "--depth=1", top.as_uri(), "shallow")
    there = tmp_path / "shallow" / book.relative_to(top)
    assert [(one.subject, one.begins) for one in touching(there, KIM)] == [("both", True)]
    assert not any(one.begins for one in touching(book, KIM))


def test_what_a_user_has_set_changes_nothing(book: Path) -> None:
    def told() -> list[object]:
        place = git_place(book)
        gone = list(files_gone(place, "HEAD", on_disk=True))
        return [*touching(book, KIM), *states_of(place, ["accounts/acme"], "HEAD"), *gone]

    (book / KIM).unlink()
    before = told()
    assert [step.ref for step in before if isinstance(step, Step)] == ["acme/kim", "acme/lee"]
    for name, value in (("log.showRoot", "false"), ("log.showSignature", "true"), ("diff.renames", "copies"),
                        ("log.follow", "true"), ("diff.relative", "true")):  # fmt: skip
        git(book, "config", name, value)
    assert told() == before
