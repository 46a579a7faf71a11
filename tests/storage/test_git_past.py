"""What a book was, version by version."""

from pathlib import Path

import pytest

from relmap.analysis.timeline_steps import Diary, Version
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


DIARY = "accounts/acme/touches/2026-nok.yaml"
MET = "- {on: 2026-09-01, with: [kim], channel: call}\n"
SAW = "- {on: 2026-09-02, with: [lee], channel: call}\n"
WIDE = "- on: 2026-09-03\n  with: [kim]\n  channel: call\n"


@pytest.mark.parametrize(
    ("after", "of_anybody", "of_kim"),
    [
        (MET + SAW + WIDE + MET, False, False),
        (MET + MET + SAW + WIDE, False, False),
        (MET + WIDE, True, False),
        (SAW + WIDE, True, True),
        (MET + SAW.replace("[lee]", "[lee, kim]") + WIDE, True, True),
        (MET + SAW + WIDE.replace("channel: call", "channel: visit"), True, True),
        (None, True, True),
    ],
)
def test_which_commits_can_correct_a_touch(book: Path, after: str | None, of_anybody: bool, of_kim: bool) -> None:
    commit(book, {DIARY: MET + SAW + WIDE}, at="2026-09-05T12:00:00+0700")
    commit(book, {DIARY: after}, at="2026-09-06T12:00:00+0700")
    files = past(book)
    (steps,) = [one.steps for one in files.commits("person", ["acme/kim"])[:1]]
    assert files.loses_lines(steps, []) is of_anybody
    assert files.loses_lines(steps, ["kim"]) is of_kim


def test_a_diary_is_read_whole_or_not_at_all(book: Path) -> None:
    commit(book, {DIARY: MET + SAW}, at="2026-09-05T12:00:00+0700")
    commit(book, {DIARY: MET + SAW + "- {on: yesterday}\n"}, at="2026-09-06T12:00:00+0700")
    files = past(book)
    sound, broken = (
        Version("touch", "acme/touches/2026-nok", git(book, "rev-parse", f"{at}:{DIARY}")) for at in ("HEAD~1", "HEAD")
    )
    diary = files.record(sound)
    assert isinstance(diary, Diary)
    assert [touch.people for touch in diary.touches] == [("acme/kim",), ("acme/lee",)]
    assert (files.record(broken), [one.file for one in files.faults(broken)][:1]) == (None, [DIARY])
    assert files.path(sound) == DIARY


def test_what_is_gone_and_what_it_was_called(book: Path) -> None:
    commit(book, {KIM: None}, at="2026-09-07T12:00:00+0700")
    kim = then(book, "HEAD~1")
    for text in ("kim", "acme/kim", "KIM"):
        assert past(book).gone(text, on_disk=True) == [kim]
    assert past(book).gone("lee", on_disk=True) == []
    (book / "accounts/acme-2/account.yaml").unlink()
    assert [one.ref for one in past(book).gone("Far", on_disk=True)] == ["acme-2"]
    assert past(book).gone("Far", on_disk=False) == []


def test_somebody_as_the_newest_commit_has_them(book: Path) -> None:
    commit(book, {KIM: None}, at="2026-09-07T12:00:00+0700")
    (kim,) = past(book).latest([("person", "acme/kim"), ("person", "acme/nobody")])
    assert isinstance(kim, Person)
    assert kim.stance == 1
