"""Which entry of a list is which of a later one, by whatever they share."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def matched(
    before: Sequence[T], after: Sequence[T], same: Sequence[Callable[[T], Hashable]]
) -> Iterator[tuple[T | None, T | None]]:
    """Each entry with the one that it is now; then, with None, those that are gone and those that are new.

    By the first of `same` that two share they are one; of several that share it each takes the next.
    """
    gone, new = list(before), dict(enumerate(after))
    for key in same:
        waiting: dict[Hashable, list[int]] = {}
        for place in reversed(new):
            waiting.setdefault(key(new[place]), []).append(place)
        left = []
        for entry in gone:
            if places := waiting.get(key(entry)):
                yield entry, new.pop(places.pop())
            else:
                left.append(entry)
        gone = left
    yield from ((entry, None) for entry in gone)
    yield from ((None, entry) for entry in new.values())
