"""What a book was, version by version."""

from pathlib import Path

import pytest

from relmap.analysis.timeline_steps import Version
from relmap.model.records import Person
from relmap.storage.git_past import GitPast
from relmap.storage.git_place import git_place
from tests.storage.repositories import commit, git, repository

KIM = "accounts/acme/people/kim.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Kim, then Kim in a file that cannot be read, then mended, and an account elsewhere."""
    folder = repository(tmp_path / "book")
    files = {"relmap.yaml": "relmap: 1\n", "accounts/acme/account.yaml": "name: Acme\n"}
    for number, text in enumerate(["name: Kim\nstance: 0\n", "name: [\n", "name: Kim\nstance: 1\n"], start=1):
        commit(folder, {**files, KIM: text}, at=f"2026-09-{number:02}T12:00:00+0700", subject=f"work {number}")
    commit(folder, {"accounts/acme-2/account.yaml": "name: Far\n"}, at="2026-09-04T12:00:00+0700", subject="far")
    return folder


def past(folder: Path, *, after: str = "") -> GitPast:
    return GitPast(git_place(folder), git(folder, "rev-parse", "HEAD"), after=after)


def then(folder: Path, revision: str) -> Version:
    return Version("person", "acme/kim", git(folder, "rev-parse", f"{revision}:{KIM}"))


def test_the_version_in_the_last_commit(book: Path) -> None:
    (book / KIM).write_text("name: Kim\nstance: 2\n")
    assert past(book).version("person", "acme/kim") == then(book, "HEAD")
    assert past(book).version("person", "acme/nobody") is None


def test_what_a_version_says(book: Path) -> None:
    files = past(book)
    files.fetch([then(book, "HEAD"), then(book, "HEAD~3")])
    read = [files.record(then(book, revision)) for revision in ("HEAD~3", "HEAD")]
    assert [one.stance for one in read if isinstance(one, Person)] == [0, 1]


def test_why_a_version_cannot_be_read(book: Path) -> None:
    files = past(book)
    assert files.record(then(book, "HEAD~2")) is None
    assert [problem.file for problem in files.faults(then(book, "HEAD~2"))] == [KIM]
    assert files.faults(then(book, "HEAD")) == ()


def test_the_commits_of_a_person_and_of_an_account(book: Path) -> None:
    files = past(book)
    of_kim = [one.subject for one in files.commits("person", ["acme/kim"])]
    assert of_kim == ["work 3", "work 2", "work 1"]
    assert [one.subject for one in files.commits("account", ["acme"])] == of_kim
    assert [one.subject for one in files.commits("account", ["acme", "acme-2"])] == ["far", *of_kim]
    assert [one.subject for one in files.states(["acme"])] == of_kim
    assert [one.subject for one in past(book, after=then_id(book)).commits("person", ["acme/kim"])] == ["work 3"]


def then_id(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD~2")


def test_the_book_as_it_was_with_the_subject_in_it(book: Path) -> None:
    known = [then(book, revision) for revision in ("HEAD", "HEAD~3")]
    found = past(book).state(git(book, "rev-parse", "HEAD~3"), known, ["acme"])
    assert found is not None
    then_book, subject = found
    assert isinstance(subject, Person)
    assert (subject.stance, set(then_book.people)) == (0, {"acme/kim"})
