"""The commit that a command which was stopped has left, settled by the next one."""

from pathlib import Path

import pytest

from relmap.errors import ChangeUnfinished, NoRepository
from relmap.storage.files import FileChange, commit_owed
from relmap.storage.git_owed import settle
from relmap.storage.journal import digest
from relmap.storage.owed_commit import OwedCommit, owed, owing
from tests.cli.books_in_git import MALEE, commits, committed_hotel, files_of_last, git, hook
from tests.cli.runner import Runner

NEW = "accounts/siam-grand/people/dao.yaml"
MESSAGE = "Words of it\n\nRelmap-Command: set\n"


class Killed(BaseException):
    """What no command survives."""


@pytest.fixture
def relmap(tmp_path: Path) -> Runner:
    return committed_hotel(tmp_path / "repository", "a 'book'")


def stopped(relmap: Runner, *, at: int = 9) -> None:
    """A command that changes one file and makes another is killed when it has written `at` of them."""
    file = relmap.folder / MALEE
    before = file.read_bytes()
    changes = [FileChange(MALEE, before, before + b"# more\n"), FileChange(NEW, None, "name: ดาว\n".encode())]
    try:
        with owing(relmap.folder, changes, MESSAGE):
            for change in changes[:at]:
                (relmap.folder / change.path).write_bytes(change.after or b"")
            raise Killed
    except Killed:
        assert commit_owed(relmap.folder)


def test_it_is_made_with_the_message_and_the_files_that_were_meant(relmap: Runner) -> None:
    stopped(relmap)
    (relmap.folder / "mine.txt").write_text("mine\n")
    git(relmap.folder, "add", "mine.txt")
    settled = settle(relmap.folder)
    assert settled == ("Words of it", (MALEE, NEW), True, "", ())
    assert git(relmap.folder, "log", "-1", "--format=%B").strip() == MESSAGE.strip()
    assert len(files_of_last(relmap.folder)) == 2
    assert git(relmap.folder, "diff", "--cached", "--name-only", "--relative") == "mine.txt\n"
    assert git(relmap.folder, "diff", "--name-only") == ""
    assert settle(relmap.folder) is None


def test_the_next_command_says_so_and_goes_on(relmap: Runner) -> None:
    stopped(relmap)
    assert relmap("list").stderr == "", "whoever reads is not in its way"
    assert relmap("set", "malee", "stance", "0", "--dry-run", "--commit").status == 0
    assert commit_owed(relmap.folder)
    done = relmap("set", "malee", "stance", "0", "--commit")
    assert done.stderr == 'note: made the commit that an earlier command was stopped before: "Words of it"\n'
    assert commits(relmap.folder)[1:] == ["Words of it", "The book as it was"]
    assert not commit_owed(relmap.folder)


def test_undo_takes_back_what_was_never_seen_to_end(relmap: Runner) -> None:
    before = relmap.files()
    stopped(relmap)
    assert relmap("undo").stdout.startswith('took back "Words of it" (')
    assert relmap.files() == before


def test_what_was_edited_since_is_told_once_and_left(relmap: Runner) -> None:
    stopped(relmap)
    file = relmap.folder / MALEE
    file.write_bytes(file.read_bytes() + b"# mine\n")
    assert relmap("set", "malee", "stance", "0", "--dry-run", "--commit").status == 1
    done = relmap("set", "kanya", "stance", "0")
    assert done.stderr == (
        'warning: an earlier command was stopped before its commit, "Words of it", and git does not make it now: '
        f"{MALEE} was edited since; look at the files, then run `git add {MALEE} {NEW}` and "
        f"`git commit {MALEE} {NEW}`\n"
    )
    assert commits(relmap.folder) == ["The book as it was"]
    assert relmap("set", "kanya", "stance", "1").stderr == ""


def test_what_a_hook_or_git_refuses_is_told_once(relmap: Runner) -> None:
    stopped(relmap)
    hook(relmap.folder.parent, "pre-commit", "echo 'not on a Friday' >&2; exit 1")
    assert "does not make it now: not on a Friday; " in relmap("set", "kanya", "stance", "0").stderr
    assert relmap("set", "kanya", "stance", "1").stderr == ""
    assert git(relmap.folder, "diff", "--cached", "--name-only") == ""


def test_in_the_middle_of_a_merge_it_is_left_to_the_user(relmap: Runner) -> None:
    stopped(relmap)
    (relmap.folder.parent / ".git" / "MERGE_HEAD").write_text(git(relmap.folder, "rev-parse", "HEAD"))
    assert "git is in the middle of a merge" in relmap("set", "kanya", "stance", "0").stderr


@pytest.mark.parametrize("how", ["nothing was written", "committed by hand", "put back by hand"])
def test_where_nothing_is_left_to_do_nothing_is_said(relmap: Runner, how: str) -> None:
    stopped(relmap, at=0 if how == "nothing was written" else 9)
    if how == "committed by hand":
        git(relmap.folder, "add", ".")
        git(relmap.folder, "commit", "--quiet", "-m", "by hand")
    if how == "put back by hand":
        git(relmap.folder, "checkout", "--quiet", "--", ".")
        (relmap.folder / NEW).unlink()
    made = commits(relmap.folder)
    assert relmap("set", "kanya", "stance", "0").stderr == ""
    assert commits(relmap.folder) == made
    assert not commit_owed(relmap.folder)


def test_only_what_was_written_is_committed(relmap: Runner) -> None:
    stopped(relmap, at=1)
    settled = settle(relmap.folder)
    assert settled is not None
    assert (settled.made, settled.files) == (True, (MALEE,))


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"message": "x"}', b'{"message": "x", "files": 3}', b"\xff"])
def test_a_note_that_says_nothing_is_thrown_away(relmap: Runner, note: bytes) -> None:
    stopped(relmap)
    (relmap.folder / ".relmap" / "commit").write_bytes(note)
    assert settle(relmap.folder) is None
    assert not commit_owed(relmap.folder)


def test_no_note_leads_out_of_the_book(relmap: Runner, tmp_path: Path) -> None:
    other = relmap.folder.parent / "other.txt"
    other.write_text("x")
    (relmap.folder / ".relmap").mkdir(exist_ok=True)
    (relmap.folder / ".relmap" / "commit").write_text('{"message": "x", "files": {"../other.txt": null}}')
    settled = settle(relmap.folder)
    assert settled is None or not settled.made
    assert commits(relmap.folder) == ["The book as it was"]


def test_a_known_error_owes_nothing_but_one_that_the_next_command_mends(tmp_path: Path) -> None:
    for error, is_owed in (
        (NoRepository(folder="x"), False),
        (ChangeUnfinished(file="x", cause="EIO", reason="x"), True),
    ):
        with pytest.raises(type(error)), owing(tmp_path, [FileChange("a", None, b"x")], "m"):
            raise error
        assert (owed(tmp_path) == OwedCommit("m", {"a": digest(b"x")})) == is_owed
