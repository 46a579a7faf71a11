"""The commands themselves are broken at the system calls that touch the book; the book stays whole, the message true.

Broken are all calls that change something, by an error of the disk, a full disk, SIGKILL and SIGINT; and of the calls
that only read, one for each name and file between two changes of the tree. That is every state in which a command can
be stopped and every file that it may fail to read, in half as many runs as there are calls and ways to break them.
"""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from relmap.storage.workspace import Workspace
from tests.books import HOTEL, book_on_disk
from tests.end_to_end.command import environment, relmap
from tests.end_to_end.crash_driver import Case, Outcome, break_everywhere, either, tree, whole_in_the_end
from tests.programs import need

PEOPLE = "accounts/siam-grand/people"
DEAL = "accounts/siam-grand/deals/plates.yaml"
BOOK = HOTEL | {
    "accounts/siam-grand/people/somsri.yaml": "name: สมศรี\n",
    "accounts/thai-mills/account.yaml": "name: Thai Mills\n",
}
COMMANDS = {
    "add-contact": ["add-contact", "Anong", "--account", "thai-mills", "--known-by", "nok:2"],
    "set": ["set", "malee", "stance", "2", "--account", "siam-grand"],
    "rename": ["rename", "siam-grand/anucha", "anucha-s"],
    "remove": ["remove", "siam-grand/somsri", "siam-grand/plates"],
    "merge-people": ["merge-people", "siam-grand/anucha", "siam-grand/prasert", "--take", "A"],
}
"""A file in a new folder; one changed; one moved and two that name it changed; two deleted; two made one."""


def prepare(root: Path) -> None:
    book_on_disk(
        root,
        BOOK | {"accounts/siam-grand/touches/2026-nok.yaml": "- {on: 2026-11-03, with: [malee], channel: visit}\n"},
    )


def command(name: str, root: Path) -> list[str]:
    return [sys.executable, "-m", "relmap", *COMMANDS[name], "--book", str(root), "--today", "2026-11-22"]


def next_command(root: Path) -> None:
    with Workspace(root).locked():
        pass


def law_of_the_status(outcome: Outcome) -> Iterator[str]:
    """Killed; or interrupted with 130; or done; or not done with 1 and one line of error."""
    errors = re.findall("^error: .+$", outcome.stderr, re.MULTILINE)
    others = [line for line in outcome.stderr.splitlines() if not line.startswith(("error: ", "warning: ", "note: "))]
    if outcome.killed:
        if outcome.status != -signal.SIGKILL:
            yield "not killed"
    elif others:
        yield "says more than messages"
    elif outcome.interrupted and outcome.status not in (0, 130):
        yield "not interrupted"
    elif outcome.status not in (0, 1, 130) or len(errors) != (outcome.status != 0):
        yield "not one line of error"


def law_of_truth(outcome: Outcome) -> Iterator[str]:
    """The exit status and the message must say what became of the change."""
    if outcome.status == 0 and outcome.at_once != "new":
        yield "not done, and said nothing"
    if "nothing was changed" in outcome.stderr and (outcome.at_once, outcome.later) != ("old", "old"):
        yield "changed, and said not"
    if outcome.status == 1:
        if "half written" in outcome.stderr:
            if not outcome.fault.lasting and outcome.later != "new":
                yield "promised to finish the change, and did not"
        elif (outcome.at_once, outcome.later) != ("old", "old"):
            yield "changed in spite of the error"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_all_or_nothing(name: str, tmp_path: Path) -> None:
    need("strace")
    prepare(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    subprocess.run(command(name, tmp_path / "new"), check=True, capture_output=True)
    case = Case(
        prepare=prepare,
        command=lambda root: command(name, root),
        finish=next_command,
        classify=either(tree(tmp_path / "old"), tree(tmp_path / "new")),
        sparing=True,
    )
    outcomes = break_everywhere(case, tmp_path)
    laws = (whole_in_the_end, law_of_the_status, law_of_truth)
    assert len(outcomes) > 100
    broken = [f"{fault}: {outcome}" for outcome in outcomes for law in laws for fault in law(outcome)]
    assert not broken, "\n".join([f"{len(broken)} of {len(outcomes)}", *broken])
    assert {outcome.later for outcome in outcomes if outcome.killed} == {"old", "new"}


def killed_in_the_middle_of_renaming(root: Path) -> None:
    """The deal names the new id already, nothing else does."""
    need("strace")
    prepare(root)
    fourth_rename = ["-e", "trace=rename", "-e", "inject=rename:signal=KILL:when=4"]
    run = ["strace", "-f", "-o", "/dev/null", *fourth_rename, *command("rename", root)]
    assert subprocess.run(run, check=False, capture_output=True, env=environment()).returncode == -signal.SIGKILL
    assert "person: anucha-s," in (root / DEAL).read_text()
    assert not (root / PEOPLE / "anucha-s.yaml").exists()
    assert (root / ".relmap/journal").exists()


def test_the_next_command_finishes_what_a_killed_one_left(tmp_path: Path) -> None:
    killed_in_the_middle_of_renaming(tmp_path)
    result = relmap("check", folder=tmp_path)
    assert (result.returncode, result.stdout) == (0, "no faults found\n")
    assert result.stderr == "note: finished a change that an earlier command was stopped in\n"
    assert "reports_to: anucha-s" in (tmp_path / PEOPLE / "prasert.yaml").read_text()
    assert not (tmp_path / PEOPLE / "anucha.yaml").exists()
    assert relmap("check", folder=tmp_path).stderr == ""


def test_what_was_edited_after_a_crash_is_kept(tmp_path: Path) -> None:
    killed_in_the_middle_of_renaming(tmp_path)
    mine = "name: ประเสริฐ\nreports_to: anucha\ntitle: written by hand after the crash\n"
    (tmp_path / PEOPLE / "prasert.yaml").write_text(mine)
    result = relmap("check", folder=tmp_path)
    beside = f"{PEOPLE}/prasert.yaml.relmap-recovered"
    assert result.stderr.splitlines() == [
        "note: finished a change that an earlier command was stopped in",
        f"warning: {PEOPLE}/prasert.yaml was edited since and left as it is; the command's version is in {beside}",
    ]
    assert (
        "names siam-grand/anucha (reports_to), who is not in the book; did you mean siam-grand/anucha-s?"
        in result.stdout
    )
    assert result.returncode == 1
    assert (tmp_path / PEOPLE / "prasert.yaml").read_text() == mine
    assert "reports_to: anucha-s" in (tmp_path / beside).read_text()
