"""Keys of the user's own, which are no fields of a record, as they stand in its file."""

from collections.abc import Iterable, Iterator, Mapping

from relmap.analysis.differences.own_books import OwnKeysOf
from relmap.analysis.differences.own_keys import NO_KEYS, OwnKeys, OwnValue
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested
from relmap.storage.layout import (
    ACCOUNT_FILE,
    ACCOUNTS,
    CAMPAIGNS,
    DEALS,
    PEOPLE,
    SETTINGS_FILE,
    TEAM,
    TOUCHES,
    place_of,
)
from relmap.storage.source import Source
from relmap.storage.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, is_absent, read_source


def own_keys_in(data: bytes, type_: str) -> OwnKeys:
    """The own keys in a file of a record of that `Record.TYPE`; of a file of touches inside of each touch's place.

    None in a file that cannot be read.
    """
    root = read_source(data).root
    if type_ == "touch":
        return _of_value(Listed(item=Nested(record=object, fields=FIELDS[type_])), root) if root else NO_KEYS
    return _of_mapping(FIELDS[type_], root) if type(root) is MappingNode else NO_KEYS


def own_keys(source: Source, paths: Iterable[str] | None) -> OwnKeysOf:
    """Of the files at `paths`, None for all of the book's, those that hold own keys."""
    found: dict[tuple[str, str], OwnKeys] = {}
    for path in sorted(_paths(source) if paths is None else paths):
        place = place_of(path)
        if place is None:
            continue
        try:
            own = own_keys_in(source.read(path), place.type)
        except OSError:
            # It is not there, or is told of as what cannot be read.
            continue
        if own:
            found[place.type, place.ref] = own
    return found


def _of_mapping(fields: tuple[Field, ...], node: MappingNode) -> OwnKeys:
    kinds: Mapping[str, Kind] = {field.name: field.kind for field in fields}
    here = {key.value: _plain(value) for key, value in node.value if key.value not in kinds}
    inside = ((key.value, _of_value(kinds[key.value], value)) for key, value in node.value if key.value in kinds)
    return OwnKeys(here, {name: own for name, own in inside if own})


def _of_value(kind: Kind, node: Node) -> OwnKeys:
    if isinstance(kind, Nested) and type(node) is MappingNode:
        return _of_mapping(kind.fields, node)
    if isinstance(kind, Mapped) and type(node) is MappingNode:
        return _within((key.value, _of_value(kind.value, value)) for key, value in node.value)
    if isinstance(kind, Listed) and type(node) is SequenceNode:
        return _within((place, _of_value(kind.item, item)) for place, item in enumerate(node.value))
    return NO_KEYS


def _within(found: Iterable[tuple[str | int, OwnKeys]]) -> OwnKeys:
    return OwnKeys(within={place: own for place, own in found if own})


def _plain(node: Node) -> OwnValue:
    if type(node) is ScalarNode:
        return None if is_absent(node) else str(node.value).rstrip()
    if type(node) is MappingNode:
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(value) for value in node.value]


def _paths(source: Source) -> Iterator[str]:
    """Every file that may be one of the book's."""
    yield SETTINGS_FILE
    for folder in (TEAM, CAMPAIGNS):
        yield from _files(source, folder)
    for account in _names(source, ACCOUNTS):
        yield f"{ACCOUNTS}/{account}/{ACCOUNT_FILE}"
        for folder in (PEOPLE, DEALS, TOUCHES):
            yield from _files(source, f"{ACCOUNTS}/{account}/{folder}")


def _files(source: Source, folder: str) -> Iterator[str]:
    return (f"{folder}/{name}" for name in _names(source, folder))


def _names(source: Source, folder: str) -> list[str]:
    try:
        return [entry.name for entry in source.entries(folder)]
    except OSError:
        return []
