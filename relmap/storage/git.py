"""The one door to git. Imports subprocess: import this module only where git is really asked."""

import os
import subprocess
from pathlib import Path

from relmap.errors import GitFailed, GitMissing
from relmap.storage.layout import ENDING

SHORT_ID = 7
"""Letters of a commit's id that people see: always as many, or a map would differ from one clone to the next."""

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


# In no repository at all, and in the innards of one.
_OUTSIDE = ("not a git repository", "must be run in a work tree")


def repository_of(path: Path) -> str:
    """The folder of the git repository in whose files `path` lies, which need not exist yet; "" where there is none.

    Raises GitMissing, GitFailed.
    """
    while not path.is_dir():
        path = path.parent
    answer = _run(path, "rev-parse", "--show-toplevel")
    if answer.returncode and not any(reason in answer.stderr for reason in _OUTSIDE):
        raise GitFailed(command="rev-parse", folder=str(path), message=_first_line(answer.stderr))
    return answer.stdout.removesuffix("\n")


def commit_of(book: Path) -> str:
    """The commit that a book shows: its short id, with `+` if files of the book differ from it.

    "" where the book lies in no git, git has no commit yet, or there is no git on this machine.
    """
    try:
        head = _run(book, "rev-parse", "--verify", "--quiet", "HEAD")
        if head.returncode:
            return ""
        # Without optional locks: a question may not get in the way of somebody's commit.
        asked = ("--no-optional-locks", "status", "--porcelain", "--untracked-files=all")
        changed = _run(book, *asked, "--", f":(glob)**/*{ENDING}")
    except GitMissing:
        return ""
    return head.stdout[:SHORT_ID] + ("+" if changed.stdout else "")


def init_repository(path: Path) -> None:
    """Make the existing folder `path` a git repository. Raises GitMissing, GitFailed."""
    answer = _run(path, "init", "--quiet")
    if answer.returncode:
        raise GitFailed(command="init", folder=str(path), message=_first_line(answer.stderr))


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
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


def _first_line(message: str) -> str:
    return next(iter(message.strip().splitlines()), "git said nothing").removeprefix("fatal: ")
