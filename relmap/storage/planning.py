"""From changes to the files' new bytes. Nothing is written here: the plan is shown, or committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from os import scandir
from pathlib import Path

from relmap.errors import (
    ChangedOnDisk,
    FileHasFaults,
    FileTooBig,
    OwnKeysDiffer,
    RecordExists,
    TextTooBig,
    UnknownFiles,
)
from relmap.model.changes import Added, Change, Changes, Removed, Renamed, Updated
from relmap.model.fields import FIELDS
from relmap.model.ids import clash_key
from relmap.model.records import Account, Member, Named, Record, Touch
from relmap.model.settings import Settings
from relmap.storage.beside import beside, place_of_key
from relmap.storage.editor_hints import hint_if_there
from relmap.storage.files import FileChange, place_in, reported
from relmap.storage.files import read as read_file
from relmap.storage.layout import ACCOUNTS, ENDING, TOUCHES, TOUCHES_NAME, path_of, place_of
from relmap.storage.plain import plain
from relmap.storage.record_edits import record_edits, short_references
from relmap.storage.soundness import first_error
from relmap.storage.yaml_edit import Edit, Remove, SetValue, append_line, edit
from relmap.storage.yaml_faults import MAX_BYTES
from relmap.storage.yaml_source import read_source
from relmap.storage.yaml_write import document


def plan(root: Path, changes: Changes) -> tuple[FileChange, ...]:
    """What every file of the book at `root` will hold after `changes`, in the order of their paths.

    Raises FileHasFaults for a file that cannot be edited as it is, RecordExists, UnknownFiles, ChangedOnDisk.
    """
    draft = _Draft(root)
    for change in changes:
        draft.apply(change)
    return draft.file_changes()


class _Draft:
    """The files as they would be after the changes so far."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes | None] = {}
        self._moved: dict[str, str] = {}
        self._removed_touches: dict[str, list[int]] = {}

    def file_changes(self) -> tuple[FileChange, ...]:
        return tuple(
            FileChange(path=path, before=self._before[path], after=after)
            for path, after in sorted(self._after.items())
            if after != self._before[path]
        )

    def apply(self, change: Change) -> None:
        match change:
            case Added(record=Touch() as touch):
                self._append(touch)
            case Added(record=record):
                self._add(record)
            case Updated(before=before, after=after):
                self._update(before, after)
            case Removed(record=Touch() as touch):
                self._remove_touch(touch)
            case Removed(record=record, into=into):
                if into is not None:
                    self._hand_over(record, into)
                self._remove(record)
            case Renamed(record=record, to=to):
                self._rename(record, to)

    def _read(self, path: str) -> bytes | None:
        if path not in self._after:
            file = place_in(self._root, path)
            with reported(file):
                self._before[path] = self._after[path] = read_file(file)
        return self._after[path]

    def _write(self, path: str, data: bytes | None) -> None:
        self._read(path)
        self._after[path] = data

    def _write_new(self, record: Record | Settings, path: str) -> None:
        data = (hint_if_there(self._root, path, record.TYPE) + document(plain(record).items())).encode()
        if len(data) > MAX_BYTES:
            raise FileTooBig(file=path, limit=MAX_BYTES)
        self._write(path, data)

    def _text(self, path: str) -> str:
        """The text of a file that is to be edited, which must be without faults."""
        data = self._read(path)
        if data is None:
            raise ChangedOnDisk(file=str(self._root / path))
        text, _, faults = read_source(data)
        if faults:
            first = faults[0]
            raise FileHasFaults(place=f"{path}:{first.line}:{first.column}", message=first.reason, mend=first.mend)
        return text

    def _now(self, record: Record | Settings) -> str:
        """The record's file, followed through renamings."""
        path = path_of(record)
        while path in self._moved:
            path = self._moved[path]
        return path

    def _add(self, record: Record | Settings) -> None:
        path = path_of(record)
        self._refuse_twin(path)
        self._write_new(record, path)

    def _refuse_twin(self, path: str) -> None:
        """Refuse a path that exists, or that some disks would take for one that exists."""
        if self._read(path) is not None:
            raise RecordExists(file=path)
        folder, _, name = path.rpartition("/")
        twin = next((other for other in self._names(folder) if clash_key(other) == clash_key(name)), None)
        if twin is not None:
            raise RecordExists(file=f"{folder}/{twin}")

    def _names(self, folder: str) -> list[str]:
        """The names in a folder, as they would be after the changes so far."""
        try:
            with scandir(self._root / folder) as entries:
                names = {entry.name for entry in entries}
        except (FileNotFoundError, NotADirectoryError):
            names = set()
        for path, data in self._after.items():
            if path.startswith(f"{folder}/"):
                name, below, _ = path[len(folder) + 1 :].partition("/")
                if data is not None:
                    names.add(name)
                elif not below:
                    names.discard(name)
        return sorted(names)

    def _append(self, touch: Touch) -> None:
        path = self._now(touch)
        # No hint for editors: a file of touches is one line each, and commands write it.
        text = self._text(path) if self._read(path) is not None else ""
        with _not_too_big(path):
            self._write(path, append_line(text, plain(touch)).encode())

    def _update(self, before: Record | Settings, after: Record | Settings) -> None:
        path = self._now(before)
        if isinstance(after, Account) and self._read(path) is None:
            self._write_new(after, path)
            return
        base = (self._place_of_touch(path, before.index),) if isinstance(before, Touch) else ()
        text = self._text(path)
        if isinstance(before, Settings | Account):
            _refuse_faults(path, text, before)
        with _not_too_big(path):
            self._write(path, edit(text, record_edits(text, before, after, base)).encode())

    def _place_of_touch(self, path: str, index: int) -> int:
        """The place of a touch in its file, now that earlier ones may have gone."""
        return index - sum(gone < index for gone in self._removed_touches.get(path, ()))

    def _remove_touch(self, touch: Touch) -> None:
        path = self._now(touch)
        edits: list[Edit] = [Remove((self._place_of_touch(path, touch.index),))]
        text = edit(self._text(path), edits)
        self._removed_touches.setdefault(path, []).append(touch.index)
        self._write(path, text.encode() if text.strip() else None)

    def _hand_over(self, gone: Record, kept: Record) -> None:
        """The keys of the user's own in the file that goes; those that say something else in the other are refused.

        Those within an entry follow it, unless the other file has such an entry with such a key.
        """
        path, other = self._now(kept), self._now(gone)
        text = self._text(path)
        account = getattr(kept, "account", "")
        held = beside(text, kept.TYPE).own
        going = beside(self._text(other), gone.TYPE, account)
        new = going.own
        for key, value in new.items():
            if held.get(key, value) != value:
                raise OwnKeysDiffer(key=key, files=(path, other))
        edits: list[Edit] = [SetValue((key,), value) for key, value in new.items() if key not in held]
        for steps, value in going.inner.items():
            place = place_of_key(text, steps, kept.TYPE, account)
            if place is not None:
                edits.append(SetValue(place, value))
        with _not_too_big(path):
            self._write(path, edit(text, edits).encode())

    def _remove(self, record: Record) -> None:
        if not isinstance(record, Account):
            self._write(self._now(record), None)
            return
        folder = f"{ACCOUNTS}/{record.id}"
        paths = list(self._files_below(folder))
        unknown = [path for path in paths if place_of(path) is None]
        if unknown:
            raise UnknownFiles(folder=folder, files=unknown)
        for path in paths:
            self._write(path, None)

    def _files_below(self, folder: str) -> Iterator[str]:
        """Every file below a folder, in the order of paths; what is neither file nor folder counts as a file."""
        found = {path for path, data in self._after.items() if path.startswith(f"{folder}/") and data is not None}
        gone = {path for path, data in self._after.items() if data is None}
        yield from sorted((found | set(_walk(self._root, folder))) - gone)

    def _rename(self, record: Named, to: str) -> None:
        if isinstance(record, Account):
            self._rename_account(record.id, to)
            return
        self._refuse_twin(path_of(replace(record, id=to)))
        self._move(path_of(record), path_of(replace(record, id=to)))
        if isinstance(record, Member):
            for path, year in self._touch_files(record.id):
                self._move(path, f"{path.rpartition('/')[0]}/{year}-{to}{ENDING}")

    def _rename_account(self, old: str, new: str) -> None:
        twin = next((name for name in self._names(ACCOUNTS) if clash_key(name) == clash_key(new)), None)
        if twin is not None:
            raise RecordExists(file=f"{ACCOUNTS}/{twin}")
        for path in list(self._files_below(f"{ACCOUNTS}/{old}")):
            target = f"{ACCOUNTS}/{new}{path.removeprefix(f'{ACCOUNTS}/{old}')}"
            self._move(path, target)
            self._shorten_references(target, old)

    def _shorten_references(self, path: str, account: str) -> None:
        """Where a file names its own account in full, the short form holds under the new name, too."""
        place, data = place_of(path), self._after[path]
        if place is not None and data is not None and f"{account}/".encode() in data:
            text = self._text(path)
            self._write(path, edit(text, short_references(text, place.type, account)).encode())

    def _touch_files(self, member: str) -> Iterator[tuple[str, str]]:
        """Path and year of every file of a member's touches."""
        for account in self._names(ACCOUNTS):
            folder = f"{ACCOUNTS}/{account}/{TOUCHES}"
            for name in self._names(folder):
                match = TOUCHES_NAME.fullmatch(name.removesuffix(ENDING))
                if match and match[2] == member and name.endswith(ENDING):
                    yield f"{folder}/{name}", match[1]

    def _move(self, old: str, new: str) -> None:
        data = self._read(old)
        if data is None:
            raise ChangedOnDisk(file=str(self._root / old))
        if self._read(new) is not None:
            raise RecordExists(file=new)
        self._write(new, data)
        self._write(old, None)
        self._moved[old] = new
        self._moved.pop(new, None)


def _refuse_faults(path: str, text: str, record: Record | Settings) -> None:
    """These two kinds of record are in the book without what has a fault, so that their places say nothing."""
    fault = first_error(path, text, FIELDS[record.TYPE])
    if fault is not None:
        raise FileHasFaults(place=fault.place, message=fault.message, mend=fault.mend)


@contextmanager
def _not_too_big(path: str) -> Iterator[None]:
    try:
        yield
    except TextTooBig:
        raise FileTooBig(file=path, limit=MAX_BYTES) from None


def _walk(root: Path, folder: str) -> Iterator[str]:
    with scandir(root / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, path)
            else:
                yield path
