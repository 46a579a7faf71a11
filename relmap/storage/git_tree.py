"""The files of a book as a commit has them, read from git's objects: nothing is checked out, no file looked at."""

import errno
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from relmap.errors import GitFailed
from relmap.model.saying import later
from relmap.storage.git_objects import GitObject, GitObjects
from relmap.storage.git_place import plain_glob
from relmap.storage.git_process import first_line, run
from relmap.storage.layout import ENDING
from relmap.storage.yaml_faults import MAX_BYTES

_TYPE, _FOLDER, _LINK, _SUBMODULE = 0o170000, 0o040000, 0o120000, 0o160000
# Enough for one account at a time; of a book of very many, not all are kept.
_FOLDERS_KEPT = 64


class GitEntry(NamedTuple):
    """What a tree of git holds under a name; `id` is that of the object."""

    name: str
    mode: int
    id: str

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return self.mode & _TYPE not in (_FOLDER, _LINK, _SUBMODULE)

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return self.mode & _TYPE == _FOLDER

    def is_symlink(self) -> bool:
        return self.mode & _TYPE == _LINK


class GitFolder(NamedTuple):
    """A tree of git: what it holds, by name, and at which place."""

    entries: Sequence[GitEntry]
    places: Mapping[str, int]


class CommitTree:
    """A `Source`: the book that is in the folder `prefix` of a commit's tree ("" for its top).

    `name` is how messages name the commit. Raises GitFailed, GitMissing and ObjectsMissing wherever something is read.
    """

    otherwise = later("a submodule")

    def __init__(self, folder: Path, commit: str, prefix: str, *, name: str) -> None:
        self._place = folder
        self._objects = GitObjects(folder, longest=MAX_BYTES + 1)
        self._commit = commit
        self._prefix = prefix
        self._name = name
        self._folder = lru_cache(_FOLDERS_KEPT)(self._read_folder)
        self._last = ("", -1)
        # The files of a folder are mostly read in the order of their names, so the next ones are asked for ahead.
        self._asked: deque[GitEntry] = deque()
        self._ahead: Iterator[GitEntry] = iter(())

    def read(self, path: str) -> bytes:
        above, _, name = self._within(path).rpartition("/")
        folder = self._folder(above)
        if name not in folder.places:
            raise _error(errno.ENOENT)
        place = folder.places[name]
        entry = folder.entries[place]
        if not entry.is_file():
            raise _error(_why_no_file(entry))
        if entry not in self._asked:
            self._drop_asked()
            in_order = self._last == (above, place - 1)
            self._ahead = iter(folder.entries[place + 1 :] if in_order else ())
            self._ask(entry)
        self._last = above, place
        return self._taken(entry)

    def entries(self, folder: str) -> Sequence[GitEntry]:
        return self._folder(self._within(folder)).entries

    def is_folder(self, path: str) -> bool:
        """Whether something is there that is no file; why it cannot be read is told where it is."""
        above, _, name = self._within(path).rpartition("/")
        try:
            folder = self._folder(above)
        except OSError:
            return False
        return name in folder.places and not folder.entries[folder.places[name]].is_file()

    def holding(self, pattern: str, texts: Sequence[str]) -> Sequence[str]:
        # git looks through many objects at once, which one process that gives them one after another cannot.
        start = f"{self._prefix}/" if self._prefix else ""
        where = f":(top,glob){plain_glob(start)}{pattern}"
        wanted = [word for text in texts for word in ("-e", text)]
        asking = (
            "grep",
            "-l",
            "-z",
            "--no-color",
            "--text",
            "--full-name",
            "--no-recurse-submodules",
            "--fixed-strings",
        )
        answer = run(self._place, *asking, *wanted, self._commit, "--", where)
        if answer.returncode > 1:
            raise GitFailed(command="grep", folder=str(self._place), message=first_line(answer.stderr))
        return [path.removeprefix(f"{self._commit}:{start}") for path in answer.stdout.split("\0")[:-1]]

    def shown(self, path: str) -> str:
        return f"{self._name}:{self._within(path)}"

    def _within(self, path: str) -> str:
        """The path from the top of the commit's tree."""
        return f"{self._prefix}/{path}".strip("/")

    def _ask(self, *first: GitEntry) -> None:
        wanted = [*first]
        for entry in self._ahead:
            if entry.is_file() and entry.name.endswith(ENDING):
                wanted.append(entry)
            if len(wanted) + len(self._asked) == GitObjects.MOST_AHEAD:
                break
        if wanted:
            self._objects.ask(entry.id for entry in wanted)
            self._asked += wanted

    def _taken(self, entry: GitEntry) -> bytes:
        asked, found = None, None
        while asked != entry:
            asked, found = self._asked.popleft(), self._objects.take()
        if self._asked and len(self._asked) < GitObjects.MOST_AHEAD // 2:
            self._ask()
        assert found is not None
        return found.data

    def _drop_asked(self) -> None:
        while self._asked:
            self._asked.popleft()
            self._objects.take()

    def _read_folder(self, path: str) -> GitFolder:
        name = f"{self._commit}^{{tree}}"
        if path:
            above, _, own = path.rpartition("/")
            folder = self._folder(above)
            if own not in folder.places:
                raise _error(errno.ENOENT)
            entry = folder.entries[folder.places[own]]
            if not entry.is_dir():
                raise _error(_why_no_folder(entry))
            name = entry.id
        self._drop_asked()
        entries = sorted(_entries_of(self._objects.one(name)))
        return GitFolder(entries, {entry.name: place for place, entry in enumerate(entries)})


def _entries_of(tree: GitObject) -> Iterator[GitEntry]:
    """A tree is `mode name`, a zero byte and the id of each entry, one after another."""
    data, start = tree.data, 0
    id_size = len(tree.id) // 2
    while start < len(data):
        space = data.index(b" ", start)
        end = data.index(b"\0", space)
        mode, start = int(data[start:space], 8), end + 1 + id_size
        yield GitEntry(os.fsdecode(data[space + 1 : end]), mode, data[end + 1 : start].hex())


def _why_no_file(entry: GitEntry) -> int:
    return errno.EISDIR if entry.is_dir() else _why_no_folder(entry)


def _why_no_folder(entry: GitEntry) -> int:
    if entry.is_symlink():
        return errno.ELOOP
    return errno.ENOTDIR if entry.is_file() else errno.EXDEV


def _error(number: int) -> OSError:
    # Python makes of the number the class that it has for it.
    if number == errno.EXDEV:
        return OSError(number, "it is a git submodule, whose files are kept in another repository")
    return OSError(number, os.strerror(number))
