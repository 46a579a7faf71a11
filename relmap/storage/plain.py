"""From a record to the plain data of its file: only what is set, in the fixed order of keys, references short."""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from relmap.model.fields import FIELDS
from relmap.model.kinds import NUMBER, Field, KeyPath, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.records import Record
from relmap.model.settings import Settings
from relmap.storage.yaml_write import Bare, Data

_FORMAT_KEY = "relmap"  # its default is its only value, and still every file says it


def plain(record: Record | Settings) -> dict[str, Data]:
    """The keys and values that the record's file holds; `Bare` where a value stands without quotes."""
    data = _values(FIELDS[record.TYPE], record, f"{getattr(record, 'account', '')}/")
    return {_FORMAT_KEY: Bare(record.format), **data} if isinstance(record, Settings) else data


def key_order(type_: str, path: KeyPath) -> tuple[str, ...]:
    """The order of the keys in the mapping at `path` of a file; () where the keys are the user's own."""
    kind = _kind_at(type_, path)
    return tuple(field.name for field in kind) if type(kind) is tuple else ()


def identity(type_: str, path: KeyPath, item: Mapping[str, Data]) -> Hashable:
    """What makes a mapping in the list at `path` the same item before and after a change."""
    kind = _kind_at(type_, path)
    names = kind.identity if isinstance(kind, Listed) else ()
    return tuple(str(item.get(name)) for name in names)


def _kind_at(type_: str, path: KeyPath) -> Kind | tuple[Field, ...] | None:
    """The kind of the value at `path`, of a mapping its fields; None where the table knows nothing of it."""
    kind: Kind | tuple[Field, ...] | None = FIELDS[type_]
    for step in path:
        if type(kind) is tuple:  # the fields of a record; kinds are tuples, too, but of their own types
            kind = next((field.kind for field in kind if field.name == step), None)
        elif isinstance(kind, Listed):
            kind = kind.item
        elif isinstance(kind, Mapped):
            kind = kind.value
        else:
            return None
        kind = kind.fields if isinstance(kind, Nested) else kind
    return kind


def _values(table: tuple[Field, ...], record: Any, own: str) -> dict[str, Data]:
    defaults = _defaults(type(record))
    return {
        field.name: _value(field.kind, value, own)
        for field in table
        if (value := getattr(record, field.slot)) != defaults[field.slot] and value is not None
    }


def _defaults(record: type) -> dict[str, Any]:
    """What each slot of a record holds if nobody sets it; a value that equals nothing for those one must set."""
    return {
        field.name: field.default_factory() if field.default_factory is not MISSING else field.default
        for field in fields(record)
    }


def _value(kind: Kind, value: Any, own: str) -> Data:
    if isinstance(kind, Scalar):
        return _scalar(kind, value, own)
    if isinstance(kind, Nested):
        return _values(kind.fields, value, own)
    if isinstance(kind, Listed):
        return [_value(kind.item, item, own) for item in value]
    return {_key(kind.key, key): _alone(_value(kind.value, item, own)) for key, item in value.items()}


def _alone(data: Data) -> Data:
    """One phone number is written as such, not as a list of one."""
    return data[0] if isinstance(data, list) and len(data) == 1 else data


def _scalar(kind: Scalar, value: Any, own: str) -> str:
    """`own` is the prefix of references that are written short: the account of the file, and a slash."""
    text = kind.write(value)
    if kind is NUMBER and "e" in text:  # amounts are read without exponents
        text = f"{value:.20f}".rstrip("0").rstrip(".")
    if kind.refers_to == "person" and len(own) > 1:
        return text.removeprefix(own)
    return Bare(text) if kind.bare else text


def _key(kind: Scalar, key: Any) -> str:
    text = kind.write(key)
    return Bare(text) if text.isdigit() and text.isascii() else text
