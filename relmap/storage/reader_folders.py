"""The folders and files of a book as they are found: names, bytes, and what does not belong there."""

import errno
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice

from relmap.errors import BadValue
from relmap.model.ids import check_id, clash_key, is_id, make_id
from relmap.model.saying import _, later
from relmap.model.text import normal, visible
from relmap.storage.layout import ACCOUNTS, ENDING, PEOPLE, TOUCHES
from relmap.storage.reader_report import ERROR, WARNING, Report, shown
from relmap.storage.source import Entry, Source

_YAML_LIKE = (".yaml", ".yml")


class Folders:
    """Walks the folders of the book in `source` and reports what stands in the wrong place.

    `not_plain` collects the paths where something else stands than the file or folder that should.
    """

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self._report = report
        self.not_plain: list[str] = []

    def problem(self, severity: str, code: str, path: str, message: str, mend: str) -> None:
        """A problem of a file or folder as such."""
        self._report.begin(visible(path), "", "")
        self._report.add(severity, code, 1, 1, message, mend)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the book; None if it cannot be read, which has then been reported."""
        try:
            return self.source.read(path)
        except OSError as error:
            if error.errno == errno.ELOOP:
                self._not_plain(path, _("a symbolic link"), _("a file"))
                return None
            reason = error.strerror or str(error)
            self.problem(
                ERROR,
                "unreadable",
                path,
                _("the file cannot be read: {reason}").format(reason=reason.lower()),
                _(_READ_MEND),
            )
            return None

    def files(self, folder: str) -> Iterator[tuple[str, str]]:
        """Id and path of every record's file in `folder`, by name; everything else that is YAML is reported."""
        seen: dict[str, str] = {}
        entries = self._entries(folder)
        for entry in entries:
            name = entry.name
            if name.endswith(ENDING) and not name.startswith("."):
                path = f"{folder}/{name}"
                identifier = name[: -len(ENDING)]
                if self._is_plain_file(entry, path) and self._is_id(identifier, path, seen, entries):
                    yield identifier, path
            else:
                self._stray(entry, folder)

    def subfolders(self, folder: str) -> Iterator[str]:
        """The names of the folders in `folder` that are valid ids."""
        seen: dict[str, str] = {}
        entries = self._entries(folder)
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if self._is_id(entry.name, path, seen, entries):
                    yield entry.name
            elif entry.is_file(follow_symlinks=False):
                self._stray(entry, folder)
            else:
                self._not_plain(path, self._what_is(entry), _("a folder"))

    def account_entries(self, folder: str, known: tuple[str, ...]) -> frozenset[str]:
        """The names from `known` that are in an account's folder; what else is YAML there is reported."""
        names = set()
        for entry in self._entries(folder):
            if entry.name in known:
                names.add(entry.name)
            elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                self._stray_folder(f"{folder}/{entry.name}", known)
            else:
                self._stray(entry, folder)
        return frozenset(names)

    def any_file(self, folder: str, names: Iterable[str]) -> bool:
        """Whether one of these folders in `folder` holds YAML; empty ones are what git or a removal left."""
        return any(entry.name.endswith(ENDING) for name in names for entry in self._entries(f"{folder}/{name}"))

    def _entries(self, folder: str) -> Sequence[Entry]:
        try:
            return self.source.entries(folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            if error.errno == errno.ELOOP:
                self._not_plain(folder, _("a symbolic link"), _("a folder"))
                return []
            reason = error.strerror or str(error)
            self.problem(
                ERROR,
                "unreadable",
                folder,
                _("the folder cannot be read: {reason}").format(reason=reason.lower()),
                _(_READ_MEND),
            )
            return []

    def _is_plain_file(self, entry: Entry, path: str) -> bool:
        if entry.is_file(follow_symlinks=False):
            return True
        self._not_plain(path, self._what_is(entry), _("a file"))
        return False

    def _what_is(self, entry: Entry) -> str:
        link, folder = entry.is_symlink(), entry.is_dir(follow_symlinks=False)
        return _("a symbolic link") if link else _("a folder") if folder else _(self.source.otherwise)

    def _not_plain(self, path: str, found: str, wanted: str) -> None:
        self.not_plain.append(path)
        self.problem(
            ERROR,
            "not-plain",
            path,
            _("this is {found}, not {wanted}").format(found=found, wanted=wanted),
            _("put {wanted} itself here, or move it away").format(wanted=wanted),
        )

    def _is_id(self, name: str, path: str, seen: dict[str, str], beside: Sequence[Entry]) -> bool:
        try:
            check_id(name)
        except BadValue as bad:
            # Its composed or lower-case twin may stand beside it, and then is the one that counts.
            twin, free = _twin(name, [entry.name.removesuffix(ENDING) for entry in beside])
            if twin:
                self._clash(path, f"{shown(name)} {bad.reason}", twin, free)
            else:
                self.problem(
                    ERROR,
                    "bad-id",
                    path,
                    _("the name {name} {reason}").format(name=shown(name), reason=bad.reason),
                    _("rename it: {mend}").format(mend=bad.mend),
                )
            return False
        other = seen.setdefault(clash_key(name), name)
        if other != name:
            message = _("the names {name} and {other} are one and the same on some disks").format(
                name=shown(name), other=shown(other)
            )
            self.problem(ERROR, "id-clash", path, message, _("rename one of the two"))
            return False
        return True

    def _clash(self, path: str, fault: str, twin: str, free: str) -> None:
        """A name whose right form another has already: whoever gave it that would write over the other."""
        folder, _slash, name = path.rpartition("/")
        account, _folder, kind = folder.removeprefix(f"{ACCOUNTS}/").rpartition("/")
        mend = _("rename this one to {name}").format(name=free + (ENDING if name.endswith(ENDING) else ""))
        if kind == PEOPLE:
            merge = f"relmap merge-people {account}/{make_id(twin)} {account}/{free}"
            mend = _("{mend}, then merge them if they are one: `{merge}`").format(mend=mend, merge=merge)
        elif kind == TOUCHES:
            mend = _("put its lines into {file}").format(file=twin + ENDING)
        self.problem(
            ERROR,
            "id-clash",
            path,
            _("the name {fault}, and {twin} stands beside it").format(fault=fault, twin=shown(twin)),
            mend,
        )

    def _stray(self, entry: Entry, folder: str) -> None:
        """Only YAML is worth a word: backups of editors and the system's own files are left in peace."""
        name = entry.name
        if name.startswith(".") or not normal(name).lower().endswith(_YAML_LIKE):
            return
        path = f"{folder}/{name}"
        if name.endswith(ENDING):
            self.problem(WARNING, "stray-file", path, _("relmap reads no file in this place"), _(_STRAY_MEND))
        else:
            stem = name.rpartition(".")[0]
            mend = _("rename it to {name}").format(name=visible(stem) + ENDING)
            self.problem(
                WARNING,
                "wrong-ending",
                path,
                _("a file that does not end in {ending} is not read").format(ending=ENDING),
                mend,
            )

    def _stray_folder(self, folder: str, known: tuple[str, ...]) -> None:
        if any(entry.name.lower().endswith(_YAML_LIKE) for entry in self._entries(folder)):
            folders = ", ".join(name for name in known if not name.endswith(ENDING))
            self.problem(
                WARNING,
                "stray-folder",
                folder,
                _("relmap reads no files in this folder"),
                _("use {folders}").format(folders=folders),
            )


def _twin(name: str, beside: list[str]) -> tuple[str, str]:
    """Of the names in a folder one that becomes the same id as `name`, and an id that is free; or "" twice.

    Of several such names each is offered an id of its own.
    """
    wanted = clash_key(make_id(name))
    # Names that are ids come first: one of those keeps what it has.
    alike = sorted(
        (other for other in beside if clash_key(make_id(other)) == wanted), key=lambda one: (not is_id(one), one)
    )
    if not wanted or alike[0] == name:
        return "", ""
    taken = set(map(clash_key, beside))
    free = (f"{make_id(name)}-{number}" for number in count(2))
    return alike[0], next(islice((one for one in free if clash_key(one) not in taken), alike.index(name) - 1, None))


_READ_MEND = later("give yourself the right to read it, or move it away")
_STRAY_MEND = later("move it to team/, campaigns/ or an account's people/, deals/ or touches/, or out of the book")
