"""One writer at a time: a kernel lock on the book or a folder of pages, which the system frees when its holder dies."""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from relmap.errors import BookLocked, NotPlainFile, RelmapError, SiteLocked
from relmap.storage.files import NO_FOLLOW, STATE_FOLDER, mode_of, replace, reported, sync_folder

LOCK = "lock"
_POLL_SECONDS = 0.02

if sys.platform == "win32":
    import msvcrt

    # Windows keeps others from reading a locked byte, and they shall read who holds the lock.
    _LOCKED_BYTE = 1 << 30

    def _try_to_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_to_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        # Closing is not enough: a process forked meanwhile by another thread holds a copy of the descriptor.
        fcntl.flock(descriptor, fcntl.LOCK_UN)


Refusal = Callable[[str], RelmapError]
"""What to say where somebody, who is named, holds the lock for too long."""


@contextmanager
def lock(root: Path, wait_seconds: float = 10) -> Iterator[bool]:
    """Hold the book alone; the value says whether the holder before did not end well.

    Raises BookLocked after `wait_seconds`, CannotWrite where no lock can be made. Not re-entrant.
    """
    folder = root / STATE_FOLDER
    with reported(folder):
        _make_state_folder(folder)

    def refusal(holder: str) -> RelmapError:
        return BookLocked(book=str(root), holder=holder, waited_seconds=wait_seconds)

    with _held(folder / LOCK, wait_seconds, refusal) as descriptor:
        left_behind = _sign(descriptor)
        _hide_from_git(folder)
        yield left_behind
        # Only now: a signature that is still there tells the next holder to look for leftovers.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)


@contextmanager
def lock_of_pages(file: Path, wait_seconds: float = 10) -> Iterator[None]:
    """Hold the folder in which `file` lies alone; the file is there only meanwhile, for the folder is given away.

    Raises SiteLocked after `wait_seconds`, CannotWrite where no lock can be made. Not re-entrant.
    """

    def refusal(holder: str) -> RelmapError:
        return SiteLocked(place=str(file.parent), holder=holder, waited_seconds=wait_seconds)

    with _held(file, wait_seconds, refusal) as descriptor:
        _sign(descriptor)
        try:
            yield
        finally:
            with suppress(OSError):
                file.unlink()


@contextmanager
def _held(file: Path, wait_seconds: float, refusal: Refusal) -> Iterator[int]:
    with reported(file):
        descriptor = _acquire(file, wait_seconds, refusal)
    try:
        yield descriptor
    finally:
        with suppress(OSError):
            _unlock(descriptor)
        with suppress(OSError):
            os.close(descriptor)


def _make_state_folder(folder: Path) -> None:
    mode = mode_of(folder)
    if mode is None:
        with suppress(FileExistsError):
            folder.mkdir()
        sync_folder(folder.parent)
    elif not stat.S_ISDIR(mode):
        raise NotPlainFile(file=str(folder), found="not a folder")


def _hide_from_git(folder: Path) -> None:
    file = folder / ".gitignore"
    with reported(file):
        if mode_of(file) is None:
            replace(file, b"*\n")


def _acquire(file: Path, wait_seconds: float, refusal: Refusal) -> int:
    deadline = time.monotonic() + wait_seconds
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | NO_FOLLOW, 0o666)
        try:
            # Somebody may have deleted the file meanwhile: then this lock keeps nobody out.
            if _try_to_lock(descriptor) and os.path.samestat(os.fstat(descriptor), file.stat()):
                return descriptor
            if time.monotonic() >= deadline:
                raise refusal(_holder(descriptor))
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        time.sleep(_POLL_SECONDS)


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, 400).decode("utf-8", "replace")
    return "".join(sign for sign in text if sign.isprintable()) or "another process"


def _sign(descriptor: int) -> bool:
    """Write who holds the lock; return whether an earlier signature was still there.

    The new signature goes over the old one, so that a crash right here does not lose the sign of an earlier crash.
    It only informs, so a full disk does not keep anybody from the lock.
    """
    signature = _signature().encode("utf-8", "replace")
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        left_behind = os.read(descriptor, 1) != b""
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, signature)
        os.ftruncate(descriptor, len(signature))
    except OSError:
        return True
    return left_behind


def _signature() -> str:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    return f"process {os.getpid()} ({command}) on {_host()} since {time.strftime('%Y-%m-%d %H:%M:%S')}"


def _host() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "this computer")
    return os.uname().nodename
