"""Accounts as commits have them, each file read once for all of these. Import it only where git is asked."""

from collections.abc import Iterable, Mapping, Sequence

from relmap.analysis.circle import account_of
from relmap.analysis.references import references_of
from relmap.analysis.timeline_steps import Diary, Version, book_of
from relmap.errors import BookTooNew, BookTooOld
from relmap.model.book import Book
from relmap.model.ids import is_id
from relmap.model.records import Named, Touch
from relmap.model.settings import Settings
from relmap.storage.blob_records import BlobRecords
from relmap.storage.git_log import within
from relmap.storage.git_place import GitPlace
from relmap.storage.git_process import asked
from relmap.storage.layout import ACCOUNTS, SETTINGS_FILE, TEAM, path_of_ref, place_of


class GitBooks:
    """Raises GitFailed, GitMissing, ObjectsMissing wherever something is read."""

    def __init__(self, place: GitPlace, blobs: BlobRecords) -> None:
        self._place, self._blobs = place, blobs
        self._settings: dict[str, Settings | None] = {}

    def state(self, commit: str, versions: Sequence[Version], accounts: Iterable[str]) -> tuple[Book, Named] | None:
        """The record of the first of `versions` that is in the commit, with the book of `accounts` and those they name.

        None where no version is there, or the book has a format of another time.
        """
        files = self._files(commit, [SETTINGS_FILE, TEAM, *(f"{ACCOUNTS}/{account}" for account in accounts)])
        there = next((one for one in versions if files.get(path_of_ref(one.type, one.ref)) == one.blob), None)
        settings = self._settings_of(files.get(SETTINGS_FILE, ""))
        record = self._blobs.of(there) if there else None
        if record is None or settings is None or isinstance(record, Diary):
            return None
        return self._book(commit, files, settings), record

    def _book(self, commit: str, files: dict[str, str], settings: Settings) -> Book:
        records: list[Named] = []
        touches: dict[str, tuple[Touch, ...]] = {}
        known = {place.account or place.id for path in files if (place := place_of(path)) and place.type != "member"}
        waiting = files
        while waiting:
            self._blobs.fetch(waiting.values())
            new: list[Named] = []
            for path, blob in waiting.items():
                place = place_of(path)
                if place is None or place.type == "settings":
                    continue
                if place.type == "touch":
                    touches[place.account] = touches.get(place.account, ()) + self._blobs.touches(place, path, blob)
                elif is_id(place.id):
                    record = self._blobs.of(Version(place.type, place.ref, blob))
                    new += [record] if record is not None and not isinstance(record, Diary) else []
            records += new
            named = {account_of(one.target) for record in new for one in references_of(record) if one.to == "person"}
            more = sorted(named - known)
            known |= named
            waiting = self._files(commit, [f"{ACCOUNTS}/{account}" for account in more]) if more else {}
        book = book_of(records)
        return Book(
            settings=settings,
            members=book.members,
            accounts=book.accounts,
            people=book.people,
            deals=book.deals,
            touches=touches,
        )

    def _settings_of(self, blob: str) -> Settings | None:
        if blob not in self._settings:
            try:
                self._settings[blob] = self._blobs.settings(blob) if blob else None
            except (BookTooNew, BookTooOld):
                self._settings[blob] = None
        return self._settings[blob]

    def _files(self, commit: str, paths: Iterable[str]) -> dict[str, str]:
        """Path in the book and blob of every file at `paths`."""
        wanted = [within(self._place, path) for path in paths]
        said = asked(self._place.folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
        folder = f"{self._place.prefix}/" if self._place.prefix else ""
        found: Mapping[str, str] = {
            path.removeprefix(folder): entry.split()[2]
            for entry, tab, path in (line.partition("\t") for line in said.split("\0"))
            if tab and entry.startswith("100")
        }
        return dict(found)
