"""Which entries of three versions of a list or mapping are the same one, and in which order they are merged."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple, Protocol, Self

Ids = Sequence[Hashable]

_HALF = 0.5
_NEAR = 50  # entries that are looked at for the one that was mended


class Ranked(Protocol):
    """What an order can be made of."""

    def __le__(self, other: Self, /) -> bool: ...


class Triple(NamedTuple):
    """One entry by its places in the base, in ours and in theirs; None where it is not there."""

    base: int | None
    ours: int | None
    theirs: int | None


def matched(base: Ids, ours: Ids, theirs: Ids, rank: Callable[[Triple], Ranked] = lambda triple: 0) -> list[Triple]:
    """Every entry of any of the three, in the order of the result.

    That is the order of ours, or of theirs if only they changed it. What only the other side has stands behind what
    precedes it there; where both sides added something in one place, the lower `rank` comes first, then ours.
    """
    before, one, two = (list(_told_apart(ids)) for ids in (base, ours, theirs))
    places = [{mark: place for place, mark in enumerate(ids)} for ids in (before, one, two)]

    def triple(mark: Hashable) -> Triple:
        return Triple(*(found.get(mark) for found in places))

    leading, other = (two, one) if _only_second_reordered(before, one, two) else (one, two)
    result = list(leading)
    led, known, there = set(leading), set(before), set(other)
    at = 0
    for mark in other:
        if mark in led:
            at = _place(result, mark, at) + 1
            continue
        while mark not in known and at < len(result) and result[at] not in there:
            if result[at] not in known and not rank(triple(result[at])) <= rank(triple(mark)):
                break
            at += 1
        result.insert(at, mark)
        at += 1
    seen = set(result)
    return [triple(mark) for mark in [*result, *(mark for mark in before if mark not in seen)]]


def _place(marks: list[Hashable], mark: Hashable, near: int) -> int:
    """Mostly it is at hand, and the whole list need not be searched."""
    return near if near < len(marks) and marks[near] == mark else marks.index(mark)


def _told_apart(ids: Ids) -> Iterator[Hashable]:
    """The same id a second time is another entry."""
    seen: Counter[Hashable] = Counter()
    for mark in ids:
        yield mark, seen[mark]
        seen[mark] += 1


def _only_second_reordered(base: Sequence[Hashable], first: Sequence[Hashable], second: Sequence[Hashable]) -> bool:
    common = set(base) & set(first) & set(second)
    before, one, two = ([mark for mark in ids if mark in common] for ids in (base, first, second))
    return one == before != two


def paired(base: Ids, side: Ids, same: Sequence[int | None], alike: Callable[[int, int], float]) -> Ids:
    """An id for every entry of `side`; what is an entry of the base shares an id with it: `("base", place)`.

    `same` are the places of those that are; what stands in the place of an entry that is gone, at least half `alike`
    (0-1, by places), is that entry, mended.
    """
    found = list(same)
    kept = set(found)
    gaps_before = _gaps([place if place in kept else None for place in range(len(base))])
    gaps_after = _gaps(found)
    mendings: dict[int, list[int]] = {}
    for at, match in enumerate(found):
        if match is None:
            mendings.setdefault(gaps_after[at], []).append(at)
    for place in (place for place in range(len(base)) if place not in kept):
        near = mendings.get(gaps_before[place], [])
        likeness, best = max(((alike(place, at), -at) for at in near[:_NEAR]), default=(0, 0))
        if likeness >= _HALF:
            found[-best] = place
            near.remove(-best)
    return [("base", match) if match is not None else ("new", entry) for match, entry in zip(found, side, strict=True)]


def _gaps(places: Sequence[int | None]) -> list[int]:
    """Behind which matched entry of the base each entry stands; -1 before the first."""
    gaps, last = [], -1
    for place in places:
        gaps.append(last)
        last = last if place is None else place
    return gaps
