"""Faults in the user's data, as values: all of a book's are found in one run."""

from dataclasses import dataclass

from relmap.model.kinds import KeyPath
from relmap.model.records import Record
from relmap.model.settings import Settings
from relmap.spoken import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: where (file relative to the book, line and column from 1), why, and how to mend it.

    `severity` is "error" (the file or fact cannot be used) or "warning" (it is used as it is).
    `source` is the line of the file that the fault is in, without its line end. `missing` is the type and `ref` of what
    is named there and is not in the book; the type is MENTIONED where it may be one of several.
    """

    severity: str
    code: str
    file: str
    line: int
    column: int
    message: str
    mend: str
    source: str = ""
    missing: tuple[str, str] | None = None

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}; {self.mend}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault that one sees only in the book as a whole, such as a reference to nobody.

    `path` leads to the value inside the record's file. The store turns a finding into a `Problem` by looking up where
    that value stands. `missing` is the type and `ref` of what is named there and is not in the book.
    """

    severity: str
    code: str
    record: Record | Settings
    path: KeyPath
    message: str
    mend: str
    missing: tuple[str, str] | None = None


def mend_for(near: str, otherwise: str) -> str:
    """What was most likely meant, and what to do where that is not it; `near` may be ""."""
    return _("did you mean {near}? Else {otherwise}").format(near=near, otherwise=otherwise) if near else otherwise
