"""Records as JSON-ready data: every field under its name in the file, references in full, dates in ISO 8601."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.records import Record, Touch
from relmap.model.settings import Settings


def as_json(record: Record | Settings) -> dict[str, Any]:
    """`type`, `ref`, then every field; an absent value is null, an empty list or an empty mapping."""
    head: dict[str, Any] = {"type": record.TYPE, "ref": record.ref}
    if isinstance(record, Touch):
        head["member"] = f"team/{record.member}"
    return {**head, **_nested(FIELDS[record.TYPE], record)}


def _nested(fields: tuple[Field, ...], record: Any) -> dict[str, Any]:
    return {field.name: value_as_json(field.kind, getattr(record, field.slot)) for field in fields}


def value_as_json(kind: Kind, value: Any) -> Any:
    """A value of a field; null for an absent one."""
    if value is None or value == "":
        return None
    if isinstance(kind, Nested):
        return _nested(kind.fields, value)
    if isinstance(kind, Listed):
        return [value_as_json(kind.item, item) for item in value]
    if isinstance(kind, Mapped):
        assert isinstance(value, Mapping)
        return {key: value_as_json(kind.value, item) for key, item in value.items()}
    return _scalar(kind, value)


def _scalar(kind: Scalar, value: Any) -> Any:
    if kind.refers_to == "member":
        return f"team/{value}"
    return value.isoformat() if isinstance(value, date) else value
