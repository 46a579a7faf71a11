"""What commits did to the files of a book, and which of those files one record was in over time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from relmap.analysis.differences.books import aligned
from relmap.analysis.differences.sameness import likeness
from relmap.model.book import Book
from relmap.model.records import Account, Campaign, Deal, Member, Named, Person
from relmap.model.text import search_key


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


RecordOf = Callable[[Version], Named | None]
"""The record that a version says; None where it cannot be read."""


def versions_of(start: Iterable[Version], commits: Iterable[Commit], record_of: RecordOf) -> frozenset[Version]:
    """Every version of the records that `start` are versions of: by their files' changes, else by what they say.

    Whoever has another file from some commit on is found by content, and so is whoever was made one with another.
    """
    known = list(commits)
    near: dict[Version, set[Version]] = {}
    for one, other in (pair for commit in known for step in commit.steps for pair in _changed(step)):
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found, asked = _reached(set(start), near), set[str]()
    while True:
        waiting = [commit for commit in known if commit.id not in asked and _may_rename(commit, found)]
        if not waiting:
            return frozenset(found)
        for commit in waiting:
            asked.add(commit.id)
            for old, new in successors(commit, record_of):
                near.setdefault(new, set()).add(old)
                near.setdefault(old, set()).add(new)
        found = _reached(found, near)


def _changed(step: Step) -> Iterator[tuple[Version, Version]]:
    return ((old, step.now) for old in step.was if step.now is not None)


def _reached(start: set[Version], near: Mapping[Version, set[Version]]) -> set[Version]:
    found, waiting = set(start), list(start)
    while waiting:
        new = near.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _may_rename(commit: Commit, found: set[Version]) -> bool:
    """Whether one of `found` came about, or went, where another file went or came."""
    gone = {step.type for step in commit.steps if not step.after}
    return any(
        (step.type in gone and step.now in found) or (not step.after and not found.isdisjoint(step.was))
        for step in commit.steps
    )


def successors(commit: Commit, record_of: RecordOf) -> Iterator[tuple[Version, Version]]:
    """Each file that went with the one that has its record since: under another name, or as part of another's."""
    for parent in range(max(1, commit.parents)):
        before, after = books_of(commit, parent, record_of)
        was = aligned(before.book, after.book).was
        for new, version in after.versions.items():
            old = former(new, was)
            if old != new and old in before.versions:
                yield before.versions[old], version
        yield from _taken_in(commit, parent, record_of, set(was.values()))


def former(ref: str, was: Mapping[str, str]) -> str:
    """The reference before; whoever is at an account that has another id has it with them."""
    account, slash, own = was.get(ref, ref).rpartition("/")
    return f"{was.get(account, account)}{slash}{own}"


def _taken_in(commit: Commit, parent: int, record_of: RecordOf, moved: set[str]) -> Iterator[tuple[Version, Version]]:
    """Somebody who is gone, with whoever bears their name since, and did not before."""
    gone = [step for step in commit.steps if step.type == "person" and not step.after and step.ref not in moved]
    if not gone:
        return
    kept = [step for step in commit.steps if step.type == "person" and step.after and step.before[parent : parent + 1]]
    for step in gone:
        old = _version(step, parent)
        person = record_of(old) if old else None
        if old is None or not isinstance(person, Person) or person.is_placeholder:
            continue
        for other in kept:
            earlier = _version(other, parent)
            if earlier and other.now and _bears_name(record_of(other.now), record_of(earlier), person):
                yield old, other.now


def _bears_name(after: Named | None, before: Named | None, gone: Person) -> bool:
    if not isinstance(after, Person) or not isinstance(before, Person):
        return False
    name = search_key(gone.name)
    return name in _keys(after) and (name not in _keys(before) or likeness(gone, after) > 0)


def _keys(person: Person) -> set[str]:
    return {search_key(name) for name in (person.name, *person.names.values(), *person.aliases)}


def _version(step: Step, parent: int) -> Version | None:
    blob = step.before[parent] if parent < len(step.before) else ""
    return Version(step.type, step.ref, blob) if blob else None


class Found(NamedTuple):
    """A book of nothing but what a commit touched, and the versions by reference."""

    book: Book
    versions: Mapping[str, Version]


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
    sides: tuple[dict[Version, Named], dict[Version, Named]] = ({}, {})
    renames = _renames(commit)
    for step in commit.steps:
        if not (only(step) or (renames and (step.is_new or not step.after))):
            continue
        old = _version(step, parent)
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
    gone = {step.type for step in commit.steps if not step.after}
    return any(step.is_new and step.type in gone for step in commit.steps)


def _found(records: Mapping[Version, Named]) -> Found:
    return Found(book_of(records.values()), {version.ref: version for version in records})


def book_of(records: Iterable[Named]) -> Book:
    """A book that holds these records and nothing else."""
    members: dict[str, Member] = {}
    accounts: dict[str, Account] = {}
    people: dict[str, Person] = {}
    deals: dict[str, Deal] = {}
    campaigns: dict[str, Campaign] = {}
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
    return Book(members=members, accounts=accounts, people=people, deals=deals, campaigns=campaigns)
