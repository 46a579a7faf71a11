"""The schema of a whole file: the fields table walked, with what each key means, in the language that is spoken."""

import json
from typing import Any

from relmap.exporters.json_schema.gap_codes import gap_schema
from relmap.exporters.json_schema.meanings import MEANINGS, TITLES
from relmap.exporters.json_schema.scalars import ANY_TEXT, SOME_TEXT, Schema, how_to_write, key_schema, scalar_schema
from relmap.model import kinds
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Mapped, Nested, Scalar
from relmap.model.saying import _

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BEGINNING = f'{{\n  "$schema": "{DIALECT}",\n  "$comment": "Written by `relmap schema`'
"""What such a document begins with, however it goes on."""

_COMMENT = "Written by `relmap schema`; `relmap check` knows more than a schema can say."
_DEEPEST_ON_LINES = 3
_OWN_KEYS = {"^x-": True}


def json_schema(type_: str) -> str:
    """The schema of the files of a `Record.TYPE`, as a JSON document that refers to no other.

    What an editor shows to people is in the language that is spoken; keys and values are those of the files.
    """
    file = _Walk(type_, account_known=type_ != "campaign")
    record = file.mapping(FIELDS[type_], ())
    whole = {"type": ["array", "null"], "items": record} if type_ == "touch" else record
    document = {"$schema": DIALECT, "$comment": _COMMENT, "title": _(TITLES[type_]), **whole}
    return _laid_out(document) + "\n"


def json_schemas() -> dict[str, str]:
    """Of every kind of file, by `Record.TYPE`."""
    return {type_: json_schema(type_) for type_ in FIELDS}


def _laid_out(value: Any, depth: int = 0) -> str:
    """JSON with the groups down to the single keys on lines of their own, so that a difference is easily seen."""
    if not isinstance(value, dict) or depth == _DEEPEST_ON_LINES:
        return json.dumps(value, ensure_ascii=False)
    inner, outer = "  " * (depth + 1), "  " * depth
    entries = (f"{inner}{json.dumps(key)}: {_laid_out(item, depth + 1)}" for key, item in value.items())
    return "{\n" + ",\n".join(entries) + f"\n{outer}}}"


class _Walk:
    """Through the fields of one kind of file; a path is the names of the keys down to a field."""

    def __init__(self, type_: str, *, account_known: bool) -> None:
        self._type = type_
        self._account_known = account_known

    def mapping(self, fields: tuple[Field, ...], path: tuple[str, ...]) -> Schema:
        needed = [field.name for field in fields if field.required]
        return {
            "type": "object",
            "properties": {field.name: self._field(field, (*path, field.name)) for field in fields},
            "patternProperties": _OWN_KEYS,
            "additionalProperties": False,
        } | ({"required": needed} if needed else {})

    def _field(self, field: Field, path: tuple[str, ...]) -> Schema:
        meaning = MEANINGS[".".join((self._type, *path))]
        return {
            "description": _described(meaning, field.kind),
            **self._kind(field.kind, path, needed=field.required or field.filled),
        }

    def _kind(self, kind: Kind, path: tuple[str, ...], *, needed: bool) -> Schema:
        if isinstance(kind, Scalar):
            named = gap_schema(".".join((self._type, *path)), needed=needed)
            return named or scalar_schema(kind, needed=needed, account_known=self._account_known)
        if isinstance(kind, Listed):
            return self._listed(kind, path, needed=needed)
        group = self.mapping(kind.fields, path) if isinstance(kind, Nested) else self._mapped(kind, path)
        return group if needed else group | {"type": ["object", "null"]}

    def _listed(self, kind: Listed, path: tuple[str, ...], *, needed: bool) -> Schema:
        items: Schema = {"type": "array", **({"minItems": 1} if needed else {})}
        if isinstance(kind.item, Nested):
            return items | {
                "type": "array" if needed else ["array", "null"],
                "items": self.mapping(kind.item.fields, path),
            }
        # Two texts that differ may be one number for a reader of YAML; only what is text for it can stand there twice.
        once: Schema = {"if": {"items": {"type": "string"}}, "then": {"uniqueItems": True}}
        # An item without a value is a fault, yet in a list of texts it may be somebody called Null.
        item = self._kind(kind.item, path, needed=True)
        if item == SOME_TEXT:
            item = ANY_TEXT
        return {"anyOf": [items | {"items": item} | once, self._kind(kind.item, path, needed=needed)]}

    def _mapped(self, kind: Mapped, path: tuple[str, ...]) -> Schema:
        value = self._kind(kind.value, path, needed=False)
        known: Schema = {"properties": dict.fromkeys(kind.key.choices, value)} if kind.key.choices else {}
        keys = key_schema(kind.key)
        return {"type": "object", **known, "additionalProperties": value} | ({"propertyNames": keys} if keys else {})


def _described(meaning: str, kind: Kind) -> str:
    """What a key means, and how to write it where what an editor offers does not say that."""
    said = _(meaning)
    if isinstance(kind, Scalar) and kind is not kinds.TEXT and (kind.bare or not kind.choices):
        return _("{meaning}. {mend}").format(meaning=said, mend=how_to_write(kind))
    return said if said.endswith(".") else _("{meaning}.").format(meaning=said)
