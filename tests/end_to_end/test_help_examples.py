"""Every example in a command's help runs as it stands, on a fresh copy of the hotel's book."""

import shlex
from importlib import import_module
from pathlib import Path

import pytest

from relmap.cli.app import COMMANDS
from tests.cli.runner import Runner, hotel
from tests.storage.repositories import commit, git, repository

# Asks on a terminal: tests/end_to_end/test_terminal.py.
ASKING = "relmap add-contact"


def examples() -> list[str]:
    modules = (import_module(f"relmap.cli.{command.module}") for command in COMMANDS.values())
    lines = [line for module in modules for line in module.EXAMPLES.strip().splitlines()]
    return [line for line in lines if line != ASKING]


@pytest.mark.parametrize("line", examples())
def test_an_example_runs_as_it_stands(line: str, tmp_path: Path) -> None:
    program, command, *arguments = shlex.split(line)
    relmap = Runner(tmp_path) if command == "init" else _with_past(hotel(tmp_path))
    if command == "undo":
        relmap.tell("set", "malee", "stance", "0", "--commit")
    assert program == "relmap"
    before = relmap.files()
    # A merge answers by its exit status.
    done = relmap(command, *arguments)
    # A dry run tells the message of a commit on stderr.
    # A map of changes says of which commits it is.
    may_tell = command == "undo" or "--diff" in arguments
    assert (done.status, done.stderr) == (0, "") or (may_tell and done.status == 0), done
    assert (done.stdout == "") == (command == "merge-driver")
    if "--dry-run" in arguments:
        assert relmap.files() == before


def _with_past(relmap: Runner) -> Runner:
    """In git, with a tag, a branch and a day to speak of; the files are as they were."""
    files = relmap.files()
    somchai = "accounts/siam-grand/people/somchai.yaml"
    commit(repository(relmap.folder), {}, at="2026-09-15T12:00:00+0700")
    git(relmap.folder, "tag", "q3")
    git(relmap.folder, "branch", "new-contacts")
    commit(relmap.folder, {somchai: files[somchai] + b"temperament: calm\n"}, at="2026-10-15T12:00:00+0700")
    commit(relmap.folder, {somchai: files[somchai]}, at="2026-11-20T12:00:00+0700")
    return relmap


def test_there_are_examples_for_every_command() -> None:
    for command in COMMANDS:
        assert sum(line.split()[1] == command for line in [*examples(), ASKING]) >= 2, command
