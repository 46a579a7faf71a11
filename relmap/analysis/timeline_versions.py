"""Which files one record was in over time: by their changes, and where one came and one went by what they say."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from relmap.analysis.differences.books import aligned, former
from relmap.analysis.differences.sameness import likeness
from relmap.analysis.timeline_steps import Commit, Content, Diary, RecordOf, Step, Version, books_of, version_in
from relmap.model.records import Person
from relmap.model.text import search_key


def versions_of(start: Iterable[Version], commits: Iterable[Commit], record_of: RecordOf) -> frozenset[Version]:
    """Every version of the records that `start` are versions of: by their files' changes, else by what they say.

    Whoever has another file from some commit on is found by content, and so is whoever was made one with another, and
    whose file came back. `commits` have the newest first.
    """
    known = list(commits)
    near: dict[Version, set[Version]] = {}
    for one, other in (pair for commit in known for step in commit.steps for pair in _changed(step)):
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found, asked = _reached(set(start), near), set[str]()
    apart = [(old, new) for _commit, old, new in _places_taken_again(known)]
    while True:
        waiting = [commit for commit in known if commit.id not in asked and _may_rename(commit, found)]
        back = [pair for pair in apart if len(found.intersection(pair)) == 1]
        if not waiting and not back:
            return frozenset(found)
        asked |= {commit.id for commit in waiting}
        apart = [pair for pair in apart if pair not in back]
        pairs = [pair for commit in waiting for pair in successors(commit, record_of)]
        for old, new in (*pairs, *(pair for pair in back if _is_back(pair, record_of))):
            near.setdefault(new, set()).add(old)
            near.setdefault(old, set()).add(new)
        found = _reached(found, near)


def returns(commits: Iterable[Commit], versions: Collection[Version]) -> dict[tuple[str, str, str], Version]:
    """Where files of one record's `versions` came back: by commit, type and reference that with which each had gone."""
    return {
        (commit, new.type, new.ref): old
        for commit, old, new in _places_taken_again(commits)
        if new in versions and old in versions
    }


def _places_taken_again(commits: Iterable[Commit]) -> Iterator[tuple[str, Version, Version]]:
    """Each file that went, and the one that came to its place later, with the id of that commit."""
    came: dict[tuple[str, str], tuple[str, Version]] = {}
    for commit in commits:
        for step in (step for step in commit.steps if step.type != "touch"):
            place = step.type, step.ref
            if step.is_new and step.now is not None:
                came[place] = commit.id, step.now
            elif not step.after and place in came:
                later, new = came.pop(place)
                yield from ((later, old, new) for old in step.was)


def _is_back(pair: tuple[Version, Version], record_of: RecordOf) -> bool:
    old, new = map(record_of, pair)
    return (
        not (old is None or new is None or isinstance(old, Diary) or isinstance(new, Diary)) and likeness(old, new) > 0
    )


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
        before, after = books_of(commit, parent, record_of, only=lambda step: step.type != "touch")
        was = aligned(before.book, after.book).was
        for (type_, new), version in after.versions.items():
            old = former(new, was)
            if old != new and (type_, old) in before.versions:
                yield before.versions[type_, old], version
        yield from _taken_in(commit, parent, record_of, set(was.values()))


def _taken_in(commit: Commit, parent: int, record_of: RecordOf, moved: set[str]) -> Iterator[tuple[Version, Version]]:
    """Somebody who is gone, with whoever bears their name since, and did not before."""
    gone = [step for step in commit.steps if step.type == "person" and not step.after and step.ref not in moved]
    if not gone:
        return
    kept = [step for step in commit.steps if step.type == "person" and step.after and step.before[parent : parent + 1]]
    for step in gone:
        old = version_in(step, parent)
        person = record_of(old) if old else None
        if old is None or not isinstance(person, Person) or person.is_placeholder:
            continue
        for other in kept:
            earlier = version_in(other, parent)
            if earlier and other.now and _bears_name(record_of(other.now), record_of(earlier), person):
                yield old, other.now


def _bears_name(after: Content | None, before: Content | None, gone: Person) -> bool:
    if not isinstance(after, Person) or not isinstance(before, Person):
        return False
    name = search_key(gone.name)
    return name in _keys(after) and (name not in _keys(before) or likeness(gone, after) > 0)


def _keys(person: Person) -> set[str]:
    return {search_key(name) for name in (person.name, *person.names.values(), *person.aliases)}
