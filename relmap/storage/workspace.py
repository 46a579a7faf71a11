"""The book's directory: loads a `Book` and applies changes to it."""

# What only writing needs is imported where it is used: a command that reads does not wait for it.

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from relmap.storage.book_files import BookFiles
from relmap.storage.files import FileChange, pending
from relmap.storage.source import Directory

if TYPE_CHECKING:
    from relmap.model.changes import Changes
    from relmap.storage.recovery import Recovery


class Workspace(BookFiles):
    """One book on disk.

    Opening it finishes what an earlier command left undone; `recovery` then says what that was. Raises BookLocked,
    CannotWrite, ChangeUnfinished, JournalTooNew.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(Directory(root))
        self.root = root
        self.recovery: Recovery | None = None
        self._locked = False
        if pending(root):
            from relmap.storage.transaction import recover

            self.recovery = recover(root)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes inside this block: load, plan and commit in it. Raises BookLocked after 10 s."""
        from relmap.storage.transaction import writing

        with writing(self.root) as recovery:
            self.recovery = recovery if recovery.finished or recovery.kept else self.recovery
            self._locked = True
            try:
                yield
            finally:
                self._locked = False

    def plan(self, changes: "Changes") -> tuple[FileChange, ...]:
        """What the files will hold after `changes`; nothing is written.

        Raises FileHasFaults, RecordExists, UnknownFiles, ChangedOnDisk, NotPlainFile, OutsideBook.
        """
        from relmap.storage.planning import plan

        return plan(self.root, changes)

    def commit(self, plan: Sequence[FileChange]) -> None:
        """Bring the plan about, wholly or not at all. Raises ChangedOnDisk, BookLocked, CannotWrite, ..."""
        from relmap.storage.transaction import commit

        if self._locked:
            commit(self.root, plan)
            return
        with self.locked():
            commit(self.root, plan)
