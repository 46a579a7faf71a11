"""The repository in which a book lies. Asks git: import this module only where that is wanted."""

from pathlib import Path

from relmap.errors import GitFailed, GitMissing
from relmap.storage.git_process import asked, first_line, run
from relmap.storage.layout import ENDING

SHORT_ID = 7
"""Letters of a commit's id that people see: always as many, or a map would differ from one clone to the next."""

# In no repository at all, and in the innards of one.
_OUTSIDE = ("not a git repository", "must be run in a work tree")


def repository_of(path: Path) -> str:
    """The folder of the git repository in whose files `path` lies, which need not exist yet; "" where there is none.

    Raises GitMissing, GitFailed.
    """
    while not path.is_dir():
        path = path.parent
    answer = run(path, "rev-parse", "--show-toplevel")
    if answer.returncode and not any(reason in answer.stderr for reason in _OUTSIDE):
        raise GitFailed(command="rev-parse", folder=str(path), message=first_line(answer.stderr))
    return answer.stdout.removesuffix("\n")


def commit_of(book: Path) -> str:
    """The commit that a book shows: its short id, with `+` if files of the book differ from it.

    "" where the book lies in no git, git has no commit yet, or there is no git on this machine.
    """
    try:
        head = run(book, "rev-parse", "--verify", "--quiet", "HEAD")
        if head.returncode:
            return ""
        # Without optional locks: a question may not get in the way of somebody's commit.
        status = ("--no-optional-locks", "status", "--porcelain", "--untracked-files=all")
        changed = run(book, *status, "--", f":(glob)**/*{ENDING}")
    except GitMissing:
        return ""
    return head.stdout[:SHORT_ID] + ("+" if changed.stdout else "")


def init_repository(path: Path) -> None:
    """Make the existing folder `path` a git repository. Raises GitMissing, GitFailed."""
    asked(path, "init", "--quiet")
