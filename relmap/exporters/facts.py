"""A file of the book as facts in the field's words, one a line: what `git diff` compares in the place of YAML.

Facts come in the order of the fields table, whatever the order in the file, and a value in the words for it, however it
was written. So a difference that says nothing shows none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from relmap.analysis.value_words import value_in_words
from relmap.errors import BadValue
from relmap.model import kinds
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.saying import in_order, in_words, labelled, remarked

Data: TypeAlias = "str | Sequence[Data] | Mapping[str, Data] | None"

_FORMAT_KEY = "relmap"  # which settings alone have


def facts(data: Data) -> Iterator[str]:
    """The facts of what a file holds: a record, the settings or touches."""
    if isinstance(data, Mapping):
        yield from _grouped((), _fields_of(data), data)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        touch = Nested(record=object, fields=FIELDS["touch"])
        yield from (_in_line("touch", touch, item) for item in data)
    else:
        raise TypeError(f"a file holds keys or a list, not {data!r}")


def _fields_of(data: Mapping[str, Data]) -> tuple[Field, ...]:
    """The fields of the file, whose place in the book git does not tell: a key means the same wherever it stands."""
    if _FORMAT_KEY in data:
        return FIELDS["settings"]
    found = {field.name: field for type_ in ("campaign", "deal", "account", "person") for field in FIELDS[type_]}
    order = [field.name for type_ in ("person", "account", "deal", "campaign") for field in FIELDS[type_]]
    return tuple(found[name] for name in dict.fromkeys(order))


def _grouped(path: tuple[str, ...], fields: tuple[Field, ...], data: Mapping[str, Data]) -> Iterator[str]:
    known = {field.name: field.kind for field in fields}
    for name in [*(name for name in known if name in data), *(name for name in data if name not in known)]:
        yield from _facts((*path, in_words("field", name)), name, known.get(name), data[name])


def _facts(path: tuple[str, ...], name: str, kind: Kind | None, data: Data) -> Iterator[str]:
    """One line for a value, and one for each item or key of what has several; none for what says nothing."""
    if isinstance(data, Mapping) and isinstance(kind, Nested):
        yield from _grouped(path, kind.fields, data)
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _facts((*path, key), name, kind.value if isinstance(kind, Mapped) else None, value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        item = kind.item if isinstance(kind, Listed) else None
        for value in data:
            yield labelled(" ".join(path), _in_line(name, item, value))
    elif data:
        text = _value(name, kind.item if isinstance(kind, Listed) else kind, data)
        for line in text.splitlines():
            yield labelled(" ".join(path), line).rstrip()


def _in_line(name: str, kind: Kind | None, data: Data) -> str:
    """An item of a list: what it must have first, the rest behind it with names."""
    if isinstance(data, Mapping):
        fields = {field.name: field for field in kind.fields} if isinstance(kind, Nested) else {}
        parts = [key for key in fields if key in data] + [key for key in data if key not in fields]
        inner = {key: _in_line(key, fields[key].kind if key in fields else None, data[key]) for key in parts}
        first = [inner.pop(key) for key in parts if key in fields and fields[key].required]
        rest = in_order(f"{in_words('field', key)} {text}" for key, text in inner.items() if text)
        return remarked(" ".join(first), rest) if first and rest else " ".join(first) or rest
    if isinstance(data, str) or data is None:
        return " ".join(_value(name, kind.item if isinstance(kind, Listed) else kind, data).split())
    item = kind.item if isinstance(kind, Listed) else None
    return in_order(_in_line(name, item, value) for value in data)


def _value(name: str, kind: Kind | None, text: str | None) -> str:
    """As its field reads it; as it stands there, where that cannot."""
    if not text or not isinstance(kind, Scalar) or kind is kinds.TEXT:
        return text or ""
    try:
        return value_in_words(name, kind.read(text))
    except BadValue:
        return text
