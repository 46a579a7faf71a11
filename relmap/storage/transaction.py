"""A change of several files that happens wholly or not at all, whatever crashes in between.

`with writing(root) as recovery:` read, decide, `commit(root, changes)`. A change that one rename brings about needs no
journal; every other is finished by the next command if this one dies.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from relmap.errors import ChangedOnDisk
from relmap.storage.files import (
    FileChange,
    discard,
    holds,
    make_folders,
    missing_folders,
    mode_of,
    pending,
    place_in,
    read,
    remove,
    remove_folder,
    replace,
    reported,
    stage,
    sweep,
    sync_folders,
)
from relmap.storage.journal import close_journal, half_written, write_journal
from relmap.storage.lock import lock
from relmap.storage.recovery import Recovery, replay


@contextmanager
def writing(root: Path, wait_seconds: float = 10) -> Iterator[Recovery]:
    """Hold the lock on the book, with whatever an earlier command left unfinished done first.

    Read what a change is based on inside this block. Raises BookLocked, CannotWrite, ChangeUnfinished, JournalTooNew.
    """
    with lock(root, wait_seconds) as left_behind:
        if left_behind:
            with reported(root):
                sweep(root)
        yield replay(root) if pending(root) else Recovery()


def recover(root: Path, wait_seconds: float = 10) -> Recovery:
    """Finish what an earlier command left unfinished. For commands that only read, where `pending` says so."""
    with writing(root, wait_seconds) as recovery:
        return recovery


def commit(root: Path, changes: Sequence[FileChange]) -> None:
    """Bring all `changes` about, or none. Call it inside `writing`.

    Raises ChangedOnDisk where a file does not hold its `before`, NotPlainFile, OutsideBook and CannotWrite with
    nothing changed, and ChangeUnfinished where not even that was possible.
    """
    if pending(root):
        raise RuntimeError("commit needs the block of `writing`, which finishes an earlier change")
    for change in changes:
        _check(root, change)
    changes = [change for change in changes if change.before != change.after]
    if changes:
        _Transaction(root, changes).run()


def _check(root: Path, change: FileChange) -> None:
    with reported(root / change.path):
        file = place_in(root, change.path)
        if read(file) != change.before:
            raise ChangedOnDisk(file=str(file))


class _Transaction:
    """The changes under way, and what it takes to undo them."""

    def __init__(self, root: Path, changes: Sequence[FileChange]) -> None:
        self.root = root
        self.changes = changes
        with reported(root):
            self.files = [place_in(root, change.path) for change in changes]
            self.modes = [mode_of(file) for file in self.files]
            self.journalled = self._needs_journal()
        self.staged: list[Path | None] = []
        self.new_folders: list[Path] = []

    def run(self) -> None:
        try:
            if self.journalled:
                write_journal(self.root, self.changes)
            self._stage()
            self._apply()
        except BaseException:
            self._undo()
            raise
        if self.journalled:
            with half_written(self.root):
                close_journal(self.root)

    def _needs_journal(self) -> bool:
        (first, *others) = self.changes
        return bool(others) or first.after is None or mode_of(self.files[0].parent) is None

    def _stage(self) -> None:
        """Write everything that needs space, so that a full disk shows before the first file has changed."""
        for change, file, mode in zip(self.changes, self.files, self.modes, strict=True):
            with reported(file):
                if change.after is None:
                    self.staged.append(None)
                    continue
                self.new_folders += missing_folders(file.parent)
                make_folders(file.parent)
                self.staged.append(stage(file, change.after, mode))

    def _apply(self) -> None:
        for change, file, temporary in zip(self.changes, self.files, self.staged, strict=True):
            _check(self.root, change)
            with reported(file):
                if temporary is None:
                    remove(self.root, file)
                else:
                    temporary.replace(file)
        with reported(self.root):
            sync_folders(file.parent for file in self.files)

    def _undo(self) -> None:
        for temporary in filter(None, self.staged):
            discard(temporary)
        with half_written(self.root):
            steps = reversed(list(zip(self.changes, self.files, self.modes, strict=True)))
            touched = [file.parent for change, file, mode in steps if _put_back(change, file, mode)]
            for folder in reversed(self.new_folders):
                remove_folder(folder)
            sync_folders(touched + self.new_folders)
            if self.journalled:
                close_journal(self.root)


def _put_back(change: FileChange, file: Path, mode: int | None) -> bool:
    """Undo one change; return whether it had happened."""
    if not holds(file, change.after):
        return False
    if change.before is None:
        file.unlink()
    else:
        make_folders(file.parent)
        replace(file, change.before, mode)
    return True
