"""A change of any value of any field of any kind of record is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from relmap.analysis.differences import differences
from relmap.model import kinds
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Nested, Scalar
from relmap.model.records import Account, Campaign, Deal, Member, Person, Touch
from relmap.model.settings import Settings
from tests.books import book_of

BASE: dict[str, Any] = {
    "settings": Settings(),
    "member": Member(id="nok", name="Nok"),
    "account": Account(id="acme", name="Acme"),
    "person": Person(id="malee", account="acme", name="Malee"),
    "deal": Deal(id="plates", account="acme", name="Plates"),
    "touch": Touch(account="acme", member="nok", on=date(2026, 11, 3), people=("acme/malee",), channel="visit"),
    "campaign": Campaign(id="spring", name="Spring"),
}
OTHER_VALUES: dict[Kind, tuple[Any, Any]] = {
    kinds.TEXT: ("one", "two"),
    kinds.TEXT_OR_REFERENCE: ("one", "two"),
    kinds.DATE: (date(2026, 1, 1), date(2026, 1, 2)),
    kinds.RATIO: (0.1, 0.2),
    kinds.NUMBER: (1, 2),
    kinds.POINTS: (1, 2),
    kinds.ABOVE_ZERO: (1, 2),
    kinds.DAYS: (1, 2),
    kinds.YEAR: ("2025", "2026"),
    kinds.PERSON: ("acme/one", "acme/two"),
    kinds.MEMBER: ("one", "two"),
    kinds.ACCOUNT: ("one", "two"),
    kinds.OWN_WORD: ("one", "two"),
    kinds.BOOK_FORMAT: ("1", "2"),
}


def scalars(kind: Scalar) -> tuple[Any, Any]:
    if kind in OTHER_VALUES:
        return OTHER_VALUES[kind]
    return kind.read(kind.choices[0]), kind.read(kind.choices[1])


def least(kind: Kind) -> Any:
    """A value that says something."""
    if isinstance(kind, Scalar):
        return scalars(kind)[0]
    if isinstance(kind, Nested):
        said = [field for field in kind.fields if field.required] or kind.fields[:1]
        return kind.record(**{field.slot: least(field.kind) for field in said})
    return (least(kind.item),) if isinstance(kind, Listed) else {least(kind.key): least(kind.value)}


def two_values(kind: Kind) -> Iterator[tuple[str, Any, Any]]:
    """Pairs of values that differ in one place, with that place's name."""
    if isinstance(kind, Scalar):
        yield "", *scalars(kind)
    elif isinstance(kind, Nested):
        whole = least(kind)
        for field in kind.fields:
            for place, one, other in two_values(field.kind):
                yield (
                    f".{field.name}{place}",
                    replace(whole, **{field.slot: one}),
                    replace(whole, **{field.slot: other}),
                )
    elif isinstance(kind, Listed):
        for place, one, other in two_values(kind.item):
            yield f"[]{place}", (one,), (other,)
        yield "[more]", (least(kind.item),), (least(kind.item), least(kind.item))
    else:
        key, other_key = scalars(kind.key)
        for place, one, other in two_values(kind.value):
            yield f"{{}}{place}", {key: one}, {key: other}
        yield "{key}", {key: least(kind.value)}, {other_key: least(kind.value)}


def cases() -> Iterator[Any]:
    for type_, table in FIELDS.items():
        for field in table:
            for place, one, other in two_values(field.kind):
                yield pytest.param(type_, field, one, other, id=f"{type_}.{field.name}{place}")
            unset = getattr(BASE[type_], field.slot)
            if not field.required and unset != least(field.kind):
                yield pytest.param(type_, field, unset, least(field.kind), id=f"{type_}.{field.name}-set")


@pytest.mark.parametrize(("type_", "field", "one", "other"), list(cases()))
def test_a_change_of_it_is_told(type_: str, field: Field, one: Any, other: Any) -> None:
    assert one != other, "the values of this test are the same"
    before, after = (book_with(replace(BASE[type_], **{field.slot: value})) for value in (one, other))
    (found,) = differences(before, after).found
    assert found.type == type_
    assert {change.field for change in found.changes} == {field.name}
    assert all(change.before != change.after for change in found.changes)


def book_with(record: Any) -> Book:
    return Book(settings=record) if isinstance(record, Settings) else book_of(record)
