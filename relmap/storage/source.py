"""Where the files of a book are read from: a folder on disk, or (`git_tree`) what git keeps of one."""

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from relmap.model.saying import later
from relmap.storage.files import READ_PLAIN
from relmap.storage.yaml_faults import MAX_BYTES

_CHUNK = 32 * 1024


class Entry(Protocol):
    """What a folder holds under one name: an `os.DirEntry`, or what is as good as one."""

    @property
    def name(self) -> str: ...
    def is_file(self, *, follow_symlinks: bool = True) -> bool: ...
    def is_dir(self, *, follow_symlinks: bool = True) -> bool: ...
    def is_symlink(self) -> bool: ...


class Source(Protocol):
    """Reads a book whose paths are relative to it, with `/`. What cannot be read raises OSError; a link is ELOOP."""

    @property
    def otherwise(self) -> str:
        """What an entry is that is neither file nor folder nor link."""

    def read(self, path: str) -> bytes:
        """The bytes of a file, at most one more than is allowed."""

    def entries(self, folder: str) -> Sequence[Entry]:
        """What a folder holds, by name."""

    def is_folder(self, path: str) -> bool: ...

    def holding(self, pattern: str, texts: Sequence[str]) -> Sequence[str] | None:
        """The files whose paths match `pattern` (`*` is part of one name) and that hold one of `texts`.

        None where nothing finds those quicker than reading them all does.
        """

    def shown(self, path: str) -> str:
        """A file as a message names it."""


class Directory:
    """A book on disk, in the folder `root`."""

    otherwise = later("a device, pipe or socket")

    def __init__(self, root: Path) -> None:
        self._root = str(root)

    def read(self, path: str) -> bytes:
        descriptor = os.open(f"{self._root}/{path}", READ_PLAIN)
        try:
            data = os.read(descriptor, _CHUNK)
            if len(data) < _CHUNK and not os.read(descriptor, 1):
                return data
            os.lseek(descriptor, 0, os.SEEK_SET)
            with os.fdopen(os.dup(descriptor), "rb") as stream:
                return stream.read(MAX_BYTES + 1)
        finally:
            os.close(descriptor)

    def entries(self, folder: str) -> Sequence[Entry]:
        place = f"{self._root}/{folder}"
        if stat.S_ISLNK(os.lstat(place).st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        with os.scandir(place) as entries:
            return sorted(entries, key=_name)

    def is_folder(self, path: str) -> bool:
        return Path(self._root, path).is_dir()

    def holding(self, pattern: str, texts: Sequence[str]) -> None:
        return None

    def shown(self, path: str) -> str:
        return str(Path(self._root, path))


def _name(entry: Entry) -> str:
    return entry.name
