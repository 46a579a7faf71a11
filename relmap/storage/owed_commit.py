"""The commit that a change on disk is owed, written down until git has made it or refused it.

A command that is killed in between leaves the note behind; the next one that writes makes the commit. Without it, what
relmap wrote could not be told from what somebody edited.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from relmap.errors import ChangeUnfinished, NotPlainFile, OutsideBook, RelmapError
from relmap.storage.files import (
    COMMIT_OWED,
    STATE_FOLDER,
    FileChange,
    make_folders,
    place_in,
    read,
    replace,
    reported,
    sync_folder,
)
from relmap.storage.journal import digest


class OwedCommit(NamedTuple):
    """The message, and the SHA-256 of what the change left in each file, by path; None where it took the file away."""

    message: str
    files: Mapping[str, str | None]

    @property
    def subject(self) -> str:
        return self.message.partition("\n")[0]

    def is_as_written(self, book: Path, path: str) -> bool:
        """Whether nobody has edited that file since. Raises CannotWrite."""
        with reported(book / path):
            try:
                return digest(read(place_in(book, path))) == self.files[path]
            except (NotPlainFile, OutsideBook):
                return False


@contextmanager
def owing(book: Path, changes: Sequence[FileChange], message: str) -> Iterator[None]:
    """Inside this block `changes` are written and committed; call it while the book is locked. Raises CannotWrite.

    The note goes when the block ends, and when it ends with a known error, which says what to do. What is killed or
    interrupted leaves it, and so does a change that is finished by the next command.
    """
    _note(book, OwedCommit(message, {change.path: digest(change.after) for change in changes}))
    try:
        yield
    except ChangeUnfinished:
        raise
    except RelmapError:
        forget(book)
        raise
    forget(book)


def owed(book: Path) -> OwedCommit | None:
    """What a command that was stopped has left to commit; None for nothing that can be read. Raises CannotWrite."""
    with reported(_file(book)):
        data = read(_file(book))
    try:
        told = json.loads(data or b"")
        return OwedCommit(str(told["message"]), dict(told["files"]))
    except (KeyError, TypeError, ValueError):
        return None


def forget(book: Path) -> None:
    """Nothing is owed any more. Raises CannotWrite."""
    with reported(_file(book)):
        _file(book).unlink(missing_ok=True)


def _note(book: Path, commit: OwedCommit) -> None:
    file = _file(book)
    with reported(file):
        make_folders(file.parent)
        replace(file, json.dumps(commit._asdict(), ensure_ascii=False).encode("utf-8", "surrogateescape"))
        sync_folder(file.parent)


def _file(book: Path) -> Path:
    return book / STATE_FOLDER / COMMIT_OWED
