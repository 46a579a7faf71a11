"""The one door to git. Imports subprocess: import this module only where git is really asked."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from relmap.errors import GitFailed, GitMissing

# As `git rev-parse --local-env-vars` lists them: inside a hook they point at the hook's repository, not at the book's.
_REPOSITORY_VARIABLES = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_CONFIG",
        "GIT_CONFIG_COUNT",
        "GIT_CONFIG_PARAMETERS",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)

# They change what a path on git's command line means, and git refuses some of them together.
_PATH_VARIABLES = frozenset(
    {"GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_LITERAL_PATHSPECS", "GIT_NOGLOB_PATHSPECS"}
)
_NOT_PASSED_ON = _REPOSITORY_VARIABLES | _PATH_VARIABLES

Answer = subprocess.CompletedProcess[str]
"""What git said, once it is done."""
Process = subprocess.Popen[bytes]
"""git at work, with pipes to it and from it."""


def run(folder: Path, *arguments: str, given: str = "") -> Answer:
    """What git says in `folder` to `given` on its stdin: its exit status, stdout and stderr, whatever they are.

    Raises GitMissing.
    """
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            input=given,
            capture_output=True,
            # Paths come back as Python writes them, whatever bytes they hold.
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError as error:
        raise GitMissing from error


def bytes_of(folder: Path, *arguments: str) -> bytes:
    """What git prints in `folder`, byte for byte. Raises GitFailed, GitMissing."""
    process = started(folder, *arguments)
    data, _ = process.communicate()
    if process.returncode:
        raise GitFailed(command=_command(arguments), folder=str(folder), message=f"it ended with {process.returncode}")
    return data


def started(folder: Path, *arguments: str) -> Process:
    """git at work in `folder`, to be talked to through its pipes; what it complains of is lost. Raises GitMissing."""
    try:
        return subprocess.Popen(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitMissing from error


@contextmanager
def lines_of(folder: Path, *arguments: str) -> Iterator[Iterator[str]]:
    """What git prints, line by line as it finds it; what is not read any more is not looked for. Raises GitMissing."""
    process = started(folder, *arguments)
    assert process.stdin
    assert process.stdout
    try:
        yield (line.decode(errors="surrogateescape").removesuffix("\n") for line in process.stdout)
    finally:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def asked(folder: Path, *arguments: str, given: str = "") -> str:
    """What git prints in `folder`. Raises GitFailed where it exits with anything but 0, GitMissing."""
    answer = run(folder, *arguments, given=given)
    if answer.returncode:
        raise GitFailed(command=_command(arguments), folder=str(folder), message=first_line(answer.stderr))
    return answer.stdout


def _command(arguments: Sequence[str]) -> str:
    """Which of git's commands it is, behind options of git's own, of which -c has a value."""
    words = (word for before, word in pairwise(("", *arguments)) if before != "-c" and not word.startswith("-"))
    return next(words)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON} | {"LC_ALL": "C"}


def first_line(message: str) -> str:
    """What git complains of first."""
    return next(iter(message.strip().splitlines()), "git said nothing").removeprefix("fatal: ")
