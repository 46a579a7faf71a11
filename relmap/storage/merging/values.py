"""Three versions of a value made into one: what it means, without its text."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from relmap.model.kinds import Listed, Mapped
from relmap.storage.merging.matching import Ids, Triple, matched, paired
from relmap.storage.merging.namesakes import by_content, contested, new_namesakes
from relmap.storage.merging.shapes import Shape
from relmap.storage.yaml_write import Data

__all__ = ["Outcome", "in_order", "merged_value"]


class Outcome(NamedTuple):
    """The merged value: as it is if every open question is decided for ours, and if it is for theirs."""

    ours: Data
    theirs: Data


def merged_value(shape: Shape, base: Data, ours: Data, theirs: Data) -> Outcome:
    """The three-way merge of a value; None is one that is not there.

    A side that left it as it was, in whatever spelling, gives way to the other. Mappings are merged key by key, lists
    of the format item by item; anything else that both changed differently stays open, and so does what one side took
    out as a whole and the other changed.
    """
    before, one, two = shape.meaning(base), shape.meaning(ours), shape.meaning(theirs)
    if one == two or two == before:
        return Outcome(ours, ours)
    if one == before:
        return Outcome(theirs, theirs)
    if before is not None and None in (one, two) and not isinstance(shape.kind, Mapped | Listed):
        return Outcome(ours, theirs)
    if all(isinstance(data, dict | None) for data in (ours, theirs)):
        return _merged_mapping(shape, _mapping(base), _mapping(ours), _mapping(theirs))
    if shape.is_list and not any(isinstance(data, dict) for data in (ours, theirs)):
        return _merged_list(shape, base, ours, theirs)
    return Outcome(ours, theirs)


def in_order(shape: Shape, base: Sequence[Data], ours: Sequence[Data], theirs: Sequence[Data]) -> list[Triple] | None:
    """The items of three versions of a list, by what makes them the same; None where nobody can tell."""
    versions = [base, ours, theirs]

    def rank(triple: Triple) -> str:
        return next(shape.rank_of_item(data[at]) for data, at in zip(versions, triple, strict=True) if at is not None)

    ids = _identities(shape, versions)
    return None if shape.holds_records and contested(*ids[1:]) else matched(*ids, rank)


def _identities(shape: Shape, versions: Sequence[Sequence[Data]]) -> tuple[Ids, Ids, Ids]:
    base, ours, theirs = ([shape.identity(item) for item in items] for items in versions)
    if not shape.holds_records:
        return base, ours, theirs
    meanings = [[shape.item.meaning(item) for item in items] for items in versions]

    def with_places(side: int, ids: Ids) -> Ids:
        first, second = meanings[0], meanings[side]
        same = by_content(base, ids, (first, second), lambda place, at: _shared(shape, first[place], second[at]))
        return paired(base, ids, same, lambda place, at: _likeness(shape, first[place], second[at]))

    one, two = new_namesakes(base, with_places(1, ours), with_places(2, theirs), meanings[1:])
    return [("base", place) for place in range(len(base))], one, two


def _shared(shape: Shape, one: Hashable, two: Hashable) -> int:
    """How many values two namesakes have in common besides those that make them so; 0 if not half of those of `one`."""
    if not isinstance(one, frozenset) or not isinstance(two, frozenset):
        return 0
    own = {pair for pair in one if pair[0] not in shape.identifying}
    shared = len(own & two)
    return shared if 2 * shared >= len(own) else 0


def _likeness(shape: Shape, one: Hashable, two: Hashable) -> float:
    """How far two different items may be the same one, 0-1.

    Of a diary, the share of the keys under which they say the same. Elsewhere an item stays what it is only if nothing
    but one name in it is another, as after `relmap rename`.
    """
    if not isinstance(one, frozenset) or not isinstance(two, frozenset):
        return 0
    if shape.is_diary:
        return len(one & two) / len({key for key, _ in one | two})
    differing = {key for key, _ in one ^ two}
    return float(len(differing) == 1 and differing <= shape.names)


def _merged_mapping(shape: Shape, base: dict[str, Data], ours: dict[str, Data], theirs: dict[str, Data]) -> Outcome:
    one: dict[str, Data] = {}
    two: dict[str, Data] = {}
    keys = list(base), list(ours), list(theirs)

    def key_of(triple: Triple) -> str:
        return next(names[at] for names, at in zip(keys, triple, strict=True) if at is not None)

    for key in map(key_of, matched(*keys, lambda triple: shape.rank_of_key(key_of(triple)))):
        merged = merged_value(shape.below(key), base.get(key), ours.get(key), theirs.get(key))
        for side, value in ((one, merged.ours), (two, merged.theirs)):
            if value is not None:
                side[key] = value
    return Outcome(one, two)


def _merged_list(shape: Shape, base: Data, ours: Data, theirs: Data) -> Outcome:
    versions = [shape.items(data) for data in (base, ours, theirs)]
    one: list[Data] = []
    two: list[Data] = []
    triples = in_order(shape, *versions)
    if triples is None:
        return Outcome(ours, theirs)
    for triple in triples:
        items = [data[at] if at is not None else None for data, at in zip(versions, triple, strict=True)]
        merged = merged_value(shape.item, *items)
        for side, value in ((one, merged.ours), (two, merged.theirs)):
            if value is not None:
                side.append(value)
    return Outcome(one, two)


def _mapping(data: Data) -> dict[str, Data]:
    return data if isinstance(data, dict) else {}
