"""What a value in a file is to its field: when two are the same, and what makes an item of a list the same item."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from relmap.errors import RelmapError
from relmap.model.fields import FIELDS
from relmap.model.kinds import Kind, Listed, Mapped, Nested, Scalar
from relmap.model.text import normal
from relmap.storage.layout import Place
from relmap.storage.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode
from relmap.storage.yaml_write import AsTyped, Data

_Kind: TypeAlias = Kind | None
_NOTHING = ("~", "null", "Null", "NULL")
_LAST = 1_000


@dataclass(frozen=True, eq=False)
class Shape:
    """The kind of a value, or None where the table of fields knows nothing of it; `account` is that of its file.

    One shape stands for all values of a field in a file: it remembers what it made of each.
    """

    kind: _Kind
    account: str
    _shapes: "dict[str, Shape]" = field(default_factory=dict, repr=False)
    _meanings: dict[tuple[str, bool], Hashable] = field(default_factory=dict, repr=False)

    def below(self, key: str) -> "Shape":
        """The shape of what a mapping holds under `key`."""
        if key not in self._shapes:
            self._shapes[key] = Shape(self._kind_of(key), self.account)
        return self._shapes[key]

    def _kind_of(self, key: str) -> _Kind:
        if isinstance(self.kind, Nested):
            return next((field.kind for field in self.kind.fields if field.name == key), None)
        return self.kind.value if isinstance(self.kind, Mapped) else None

    @cached_property
    def item(self) -> "Shape":
        """The shape of the items of a list."""
        return Shape(self.kind.item if isinstance(self.kind, Listed) else None, self.account)

    @property
    def is_list(self) -> bool:
        """Whether the field takes a list, of which each item counts for itself."""
        return isinstance(self.kind, Listed)

    @property
    def holds_records(self) -> bool:
        """Whether it is a list of mappings."""
        return isinstance(self.kind, Listed) and isinstance(self.kind.item, Nested)

    @property
    def identifying(self) -> tuple[str, ...]:
        """The keys by which items of the list are told apart."""
        return self.kind.identity if isinstance(self.kind, Listed) else ()

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of the identifying keys that name a person or member."""
        kinds = {name: self.item.below(name).kind for name in self.identifying}
        return frozenset(name for name, kind in kinds.items() if isinstance(kind, Scalar) and kind.refers_to)

    @property
    def is_diary(self) -> bool:
        """Whether the items of the list have nothing by which they are the same when they differ."""
        return self.holds_records and isinstance(self.kind, Listed) and not self.kind.identity

    def meaning(self, data: Data) -> Hashable:
        """What two spellings of one value share; None for whatever counts as no value."""
        if isinstance(data, str):
            mark = (data, isinstance(data, AsTyped))
            if mark not in self._meanings:
                self._meanings[mark] = self._meaning_of_text(*mark)
            return self._meanings[mark]
        if isinstance(data, dict):
            pairs = ((normal(key), self.below(key).meaning(value)) for key, value in data.items())
            return frozenset(pair for pair in pairs if pair[1] is not None) or None
        return tuple(map(self.item.meaning, data or ())) or None

    def _meaning_of_text(self, text: str, bare: bool) -> Hashable:
        kind = self.kind
        if isinstance(kind, Scalar):
            if bare and text in _NOTHING and kind.expects != "text":
                return None
            return self._value(kind, normal(text))
        if kind is not None and bare and text in _NOTHING:
            return None
        return (self.item.meaning(text),) if isinstance(kind, Listed) else normal(text)

    def _value(self, kind: Scalar, text: str) -> Hashable:
        try:
            value: Hashable = kind.read(text)
        except RelmapError:
            return text
        own = f"{self.account}/"
        return value.removeprefix(own) if kind.refers_to == "person" and isinstance(value, str) else value

    def items(self, data: Data) -> list[Data]:
        """The items of what may stand for a list: one text alone is a list of one, nothing is an empty one."""
        if isinstance(data, list):
            return data
        return [data] if isinstance(data, str) and self.meaning(data) is not None else []

    def identity(self, item: Data) -> Hashable:
        """By what an item of this list is the same item in another version of it."""
        if self.identifying and isinstance(item, dict):
            return tuple(self.item.below(name).meaning(item.get(name)) for name in self.identifying)
        return self.item.meaning(item)

    def rank_of_item(self, item: Data) -> str:
        """By what items that both sides added are put in order: a diary's by their day, others not at all."""
        day = item.get("on") if self.is_diary and isinstance(item, dict) else None
        return day if isinstance(day, str) else ""

    def rank_of_key(self, key: str) -> int:
        """The place of a key in a new file; of those that relmap does not know, the end."""
        names = [field.name for field in self.kind.fields] if isinstance(self.kind, Nested) else []
        return names.index(key) if key in names else _LAST


def shape_of_file(place: Place) -> Shape:
    """The shape of all that a file of the book holds."""
    record = Nested(record=object, fields=FIELDS[place.type])
    return Shape(Listed(item=record) if place.type == "touch" else record, place.account)


def value_of(node: Node | None) -> Data:
    """The data of a tree as it was typed: AsTyped where a text stood without quotes, None only where nothing did."""
    if type(node) is MappingNode:
        return {key.value: value_of(value) for key, value in node.value}
    if type(node) is SequenceNode:
        return [value_of(item) for item in node.value]
    if type(node) is not ScalarNode or (not node.style and not node.value):
        return None
    return str(node.value) if node.style else AsTyped(node.value)
