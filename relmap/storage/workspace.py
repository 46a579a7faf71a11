"""The book's directory: loads a `Book` and applies changes to it."""

# What only writing needs is imported where it is used: a command that reads does not wait for it.

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from relmap.model.problems import Finding, Problem
from relmap.model.records import Record
from relmap.model.settings import Settings
from relmap.storage.files import FileChange, pending
from relmap.storage.layout import CAMPAIGNS, path_of
from relmap.storage.locate import Spot, locate
from relmap.storage.reader import Loaded, account_ids, load, load_each, load_settings
from relmap.storage.reader_folders import Folders, read_bytes
from relmap.storage.reader_report import Report
from relmap.storage.soundness import items_left_out

if TYPE_CHECKING:
    from relmap.model.changes import Changes
    from relmap.storage.recovery import Recovery


class Workspace:
    """One book on disk.

    Opening it finishes what an earlier command left undone; `recovery` then says what that was. Raises BookLocked,
    CannotWrite, ChangeUnfinished, JournalTooNew.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.recovery: Recovery | None = None
        self._locked = False
        if pending(root):
            from relmap.storage.transaction import recover

            self.recovery = recover(root)

    def load(self, accounts: Iterable[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Loaded:
        """The whole book, or the settings, the team, `accounts` and the accounts that these name.

        With `both_ways` also those whose people name them in a tie. Raises BookTooNew.
        """
        return load(self.root, accounts, touches=touches, both_ways=both_ways)

    def load_each(self, accounts: Iterable[str]) -> Iterator[tuple[str, Loaded]]:
        """Each of `accounts`, with those that its people name or are named by, one after another, and let go."""
        return load_each(self.root, accounts)

    def settings(self) -> Settings:
        """The settings alone; the defaults where relmap.yaml cannot be read. Raises BookTooNew."""
        return load_settings(self.root)

    def account_ids(self) -> list[str]:
        """The accounts, by id; no file is read."""
        return account_ids(Folders(self.root, Report()))

    def campaign_ids(self) -> list[str]:
        """The campaigns, by id; no file is read."""
        return [identifier for identifier, _ in Folders(self.root, Report()).files(CAMPAIGNS)]

    def locate(self, record: Record | Settings, path: tuple[str | int, ...] = ()) -> Spot:
        """Where the value at `path` (keys and list places) stands in the record's file."""
        try:
            data = read_bytes(f"{self.root}/{path_of(record)}")
        except OSError:
            data = b""
        return locate(record, path, data, items_left_out(data) if isinstance(record, Settings) else ())

    def problems_of(self, findings: Iterable[Finding]) -> list[Problem]:
        """Findings with their places in the files."""
        return [_problem(finding, self.locate(finding.record, finding.path)) for finding in findings]

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


def _problem(finding: Finding, spot: Spot) -> Problem:
    return Problem(
        severity=finding.severity,
        code=finding.code,
        file=spot.file,
        line=spot.line,
        column=spot.column,
        message=finding.message,
        mend=finding.mend,
        source=spot.source,
    )
