"""What matters at once of a record that is new, in one line.

Notes, needs, concerns and addresses are not for everybody who reads of a change, so none of them is told.
"""

from collections.abc import Iterator
from typing import Any

from relmap.analysis.differences.value_texts import ValueTexts, in_one_line
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Listed, Nested
from relmap.model.records import Record
from relmap.model.saying import in_order, in_words, remarked
from relmap.model.settings import Settings

_FACTS = {
    "person": ("department", "roles", "reports_to", "stance", "influence", "known_by", "links"),
    "deal": ("stage", "amount", "committee"),
    "account": ("segment", "owner"),
}
# What stands in brackets behind whom an entry is about.
_ASIDE = {"known_by": ("level",), "links": ("level",), "committee": ("roles", "stance")}
# A department, a role or the kind of a link says by itself what it is.
_SPEAKING = ("department", "roles", "links")


def facts(values: ValueTexts, record: Record | Settings) -> str:
    """Whatever is said of what matters; "" for nothing."""
    fields = {field.name: field for field in FIELDS[record.TYPE]}
    return in_order(
        text if name in _SPEAKING else f"{in_words('field', name)} {text}"
        for name in _FACTS.get(record.TYPE, ())
        for text in _texts(values, fields[name], record)
    )


def _texts(values: ValueTexts, field: Field, record: Any) -> Iterator[str]:
    value = getattr(record, field.slot)
    if isinstance(field.kind, Listed) and isinstance(field.kind.item, Nested):
        entries = [_entry(values, field.kind.item, entry, _ASIDE[field.name]) for entry in value]
        # A deal has one committee, but a person many ties.
        yield from [in_order(entries)] if field.name == "committee" and entries else entries
    elif text := values.text(field.kind, field.name, value):
        yield f"{text} {in_one_line(record.currency)}".rstrip() if field.name == "amount" else text


def _entry(values: ValueTexts, kind: Nested, entry: Any, aside: tuple[str, ...]) -> str:
    required = tuple(field for field in kind.fields if field.required)
    beside = tuple(field for field in kind.fields if field.name in aside)
    text, remark = (values.nested(kind._replace(fields=fields), entry) for fields in (required, beside))
    return remarked(text, remark) if remark else text
