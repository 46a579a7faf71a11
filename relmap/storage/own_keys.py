"""Keys of the user's own, which are no fields of a record: what of them differs between two states of a file."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from relmap.model.fields import FIELDS
from relmap.storage.layout import Place, place_of
from relmap.storage.source import Source
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode, read_source
from relmap.usecases.diff import OwnKey


def own_keys_changed(earlier: Source, later: Source, paths: Iterable[str]) -> tuple[OwnKey, ...]:
    """Of the files at `paths` those that both states have, by path and key; keys inside of values do not count."""
    found = ((place, _differing(earlier, later, path, place)) for path in sorted(paths) if (place := place_of(path)))
    return tuple(chain.from_iterable(_told(place, keys) for place, keys in found))


def _told(place: Place, keys: Mapping[str, tuple[str, str]]) -> Iterator[OwnKey]:
    for key, (before, after) in sorted(keys.items()):
        yield OwnKey(ref=place.ref, account=place.account or _account(place), key=key, before=before, after=after)


def _account(place: Place) -> str:
    return place.id if place.type == "account" else ""


def _differing(earlier: Source, later: Source, path: str, place: Place) -> dict[str, tuple[str, str]]:
    known = {field.name for field in FIELDS[place.type]}
    try:
        before, after = (_own(source.read(path), known) for source in (earlier, later))
    except OSError:
        # Only one of them has it: that is told as a record that is new or gone.
        return {}
    keys = [*before, *(key for key in after if key not in before)]
    pairs = {key: (before.get(key, ""), after.get(key, "")) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _own(data: bytes, known: set[str]) -> dict[str, str]:
    """What stands under each key that is no field, on one line."""
    root = read_source(data).root
    if type(root) is not MappingNode:
        return {}
    return {key.value: _plain(value) for key, value in root.value if key.value not in known}


def _plain(node: Node) -> str:
    if type(node) is ScalarNode:
        return str(node.value)
    if type(node) is MappingNode:
        return "{" + ", ".join(f"{key.value}: {_plain(value)}" for key, value in node.value) + "}"
    return "[" + ", ".join(map(_plain, node.value)) + "]"
