"""A value as a sentence about a difference has it: in one line, with names for references and words for numbers.

What notes say is private, so only that there are some is told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from relmap.analysis.differences.own_keys import OwnValue
from relmap.analysis.differences.record import Entry, FieldPath
from relmap.analysis.value_words import value_in_words
from relmap.model.kinds import MENTIONED, Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.saying import as_listed, in_order, in_words, in_year
from relmap.model.text import visible
from relmap.model.vocabulary import LEVEL_NAMES

PRIVATE = ("note", "notes")
"""Fields whose texts are not told."""
# A level, a role or a currency says by itself what it is.
_SPEAKING = ("level", "roles", "stance", "currency", "what")


@dataclass(frozen=True, slots=True)
class ValueTexts:
    """`name` says what somebody or something with a reference is called."""

    name: Callable[[str], str]

    def text(self, kind: Kind, field: str, value: Any) -> str:
        """A value of the field called `field`, "" for none."""
        if value is None or value in ("", (), {}):
            return ""
        if isinstance(kind, Listed):
            return in_order(self.text(kind.item, field, item) for item in value)
        if isinstance(kind, Nested):
            return self.nested(kind, value)
        if isinstance(kind, Mapped):
            return in_order(
                f"{key_in_words(field, key)} {self.text(kind.value, field, item)}" for key, item in value.items()
            )
        return self._scalar(kind, field, value)

    def nested(self, kind: Nested, value: Any) -> str:
        """An entry, or what is nested in a field: what it needs, then what else it says."""
        said = [(field, getattr(value, field.slot)) for field in kind.fields]
        said = [(field, item) for field, item in said if item not in (None, "", (), {})]
        head = self._head((field, item) for field, item in said if field.required)
        rest = [self._part(field, item) for field, item in said if not field.required]
        return in_order(part for part in (head, *rest) if part)

    def entry(self, kind: Listed, entry: Entry) -> str:
        """What an entry of a list is called, by the values that tell it from the others."""
        assert isinstance(kind.item, Nested)
        fields = {field.name: field for field in kind.item.fields}
        return self._head((fields[name], value) for name, value in zip(kind.identity, entry.identity, strict=True))

    def place(self, fields: tuple[Field, ...], path: FieldPath) -> str:
        """What to call a place in a record that has these fields; "" for the record, and for an entry of none."""
        kind: Kind = Nested(record=object, fields=fields)
        within, labels = "", list[str]()
        for step in path:
            if isinstance(step, Entry):
                if not isinstance(kind, Listed):
                    return ""
                labels.append(self.entry(kind, step))
                kind = kind.item
            elif isinstance(kind, Mapped):
                labels.append(key_in_words(within, step))
                kind = kind.value
            elif isinstance(kind, Nested):
                field = next(field for field in kind.fields if field.name == step)
                labels.append(in_words("field", field.name))
                kind, within = field.kind, field.name
        return " ".join(labels)

    def _head(self, said: Iterable[tuple[Field, Any]]) -> str:
        # The kind of a tie is said before whom it leads to.
        ordered = sorted(said, key=lambda one: one[0].name == "to")
        return " ".join(self.text(field.kind, field.name, value) for field, value in ordered)

    def _part(self, field: Field, value: Any) -> str:
        label = in_words("field", field.name)
        if field.name in PRIVATE:
            return label
        text = self.text(field.kind, field.name, value)
        return text if field.name in _SPEAKING else f"{label} {text}"

    def _scalar(self, kind: Scalar, field: str, value: Any) -> str:
        if kind.refers_to in ("person", "account", MENTIONED):
            return self.name(value)
        if kind.refers_to == "member":
            return self.name(f"team/{value}")
        return in_one_line(value_in_words(field, value))


def place_in_words(field: Field, path: FieldPath) -> tuple[Kind, str]:
    """The kind of what is at a path into a field, and what to call its place."""
    kind, within, labels = field.kind, field.name, [in_words("field", field.name)]
    for step in path[1:]:
        if isinstance(kind, Mapped):
            labels.append(key_in_words(within, str(step)))
            kind = kind.value
        elif isinstance(kind, Listed):
            kind = kind.item
        elif isinstance(kind, Nested):
            inner = next(inner for inner in kind.fields if inner.name == step)
            labels.append(in_words("field", inner.name))
            kind, within = inner.kind, inner.name
    return kind, labels[-1] if field.name == "channels" and len(labels) > 1 else " ".join(labels)


_KEYS = {"cadence": "segment", "carriers": "stance", "role_weights": "role", "names": "language"}


def key_in_words(field: str, key: str) -> str:
    """A key of the table that a field has: a way to reach somebody, a year, a language, a role."""
    if field == "revenue":
        return in_year(key)
    if field == "levels":
        return in_words("level", LEVEL_NAMES[int(key)])
    if field in _KEYS:
        return visible(in_words(_KEYS[field], key))
    return visible(as_listed("channel", key)) if field in ("channels", "touch_weights") else visible(key)


def own_text(value: OwnValue) -> str:
    """What stands under a key of the user's own, much as it is written; "" for nothing."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_one_line(key)}: {own_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(own_text, value)) + "]"
    return in_one_line(value or "")


def in_one_line(text: str) -> str:
    return visible(" ".join(text.split()))
