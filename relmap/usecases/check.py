"""Every fault of a book: those of its files, those that only the whole shows, and people who are in it twice."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from relmap.analysis.duplicates import Likeness, duplicates
from relmap.analysis.gaps.waivers import settings_findings
from relmap.analysis.integrity import Nearest, findings
from relmap.analysis.owners import owners_who_left
from relmap.model.book import Book
from relmap.model.changes import Added
from relmap.model.changing import changed
from relmap.model.problems import Finding, Problem
from relmap.model.records import Record


class Reading(Protocol):
    """A book as it was read."""

    @property
    def book(self) -> Book: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def broken(self) -> frozenset[tuple[str, str]]: ...
    @property
    def drafts(self) -> tuple[Record, ...]: ...
    @property
    def whole(self) -> bool: ...


class Store(Protocol):
    """Where the book is kept."""

    def load(self) -> Reading: ...
    def problems_of(self, findings: Iterable[Finding]) -> list[Problem]: ...


def check(store: Store, *, today: date, likeness: Likeness, nearest: Nearest) -> list[Problem]:
    """All problems of the whole book, by place.

    `likeness` tells how alike two words are, 0-1, and `nearest` which of many another was meant to be.
    """
    reading = store.load()
    # What is left of a file with a fault is checked too: one fault shall not hide the others.
    book = changed(reading.book, [Added(record=draft) for draft in reading.drafts])
    found = findings(book, today=today, broken=reading.broken, whole=reading.whole, nearest=nearest)
    # Half a record tells too little of who it is.
    found += duplicates(reading.book, likeness)
    found += owners_who_left(book)
    found += settings_findings(book, today=today, unread=reading.broken)
    return sorted([*reading.problems, *store.problems_of(found)], key=_place)


def errors(store: Store, *, today: date, nearest: Nearest) -> dict[tuple[str, str, str], Problem]:
    """The errors of the whole book without its doubts, by what stays the same when lines move."""
    reading = store.load()
    found = findings(reading.book, today=today, broken=reading.broken, whole=reading.whole, nearest=nearest)
    problems = [*reading.problems, *store.problems_of(found)]
    return {(one.file, one.code, one.message): one for one in problems if one.severity == "error"}


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.code
