"""Faults in files that are used although they have some, without the values that have them.

Those are relmap.yaml and an account's own file. What was read of them does not tell the place of anything in them,
but with `items_left_out`.
"""

from collections.abc import Collection

from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Nested
from relmap.model.problems import Problem
from relmap.model.saying import _
from relmap.storage.reader_fields import FieldReaders
from relmap.storage.reader_folders import Folders
from relmap.storage.reader_records import RecordFiles, own_words
from relmap.storage.reader_report import ERROR, Report
from relmap.storage.source import Source
from relmap.storage.yaml_source import Node, read_source


def first_error(path: str, text: str, fields: tuple[Field, ...]) -> Problem | None:
    """The first error in those `fields` of a file, or None; `text` is YAML without a fault."""
    report = _Errors()
    report.begin(path, text, "")
    root = read_source(text.encode()).root
    if root is not None:
        FieldReaders(own_words(root)).of(fields)(root, report, _("the file"))
    return report.first


def items_left_out(data: bytes) -> frozenset[int]:
    """The characters at which those items of lists in relmap.yaml begin that have a fault; `data` are its bytes."""
    root = read_source(data).root
    if root is None:
        return frozenset()
    readers = FieldReaders(own_words(root), sound_items=True)
    readers.of(FIELDS["settings"])(root, Report(), _("the file"))
    return frozenset(readers.left_out)


def gap_choice_problems(book: Source) -> list[Problem]:
    """The errors in what relmap.yaml says of the gaps that are reported and fail a script, and keys of no meaning."""
    report = _OfGaps()
    RecordFiles(Folders(book, report), report).check_settings(_gap_choice())
    return report.problems


class _Errors(Report):
    """Takes no warnings, so that no number of them hides an error."""

    __slots__ = ()

    def add(self, severity: str, code: str, line: int, column: int, message: str, mend: str) -> None:
        if severity == ERROR:
            super().add(severity, code, line, column, message, mend)

    @property
    def first(self) -> Problem | None:
        return self.problems[0] if self.problems else None


class _OfGaps(Report):
    """Takes errors, and the keys within `gaps` that mean nothing there; no number of those hides an error."""

    __slots__ = ()

    def add(self, severity: str, code: str, line: int, column: int, message: str, mend: str) -> None:
        if code == "unknown-key":
            self._left += 1
        if severity == ERROR or code == "unknown-key":
            super().add(severity, code, line, column, message, mend)

    def unknown_key(self, node: Node, known: Collection[str]) -> None:
        if "fail_on" in known and node.value != "waivers":
            super().unknown_key(node, known)


def _gap_choice() -> tuple[Field, ...]:
    """The field `gaps` without its waivers: what of those cannot be read accepts nothing, and so hides nothing."""
    gaps = next(field for field in FIELDS["settings"] if field.name == "gaps")
    assert isinstance(gaps.kind, Nested)
    chosen = tuple(field for field in gaps.kind.fields if field.name != "waivers")
    return (gaps._replace(kind=gaps.kind._replace(fields=chosen)),)
