"""Records out of git's blobs, each read once however many commits have it. Import this only where git is asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from relmap.analysis.differences.own_keys import NO_KEYS, OwnKeys
from relmap.analysis.timeline_steps import Content, Diary, Version
from relmap.model.problems import Problem
from relmap.model.records import Account, Campaign, Deal, Member, Person, Touch
from relmap.model.settings import Settings
from relmap.storage.git_objects import GitObjects
from relmap.storage.git_place import GitPlace
from relmap.storage.layout import SETTINGS_FILE, Place, path_of_ref, place_of
from relmap.storage.own_keys import own_keys_in
from relmap.storage.reader_folders import Folders
from relmap.storage.reader_records import RecordFiles
from relmap.storage.reader_report import ERROR, UNKNOWN_KEY, Report
from relmap.storage.source import Entry
from relmap.storage.yaml_faults import MAX_BYTES

_RECORDS: Mapping[str, Any] = {
    "person": Person,
    "member": Member,
    "account": Account,
    "deal": Deal,
    "campaign": Campaign,
}


class Read(NamedTuple):
    """What a version says, None where it cannot be read, why that is, and whether there are keys that nobody knows."""

    record: Content | None
    problems: tuple[Problem, ...]
    has_unknown: bool = False


class BlobRecords:
    """Raises what `GitObjects` does wherever something is read."""

    def __init__(self, place: GitPlace) -> None:
        self._objects = GitObjects(place.folder, longest=MAX_BYTES + 1)
        self._file = _OneFile()
        self._report = Report()
        self._files = RecordFiles(Folders(self._file, self._report), self._report)
        self._data: dict[str, bytes] = {}
        self._read: dict[Version, Read] = {}
        self._touches: dict[tuple[str, str], tuple[Touch, ...]] = {}

    def fetch(self, blobs: Iterable[str]) -> None:
        """Gets the bytes of many blobs at once, which are read one by one afterwards."""
        wanted = [blob for blob in dict.fromkeys(blobs) if blob not in self._data]
        for start in range(0, len(wanted), GitObjects.MOST_AHEAD):
            some = wanted[start : start + GitObjects.MOST_AHEAD]
            self._objects.ask(some)
            self._data.update((blob, self._objects.take().data) for blob in some)

    def of(self, version: Version) -> Content | None:
        """What a version says; None where it cannot be read, and for a diary where any touch of it cannot."""
        return self.read(version).record

    def read(self, version: Version) -> Read:
        """What a version says, or why it cannot be read."""
        if version not in self._read:
            self._read[version] = self._record(version)
        return self._read[version]

    def own_keys(self, version: Version) -> OwnKeys:
        """The keys of the user's own in a version."""
        data = self.bytes_of(version.blob)
        # Most files have none, and to look for them is to parse the file again.
        return own_keys_in(data, version.type) if b"x-" in data or self.read(version).has_unknown else NO_KEYS

    def touches(self, place: Place, path: str, blob: str) -> tuple[Touch, ...]:
        """The touches of a file at `path`, without those that cannot be read."""
        if (path, blob) not in self._touches:
            self._hold(path, blob)
            self._touches[path, blob] = tuple(self._files.touches(path, place.account, place.member, place.year))
        return self._touches[path, blob]

    def settings(self, blob: str) -> Settings:
        """Those of a relmap.yaml, as far as they can be read. Raises BookTooOld, BookTooNew."""
        file, report = _OneFile(), Report()
        file.path, file.data = SETTINGS_FILE, self.bytes_of(blob)
        return RecordFiles(Folders(file, report), report).settings()

    def bytes_of(self, blob: str) -> bytes:
        self.fetch([blob])
        return self._data[blob]

    def _record(self, version: Version) -> Read:
        folder, _, own = version.ref.rpartition("/")
        account = folder if version.type in ("person", "deal") else ""
        path = path_of_ref(version.type, version.ref)
        if version.type == "touch":
            return self._diary(path, version.blob)
        self._hold(path, version.blob)
        values = self._files.values(version.type, version.ref, path, account)
        if values is None:
            return Read(None, self._errors())
        place = {"id": own, "account": account} if account else {"id": own}
        record: Content = _RECORDS[version.type](**place, **values)
        return Read(record, (), self._has_unknown())

    def _diary(self, path: str, blob: str) -> Read:
        place = place_of(path)
        assert place is not None
        self._report.problems = []
        touches, faults = self.touches(place, path, blob), self._errors()
        return Read(None, faults) if faults else Read(Diary(place.account, touches), (), self._has_unknown())

    def _has_unknown(self) -> bool:
        return any(one.code == UNKNOWN_KEY for one in self._report.problems)

    def _errors(self) -> tuple[Problem, ...]:
        return tuple(one for one in self._report.problems if one.severity == ERROR)

    def _hold(self, path: str, blob: str) -> None:
        """Makes a blob the one file that is there to be read."""
        self._report.problems = []
        self._file.path, self._file.data = path, self.bytes_of(blob)


class _OneFile:
    """A `Source` of a single file, which may be another one the next time."""

    otherwise = ""
    path = ""
    data = b""

    def read(self, path: str) -> bytes:
        if path != self.path:
            raise FileNotFoundError(path)
        return self.data

    def entries(self, folder: str) -> Sequence[Entry]:
        return []

    def is_folder(self, path: str) -> bool:
        return False

    def holding(self, pattern: str, texts: Sequence[str]) -> Sequence[str] | None:
        return None

    def shown(self, path: str) -> str:
        return path
