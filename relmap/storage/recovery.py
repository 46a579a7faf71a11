"""Finishing the change that a journal holds, without touching what somebody edited since."""

from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePosixPath

from relmap.storage.files import holds, make_folders, mode_of, place_in, remove, replace, sync_folders
from relmap.storage.journal import Entry, close_journal, half_written, read_journal

RECOVERED_SUFFIX = ".relmap-recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that somebody edited after the crash: left as it is, the unfinished change's version `beside` it.

    `beside` is None where the change was to delete the file. Both are paths in the book.
    """

    path: str
    beside: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What an earlier command had left to do: paths now brought about, and files left as somebody edited them."""

    finished: tuple[str, ...] = ()
    kept: tuple[KeptFile, ...] = ()


def replay(root: Path) -> Recovery:
    """Finish the change in the journal; doing so twice does no harm."""
    with half_written(root):
        entries = read_journal(root)
        outcomes = [(entry.path, _replay_entry(root, entry)) for entry in entries]
        sync_folders(place_in(root, entry.path).parent for entry in entries)
        close_journal(root)
    return Recovery(
        finished=tuple(path for path, kept in outcomes if kept is None),
        kept=tuple(kept for _, kept in outcomes if kept is not None),
    )


def _replay_entry(root: Path, entry: Entry) -> KeptFile | None:
    file = place_in(root, entry.path)
    if not holds(file, entry.after):
        if not entry.was_before(file):
            return _keep(file, entry)
        if entry.after is not None:
            make_folders(file.parent)
            replace(file, entry.after)
    if entry.after is None:
        remove(root, file)
    return None


def _keep(file: Path, entry: Entry) -> KeptFile:
    """Leave what somebody put there since, and write the journal's version beside it."""
    if entry.after is None:
        return KeptFile(path=entry.path, beside=None)
    beside = _beside(file, entry.after)
    replace(beside, entry.after)
    return KeptFile(path=entry.path, beside=str(PurePosixPath(entry.path).with_name(beside.name)))


def _beside(file: Path, data: bytes) -> Path:
    """A name beside `file` that is free or, from an earlier attempt, holds `data` already."""
    names = (f"{file.name}{RECOVERED_SUFFIX}{ending}" for ending in chain([""], map("-{}".format, count(2))))
    return next(place for name in names if mode_of(place := file.with_name(name)) is None or holds(place, data))
