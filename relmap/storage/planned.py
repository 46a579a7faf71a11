"""A book as it will be once planned changes are carried out; nothing is written."""

import errno
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from relmap.storage.files import FileChange
from relmap.storage.source import Entry, Source


class Planned:
    """A `Source`: what `source` will hold after `changes`."""

    def __init__(self, source: Source, changes: Sequence[FileChange]) -> None:
        self._source = source
        self._after = {change.path: change.after for change in changes}
        self.otherwise = source.otherwise

    def read(self, path: str) -> bytes:
        if path not in self._after:
            return self._source.read(path)
        data = self._after[path]
        if data is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return data

    def entries(self, folder: str) -> Sequence[Entry]:
        new = {entry.name: entry for entry in self._new_entries(folder)}
        try:
            there = self._source.entries(folder)
        except FileNotFoundError:
            if not new:
                raise
            there = ()
        start = f"{folder}/" if folder else ""
        stays = {entry.name: entry for entry in there if self._after.get(start + entry.name, b"") is not None}
        return [entry for _, entry in sorted((new | stays).items())]

    def is_folder(self, path: str) -> bool:
        return any(True for _ in self._new_entries(path)) or self._source.is_folder(path)

    def holding(self, pattern: str, texts: Sequence[str]) -> None:
        return None

    def shown(self, path: str) -> str:
        return self._source.shown(path)

    def _new_entries(self, folder: str) -> Iterator["_Entry"]:
        start = f"{folder}/" if folder else ""
        for path, data in self._after.items():
            if data is not None and path.startswith(start):
                name, slash, _ = path.removeprefix(start).partition("/")
                yield _Entry(name, is_folder=bool(slash))


class _Entry(NamedTuple):
    name: str
    is_folder: bool

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return not self.is_folder

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return self.is_folder

    def is_symlink(self) -> bool:
        return False
