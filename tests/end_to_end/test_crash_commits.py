"""Commands that commit are killed at every step; the next one makes the commit that is owed, or nothing was written."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from relmap.storage.files import commit_owed
from tests.books import HOTEL, book_on_disk
from tests.cli.books_in_git import commits, git
from tests.end_to_end.command import environment
from tests.end_to_end.crash_driver import leftovers, tree
from tests.programs import need

OTHER = ["set", "siam-grand/prasert", "stance", "0", "--commit"]
COMMANDS = {
    "set": ["set", "siam-grand/malee", "stance", "2", "--commit"],
    "add-contact": ["add-contact", "Anong", "--account", "siam-grand", "--commit"],
    "rename": ["rename", "siam-grand/anucha", "anucha-s", "--commit"],
    "undo": ["undo"],
}
# A git that counts its calls: at one of them it kills relmap or itself, before it begins or when it is done.
COUNTED_GIT = """#!/bin/sh
number=$(($(cat {count} 2>/dev/null || echo 0) + 1))
echo $number > {count}
if [ $number = "$AT" ] && [ "$WHEN" = before ]; then {kill}; exit 1; fi
{git} "$@"
status=$?
if [ $number = "$AT" ] && [ "$WHEN" = after ]; then {kill}; fi
exit $status
"""
# The last calls; before them nothing is written.
_LOOKED_AT = 7
KILLS = {"relmap": "kill -9 $PPID", "git": "kill -9 $$"}


def prepare(root: Path) -> None:
    book_on_disk(root, HOTEL)
    git(root, "init", "--quiet", "--initial-branch=main")
    for key, value in {"user.name": "Nok", "user.email": "nok@example.com", "commit.gpgSign": "false"}.items():
        git(root, "config", key, value)
    git(root, "config", "core.hooksPath", ".git/hooks")
    (root / ".gitignore").write_text(".relmap/\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=The book\n\nRelmap-Command: none of undo's\n\nthat it takes back")
    run(root, ["set", "siam-grand/anucha", "influence", "3", "--commit"])


def words(root: Path, arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "relmap", *arguments, "--book", str(root), "--today", "2026-11-23", "--lang", "en"]


def run(root: Path, arguments: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words(root, arguments), capture_output=True, text=True, check=False, env=environment(**variables)
    )


def counted_git(folder: Path, kill: str) -> Path:
    """A folder of programs in which git counts its calls; the count is in the file `count` beside it."""
    programs = folder / "programs"
    programs.mkdir(parents=True)
    (programs / "git").write_text(
        COUNTED_GIT.format(count=folder / "count", kill=KILLS[kill], git=shutil.which("git")), encoding="utf-8"
    )
    (programs / "git").chmod(0o755)
    return programs


@pytest.mark.parametrize(
    ("name", "kill"), [("add-contact", "relmap"), ("rename", "relmap"), ("undo", "relmap"), ("add-contact", "git")]
)
def test_killed_at_every_step_of_gits(name: str, kill: str, tmp_path: Path) -> None:
    """Whatever is left, the next command goes through, and every file's change is in a commit of its own command."""
    prepare(tmp_path / "old")
    programs = counted_git(tmp_path, kill)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    assert run(tmp_path / "new", COMMANDS[name], PATH=path).returncode == 0
    steps = int((tmp_path / "count").read_text())
    assert steps > 5
    old, new = tree(tmp_path / "old"), tree(tmp_path / "new")
    before, subject = commits(tmp_path / "old"), commits(tmp_path / "new")[0]
    ends = set()
    for step in range(max(1, steps - _LOOKED_AT), steps + 1):
        for when in ("before", "after"):
            root = tmp_path / f"{step}-{when}"
            shutil.copytree(tmp_path / "old", root)
            (tmp_path / "count").unlink()
            done = run(root, COMMANDS[name], PATH=path, AT=str(step), WHEN=when)
            case = f"{name}, {kill} killed {when} call {step} of {steps}: {done.stderr}"
            assert (done.returncode == -signal.SIGKILL) == (kill == "relmap"), case
            written, told = tree(root) == new, done.returncode == 1 and "the change is written" in done.stderr
            assert written or tree(root) == old, case
            (root / ".git" / "index.lock").unlink(missing_ok=True)  # of a git that was killed, as git itself asks for
            after = run(root, OTHER)
            assert after.returncode == 0, case + after.stderr
            made = commits(root)
            if told:  # the user was told to commit by hand
                assert made[1:] == before, case
            else:
                assert made[1:] == ([subject, *before] if written else before), case
                assert git(root, "status", "--porcelain") == "", case
            assert not commit_owed(root), case
            ends.add((written, "made the commit that an earlier command" in after.stderr))
    assert (False, False) in ends
    assert (True, True) in ends or kill == "git"


@pytest.mark.parametrize(("name", "syscall"), [("set", "rename"), ("set", "unlink"), ("rename", "rename")])
def test_killed_at_every_write_of_relmaps(name: str, syscall: str, tmp_path: Path) -> None:
    need("strace")
    prepare(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    assert run(tmp_path / "new", COMMANDS[name]).returncode == 0
    for number in range(1, 40):
        root = tmp_path / str(number)
        shutil.copytree(tmp_path / "old", root)
        calls = ("-e", f"trace={syscall}", "-e", f"inject={syscall}:signal=KILL:when={number}")
        command = ["strace", "-o", "/dev/null", *calls, *words(root, COMMANDS[name])]
        killed = subprocess.run(command, capture_output=True, check=False, env=environment()).returncode != 0
        after = run(root, OTHER)
        assert (after.returncode, git(root, "status", "--porcelain")) == (0, ""), f"{number}: {after.stderr}"
        assert list(leftovers(root)) == [], number
        assert not commit_owed(root), number
        made = commits(root)[1:]
        assert made in (commits(tmp_path / "old"), commits(tmp_path / "new")), number
        if not killed:
            assert number > 1
            return
    pytest.fail("it never came to its end")
