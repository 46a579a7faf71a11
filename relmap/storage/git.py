"""The repository in which a book lies. Asks git: import this module only where that is wanted."""

from pathlib import Path

from relmap.errors import GitMissing
from relmap.model.ids import SHORT_ID
from relmap.storage.git_place import refusal
from relmap.storage.git_process import asked, run
from relmap.storage.layout import ACCOUNT_FILE, ACCOUNTS, CAMPAIGNS, DEALS, ENDING, PEOPLE, SETTINGS_FILE, TEAM, TOUCHES

# What a book is read from; a map or a page kept beside it is none of that.
_FILES_OF_A_BOOK = tuple(
    f":(glob){path}"
    for path in (
        SETTINGS_FILE,
        *(f"{folder}/*{ENDING}" for folder in (TEAM, CAMPAIGNS)),
        f"{ACCOUNTS}/*/{ACCOUNT_FILE}",
        *(f"{ACCOUNTS}/*/{folder}/*{ENDING}" for folder in (PEOPLE, DEALS, TOUCHES)),
    )
)

# In no repository at all, and in the innards of one.
_OUTSIDE = ("not a git repository", "must be run in a work tree")


def repository_of(path: Path) -> str:
    """The folder of the git repository in whose files `path` lies, which need not exist yet; "" where there is none.

    Raises GitMissing, GitDistrusts, GitFailed.
    """
    while not path.is_dir():
        path = path.parent
    answer = run(path, "rev-parse", "--show-toplevel")
    if answer.returncode and not any(reason in answer.stderr for reason in _OUTSIDE):
        raise refusal(path, answer.stderr)
    return answer.stdout.removesuffix("\n")


def commit_of(book: Path) -> str:
    """The commit that a book shows: the last one that changed a file of it, with `+` if they differ now.

    So a picture that is kept beside the book stays the same when it is committed. A merge counts where it made the book
    what neither side had; in a clone without its history, the oldest commit there counts as the last change.
    "" where the book is in no commit, or there is no git on this machine.
    """
    try:
        # Unlike `git log`, this one obeys no settings that add something to what it prints.
        last = run(book, "rev-list", "-1", "HEAD", "--", *_FILES_OF_A_BOOK)
        if not last.stdout:
            return ""
        # Without optional locks: a question may not get in the way of somebody's commit.
        status = ("--no-optional-locks", "status", "--porcelain", "--untracked-files=all")
        changed = run(book, *status, "--", *_FILES_OF_A_BOOK)
    except GitMissing:
        return ""
    return last.stdout[:SHORT_ID] + ("+" if changed.stdout else "")


def init_repository(path: Path) -> None:
    """Make the existing folder `path` a git repository. Raises GitMissing, GitFailed."""
    asked(path, "init", "--quiet")
