"""Single files of the book: where they may lie, and how they are written whole and durably."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from relmap.errors import CannotWrite, NotPlainFile, OutsideBook

STATE_FOLDER = ".relmap"
JOURNAL = "journal"
COMMIT_OWED = "commit"
TEMPORARY_PREFIX = ".relmap-tmp-"

# The first two are missing on Windows, where links need a privilege; the last one elsewhere.
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
# A link is refused, and a pipe without a writer does not keep anybody waiting.
READ_PLAIN = os.O_RDONLY | NO_FOLLOW | _NO_WAIT | _BINARY


class FileChange(NamedTuple):
    """What one file of the book held and shall hold; None where there is no file.

    `path` is relative to the book, with `/`. A renamed file is a removal and an addition.
    """

    path: str
    before: bytes | None
    after: bytes | None


def pending(root: Path) -> bool:
    """Whether an earlier command left a change unfinished. One stat: `relmap.storage.journal` mends it."""
    return _is_left(root, JOURNAL)


def commit_owed(root: Path) -> bool:
    """Whether an earlier command was stopped before its commit. One stat: `relmap.storage.git_owed` makes it."""
    return _is_left(root, COMMIT_OWED)


def _is_left(root: Path, name: str) -> bool:
    file = root / STATE_FOLDER / name
    with reported(file):
        try:
            return file.exists()
        except PermissionError:
            return False


@contextmanager
def reported(file: Path) -> Iterator[None]:
    """Turn what the system says about `file` into CannotWrite."""
    try:
        yield
    except OSError as error:
        cause, reason = cause_and_reason(error)
        raise CannotWrite(file=str(file), cause=cause, reason=reason) from error


def cause_and_reason(error: OSError) -> tuple[str, str]:
    """The name in <errno.h> and the system's own words."""
    number = error.errno or 0
    return errno.errorcode.get(number, "unknown"), error.strerror or str(error)


def place_in(root: Path, path: str) -> Path:
    """The place of `path` in the book.

    Raises OutsideBook for a path that leaves the book or enters git's or relmap's own folder, NotPlainFile where one
    of its folders is a link or a file, and OSError.
    """
    names = path.split("/")
    if not all(_is_ordinary(name) for name in names):
        raise OutsideBook(file=path)
    place = root
    for name in names[:-1]:
        place = place / name
        mode = mode_of(place)
        if mode is not None and not stat.S_ISDIR(mode):
            raise NotPlainFile(file=str(place), found=_kind(mode))
    return place / names[-1]


def _is_ordinary(name: str) -> bool:
    # Windows drops dots and spaces at the end, so that ".git." would be git's folder.
    stem = name.rstrip(". ")
    return (
        stem == name != ""
        and not any(sign in name for sign in "\\:\0")
        and name.casefold() not in (".git", STATE_FOLDER)
        and not name.startswith(TEMPORARY_PREFIX)
    )


def mode_of(place: Path) -> int | None:
    """The type and permissions of what lies at `place` itself, not behind a link; None for nothing."""
    try:
        return place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a file, not a folder" if stat.S_ISREG(mode) else "a device, pipe or socket"


def read(file: Path) -> bytes | None:
    """The bytes of a plain file; None if there is nothing. Raises NotPlainFile, OSError."""
    mode = mode_of(file)
    if mode is None:
        return None
    if not stat.S_ISREG(mode):
        raise NotPlainFile(file=str(file), found=_kind(mode))
    descriptor = os.open(file, READ_PLAIN)
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read()


def holds(file: Path, data: bytes | None) -> bool:
    """Whether `file` is a plain file of exactly these bytes, or for None is not there."""
    try:
        return read(file) == data
    except NotPlainFile:
        return False


def stage(file: Path, data: bytes, mode: int | None = None) -> Path:
    """Write `data` durably to a temporary file beside `file`, with the permissions `mode`; return its place."""
    temporary = file.with_name(TEMPORARY_PREFIX + os.urandom(6).hex())
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            if mode is not None and stat.S_IMODE(os.fstat(descriptor).st_mode) != stat.S_IMODE(mode):
                temporary.chmod(stat.S_IMODE(mode))
            os.fsync(descriptor)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def replace(file: Path, data: bytes, mode: int | None = None) -> None:
    """Write `file` whole, keeping its permissions (or with `mode`). Durable once its folder has been synced.

    A link is replaced, not followed; its own permissions, which allow everything to everybody, are not kept.
    """
    before = mode_of(file)
    if mode is None and before is not None and stat.S_ISREG(before):
        mode = before
    temporary = stage(file, data, mode)
    try:
        temporary.replace(file)
    except BaseException:
        discard(temporary)
        raise


def discard(temporary: Path) -> None:
    """Delete a temporary file; one that cannot be deleted is left for `sweep`."""
    with suppress(OSError):
        temporary.unlink()


def remove(root: Path, file: Path) -> None:
    """Delete `file` if it is there, and the folders inside the book that this leaves empty."""
    file.unlink(missing_ok=True)
    folder = file.parent
    while folder != root and remove_folder(folder):
        folder = folder.parent


def remove_folder(folder: Path) -> bool:
    """Delete a folder unless something is in it; say whether it is gone."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            return False
        raise
    return True


def missing_folders(folder: Path) -> list[Path]:
    """`folder` and those above it that do not exist yet, the uppermost first."""
    missing = []
    while mode_of(folder) is None:
        missing.append(folder)
        folder = folder.parent
    return missing[::-1]


def make_folders(folder: Path) -> None:
    """Create `folder` and those above it, durably."""
    for missing in missing_folders(folder):
        missing.mkdir()
        sync_folder(missing.parent)


def sync_folders(folders: Iterable[Path]) -> None:
    """Make durable what was created, renamed or deleted in `folders`; for one that is gone, in the one above."""
    existing = set()
    for folder in folders:
        while mode_of(folder) is None:
            folder = folder.parent
        existing.add(folder)
    for folder in sorted(existing):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # which cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(root: Path) -> None:
    """Delete the temporary files that a command which died left behind anywhere in the book."""
    folders = [root, root / STATE_FOLDER]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        folders.append(Path(entry))
                elif entry.name.startswith(TEMPORARY_PREFIX):
                    Path(entry).unlink(missing_ok=True)
