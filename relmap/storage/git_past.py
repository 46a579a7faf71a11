"""What a book was, version by version. Asks git: import this module only where that is wanted."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from relmap.analysis.differences.own_keys import OwnKeys
from relmap.analysis.timeline_steps import Commit, Content, Diary, Step, Version
from relmap.model.book import Book
from relmap.model.problems import Problem
from relmap.model.records import Named
from relmap.model.text import normal
from relmap.storage.blob_records import BlobRecords
from relmap.storage.git_books import GitBooks
from relmap.storage.git_log import commits_touching, files_gone, states_of, within
from relmap.storage.git_place import GitPlace
from relmap.storage.git_process import asked
from relmap.storage.layout import ACCOUNTS, DEALS, ENDING, TOUCHES, path_of_ref, place_of
from relmap.storage.name_search import saying


class GitPast:
    """The commits that `end` includes and `after` (an id, or "") does not. Raises GitFailed, GitMissing, ObjectsMissing
    wherever something is read."""

    def __init__(self, place: GitPlace, end: str, *, after: str = "") -> None:
        self._place, self._end, self._after = place, end, after
        self._blobs = BlobRecords(place)
        self._books = GitBooks(place, self._blobs)

    def commits(self, type_: str, refs: Collection[str]) -> list[Commit]:
        """Those that changed what may tell of records of a type; the newest first.

        That is of accounts all that is in their folders, else the file and the diaries, for people the deals, too.
        """
        paths = dict.fromkeys(path for ref in sorted(refs) for path in _telling_of(type_, ref))
        diaries = [f"{ACCOUNTS}/*/{TOUCHES}/*-{ref.rpartition('/')[2]}{ENDING}" for ref in sorted(refs)]
        globs = diaries if type_ == "member" else []
        return commits_touching(self._place, paths, self._end, after=self._after, globs=globs)

    def version(self, type_: str, ref: str) -> Version | None:
        """The one in the last commit; None where a record has no file there."""
        path = within(self._place, path_of_ref(type_, ref))
        said = asked(self._place.folder, "ls-tree", "--full-tree", "-z", self._end, "--", path)
        return Version(type_, ref, said.split("\t")[0].split()[2]) if said else None

    def loses_lines(self, steps: Sequence[Step], ids: Collection[str]) -> bool:
        """Whether diaries of one commit, taken together, lack lines that they had in one of its parents.

        With `ids` only where such lines, or those that came in their place, may be about one of these.
        """
        for parent in range(len(steps[0].before)):
            if all(self._grew(step.before[parent], step.after) for step in steps):
                continue
            now = Counter(line for step in steps for line in self._lines(step.after))
            was = Counter(line for step in steps for line in self._lines(step.before[parent]))
            if was - now and (not ids or any(_is_about(line, ids) for line in (*(was - now), *(now - was)))):
                return True
        return False

    def _grew(self, before: str, after: str) -> bool:
        """Whether a file has all that it had, and at most more below, as a diary that is kept in order."""
        return not before or bool(after and self._blobs.bytes_of(after).startswith(self._blobs.bytes_of(before)))

    def _lines(self, blob: str) -> list[bytes]:
        return self._blobs.bytes_of(blob).splitlines() if blob else []

    def path(self, version: Version) -> str:
        """Its file, relative to the book."""
        return path_of_ref(version.type, version.ref)

    def gone(self, text: str, *, on_disk: bool) -> list[Version]:
        """The last version of each file that is no more and that may have `text` for an id or call somebody so.

        The latest come first; with `on_disk` among them are files that are missing from the book's folder.
        """
        own = normal(text).strip().lower()
        steps = (step for step in files_gone(self._place, self._end, on_disk=on_disk) if step.type != "touch")
        found = list({(step.type, step.ref): version for step in steps for version in list(step.was)[:1]}.values())
        self._blobs.fetch(version.blob for version in found)
        says = saying(text)
        return [
            version
            for version in found
            if own in (version.ref, version.ref.rpartition("/")[2]) or says(self._blobs.bytes_of(version.blob))
        ]

    def latest(self, refs: Collection[tuple[str, str]]) -> list[Named]:
        """Records by type and reference, as the newest commit that has them says it; without what cannot be read."""
        paths = sorted(path_of_ref(type_, ref) for type_, ref in refs)
        found: dict[tuple[str, str], Version] = {}
        for commit in commits_touching(self._place, paths, self._end):
            for step in commit.steps:
                for version in (*filter(None, [step.now]), *step.was):
                    found.setdefault((step.type, step.ref), version)
        # By what lies at their paths: a member's reference is then as steps have it, with the folder.
        wanted = {place_of(path) for path in paths}
        places = {(place.type, place.ref) for place in wanted if place is not None}
        records = (self.record(version) for place, version in found.items() if place in places)
        return [one for one in records if one is not None and not isinstance(one, Diary)]

    def record(self, version: Version) -> Content | None:
        """What a version says; None where it cannot be read."""
        return self._blobs.of(version)

    def own_keys(self, version: Version) -> OwnKeys:
        """The keys of the user's own in a version."""
        return self._blobs.own_keys(version)

    def faults(self, version: Version) -> tuple[Problem, ...]:
        """Why a version cannot be read."""
        return self._blobs.read(version).problems

    def states(self, accounts: Collection[str]) -> list[Commit]:
        """The commits that the branch itself was at where anything of accounts had changed; the newest first."""
        paths = [f"{ACCOUNTS}/{account}" for account in sorted(accounts)]
        return states_of(self._place, paths, self._end, after=self._after)

    def state(self, commit: str, versions: Sequence[Version], accounts: Collection[str]) -> tuple[Book, Named] | None:
        """As `GitBooks.state`."""
        return self._books.state(commit, versions, accounts)

    def fetch(self, versions: Iterable[Version]) -> None:
        """Gets what will be read, all at once."""
        self._blobs.fetch(version.blob for version in versions)


def _is_about(line: bytes, ids: Collection[str]) -> bool:
    """Whether a line of a diary may name one of `ids`: a touch on a line of its own names whom it is about there."""
    text = normal(line.decode(errors="replace"))
    return (
        not (text.startswith("- {") and text.rstrip().endswith("}")) or "\\" in text or any(one in text for one in ids)
    )


def _telling_of(type_: str, ref: str) -> Iterator[str]:
    folder = f"{ACCOUNTS}/{ref.partition('/')[0]}"
    if type_ == "account":
        yield folder
        return
    yield path_of_ref(type_, ref)
    if type_ in ("person", "deal"):
        yield f"{folder}/{TOUCHES}"
    if type_ == "person":
        yield f"{folder}/{DEALS}"
