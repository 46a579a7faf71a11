"""From a file to what its record is made of, with every fault of the file."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from relmap.errors import BookTooNew, BookTooOld
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field
from relmap.model.records import Account, Campaign, Deal, Member, Person, Record, Touch
from relmap.model.saying import _
from relmap.model.settings import FORMAT, Settings, Vocabulary
from relmap.model.text import normal
from relmap.storage.layout import SETTINGS_FILE, TOUCHES
from relmap.storage.reader_fields import FieldReaders, ValuesReader
from relmap.storage.reader_folders import Folders
from relmap.storage.reader_report import ERROR, WARNING, Report
from relmap.storage.yaml_source import Node, SequenceNode, read_source

_FORMAT_LINE = re.compile(r"^relmap[ \t]*:[ \t]*[\"']?([0-9]+)", re.MULTILINE)
_RECORDS: dict[str, Any] = {"person": Person, "member": Member, "account": Account, "deal": Deal, "campaign": Campaign}
# What stands for the values that a broken touch lacks.
_NO_TOUCH = {"on": date.min, "people": (), "channel": ""}
_COMPLEX = "yaml-complex-key"
_NOT_NFC = "yaml-not-nfc"


class RecordFiles:
    """Reads the files of a book's records, the settings first.

    `broken` collects type and `ref` of every record that exists but could not be read, `drafts` what is left of those.
    """

    def __init__(self, folders: Folders, report: Report) -> None:
        self._folders = folders
        self._report = report
        self._fields = FieldReaders(None)
        self._readers: dict[str, ValuesReader] = {}
        self.broken: set[tuple[str, str]] = set()
        self.drafts: list[Record] = []

    def settings(self) -> Settings:
        """Those that can be read. Their own words are the ones that may be used, or any where the file is broken."""
        root = self._tree(SETTINGS_FILE, "")
        found = _FORMAT_LINE.search(self._report.text)
        if found and found[1] != FORMAT:
            refused = BookTooOld if int(found[1]) < int(FORMAT) else BookTooNew
            raise refused(file=self._folders.source.shown(SETTINGS_FILE), found=found[1])
        if root is None:
            return Settings()
        own = own_words(root)
        values = FieldReaders(own, sound_items=True).of(FIELDS["settings"])(root, self._report, _("the file"))
        if not self._report.broken:
            self._fields = FieldReaders(own)
        return Settings(**values)

    def check_settings(self, fields: tuple[Field, ...]) -> None:
        """Reports the faults of relmap.yaml as a whole, and in those `fields` of it."""
        root = self._tree(SETTINGS_FILE, "")
        if root is not None:
            FieldReaders(own_words(root)).of(fields)(root, self._report, _("the file"))

    def values(self, type_: str, ref: str, path: str, account: str = "") -> dict[str, Any] | None:
        """What the file of a record says, as its arguments; None if that cannot be used.

        `account` is the one that short references mean.
        """
        root = self._tree(path, account)
        values = self._reader(type_)(root, self._report, _("the file")) if root is not None else None
        if self._report.broken:
            self.broken.add((type_, ref))
            if values is not None:
                self.drafts.append(_draft(type_, ref, values))
            return None
        return values

    def touches(self, path: str, account: str, member: str, year: int) -> Iterator[Touch]:
        """The touches of one file; a broken one leaves only itself out."""
        root = self._tree(path, account)
        if self._report.broken:
            self.broken.add(("touch", f"{account}/{TOUCHES}/{year}-{member}"))
        if root is None:
            return
        if type(root) is not SequenceNode:
            self._report.wrong_shape(
                root, _("a file of touches"), _("a list"), _("start each touch with `- ` on a line of its own")
            )
            return
        read, report = self._reader("touch"), self._report
        for index, item in enumerate(root.value):
            report.broken = False
            values = read(item, report, "a touch")
            place: dict[str, Any] = {"account": account, "member": member, "index": index, "year": year}
            if not report.broken:
                yield Touch(**place, **values)
            elif values:
                self.drafts.append(Touch(**place, **{**_NO_TOUCH, **values}))

    def _reader(self, type_: str) -> ValuesReader:
        if type_ not in self._readers:
            self._readers[type_] = self._fields.of(FIELDS[type_])
        return self._readers[type_]

    def _tree(self, path: str, account: str) -> Node | None:
        """The tree of a file, whose faults have been reported; None if there is nothing to read on."""
        report = self._report
        data = self._folders.read(path)
        if data is None:
            return None
        source = read_source(data)
        report.begin(path, source.text, account)
        root = source.root
        if source.faults:
            codes = {fault.code for fault in source.faults}
            for fault in source.faults:
                report.add_fault(fault, WARNING if fault.code == _NOT_NFC else ERROR)
            if codes == {_NOT_NFC}:
                source = read_source(normal(source.text).encode())
                root = source.root
                report.text = source.text
            elif _COMPLEX in codes:
                return None
        elif root is None and TOUCHES not in path.split("/"):
            first = f"relmap: {FORMAT}" if path == SETTINGS_FILE else "name: ..."
            report.add(
                ERROR,
                "empty-file",
                1,
                1,
                _("the file is empty"),
                _("write `{first}` into it, or delete it").format(first=first),
            )
        return root


def own_words(root: Node) -> Vocabulary:
    """The words of the user's own in relmap.yaml, whose faults do not count here.

    They may stand below the first place that uses one, so they are read first.
    """
    values = FieldReaders(None, sound_items=True).of(FIELDS["settings"])(root, Report(), _("the file"))
    found: Vocabulary = values.get("vocabulary", Vocabulary())
    return found


def _draft(type_: str, ref: str, values: dict[str, Any]) -> Record:
    """What is left of a record with faults."""
    folder, _, identifier = ref.rpartition("/")
    place = {"id": identifier, "account": folder} if type_ in ("person", "deal") else {"id": identifier}
    drafted: Record = _RECORDS[type_](**place, **{"name": identifier, **values})
    return drafted
