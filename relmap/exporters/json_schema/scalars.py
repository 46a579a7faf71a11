"""The schema of one value.

Every value is read as text, so a schema takes whatever a reader of YAML makes of a text that relmap would take: the
phone 0212345677 is a number there, and a person called No may be false. A value that is not needed may also be empty.
"""

from typing import Any

from relmap.exporters.json_schema import patterns
from relmap.exporters.json_schema.patterns import ID, spelled, whole_number, whole_text
from relmap.model import kinds
from relmap.model.dates import FIRST_BUDDHIST_YEAR
from relmap.model.fields import VOCABULARY_KEYS
from relmap.model.kinds import Scalar
from relmap.model.saying import _
from relmap.model.settings import FORMAT

Schema = dict[str, Any]

ANY_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
SOME_TEXT: Schema = ANY_TEXT | {"minLength": 1}
_EMPTY = "^$"
_NAMES = ["string", "number", "boolean"]
_REFERENCES = {
    kinds.PERSON: rf"(?:{ID}/)?{ID}",
    kinds.MEMBER: f"(?:team/)?{ID}",
    kinds.ACCOUNT: ID,
}
_NUMBERS: dict[Scalar, Schema] = {
    kinds.RATIO: {"type": ["number"], "minimum": 0, "maximum": 1, "pattern": whole_text(patterns.RATIO)},
    kinds.NUMBER: {"type": ["number"], "pattern": whole_text(patterns.NUMBER)},
    kinds.POINTS: {"type": ["number"], "minimum": 0, "pattern": whole_text(patterns.NOT_NEGATIVE)},
    kinds.ABOVE_ZERO: {"type": ["number"], "exclusiveMinimum": 0, "pattern": whole_text(patterns.ABOVE_ZERO)},
    kinds.DAYS: {"type": ["integer"], "minimum": 1, "maximum": 99_999, "pattern": whole_text(patterns.DAYS)},
}


def scalar_schema(kind: Scalar, *, needed: bool, account_known: bool = True) -> Schema:
    """What a reader of YAML may make of a value of this kind; KeyError for a kind that this table does not know.

    `account_known`: whether a person may be named without their account.
    """
    if kind is kinds.TEXT:
        return SOME_TEXT if needed else ANY_TEXT
    if kind.choices:
        return _choice(kind, needed=needed)
    schema = _plain(kind)
    if kind is kinds.PERSON and not account_known:
        schema["pattern"] = whole_text(f"{ID}/{ID}")
    # What editors say of a text that does not match, in the place of the pattern itself.
    return _optional(schema, needed=needed) | {"patternErrorMessage": how_to_write(kind)}


def how_to_write(kind: Scalar) -> str:
    """A sentence."""
    return _("Write {expects}.").format(expects=kind.expected())


def key_schema(kind: Scalar) -> Schema:
    """What the keys of a mapping may be, which are texts always."""
    if kind is kinds.TEXT:
        return {}
    if kind is kinds.YEAR:
        # Some readers of YAML keep a year a number, to which no pattern applies.
        return {"pattern": whole_text(patterns.COMMON_ERA_YEAR), "minimum": 1000, "maximum": FIRST_BUDDHIST_YEAR - 1}
    return {"pattern": patterns.NOT_BLANK if _is_open(kind) else whole_text(*_words(kind))}


def _is_open(kind: Scalar) -> bool:
    """Whether the book's vocabulary may add words, which no schema knows."""
    return kind in VOCABULARY_KEYS or kind is kinds.OWN_WORD


def _plain(kind: Scalar) -> Schema:
    if kind in _REFERENCES:
        return {"type": _NAMES, "minimum": 0, "pattern": whole_text(_REFERENCES[kind])}
    if kind is kinds.DATE:
        return {"type": ["string"], "pattern": whole_text(patterns.DATE)}
    if kind is kinds.TEXT_OR_REFERENCE:
        return {"type": _NAMES, "pattern": patterns.NOT_EMPTY}
    if kind is kinds.OWN_WORD:
        return {"type": _NAMES, "pattern": patterns.NOT_BLANK}
    if kind is kinds.BOOK_FORMAT:
        return {"type": ["integer", "string"], "minimum": int(FORMAT), "maximum": int(FORMAT), "pattern": f"^{FORMAT}$"}
    number = _NUMBERS[kind]
    return number | {"type": [*number["type"], "string"]}


def _optional(schema: Schema, *, needed: bool) -> Schema:
    """With nothing in the place of the value, unless it is `needed`."""
    if needed:
        return schema
    empty: Schema = {"type": [*schema["type"], "null"]}
    if "pattern" in schema:
        empty["pattern"] = f"{_EMPTY}|{schema['pattern']}"
    return schema | empty


def _choice(kind: Scalar, *, needed: bool) -> Schema:
    """The words and numbers that an editor offers, and beside them every other way to write them."""
    offered: Schema = {"enum": [_as_offered(kind, word) for word in kind.choices]}
    if _is_open(kind):
        others: Schema = {"type": _NAMES, "pattern": patterns.NOT_BLANK}
    else:
        others = {"type": ["string"], "pattern": whole_text(*_words(kind))}
    others["patternErrorMessage"] = how_to_write(kind)
    return {"anyOf": [offered, _optional(others, needed=needed)]}


def _as_offered(kind: Scalar, word: str) -> Any:
    if kind is kinds.TRUTH:
        return word == "true"
    return int(word) if kind.bare and word != kinds.UNKNOWN else word


def _words(kind: Scalar) -> list[str]:
    if kind is kinds.TRUTH:
        return [spelled(("true", "yes", "on", "false", "no", "off"), around="")]
    if kind is kinds.STANCE:
        numbers = r"\s*(?:[+-]?[0-2])\s*"
        return [numbers, spelled((kinds.UNKNOWN, *kind.also), between="_", around=r"\s*")]
    if kind.bare:
        return [*(whole_number(int(word)) for word in kind.choices), spelled(kind.also, between="[ _]", around=r"\s*")]
    return [spelled((*kind.choices, *kind.also))]
