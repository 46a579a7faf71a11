"""What a merge must make of items that share what they are told apart by, such as two links of one kind to one person.

Nobody wrote down which item of a side was which of the base. So every way of pairing them is tried, and those count
that take the fewest values for changed. If they all come to the same, that is the merge; if not, it may stop.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

IDENTIFYING = ("to", "kind", "member", "person", "code", "about")
Item = dict[str, str]
Pairing = tuple[int | None, ...]
"""For every item of a side its place in the base, or None where it is new."""


class Truth(NamedTuple):
    """What may come out, each as `said` says it, and whether the merge may stop instead."""

    outcomes: frozenset[str]
    open: bool


def said(items: Iterable[Item]) -> str:
    """The items in an order of their own."""
    return json.dumps(sorted(json.dumps(item, sort_keys=True, ensure_ascii=False) for item in items))


NOTHING = said([])


def truth_of(base: list[Item], ours: list[Item], theirs: list[Item]) -> Truth:
    """All items are of one identity."""
    found = [
        outcome
        for one in _likely(base, ours)
        for two in _likely(base, theirs)
        for outcome in _merged(base, ours, theirs, one, two)
    ]
    outcomes = frozenset(said(outcome) for outcome in found if outcome is not None)
    return Truth(outcomes, None in found or len(outcomes) != 1)


def _likely(base: list[Item], side: list[Item]) -> list[Pairing]:
    """The pairings that explain a side with the fewest changes.

    An item of which most became another may as well be another one, in the place of one that is gone.
    """
    costs = {pairing: _cost(base, side, pairing) for pairing in _pairings(len(base), len(side))}
    least = min(costs.values())
    found = set()
    for pairing in (pairing for pairing, cost in costs.items() if cost == least):
        found |= set(product(*(_readings(base, item, place) for item, place in zip(side, pairing, strict=True))))
    return sorted(found, key=str)


def _readings(base: list[Item], item: Item, place: int | None) -> list[int | None]:
    if place is None:
        return [None]
    own = base[place].items() - {(name, base[place][name]) for name in IDENTIFYING if name in base[place]}
    return [place] if 2 * len(own & item.items()) >= len(own) else [place, None]


def _pairings(base: int, side: int) -> Iterator[Pairing]:
    for pairing in product([None, *range(base)], repeat=side):
        places = [place for place in pairing if place is not None]
        if len(set(places)) == len(places):
            yield pairing


def _cost(base: list[Item], side: list[Item], pairing: Pairing) -> tuple[int, int]:
    """First the items that are not as they were, then the values that were written or taken out."""
    changes = [
        _changes(base[place] if place is not None else {}, item) for place, item in zip(pairing, side, strict=True)
    ]
    gone = [len(item) for place, item in enumerate(base) if place not in pairing]
    return sum(map(bool, changes)) + len(gone), sum(changes) + sum(gone)


def _changes(before: Item, after: Item) -> int:
    return sum(before.get(key) != after.get(key) for key in {**before, **after})


def _merged(
    base: list[Item], ours: list[Item], theirs: list[Item], one: Pairing, two: Pairing
) -> Iterator[list[Item] | None]:
    """The items of the merge; None where it must ask. New ones of both sides may be the same item, or two."""
    found: list[Item] = []
    for place, before in enumerate(base):
        here, there = (
            items[pairing.index(place)] if place in pairing else None for items, pairing in ((ours, one), (theirs, two))
        )
        merged = _merged_item(before, here, there)
        if merged is None:
            yield None
            return
        found += [merged] if merged else []
    new = [[item for item, place in zip(*pair, strict=True) if place is None] for pair in ((ours, one), (theirs, two))]
    for item in list(new[0]):
        if item in new[1]:
            new[1].remove(item)
            new[0].remove(item)
            found.append(item)
    if all(new):
        yield None
    yield [*found, *new[0], *new[1]]


def _merged_item(before: Item, ours: Item | None, theirs: Item | None) -> Item | None:
    """The item, {} where it is taken out, None where it is open."""
    if ours is None or theirs is None:
        return {} if before in (ours, theirs) or ours is theirs is None else None
    merged = {}
    for key in {**before, **ours, **theirs}:
        values = {side.get(key) for side in (ours, theirs)} - {before.get(key)}
        if len(values) > 1:
            return None
        merged[key] = values.pop() if values else before.get(key)
    return {key: value for key, value in merged.items() if value is not None}
