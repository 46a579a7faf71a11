"""Making the commit that a command which was stopped has left. Asks git: import this module only where it did."""

from pathlib import Path
from typing import NamedTuple

from relmap.errors import NotCommitted, RelmapError
from relmap.storage.git_commit import Committable, changed_files, commit_paths, refuse_unable
from relmap.storage.owed_commit import OwedCommit, forget, owed

_UNTRACKED = "??"


class Settled(NamedTuple):
    """What became of a commit that was owed.

    Where it is not `made`, either git refused for a `reason`, or somebody has changed the `edited` files since, so that
    whose the changes are cannot be told.
    """

    subject: str
    files: tuple[str, ...]
    made: bool
    reason: str = ""
    edited: tuple[str, ...] = ()


def settle(book: Path) -> Settled | None:
    """Make the commit that is owed, once; None where nothing is left of it to do. Call it while the book is locked.

    Raises CannotWrite.
    """
    commit = owed(book)
    settled = None if commit is None else _settled(book, commit)
    forget(book)
    return settled


def _settled(book: Path, commit: OwedCommit) -> Settled | None:
    try:
        place = refuse_unable(book)
        left = changed_files(book, place.prefix, list(commit.files))
        edited = tuple(path for path in left if not commit.is_as_written(book, path))
        if edited or not left:
            return Settled(commit.subject, tuple(left), made=False, edited=edited) if left else None
        new = [path for path, state in left.items() if state == _UNTRACKED]
        commit_paths(book, Committable(tuple(left), tuple(new)), commit.message)
    except RelmapError as error:
        reason = error.reason if isinstance(error, NotCommitted) else str(error)
        return Settled(commit.subject, tuple(commit.files), made=False, reason=reason)
    return Settled(commit.subject, tuple(left), made=True)
