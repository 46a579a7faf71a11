"""A folder of pages that relmap keeps up to date: what of it is relmap's own, and from which facts it was made.

A manifest in the folder lists every file with the digest of its bytes. Nothing that is not listed is written over or
deleted. It is written first, so that a folder is known to be ours whatever happens, and last, so that what was
interrupted is made again.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from relmap.errors import OutputRefused
from relmap.storage.files import TEMPORARY_PREFIX, mode_of, place_in, read, remove_folder, replace, reported

MANIFEST = ".relmap-atlas.json"
SCHEMA = "relmap.atlas.manifest/1"
TOP = ""
"""The folder itself, among the names of the folders in it."""


class Recorded(NamedTuple):
    """A folder of the site: `key` says of which facts its files were made, `files` are their digests by name."""

    key: str = ""
    files: Mapping[str, str] = {}


class Site:
    """The site in the folder `place`, which need not exist yet.

    Pages for strangers (`redacted`) and all others never share a folder: one that relmap may not delete, since somebody
    changed it, would be given away with them. Raises OutputRefused where something else is there, CannotWrite for what
    the system says.
    """

    def __init__(self, place: Path, *, redacted: bool) -> None:
        self.place = place
        self._redacted = redacted
        with reported(place):
            self._known = _recorded(place, redacted=redacted)

    @property
    def folders(self) -> list[str]:
        """Those that the manifest lists."""
        return sorted(self._known.keys() - {TOP})

    def holds(self, folder: str, key: str) -> bool:
        """Whether the folder was made of these facts and every file in it is still as it was written."""
        known = self._known.get(folder)
        return known is not None and known.key == key and all(self._is_as_written(folder, name) for name in known.files)

    def claim(self, folders: Iterable[str]) -> None:
        """Write down that these folders are ours, before anything is written into them.

        Raises OutputRefused where one of them is somebody else's already.
        """
        new = [folder for folder in (TOP, *folders) if folder not in self._known]
        for folder in new:
            if folder != TOP and _names(self.place / folder):
                reason, mend = "is there already and is none of relmap's", "move it away or choose another place"
                raise OutputRefused(file=str(self.place / folder), reason=reason, mend=mend)
        with reported(self.place):
            self.place.mkdir(parents=True, exist_ok=True)
        self._known |= dict.fromkeys(new, Recorded())
        self.save()

    def write(self, folder: str, key: str, files: Mapping[str, bytes]) -> None:
        """Bring a claimed folder about. A file with the right bytes is left alone; one no longer made is deleted."""
        before = self._known[folder]
        for name, data in files.items():
            place = self._place(folder, name)
            with reported(place):
                place.parent.mkdir(exist_ok=True)
                if read(place) != data:
                    replace(place, data)
        for name in before.files.keys() - files.keys():
            self._discard(folder, name)
        self._known[folder] = Recorded(key, {name: _digest(data) for name, data in files.items()})

    def remove(self, folder: str) -> bool:
        """Delete a folder in which every file is ours and as it was written; say whether it is gone."""
        place, known = place_in(self.place, folder), self._known[folder]
        names = [name for name in _names(place) if not name.startswith(TEMPORARY_PREFIX)]
        if not all(name in known.files and self._is_as_written(folder, name) for name in names):
            return False
        with reported(place):
            for name in _names(place):
                (place / name).unlink()
            remove_folder(place)
        del self._known[folder]
        return True

    def save(self) -> None:
        folders = {name: {"key": one.key, "files": dict(one.files)} for name, one in self._known.items()}
        document = {"schema": SCHEMA, "redacted": self._redacted, "folders": folders}
        text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        file = self.place / MANIFEST
        with reported(file):
            if read(file) != text.encode():
                replace(file, text.encode())

    def _discard(self, folder: str, name: str) -> None:
        if self._is_as_written(folder, name):
            place = self._place(folder, name)
            with reported(place):
                place.unlink(missing_ok=True)

    def _is_as_written(self, folder: str, name: str) -> bool:
        place = self._place(folder, name)
        with reported(place):
            data = read(place)
        return data is not None and _digest(data) == self._known[folder].files[name]

    def _place(self, folder: str, name: str) -> Path:
        # A manifest may have been edited: no name in it leads out of the folder.
        return place_in(self.place, f"{folder}/{name}" if folder else name)


def _recorded(place: Path, *, redacted: bool) -> dict[str, Recorded]:
    if mode_of(place) is None:
        return {}
    names = _names(place)
    if MANIFEST in names:
        was_redacted, known = _read(place / MANIFEST)
        if was_redacted != redacted:
            held = "pages for strangers" if was_redacted else "pages that are not for strangers"
            raise OutputRefused(file=str(place), reason=f"holds {held}", mend="choose another folder")
        return known
    if any(not name.startswith(TEMPORARY_PREFIX) for name in names):
        reason, mend = "holds other things and is no atlas", "name a new or an empty folder"
        raise OutputRefused(file=str(place), reason=reason, mend=mend)
    return {}


def _read(manifest: Path) -> tuple[bool, dict[str, Recorded]]:
    try:
        document = json.loads(read(manifest) or b"")
        if document["schema"] != SCHEMA:
            raise ValueError(document["schema"])
        folders = {str(name): _one(given) for name, given in document["folders"].items()}
        return bool(document["redacted"]), folders
    except (ValueError, KeyError, TypeError, AttributeError):
        reason, mend = "is none that this relmap can read", "delete its folder, which relmap then makes anew"
        raise OutputRefused(file=str(manifest), reason=reason, mend=mend) from None


def _one(given: Any) -> Recorded:
    return Recorded(str(given["key"]), {str(name): str(digest) for name, digest in given["files"].items()})


def _names(place: Path) -> Collection[str]:
    with reported(place):
        return sorted(entry.name for entry in place.iterdir()) if mode_of(place) is not None else []


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
