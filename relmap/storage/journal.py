"""The journal file: the new contents of every file of one change, with a checksum.

It is on disk before the first file is touched and goes when the last one is done. So a journal that is whole means a
change to finish; a torn or empty one means that nothing was touched yet or that all is done.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from relmap.errors import ChangeUnfinished, JournalTooNew, NotPlainFile, OutsideBook
from relmap.storage.files import (
    JOURNAL,
    STATE_FOLDER,
    FileChange,
    cause_and_reason,
    mode_of,
    place_in,
    read,
    replace,
    reported,
    sync_folder,
)

_MAGIC = b"relmap-journal"
_VERSION = b"1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file in the journal: of the old contents only the SHA-256."""

    path: str
    before_sha256: str | None
    after: bytes | None

    def was_before(self, file: Path) -> bool:
        """Whether `file` still is what the change was made from."""
        try:
            return digest(read(file)) == self.before_sha256
        except NotPlainFile:
            return False


def write_journal(root: Path, changes: Sequence[FileChange]) -> None:
    """Put `changes` durably into the journal. Raises CannotWrite."""
    entries = [
        {"path": change.path, "before_sha256": digest(change.before), "after": _text(change.after)}
        for change in changes
    ]
    body = json.dumps(entries, ensure_ascii=False).encode("utf-8", "surrogateescape")
    head = b"%s %s %s\n" % (_MAGIC, _VERSION, sha256(body).hexdigest().encode())
    journal = _journal(root)
    with reported(journal):
        replace(journal, head + body)
        sync_folder(journal.parent)


def read_journal(root: Path) -> list[Entry]:
    """The change in the journal; nothing where it is torn or names files that `commit` would have refused."""
    journal = _journal(root)
    head, _, body = (read(journal) or b"").partition(b"\n")
    match head.split(b" "):
        case [magic, version, *_] if magic == _MAGIC and version.isdigit() and version != _VERSION:
            raise JournalTooNew(file=str(journal))
        case [magic, _, told] if magic == _MAGIC and told == sha256(body).hexdigest().encode():
            return _entries(root, body)
    return []


def _entries(root: Path, body: bytes) -> list[Entry]:
    try:
        entries = [
            Entry(path=entry["path"], before_sha256=entry["before_sha256"], after=_bytes(entry["after"]))
            for entry in json.loads(body.decode("utf-8", "surrogateescape"))
        ]
        for entry in entries:
            place_in(root, entry.path)
    except (OutsideBook, AttributeError, KeyError, TypeError, ValueError):
        return []
    return entries


def close_journal(root: Path) -> None:
    """Empty the journal durably, then delete it.

    A power cut may bring a deleted file back. An empty journal is ignored; a full one would undo what came after it.
    """
    journal = _journal(root)
    if mode_of(journal) is None:
        return
    descriptor = os.open(journal, os.O_WRONLY)
    try:
        os.ftruncate(descriptor, 0)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    with suppress(OSError):
        journal.unlink()


def _journal(root: Path) -> Path:
    return root / STATE_FOLDER / JOURNAL


def digest(data: bytes | None) -> str | None:
    """The SHA-256 of a file's bytes; None for no file."""
    return None if data is None else sha256(data).hexdigest()


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


@contextmanager
def half_written(root: Path) -> Iterator[None]:
    """Turn what the system says while a change is undone or finished into ChangeUnfinished."""
    try:
        yield
    except OSError as error:
        cause, reason = cause_and_reason(error)
        file = str(error.filename or root)
        raise ChangeUnfinished(file=file, cause=cause, reason=reason) from error
