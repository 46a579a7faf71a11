"""What commits did to the files of a book, and what these said before and since."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from relmap.model.book import Book
from relmap.model.records import Account, Campaign, Deal, Member, Named, Person, Touch


class Version(NamedTuple):
    """A record's file with certain bytes: `blob` is git's id of these."""

    type: str
    ref: str
    blob: str


class Step(NamedTuple):
    """What a commit made of one file: its blobs in each parent, and now; "" where there was or is no file."""

    type: str
    ref: str
    before: tuple[str, ...]
    after: str

    @property
    def was(self) -> Iterator[Version]:
        return (Version(self.type, self.ref, blob) for blob in self.before if blob)

    @property
    def now(self) -> Version | None:
        return Version(self.type, self.ref, self.after) if self.after else None

    @property
    def is_new(self) -> bool:
        return bool(self.after) and not any(self.before)


class Commit(NamedTuple):
    """A commit with the steps of the book's files; of a merge, those that made a file what no parent has.

    `day` is the author's, `committed` the committer's. `begins`: a shallow clone has nothing before it.
    """

    id: str
    parents: int
    day: date
    committed: date
    author: str
    subject: str
    steps: tuple[Step, ...]
    begins: bool = False


class Diary(NamedTuple):
    """What a file of touches says, which is no record with a name."""

    account: str
    touches: tuple[Touch, ...]


Content = Named | Diary
RecordOf = Callable[[Version], Content | None]
"""What a version says; None where it cannot be read."""


def version_in(step: Step, parent: int) -> Version | None:
    """What a file was in one of the commit's parents; None where it had none."""
    blob = step.before[parent] if parent < len(step.before) else ""
    return Version(step.type, step.ref, blob) if blob else None


class Found(NamedTuple):
    """A book of nothing but what a commit touched, and the versions by type and reference."""

    book: Book
    versions: Mapping[tuple[str, str], Version]


def books_of(
    commit: Commit,
    parent: int,
    record_of: RecordOf,
    *,
    earlier: RecordOf | None = None,
    only: Callable[[Step], bool] = lambda step: True,
) -> tuple[Found, Found]:
    """What a commit touched, as it was in a parent and as it is since: files that came and went, and `only` others.

    `earlier` reads the former ones. A record that cannot be read now is left out of both.
    """
    sides: tuple[dict[Version, Content], dict[Version, Content]] = ({}, {})
    renames = _renames(commit)
    for step in commit.steps:
        if not (only(step) or (renames and step.type != "touch" and (step.is_new or not step.after))):
            continue
        old = version_in(step, parent)
        before = (earlier or record_of)(old) if old else None
        after = record_of(step.now) if step.now else None
        if step.now and after is None:
            continue
        if old and before is not None:
            sides[0][old] = before
        if step.now and after is not None:
            sides[1][step.now] = after
    return _found(sides[0]), _found(sides[1])


def _renames(commit: Commit) -> bool:
    gone = {step.type for step in commit.steps if not step.after} - {"touch"}
    return any(step.is_new and step.type in gone for step in commit.steps)


def _found(records: Mapping[Version, Content]) -> Found:
    return Found(book_of(records.values()), {(version.type, version.ref): version for version in records})


def book_of(records: Iterable[Content]) -> Book:
    """A book that holds these records and diaries and nothing else."""
    members: dict[str, Member] = {}
    accounts: dict[str, Account] = {}
    people: dict[str, Person] = {}
    deals: dict[str, Deal] = {}
    campaigns: dict[str, Campaign] = {}
    touches: dict[str, tuple[Touch, ...]] = {}
    for record in records:
        match record:
            case Person():
                people[record.ref] = record
            case Deal():
                deals[record.ref] = record
            case Account():
                accounts[record.id] = record
            case Member():
                members[record.id] = record
            case Campaign():
                campaigns[record.id] = record
            case Diary():
                touches[record.account] = touches.get(record.account, ()) + record.touches
    return Book(members=members, accounts=accounts, people=people, deals=deals, campaigns=campaigns, touches=touches)
