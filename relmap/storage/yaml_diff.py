"""The smallest edits that lead from one plain value to another."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeGuard

from relmap.model.kinds import KeyPath
from relmap.storage.yaml_operations import Edit, InsertItem, Remove, SetValue
from relmap.storage.yaml_write import Data

Identity = Callable[[KeyPath, Mapping[str, Data]], Hashable]


def edits_between(
    before: Mapping[str, Data], after: Mapping[str, Data], identity: Identity | None = None
) -> list[Edit]:
    """Edits that turn `before` into `after`, to be applied in this order.

    Items of lists are matched by value; those that are mappings by `identity(path of the list, item)`, so that a
    changed item is edited where it stands. A new key goes where the order of `after`'s keys puts it; a changed
    order of keys alone is no edit.
    """
    return list(_mapping_edits((), before, after, identity))


def collection_edits(path: KeyPath, before: Data, after: Data, identity: Identity | None = None) -> Iterator[Edit]:
    """Edits below `path`; a value that changes its kind is set as a whole."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _mapping_edits(path, before, after, identity)
    elif _is_list(before) and _is_list(after):
        yield from _list_edits(path, before, after, identity)
    else:
        yield SetValue(path, after)


def _mapping_edits(
    path: KeyPath, before: Mapping[str, Data], after: Mapping[str, Data], identity: Identity | None
) -> Iterator[Edit]:
    order = tuple(after)
    for key, value in after.items():
        if key in before:
            yield from collection_edits((*path, key), before[key], value, identity)
        else:
            yield SetValue((*path, key), value, order)
    for key in before:
        if key not in after:
            yield Remove((*path, key))


def _list_edits(
    path: KeyPath, before: Sequence[Data], after: Sequence[Data], identity: Identity | None
) -> Iterator[Edit]:
    """Between two matched items: what only goes by another name stays where it stands, the rest comes, then goes."""
    at = old = new = 0
    for old_match, new_match in [*_matches(path, before, after, identity), (len(before), len(after))]:
        while old < old_match and new < new_match and _another_name(before[old], after[new]):
            yield from collection_edits((*path, at), before[old], after[new], identity)
            at, old, new = at + 1, old + 1, new + 1
        for item in after[new:new_match]:
            yield InsertItem(path, item, at)
            at += 1
        for _ in before[old:old_match]:
            yield Remove((*path, at))
        if old_match < len(before):
            yield from collection_edits((*path, at), before[old_match], after[new_match], identity)
        at, old, new = at + 1, old_match + 1, new_match + 1


def _matches(
    path: KeyPath, before: Sequence[Data], after: Sequence[Data], identity: Identity | None
) -> list[tuple[int, int]]:
    """Pairs of indexes of the same item: a longest run that keeps its order (longest common subsequence)."""
    olds = [_key(path, item, identity) for item in before]
    news = [_key(path, item, identity) for item in after]
    longest = [[0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            same = olds[i] == news[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(olds) and j < len(news):
        if olds[i] == news[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _key(path: KeyPath, item: Data, identity: Identity | None) -> object:
    return identity(path, item) if identity is not None and isinstance(item, Mapping) else item


def _another_name(before: Data, after: Data) -> bool:
    """True for two texts, and for two mappings that differ in one text, such as the person a link leads to."""
    if isinstance(before, Mapping) and isinstance(after, Mapping) and before.keys() == after.keys():
        differing = [key for key in before if before[key] != after[key]]
        return len(differing) == 1 and _another_name(before[differing[0]], after[differing[0]])
    return isinstance(before, str) and isinstance(after, str)


def _is_list(value: Data) -> TypeGuard[Sequence[Data]]:
    return isinstance(value, Sequence) and not isinstance(value, str)
