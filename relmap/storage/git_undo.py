"""Taking back what a commit of relmap's did. Asks git: import this module only where that is wanted."""

from pathlib import Path
from typing import NamedTuple

from relmap.errors import GitFailed, HistoryCutOff, NothingToUndo, UndoConflict
from relmap.model.ids import SHORT_ID
from relmap.storage.files import FileChange, place_in, read, reported
from relmap.storage.git_place import GitPlace, git_place
from relmap.storage.git_process import asked, bytes_of, first_line, run
from relmap.storage.layout import Place, place_of
from relmap.storage.merging.chunks import Labels
from relmap.storage.merging.texts import CannotMerge, merged_bytes
from relmap.usecases.commit_message import TRAILER

_FIELDS = f"%H%x00%s%x00%(trailers:key={TRAILER},valueonly,separator=%x2C)"
_ADDED, _DELETED = "A", "D"


class Undoable(NamedTuple):
    """A commit that `relmap COMMAND` made, and its first line."""

    commit: str
    subject: str
    command: str

    @property
    def short(self) -> str:
        return self.commit[:SHORT_ID]


def last_commit(book: Path) -> Undoable:
    """The last commit that relmap made in the book. Raises NothingToUndo, NoRepository, GitFailed, GitMissing, ..."""
    git_place(book)
    # Unlike `git log`, this one obeys no settings that change what it prints, but for what a trailer is.
    plain = ("-c", "trailer.separators=:", "-c", "core.commentChar=#")
    # All sides of a merge, also those that it took nothing of.
    listed = (*plain, "rev-list", "--full-history", f"--grep=^{TRAILER}: ", "--encoding=UTF-8", f"--format={_FIELDS}")
    answer = run(book, *listed, "HEAD", "--", ".")
    if answer.returncode and not _is_unborn(book):
        raise GitFailed(command="rev-list", folder=str(book), message=first_line(answer.stderr))
    for line in answer.stdout.split("\n"):
        if "\0" in line:
            found = Undoable(*line.split("\0"))
            if found.command:
                return found
    raise NothingToUndo(folder=str(book))


def _is_unborn(book: Path) -> bool:
    """Whether the branch has no commit yet; one that is damaged looks the same to anything but `git log`."""
    return "does not have any commits yet" in run(book, "log", "-1", "--format=").stderr


def taken_back(book: Path, last: Undoable) -> tuple[FileChange, ...]:
    """What the book's files will hold without what the commit did; later changes stay.

    Raises UndoConflict where both meet, HistoryCutOff, GitFailed, GitMissing, CannotRead, NotPlainFile, OutsideBook.
    """
    found = git_place(book)
    _refuse_cut_off(book, last)
    listed = ("diff-tree", "-r", "-z", "--root", "--no-commit-id", "--no-renames", "--relative", "--name-status")
    words = asked(book, *listed, last.commit).split("\0")[:-1]
    changes = []
    for status, path in zip(words[::2], words[1::2], strict=True):
        place = place_of(path)
        if place is not None:
            changes.append(_change(book, found, last, status, path, place))
    return tuple(change for change in changes if change.before != change.after)


def _refuse_cut_off(book: Path, last: Undoable) -> None:
    """In a shallow clone the oldest commit looks as if it had made every file."""
    head, _, _ = asked(book, "cat-file", "commit", last.commit).partition("\n\n")
    has_parent = "\nparent " in head
    if has_parent and run(book, "rev-parse", "--verify", "--quiet", f"{last.commit}~1").returncode:
        raise HistoryCutOff(commit=last.short, subject=last.subject)


def _change(book: Path, found: GitPlace, last: Undoable, status: str, path: str, place: Place) -> FileChange:
    file = place_in(book, path)
    with reported(file):
        now = read(file)
    did = None if status == _DELETED else _version(book, found, last.commit, path)
    was = None if status == _ADDED else _version(book, found, f"{last.commit}~1", path)
    if now in (did, was):
        return FileChange(path=path, before=now, after=was)
    if now is None or did is None or (was is None and place.type != "touch"):
        raise UndoConflict(commit=last.short, subject=last.subject, file=path)
    return FileChange(path=path, before=now, after=_merged(place, last, path, did=did, now=now, was=was or b""))


def _merged(place: Place, last: Undoable, path: str, *, did: bytes, now: bytes, was: bytes) -> bytes:
    """The file as it is now, without what the commit did: a merge of the two from what the commit left."""
    try:
        merged = merged_bytes(place, did, now, was, Labels("now", "before"))
    except CannotMerge:
        merged = None
    if merged is None or merged.conflicts:
        raise UndoConflict(commit=last.short, subject=last.subject, file=path) from None
    return merged.data


def _version(book: Path, found: GitPlace, commit: str, path: str) -> bytes:
    """A file as it was at a commit, with the line ends that it has on this disk."""
    whole = f"{found.prefix}/{path}" if found.prefix else path
    return bytes_of(book, "cat-file", "--filters", f"{commit}:{whole}")
