"""The one door to git. Imports subprocess: import this module only where git is really asked."""

import os
import subprocess
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


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What git says in `folder`: its exit status, stdout and stderr, whatever they are. Raises GitMissing."""
    environment = {name: value for name, value in os.environ.items() if name not in _REPOSITORY_VARIABLES}
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=environment | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except (FileNotFoundError, PermissionError) as error:
        raise GitMissing from error


def asked(folder: Path, *arguments: str) -> str:
    """What git prints in `folder`. Raises GitFailed where it exits with anything but 0, GitMissing."""
    answer = run(folder, *arguments)
    if answer.returncode:
        raise GitFailed(command=arguments[0], folder=str(folder), message=first_line(answer.stderr))
    return answer.stdout


def first_line(message: str) -> str:
    """What git complains of first."""
    return next(iter(message.strip().splitlines()), "git said nothing").removeprefix("fatal: ")
