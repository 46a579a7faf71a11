"""What became of a record, or of everything at an account: commit by commit, in the words of the field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.differences import Difference, FieldChange
from relmap.analysis.differences.books import aligned, differences_of
from relmap.analysis.differences.own_books import own_differences
from relmap.analysis.differences.own_keys import NO_KEYS, OwnKeys
from relmap.analysis.differences.values import field_changes, record_key
from relmap.analysis.timeline_steps import Commit, RecordOf, Version, books_of
from relmap.analysis.timeline_subject import Follows, blank
from relmap.model.records import Touch
from relmap.model.settings import Settings


class Entry(NamedTuple):
    """One thing that happened on a day: a touch, or what a commit (None: nobody has yet) says otherwise.

    `own_keys` are what of records in `found` or others is otherwise under keys of the user's own. `again` has type and
    reference of records that are new and were there before; their changes say what is otherwise than when they went.
    `unread` are the files that could not be read from this commit on, `mended` those that can be again. `begins`: a
    shallow clone has nothing before it, so that nobody can tell what the commit changed.
    """

    day: date
    commit: Commit | None = None
    found: tuple[Difference, ...] = ()
    own_keys: tuple[Difference, ...] = ()
    again: frozenset[tuple[str, str]] = frozenset()
    unread: tuple[Version, ...] = ()
    mended: tuple[Version, ...] = ()
    touch: Touch | None = None
    begins: bool = False

    @property
    def is_any(self) -> bool:
        return bool(self.found or self.own_keys or self.unread or self.mended or self.touch or self.begins)


class Earlier(NamedTuple):
    """Reads what was before a commit: of a file that could not be read then what it said last."""

    record: RecordOf
    own_keys: Callable[[Version], OwnKeys] = lambda version: NO_KEYS


def entry_of(commit: Commit, followed: Follows, record_of: RecordOf, past: Earlier) -> Entry:
    """What a commit made of what is followed. A merge tells what none of its parents says."""
    own = [step for step in commit.steps if followed.owns(step)]
    if commit.begins:
        return Entry(commit.day, commit, begins=bool(own))
    near = [step for step in commit.steps if followed.has(step)]
    refs = frozenset((step.type, step.ref) for step in own)
    parents = range(max(1, commit.parents if near and len(near[0].before) > 1 else 1))
    sides = [_told(commit, parent, followed, record_of, past) for parent in parents]
    told, keys = (
        [[kept for one in side[place] if (kept := followed.told(one, refs))] for side in sides] for place in (0, 1)
    )
    gone = {place: followed.back[commit.id, *place] for place in refs if (commit.id, *place) in followed.back}
    found = tuple(_since_gone(one, gone, record_of) for one in _common(told))
    again = frozenset((one.type, one.record.ref) for one in found if one.before is None) & gone.keys()
    files = [step for step in near if step.type == "touch" or followed.owns(step)]
    unread = tuple(step.now for step in files if step.now and record_of(step.now) is None)
    mended = tuple(
        step.now for step in files if step.now and step.now not in unread and None in map(record_of, step.was)
    )
    return Entry(commit.day, commit, found, tuple(_common(keys)), again, unread, mended)


def _told(
    commit: Commit, parent: int, followed: Follows, record_of: RecordOf, past: Earlier
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """What the commit says otherwise than a parent, and what of that stands under keys of the user's own."""
    before, after = books_of(commit, parent, record_of, earlier=past.record, only=followed.has)
    then = aligned(before.book, after.book)
    old, new = ({place: past.own_keys(one) for place, one in side.versions.items()} for side in (before, after))
    own = own_differences(then, after.book, *({at: keys for at, keys in side.items() if keys} for side in (old, new)))
    # Of what is new or gone nothing in it is told.
    own_found = tuple(one for one in own.found if one.before is not None and one.after is not None)
    return differences_of(then, after.book).found, own_found


def _since_gone(one: Difference, gone: Mapping[tuple[str, str], Version], record_of: RecordOf) -> Difference:
    """Of a record that came back, with what is otherwise than when it went."""
    version = gone.get((one.type, one.record.ref)) if one.before is None else None
    was, record = record_of(version) if version else None, one.record
    return one._replace(changes=tuple(field_changes(was, record))) if isinstance(was, type(record)) else one


def last_readable(commits: Iterable[Commit], record_of: RecordOf) -> Callable[[Version], Version]:
    """Gives a version that can be read, or for one that cannot the last before it that can."""
    was: dict[Version, Version] = {}
    for commit in commits:
        for step in commit.steps:
            if step.now is not None:
                was.update((step.now, old) for old in list(step.was)[:1] if old != step.now)

    def readable(version: Version) -> Version:
        seen, at = set[Version](), version
        while record_of(at) is None and at in was and at not in seen:
            seen.add(at)
            at = was[at]
        return at

    return readable


def _common(told: list[list[Difference]]) -> Iterator[Difference]:
    first, *others = told
    for one in first:
        same = [_same(one, other) for other in others]
        if not all(same):
            continue
        known = [{change.path: change for change in other.changes} for other in same if other is not None]
        found = (_of_merge([change, *(each.get(change.path) for each in known)]) for change in one.changes)
        changes = tuple(change for change in found if change is not None)
        if changes or one.before is None or one.after is None or one.was:
            yield one._replace(changes=changes)


def _of_merge(seen: list[FieldChange | None]) -> FieldChange | None:
    """What a merge made of a field, as `seen` from each parent: of a list, the items that are otherwise than in all."""
    changes = [change for change in seen if change is not None]
    if len(changes) < len(seen):
        return None
    lists = [(change.before or (), change.after or ()) for change in changes]
    if len(changes) == 1 or not all(isinstance(side, tuple) for pair in lists for side in pair):
        return changes[0]
    after = lists[0][1]
    new = [item for item in after if not any(item in before for before, _after in lists)]
    gone = [item for item in lists[0][0] if item not in after and all(item in before for before, _after in lists)]
    return changes[0]._replace(before=(*(item for item in after if item not in new), *gone)) if new or gone else None


def _same(one: Difference, others: Iterable[Difference]) -> Difference | None:
    mark = _mark(one)
    return next((other for other in others if _mark(other) == mark), None)


def _mark(one: Difference) -> tuple[Any, ...]:
    """What the difference of one record shares, as seen from each parent; a touch has no name but what it says."""
    said = record_key(one.record) if isinstance(one.record, Touch) else None
    return one.type, one.record.ref, said, one.before is None, one.after is None, one.was


def only_field(entry: Entry, name: str) -> Entry:
    """Of an entry what it says of a field or a key of the user's own; somebody new says all that they begin with."""
    found = tuple(kept for one in entry.found if (kept := _of_field(one, name)))
    keys = ((one, tuple(change for change in one.changes if change.path[-1] == name)) for one in entry.own_keys)
    own_keys = tuple(one._replace(changes=changes) for one, changes in keys if changes)
    return entry._replace(found=found, own_keys=own_keys, mended=(), touch=None)


def _of_field(one: Difference, name: str) -> Difference | None:
    record = one.record
    if one.after is None or isinstance(record, Settings | Touch):
        return None
    before = one.before or blank(record)
    # Of a merge the changes are those that none of its sides says, which are not all between the two.
    told = one.changes if one.before is not None else field_changes(before, record)
    changes = tuple(kept for change in told if (kept := _about(change, name)))
    return Difference(before, record, changes) if changes else None


def _about(change: FieldChange, name: str) -> FieldChange | None:
    """What a change says of a field; a place in a committee has some of its own, such as the stance in that deal."""
    if change.field == name:
        return change
    old, new = (getattr(side, name, None) for side in (change.before, change.after))
    if change.field != "committee" or old == new:
        return None
    place = change.after or change.before
    return change._replace(before=replace(place, **{name: old}), after=replace(place, **{name: new}))


def in_order(entries: Iterable[Entry], *, reverse: bool = False) -> list[Entry]:
    """The newest day first; of one day what is not committed, the commits as git has them, then the touches."""

    def place(entry: Entry) -> tuple[bool, date, bool]:
        return entry.commit is None and entry.touch is None, entry.day, entry.touch is None

    found = sorted(entries, key=place, reverse=True)
    return found[::-1] if reverse else found
