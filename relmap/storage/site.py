"""A folder of pages that relmap keeps up to date: what of it is relmap's own, and from which facts it was made.

A manifest in the folder lists every file with the digest of its bytes (`relmap.storage.manifest`). Nothing that is not
listed is written over or deleted. A page is listed before it is written, so that it is known to be ours whatever
happens meanwhile, and its facts when the whole folder is done, so that what was interrupted is made again.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from relmap.errors import OutputRefused, PageTaken, SiteUnfinished
from relmap.storage.files import (
    TEMPORARY_PREFIX,
    cause_and_reason,
    mode_of,
    place_in,
    read,
    remove_folder,
    replace,
    reported,
)
from relmap.storage.lock import lock_of_pages
from relmap.storage.manifest import MANIFEST, TOP, Manifest, Recorded

LOCK = ".relmap-atlas.lock"


class Site:
    """The site in the folder `place`, which need not exist yet.

    Pages for strangers (`redacted`) and all others never share a folder: one that relmap may not delete, since somebody
    changed it, would be given away with them. Raises OutputRefused where something else is there, CannotWrite for what
    the system says, and SiteUnfinished where pages may have been written by then.
    """

    def __init__(self, place: Path, *, redacted: bool) -> None:
        self.place = place
        self._redacted = redacted
        self._manifest = self._read()

    @property
    def folders(self) -> list[str]:
        """Those that the manifest lists."""
        return sorted(self._known.keys() - {TOP})

    @contextmanager
    def held(self, wait_seconds: float = 10) -> Iterator[None]:
        """Whoever writes, writes in here: nobody else does meanwhile. Raises SiteLocked after `wait_seconds`."""
        with reported(self.place):
            self.place.mkdir(parents=True, exist_ok=True)
        with lock_of_pages(self.place / LOCK, wait_seconds):
            self._manifest = self._read()  # for another run may have written since
            with _unfinished(self.place):
                self._sweep()
            yield
            with _unfinished(self.place / MANIFEST):
                self._manifest.save()

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
            place = self.place / folder
            with reported(place):
                if folder != TOP and _names(place):
                    reason, mend = "is there already and is none of relmap's", "move it away or choose another place"
                    raise OutputRefused(file=str(place), reason=reason, mend=mend)
        self._known.update(dict.fromkeys(new, Recorded()))
        with reported(self.place / MANIFEST):
            self._manifest.save()

    def write(self, folder: str, key: str, files: Mapping[str, bytes]) -> None:
        """Bring a claimed folder about. A file with the right bytes is left alone; one no longer made is deleted.

        Raises PageTaken where a file stands that was never ours.
        """
        before, digests = self._known[folder].files, {name: _digest(data) for name, data in files.items()}
        with _unfinished(self.place / folder):
            if taken := sorted(name for name in files.keys() - before.keys() if self._place(folder, name).exists()):
                raise PageTaken(file=str(self._place(folder, taken[0])))
            self._manifest.note(folder, Recorded("", {**before, **digests}))
        for name, data in files.items():
            place = self._place(folder, name)
            with _unfinished(place):
                place.parent.mkdir(exist_ok=True)
                if read(place) != data:
                    replace(place, data)
        with _unfinished(self.place / folder):
            for name in before.keys() - files.keys():
                if _digest_of(place := self._place(folder, name)) == before[name]:
                    place.unlink()
            self._manifest.note(folder, Recorded(key, digests))

    def remove(self, folder: str) -> list[str]:
        """Delete a folder's files that are ours and as they were written, and then the folder; names what stays."""
        place, known = place_in(self.place, folder), self._known[folder]
        with _unfinished(place):
            ours = [name for name in known.files if self._is_as_written(folder, name)]
            for name in ours:
                self._place(folder, name).unlink()
            stays = _names(place)
            if stays or not remove_folder(place):
                self._known[folder] = Recorded("", {name: known.files[name] for name in stays if name in known.files})
            else:
                del self._known[folder]
        return stays

    @property
    def _known(self) -> dict[str, Recorded]:
        return self._manifest.folders

    def _read(self) -> Manifest:
        manifest = Manifest(self.place / MANIFEST, redacted=self._redacted)
        with reported(self.place):
            if mode_of(self.place) is None:
                return manifest
            names = _names(self.place)
            if MANIFEST in names:
                manifest.read()
            elif any(not name.startswith(TEMPORARY_PREFIX) and name != LOCK for name in names):
                reason, mend = "holds other things and is no atlas", "name a new or an empty folder"
                raise OutputRefused(file=str(self.place), reason=reason, mend=mend)
        return manifest

    def _sweep(self) -> None:
        """Delete the temporary files that a run which died left behind."""
        for folder in (TOP, *self.folders):
            for name in _names(place_in(self.place, folder) if folder else self.place):
                if name.startswith(TEMPORARY_PREFIX):
                    (self.place / folder / name).unlink()

    def _is_as_written(self, folder: str, name: str) -> bool:
        place = self._place(folder, name)
        with reported(place):
            return _digest_of(place) == self._known[folder].files[name]

    def _place(self, folder: str, name: str) -> Path:
        # A manifest may have been edited: no name in it leads out of the folder.
        return place_in(self.place, f"{folder}/{name}" if folder else name)


@contextmanager
def _unfinished(file: Path) -> Iterator[None]:
    """Turn what the system says about `file` into SiteUnfinished."""
    try:
        yield
    except OSError as error:
        cause, reason = cause_and_reason(error)
        raise SiteUnfinished(file=str(file), cause=cause, reason=reason) from error


def _names(place: Path) -> list[str]:
    return sorted(entry.name for entry in place.iterdir()) if mode_of(place) is not None else []


def _digest_of(place: Path) -> str | None:
    data = read(place)
    return None if data is None else _digest(data)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
