"""Items of a list that cannot be told apart by their identity, such as two links of one kind to one person."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from relmap.storage.merging.matching import Ids

_MOST = 2_500  # pairs of namesakes that are compared; of more, those that differ are not paired


def by_content(
    base: Ids,
    side: Ids,
    meanings: tuple[Ids, Ids],
    shared: Callable[[int, int], int],
) -> list[int | None]:
    """For every entry of `side` its place in the base, or None: that with the same id, of several the most alike one.

    `meanings` are what the items of both say, `shared` counts the values that two have in common besides their id. Of
    items that might as well be the one as the other none is paired: it counts as taken out, and they as new.
    """
    left, there = _places(base), _places(side)
    found: list[int | None] = [None] * len(side)
    for mark, ats in there.items():
        places = left.get(mark, [])
        pairs = [(places[0], ats[0])] if len(places) == len(ats) == 1 else _pairs(places, ats, meanings, shared)
        for place, at in pairs:
            found[at] = place
    return found


def _places(ids: Ids) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, mark in enumerate(ids):
        found.setdefault(mark, []).append(place)
    return found


def _pairs(
    places: Sequence[int], ats: Sequence[int], meanings: tuple[Ids, Ids], shared: Callable[[int, int], int]
) -> Iterator[tuple[int, int]]:
    same: dict[Hashable, list[int]] = {}
    for place in reversed(places):
        same.setdefault(meanings[0][place], []).append(place)
    left_there = []
    for at in ats:
        equal = same.get(meanings[1][at])
        if equal:
            yield equal.pop(), at
        else:
            left_there.append(at)
    left = [place for equal in same.values() for place in equal]
    if len(left) * len(left_there) <= _MOST:
        yield from _most_alike({(place, at): shared(place, at) for place in left for at in left_there})


def _most_alike(scores: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """The best pairs, then the best of the rest, as long as each is the best for both of its items."""
    while scores and (best := max(scores.values())) > 0:
        equal = [pair for pair, score in scores.items() if score == best]
        rows, columns = Counter(place for place, _ in equal), Counter(at for _, at in equal)
        chosen = [(place, at) for place, at in equal if rows[place] == columns[at] == 1]
        if not chosen:
            return
        yield from chosen
        taken, gone = ({pair[end] for pair in chosen} for end in (0, 1))
        scores = {(place, at): score for (place, at), score in scores.items() if place not in taken and at not in gone}


def new_namesakes(base: Ids, ours: Ids, theirs: Ids, meanings: Sequence[Ids]) -> tuple[Ids, Ids]:
    """The ids of both sides, in which those of new items that have a namesake say what the item means.

    `base` are the ids before any was paired, in `ours` and `theirs` new items are `("new", id)`.
    """
    known = {("new", mark) for mark in base}
    several = known | {mark for ids in (ours, theirs) for mark, count in Counter(ids).items() if count > 1}

    def told(ids: Ids, said: Ids) -> Ids:
        return [(mark, meaning) if mark in several else mark for mark, meaning in zip(ids, said, strict=True)]

    return told(ours, meanings[0]), told(theirs, meanings[1])


def contested(ours: Ids, theirs: Ids) -> bool:
    """Whether both sides have new namesakes that differ: nobody can tell which of them are the same item."""
    one, two = Counter(ours), Counter(theirs)
    here, there = (set(_names(left)) for left in (one - two, two - one))
    return not here.isdisjoint(there)


def _names(ids: Iterable[Hashable]) -> Iterator[Hashable]:
    for mark in ids:
        if isinstance(mark, tuple) and isinstance(mark[0], tuple):
            yield mark[0]
