"""Byte-exact editing: everything outside what an edit changes stays as it was written.

Each edit is a splice at node positions of the source text; the result is read again and compared with the data it
must stand for, so a mistake here is an error and never a wrong file.
"""

from collections.abc import Callable, Iterable, Sequence

from relmap.model.kinds import KeyPath
from relmap.storage.yaml_block import insert_lines, remove_lines
from relmap.storage.yaml_diff import collection_edits, edits_between
from relmap.storage.yaml_flow import insert_in_flow, remove_from_flow
from relmap.storage.yaml_operations import Edit, InsertItem, Remove, SetValue, applied, value_at
from relmap.storage.yaml_replace import Slot, replace
from relmap.storage.yaml_sheet import Entry, Sheet, data_of, is_block, read_sheet
from relmap.storage.yaml_source import MappingNode, Node, is_absent
from relmap.storage.yaml_splice import Splice, exchange_lines, splice
from relmap.storage.yaml_write import Data, OneLine, flow, flow_mapping, item_lines, key_text, mapping_lines

__all__ = ["Edit", "InsertItem", "Remove", "SetValue", "append_line", "edit", "edits_between"]


def edit(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits applied in order; `text` itself if they change nothing.

    KeyError, IndexError or TypeError if a path leads nowhere, ValueError if `text` has faults.
    """
    sheet = read_sheet(text)
    data = data_of(sheet.root)
    for one in edits:
        expected = applied(data, one)
        for step in _steps(data, one):
            sheet = _applied(sheet, step)
        if not _same(data_of(sheet.root), expected):
            raise RuntimeError(f"the edit {one!r} would not have written what it must; nothing was changed")
        data = expected
    return sheet.text


def append_line(text: str, item: dict[str, Data]) -> str:
    """`text`, a list of one-line mappings, with one more line at its end."""
    return edit(text, [InsertItem((), OneLine(item))])


def _same(found: Data, expected: Data) -> bool:
    """Equal; an empty file is as good as an empty mapping or list."""
    return found == expected or (found is None and not expected)


def _steps(data: Data, one: Edit) -> Sequence[Edit]:
    """A collection set over one of its kind is edited inside."""
    if not isinstance(one, SetValue):
        return (one,)
    before = value_at(data, one.path)
    if isinstance(before, dict | list) and before and one.value:
        return tuple(collection_edits(one.path, before, one.value))
    return () if before == one.value and one.value is not None else (one,)


def _applied(sheet: Sheet, one: Edit) -> Sheet:
    match one:
        case SetValue(path, value, order):
            pieces = _set(sheet, path, value, order)
        case InsertItem(path, value, index, order):
            pieces = _insert(sheet, path, value, index, order)
        case Remove(path):
            pieces = _remove(sheet, path)
    return read_sheet(splice(sheet.text, pieces))


class _Place:
    """Where a path leads: the slots of the nodes on it, as far as it goes, and the steps that are still missing."""

    def __init__(self, sheet: Sheet, path: KeyPath) -> None:
        self.node: Node | None = sheet.root
        self.slots: list[Slot] = []
        self.missing: list[str] = []
        for number, step in enumerate(path):
            if self.node is None or is_absent(self.node):
                self.missing = [str(rest) for rest in path[number:]]
                break
            index = _index(self.node, step)
            if index is None:
                self.missing = [str(rest) for rest in path[number:]]
                break
            self._step_into(sheet, self.node, index)

    def _step_into(self, sheet: Sheet, node: Node, index: int) -> None:
        entries = sheet.entries(node)
        in_flow = bool(self.slots and self.slots[-1].in_flow) or not is_block(node)
        self.slots.append(Slot(node, entries, index, in_flow))
        self.node = entries[index].value


def _index(node: Node, step: str | int) -> int | None:
    if isinstance(step, int):
        return step
    keys = [key.value for key, _ in node.value]
    return keys.index(step) if step in keys else None


def _wrapped(keys: Sequence[str], value: Data) -> Data:
    for key in reversed(keys):
        value = {key: value}
    return value


def _set(sheet: Sheet, path: KeyPath, value: Data, order: tuple[str, ...]) -> list[Splice]:
    place = _Place(sheet, path)
    if not place.missing:
        return replace(sheet, place.slots[-1], value) if place.slots else _set_root(sheet, value)
    node, (key, *deeper) = place.node, place.missing
    value = _wrapped(deeper, value)
    if node is not None and type(node) is MappingNode and node.value:
        in_flow = not is_block(node) or bool(place.slots and place.slots[-1].in_flow)
        return _add_key(sheet, node, in_flow, (key, value), order if not deeper else ())
    if not place.slots:
        return _set_root(sheet, {key: value})
    return replace(sheet, place.slots[-1], {key: value})


def _set_root(sheet: Sheet, value: Data) -> list[Splice]:
    """The first content of an empty file, or of one that holds an empty collection."""
    if sheet.root is not None:
        return [Splice(sheet.root.start_mark.index, sheet.root.end_mark.index, flow(value))]
    if isinstance(value, dict):
        lines = mapping_lines(value.items(), 0, sheet.look)
    elif isinstance(value, list):
        lines = [line for item in value for line in item_lines(item, 0, sheet.look)]
    else:
        raise TypeError(f"a file holds a mapping or a list, not {value!r}")
    return exchange_lines(sheet, len(sheet.text), len(sheet.text), lines)


def _add_key(sheet: Sheet, node: Node, in_flow: bool, pair: tuple[str, Data], order: tuple[str, ...]) -> list[Splice]:
    key, value = pair
    entries = sheet.entries(node)
    index = _index_by_order([known.value for known, _ in node.value], key, order)
    if not in_flow:
        lines = mapping_lines([pair], sheet.column(node.start_mark.index), sheet.look)
        return insert_lines(sheet, entries, index, lines)
    if sheet.text[node.start_mark.index] != "{":  # `[key: value]`, a mapping without braces
        both = [*((known.value, data_of(old)) for known, old in node.value), pair]
        return [Splice(node.start_mark.index, node.end_mark.index, flow_mapping(both))]
    return insert_in_flow(sheet, entries, index, f"{key_text(key)}: {flow(value)}")


def _index_by_order(keys: list[str], key: str, order: tuple[str, ...]) -> int:
    before = order[: order.index(key)] if key in order else ()
    return next((keys.index(near) + 1 for near in reversed(before) if near in keys), len(keys))


def _insert(sheet: Sheet, path: KeyPath, value: Data, index: int | None, order: tuple[str, ...]) -> list[Splice]:
    place = _Place(sheet, path)
    node = place.node
    if place.missing or node is None or is_absent(node) or not node.value:
        return _set(sheet, path, [value], order)
    entries = sheet.entries(node)
    at = len(entries) if index is None else index
    if not is_block(node) or (place.slots and place.slots[-1].in_flow):
        return insert_in_flow(sheet, entries, at, flow(value))
    neighbour = entries[max(at - 1, 0)].value
    look = sheet.look._replace(gap=_gap(sheet, entries) or sheet.look.gap)
    in_lines = type(neighbour) is MappingNode and is_block(neighbour)
    lines = item_lines(value, sheet.column(entries[0].start), look, block=in_lines)
    return insert_lines(sheet, entries, at, lines)


def _gap(sheet: Sheet, entries: list[Entry]) -> int | None:
    """How far behind its dash an item starts here."""
    for entry in entries:
        start = entry.value.start_mark.index
        if start > entry.start + 1 and sheet.same_line(entry.start, start):
            return start - entry.start
    return None


def _remove(sheet: Sheet, path: KeyPath) -> list[Splice]:
    slot = _Place(sheet, path).slots[-1]
    if len(slot.entries) > 1:
        take_out: Callable[[Sheet, list[Entry], int], list[Splice]]
        take_out = remove_lines if is_block(slot.container) else remove_from_flow
        return take_out(sheet, slot.entries, slot.index)
    empty: Data = {} if type(slot.container) is MappingNode else []
    parent = _Place(sheet, path[:-1])
    if parent.slots:
        return replace(sheet, parent.slots[-1], empty)
    if is_block(slot.container):
        only = slot.entries[0]
        stop = sheet.own_end(only, sheet.column(only.start))
        return [Splice(sheet.line_start(only.start), stop, "")]
    return _set_root(sheet, empty)
