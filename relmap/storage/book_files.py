"""A book wherever its files are kept: what reading it means."""

from collections.abc import Iterable, Iterator

from relmap.model.problems import Finding, Problem
from relmap.model.records import Record
from relmap.model.settings import Settings
from relmap.storage.layout import CAMPAIGNS, path_of
from relmap.storage.locate import Spot, locate
from relmap.storage.name_search import accounts_holding
from relmap.storage.reader import Loaded, account_ids, read, read_each, read_settings
from relmap.storage.reader_folders import Folders
from relmap.storage.reader_report import Report
from relmap.storage.soundness import items_left_out
from relmap.storage.source import Source


class BookFiles:
    """A book that can be read: the files on disk (`Workspace`), or those of a commit (`Snapshot`)."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def load(self, accounts: Iterable[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Loaded:
        """The whole book, or the settings, the team, `accounts` and the accounts that these name.

        With `both_ways` also those whose people name them in a tie. Raises BookTooNew, BookTooOld.
        """
        return read(self.source, accounts, touches=touches, both_ways=both_ways)

    def load_each(self, accounts: Iterable[str]) -> Iterator[tuple[str, Loaded]]:
        """Each of `accounts`, with those that its people name or are named by, one after another, and let go."""
        return read_each(self.source, accounts)

    def settings(self) -> Settings:
        """The settings alone; the defaults where relmap.yaml cannot be read. Raises BookTooNew, BookTooOld."""
        return read_settings(self.source)

    def account_ids(self) -> list[str]:
        """The accounts, by id; no file is read."""
        return account_ids(Folders(self.source, Report()))

    def accounts_holding(self, text: str) -> list[str]:
        """The accounts in which anybody or anything may have `text` for an id, or be called by it; none is parsed."""
        return accounts_holding(self.source, self.account_ids(), text)

    def campaign_ids(self) -> list[str]:
        """The campaigns, by id; no file is read."""
        return [identifier for identifier, _ in Folders(self.source, Report()).files(CAMPAIGNS)]

    def locate(self, record: Record | Settings, path: tuple[str | int, ...] = ()) -> Spot:
        """Where the value at `path` (keys and list places) stands in the record's file."""
        try:
            data = self.source.read(path_of(record))
        except OSError:
            data = b""
        return locate(record, path, data, items_left_out(data) if isinstance(record, Settings) else ())

    def problems_of(self, findings: Iterable[Finding]) -> list[Problem]:
        """Findings with their places in the files."""
        return [_problem(finding, self.locate(finding.record, finding.path)) for finding in findings]


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
        missing=finding.missing,
    )
