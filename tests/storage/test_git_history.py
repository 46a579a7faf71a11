"""Which commit is meant by what somebody typed."""

from datetime import date
from pathlib import Path

import pytest

from relmap.errors import (
    AmbiguousRevision,
    BeforeFirstCommit,
    InvalidValue,
    NoCommits,
    RelmapError,
    UnknownRevision,
)
from relmap.storage.git_history import Revision, resolve
from tests.storage.repositories import commit, git, repository

TODAY = date(2026, 11, 23)


def meant(folder: Path, text: str) -> str:
    return resolve(folder, text, today=TODAY).commit


@pytest.fixture
def line(tmp_path: Path) -> tuple[Path, list[str]]:
    """Three commits: two on one day, the last a month later."""
    folder = repository(tmp_path / "book")
    commits = [
        commit(folder, {"a": str(number)}, at=at, subject=f"change {number}")
        for number, at in enumerate(
            ["2026-09-01T09:00:00+0700", "2026-09-01T23:59:59+0700", "2026-10-01T00:00:00+0700"]
        )
    ]
    return folder, commits


def test_a_revision_is_told_in_full(line: tuple[Path, list[str]]) -> None:
    folder, commits = line
    found = resolve(folder, "HEAD~1", today=TODAY)
    assert found == Revision(commits[1], "Nok", date(2026, 9, 1), "change 1")
    assert found.short == commits[1][:7]


def test_every_way_of_gits_to_name_a_commit(line: tuple[Path, list[str]]) -> None:
    folder, commits = line
    git(folder, "tag", "q3", commits[0])
    git(folder, "tag", "--annotate", "-m", "told", "q4", commits[1])
    git(folder, "branch", "ไตรมาส", commits[0])
    ways = ["q3", "q4", "ไตรมาส", "main~2", commits[0][:9], "HEAD", ":/change 1", "HEAD^{/change 1}"]
    assert [meant(folder, text) for text in ways] == [commits[number] for number in (0, 1, 0, 0, 0, 2, 1, 1)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-09-01", 1),
        ("2569-09-01", 1),
        ("1/9/2569", 1),
        ("2026-09-15", 1),
        ("2026-09-30", 1),
        ("2026-10-01", 2),
        ("today", 2),
        ("Yesterday", 2),
        ("2200-01-01", 2),
    ],
)
def test_a_day_means_the_last_commit_until_its_end(line: tuple[Path, list[str]], text: str, number: int) -> None:
    folder, commits = line
    assert meant(folder, text) == commits[number]


def test_yesterday_is_counted_from_the_day_that_is_taken_for_today(line: tuple[Path, list[str]]) -> None:
    folder, commits = line
    assert resolve(folder, "yesterday", today=date(2026, 10, 1)).commit == commits[1]


@pytest.mark.parametrize("zone", ["+1400", "-1200"])
def test_a_day_ends_where_the_commit_was_made(tmp_path: Path, zone: str) -> None:
    folder = repository(tmp_path)
    early = commit(folder, {"a": "1"}, at=f"2026-09-30T23:59:00{zone}")
    late = commit(folder, {"a": "2"}, at=f"2026-10-01T00:01:00{zone}")
    assert [meant(folder, text) for text in ("2026-09-30", "2026-10-01")] == [early, late]


def test_a_rebased_commit_counts_from_when_it_was_committed(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    first = commit(folder, {"a": "1"}, at="2026-09-01T12:00:00+0000")
    commit(folder, {"a": "2"}, at="2026-09-02T12:00:00+0000")
    late = {"GIT_COMMITTER_DATE": "2026-09-20T12:00:00+0000"}
    git(folder, "commit", "--quiet", "--amend", "--no-edit", environment=late)
    assert meant(folder, "2026-09-10") == first


def test_what_a_branch_brought_counts_from_its_merge(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    first = commit(folder, {"a": "1"}, at="2026-09-01T12:00:00+0000")
    git(folder, "switch", "--quiet", "--create", "side")
    commit(folder, {"b": "1"}, at="2026-09-05T12:00:00+0000")
    git(folder, "switch", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "--no-edit", "side", at="2026-09-20T12:00:00+0000")
    assert meant(folder, "2026-09-10") == first
    assert meant(folder, "2026-09-20") == git(folder, "rev-parse", "HEAD")


def test_a_clock_that_went_wrong_hides_nothing_before_it(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    first = commit(folder, {"a": "1"}, at="2026-09-01T12:00:00+0000")
    commit(folder, {"a": "2"}, at="2031-01-01T12:00:00+0000")
    third = commit(folder, {"a": "3"}, at="2026-09-03T12:00:00+0000")
    assert [meant(folder, text) for text in ("2026-09-02", "2026-09-03")] == [first, third]


def test_without_a_branch_the_commit_that_is_checked_out_counts(line: tuple[Path, list[str]]) -> None:
    folder, commits = line
    git(folder, "checkout", "--quiet", "--detach", commits[1])
    assert [meant(folder, text) for text in ("HEAD", "today")] == [commits[1], commits[1]]


@pytest.mark.parametrize(
    ("text", "refusal", "said"),
    [
        ("nowhere", UnknownRevision, "no commit is found by 'nowhere'"),
        ("HEAD:a", UnknownRevision, "no commit is found by"),
        ("HEAD~1..HEAD", UnknownRevision, "no commit is found by"),
        ("--all", UnknownRevision, "no commit is found by '--all'"),
        ("", UnknownRevision, "no commit is found by ''"),
        ("a\0b", UnknownRevision, "no commit is found by"),
        ("a\nb", UnknownRevision, "no commit is found by"),
        ("2026-08-31", BeforeFirstCommit, "begins on 2026-09-01, so nothing tells what it said on 2026-08-31"),
        ("1900-01-01", BeforeFirstCommit, "take 2026-09-01 or a later day"),
        ("2026-02-30", InvalidValue, "a date that does not exist; check the day and the month"),
    ],
)
def test_what_is_no_commit_is_said(
    line: tuple[Path, list[str]], text: str, refusal: type[RelmapError], said: str
) -> None:
    with pytest.raises(refusal) as caught:
        meant(line[0], text)
    assert said in str(caught.value)


def test_no_commit_yet(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    for text in ("HEAD", "2026-11-01", "q3"):
        with pytest.raises(NoCommits, match="has no commit yet"):
            meant(folder, text)


def test_the_beginning_of_two_ids(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    tree = git(folder, "write-tree")
    seen: dict[str, str] = {}
    for number in range(2000):
        one = git(folder, "commit-tree", "-m", str(number), tree, at=f"{1_700_000_000 + number} +0000")
        if one[:4] in seen:
            break
        seen[one[:4]] = one
    with pytest.raises(AmbiguousRevision, match="write more of its letters"):
        meant(folder, one[:4])


def test_a_tag_and_a_branch_of_one_name(line: tuple[Path, list[str]]) -> None:
    folder, commits = line
    git(folder, "tag", "same", commits[0])
    git(folder, "branch", "same", commits[1])
    git(folder, "config", "core.warnAmbiguousRefs", "false")
    with pytest.raises(AmbiguousRevision, match="write tags/same or heads/same"):
        meant(folder, "same")
    assert [meant(folder, text) for text in ("tags/same", "heads/same")] == commits[:2]


def test_a_day_wins_over_a_tag_of_that_name(line: tuple[Path, list[str]]) -> None:
    folder, commits = line
    git(folder, "tag", "2026-10-01", commits[0])
    assert [meant(folder, text) for text in ("2026-10-01", "tags/2026-10-01")] == [commits[2], commits[0]]


def test_a_shallow_clone_says_what_it_lacks(line: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, commits = line
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    assert meant(shallow, "HEAD") == commits[2]
    for text, refusal in (
        ("HEAD~1", UnknownRevision),
        (commits[0], UnknownRevision),
        ("2026-09-15", BeforeFirstCommit),
    ):
        with pytest.raises(refusal, match="`git fetch --unshallow` brings"):
            meant(shallow, text)


def test_nothing_in_a_commit_is_taken_for_an_answer(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    git(folder, "config", "log.showSignature", "true")
    git(folder, "config", "i18n.logOutputEncoding", "ISO-8859-1")
    commit(folder, {"a": "1"}, at="2026-09-01T12:00:00+0000", subject="มาลี\x1b[31m 2031-01-01")
    assert resolve(folder, "HEAD", today=TODAY).subject == "มาลี\x1b[31m 2031-01-01"
