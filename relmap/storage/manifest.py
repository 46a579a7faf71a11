"""Which files of a folder of pages are relmap's: one JSON document a line, the later ones in place of the earlier.

So each folder of pages is written down as soon as it is done, by one more line; the whole is put in order in the end.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from relmap.errors import OutputRefused
from relmap.model.saying import _
from relmap.storage.files import read, replace

MANIFEST = ".relmap-atlas.jsonl"
SCHEMA = "relmap.atlas.manifest/1"
TOP = ""
"""The folder of the manifest itself, among the names of the folders in it."""


class Recorded(NamedTuple):
    """A folder of pages: `key` says of which facts its files were made, `files` are their digests by name.

    The key is "" where something of it is still to be made.
    """

    key: str = ""
    files: Mapping[str, str] = {}


class Manifest:
    """The manifest in `file`, which need not exist yet; all of its methods let OSError through."""

    def __init__(self, file: Path, *, redacted: bool) -> None:
        self._file = file
        self._redacted = redacted
        self.folders: dict[str, Recorded] = {}

    def read(self) -> None:
        """Raises OutputRefused for a manifest of other pages, or none that can be read."""
        try:
            redacted = self._read((read(self._file) or b"").decode())
        except (ValueError, KeyError, TypeError, AttributeError):
            reason, mend = _("is none that this relmap can read"), _("delete its folder, which relmap then makes anew")
            raise OutputRefused(file=str(self._file), reason=reason, mend=mend) from None
        if redacted != self._redacted:
            reason = _("holds pages that are not for strangers")
            if redacted:
                reason = _("holds pages for strangers")
            raise OutputRefused(file=str(self._file.parent), reason=reason, mend=_("choose another folder"))

    def note(self, folder: str, recorded: Recorded) -> None:
        """Write down one folder, now, unless that is known."""
        if self.folders.get(folder) == recorded:
            return
        self.folders[folder] = recorded
        with self._file.open("ab") as stream:
            stream.write(_line(_of_folder(folder, recorded)).encode())
            stream.flush()
            os.fsync(stream.fileno())

    def save(self) -> None:
        """Write down all, in order; a file that says so already is left alone."""
        text = "".join(map(_line, self._documents())).encode()
        if read(self._file) != text:
            replace(self._file, text)

    def _documents(self) -> Iterator[Mapping[str, Any]]:
        yield {"schema": SCHEMA, "redacted": self._redacted}
        for folder in sorted(self.folders):
            yield _of_folder(folder, self.folders[folder])

    def _read(self, text: str) -> bool:
        # Where a run died as it wrote, the last line is only half there.
        head, *lines = text.split("\n")[:-1]
        said = json.loads(head)
        if said["schema"] != SCHEMA:
            raise ValueError(said["schema"])
        for line in lines:
            given = json.loads(line)
            files = {str(name): str(digest) for name, digest in given["files"].items()}
            self.folders[str(given["folder"])] = Recorded(str(given["key"]), files)
        return bool(said["redacted"])


def _of_folder(folder: str, recorded: Recorded) -> Mapping[str, Any]:
    return {"folder": folder, "key": recorded.key, "files": dict(sorted(recorded.files.items()))}


def _line(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False) + "\n"
