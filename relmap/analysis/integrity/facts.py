"""What a rule may look at, and what it finds."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date

from relmap.model.book import Book
from relmap.model.kinds import KeyPath
from relmap.model.problems import Finding, mend_for
from relmap.model.records import Record
from relmap.model.settings import Settings

Broken = Container[tuple[str, str]]
Nearest = Callable[[str, list[str]], str]
"""Of some words the one that another was most likely meant to be, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a rule may look at.

    `broken`: type and ref of records that exist although they could not be read. `whole`: the book is all there is,
    campaigns included, which no smaller part of a book has. `nearest`: which of some words another was meant to be.
    """

    book: Book
    today: date
    broken: Broken
    whole: bool
    nearest: Nearest

    def mend(self, target: str, known: Iterable[str], otherwise: str, prefix: str = "") -> str:
        """What is nearest to `target`, or else what to do."""
        near = self.nearest(target, list(known))
        return mend_for(near and prefix + near, otherwise)

    def has(self, type_: str, target: str) -> bool:
        """Whether the book, or a file of it that could not be read, holds this person, member, account or deal."""
        prefix = {"member": "team/", "campaign": "campaigns/"}.get(type_, "")
        return target in self.book.table(type_) or (type_, prefix + target) in self.broken


def error(
    code: str, record: Record | Settings, path: KeyPath, message: str, mend: str, missing: tuple[str, str] | None = None
) -> Finding:
    """`path` is where in the record's file; `missing` the type and reference of what is named and is not there."""
    return Finding(severity="error", code=code, record=record, path=path, message=message, mend=mend, missing=missing)


def warning(
    code: str, record: Record | Settings, path: KeyPath, message: str, mend: str, missing: tuple[str, str] | None = None
) -> Finding:
    """As `error`, of what may be right all the same."""
    return Finding(severity="warning", code=code, record=record, path=path, message=message, mend=mend, missing=missing)
