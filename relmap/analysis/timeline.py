"""What became of a record, or of everything at an account: commit by commit, in the words of the field."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.differences import Difference, differences
from relmap.analysis.differences.values import field_changes
from relmap.analysis.timeline_steps import Commit, RecordOf, Step, Version, books_of
from relmap.model.records import Account, Deal, Named, Person, Record, Touch
from relmap.model.settings import Settings


class Entry(NamedTuple):
    """One thing that happened on a day: a touch, or what a commit (None: nobody has yet) says otherwise.

    `unread` are the files that could not be read from this commit on. `begins`: a shallow clone has nothing before it,
    so that nobody can tell what the commit changed.
    """

    day: date
    commit: Commit | None = None
    found: tuple[Difference, ...] = ()
    unread: tuple[Version, ...] = ()
    touch: Touch | None = None
    begins: bool = False

    @property
    def is_any(self) -> bool:
        return bool(self.found or self.unread or self.touch or self.begins)


class Follows(NamedTuple):
    """What a timeline is of: one record in all its `versions`, or with `accounts` everything there."""

    versions: frozenset[Version]
    accounts: frozenset[str] = frozenset()

    def has(self, step: Step) -> bool:
        if self.accounts:
            return step.type in ("account", "person", "deal") and account_of(step.ref) in self.accounts
        return step.now in self.versions or any(version in self.versions for version in step.was)

    def tells(self, one: Difference, own: frozenset[tuple[str, str]]) -> bool:
        """Whether a difference is about it; `own` are type and reference of the files of it that a commit touched."""
        if self.accounts:
            return one.account in self.accounts or account_of(one.was) in self.accounts
        return (one.type, one.record.ref) in own


def follows(subject: Record, versions: Iterable[Version]) -> Follows:
    """What the timeline of a record is of, whose versions are known; an account's is of all that is in it."""
    known = frozenset(versions)
    if isinstance(subject, Account):
        return Follows(known, frozenset(version.ref for version in known))
    return Follows(known)


def entry_of(commit: Commit, followed: Follows, record_of: RecordOf, earlier: RecordOf) -> Entry:
    """What a commit made of what is followed. A merge tells what none of its parents says.

    `earlier` reads a version, or where that cannot be read the last one before it that can.
    """
    own = [step for step in commit.steps if followed.has(step)]
    if commit.begins:
        return Entry(commit.day, commit, begins=bool(own))
    refs = frozenset((step.type, step.ref) for step in own)
    sides = [
        books_of(commit, parent, record_of, earlier=earlier, only=followed.has)
        for parent in range(max(1, commit.parents if own and len(own[0].before) > 1 else 1))
    ]
    told = [
        [one for one in differences(before.book, after.book).found if followed.tells(one, refs)]
        for before, after in sides
    ]
    unread = tuple(step.now for step in own if step.now is not None and record_of(step.now) is None)
    return Entry(commit.day, commit, found=tuple(_common(told)), unread=unread)


def last_readable(commits: Iterable[Commit], record_of: RecordOf) -> RecordOf:
    """Reads a version, or where it cannot be read the last one before it that can."""
    was: dict[Version, Version] = {}
    for commit in commits:
        for step in commit.steps:
            if step.now is not None:
                was.update((step.now, old) for old in list(step.was)[:1] if old != step.now)

    def read(version: Version) -> Named | None:
        seen, at = set[Version](), version
        while record_of(at) is None and at in was and at not in seen:
            seen.add(at)
            at = was[at]
        return record_of(at)

    return read


def _common(told: list[list[Difference]]) -> Iterator[Difference]:
    first, *others = told
    for one in first:
        same = [_same(one, other) for other in others]
        if not all(same):
            continue
        paths = [{change.path for change in other.changes} for other in same if other is not None]
        changes = tuple(change for change in one.changes if all(change.path in known for known in paths))
        if changes or one.before is None or one.after is None or one.was:
            yield one._replace(changes=changes)


def _same(one: Difference, others: Iterable[Difference]) -> Difference | None:
    whole = one.before is None, one.after is None, one.was
    return next(
        (
            other
            for other in others
            if (other.type, other.record.ref) == (one.type, one.record.ref)
            and (other.before is None, other.after is None, other.was) == whole
        ),
        None,
    )


def only_field(entry: Entry, name: str) -> Entry:
    """Of an entry what it says of one field; somebody new says all that they begin with."""
    return entry._replace(found=tuple(kept for one in entry.found if (kept := _of_field(one, name))), touch=None)


def _of_field(one: Difference, name: str) -> Difference | None:
    record = one.record
    if one.after is None or isinstance(record, Settings | Touch):
        return None
    before = one.before or _blank(record)
    # Of a merge the changes are those that none of its sides says, which are not all between the two.
    told = one.changes if one.before is not None else field_changes(before, record)
    changes = tuple(change for change in told if change.field == name)
    return Difference(before, record, changes) if changes else None


def _blank(record: Named) -> Named:
    """Somebody of whom nothing is known but the name."""
    place: dict[str, Any] = {"account": record.account} if isinstance(record, Person | Deal) else {}
    return type(record)(id=record.id, name=record.name, **place)


def in_order(entries: Iterable[Entry], *, reverse: bool = False) -> list[Entry]:
    """The newest day first; of one day what is not committed, the commits as git has them, then the touches."""

    def place(entry: Entry) -> tuple[bool, date, bool]:
        return entry.commit is None and entry.touch is None, entry.day, entry.touch is None

    found = sorted(entries, key=place, reverse=True)
    return found[::-1] if reverse else found


def touches_of(subject: Record, touches: Iterable[Touch]) -> Iterator[Touch]:
    """Those that somebody or something had a part in."""
    match subject:
        case Person():
            return (touch for touch in touches if subject.ref in touch.people)
        case Account():
            return (touch for touch in touches if touch.account == subject.id)
        case Deal():
            return (touch for touch in touches if (touch.account, touch.deal) == (subject.account, subject.id))
    own = subject.ref.rpartition("/")[2]
    return (touch for touch in touches if own in (touch.member, *touch.together, touch.campaign))
