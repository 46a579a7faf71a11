"""Which new record is one of those that are gone, by another id: only where no other could be meant as well."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from relmap.analysis.differences.sameness import found_under, likeness, looked_for
from relmap.model.book import Book
from relmap.model.records import Named, Person
from relmap.model.text import search_key

R = TypeVar("R", bound=Named)
_HALF = 0.5


def pairs(gone: Iterable[R], new: Iterable[R]) -> dict[str, str]:
    """The reference of each that has another one now, and that one."""
    there = {record.ref: record for record in new}
    shelf = _shelf({ref: found_under(record) for ref, record in there.items()})
    found: dict[str, dict[str, float]] = {}
    for record in gone:
        candidates = sorted({ref for key in looked_for(record) for ref in shelf.get(key, ())} - {record.ref})
        found[record.ref] = {ref: value for ref in candidates if (value := likeness(record, there[ref]))}
    return _only_ones(found)


def account_pairs(before: Book, after: Book) -> dict[str, str]:
    """As `pairs`, of accounts: by name, or because more than half of the people of both are the same."""
    gone, new = before.accounts.keys() - after.accounts.keys(), after.accounts.keys() - before.accounts.keys()
    if not gone or not new:
        return {}
    by_name = pairs(
        [before.accounts[account] for account in sorted(gone)], [after.accounts[account] for account in sorted(new)]
    )
    left, free = gone - by_name.keys(), new - set(by_name.values())
    theirs, ours = _people(before, left), _people(after, free)
    shelf = _shelf(ours)
    shared = {
        account: {
            other: float(len(people & ours[other]))
            for other in sorted({other for person in people for other in shelf.get(person, ())})
            if len(people & ours[other]) > _HALF * max(len(people), len(ours[other]))
        }
        for account, people in theirs.items()
    }
    return by_name | _only_ones(shared)


def people_pairs(before: Book, after: Book) -> dict[str, str]:
    """As `pairs`, of people; whose file is somebody else's now may be found in another."""
    strangers = {
        ref
        for ref in before.people.keys() & after.people.keys()
        if before.people[ref] != after.people[ref] and _is_stranger(before.people[ref], after.people[ref])
    }
    gone = (before.people.keys() - after.people.keys()) | strangers
    new = (after.people.keys() - before.people.keys()) | strangers
    if not gone or not new:
        return {}
    return pairs([before.people[ref] for ref in sorted(gone)], [after.people[ref] for ref in sorted(new)])


def _is_stranger(before: Person, after: Person) -> bool:
    return not before.is_placeholder and not likeness(before, after)


def _people(book: Book, accounts: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {account: set() for account in accounts}
    for person in book.people.values():
        if person.account in found:
            found[person.account].add(f"{person.id} {search_key(person.name)}")
    return dict(sorted(found.items()))


def _shelf(keys: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Who has each key."""
    shelf: dict[str, list[str]] = {}
    for ref, own in keys.items():
        for key in own:
            shelf.setdefault(key, []).append(ref)
    return shelf


def _only_ones(found: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Those pairs in which each is the other's only best."""
    backwards: dict[str, dict[str, float]] = {}
    for ref, others in found.items():
        for other, value in others.items():
            backwards.setdefault(other, {})[ref] = value

    return {ref: best for ref, others in found.items() if (best := _best(others)) and _best(backwards[best]) == ref}


def _best(candidates: Mapping[str, float]) -> str:
    most = max(candidates.values(), default=0.0)
    best = [ref for ref, value in candidates.items() if value == most]
    return best[0] if len(best) == 1 else ""
