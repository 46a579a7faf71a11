"""Random records, drawn from the fields table so that no kind of value is forgotten."""

import unicodedata
from datetime import date
from typing import Any

from hypothesis import strategies as st

from relmap.model import kinds
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Nested, Scalar
from relmap.model.records import Account, Campaign, Deal, Member, Person, Touch

RECORDS = {"member": Member, "account": Account, "person": Person, "deal": Deal, "touch": Touch, "campaign": Campaign}
ACCOUNT = "siam-grand"
HOSTILE = ["No", "on", "~", "null", "12:30", "0212345677", "1e5", "0x1F", "- a", "a: b", "#", "a #b", "[", "'", '"']
HOSTILE += [
    "&a",
    "*",
    "!t",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
    "<<",
    "=",
    "2026-11-22",
    "---",
    "...",
    "\\",
    "a\nb\n",
    "\n",
    " ",
]
HOSTILE += ["มาลี ใจดี", "玛丽", "\u202e", "\x00", "\x1b[31m", "\u2028", "\ufeff", "{x}", "a, b", "true", ".5", "1_000"]

IDS = st.sampled_from(["malee", "prasert", "กา", "陈大江", "a-1", "p2"])
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
).map(lambda text: unicodedata.normalize("NFC", text))
PEOPLE = st.one_of(IDS.map(f"{ACCOUNT}/{{}}".format), IDS.map("other/{}".format))
AMOUNTS = st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, places=4).map(float))


def scalars(kind: Scalar) -> st.SearchStrategy[Any]:
    special: dict[Scalar, st.SearchStrategy[Any]] = {
        kinds.TEXT: TEXTS,
        kinds.TEXT_OR_REFERENCE: st.one_of(TEXTS, PEOPLE),
        kinds.DATE: st.dates(date(1900, 1, 1), date(2399, 12, 31)),
        kinds.RATIO: st.floats(0, 1),
        kinds.NUMBER: AMOUNTS,
        kinds.POINTS: AMOUNTS.map(abs),
        kinds.ABOVE_ZERO: AMOUNTS.map(abs).filter(bool),
        kinds.DAYS: st.integers(1, 999),
        kinds.YEAR: st.integers(1900, 2399).map(str),
        kinds.PERSON: PEOPLE,
        kinds.MEMBER: IDS,
        kinds.ACCOUNT: IDS,
        kinds.OWN_WORD: st.sampled_from(["golf", "captain", "主厨"]),
        kinds.BOOK_FORMAT: st.just("1"),
    }
    return special[kind] if kind in special else st.sampled_from(kind.choices).map(kind.read)


def values(kind: Kind) -> st.SearchStrategy[Any]:
    if isinstance(kind, Scalar):
        return scalars(kind)
    if isinstance(kind, Nested):
        return arguments(kind.fields).map(lambda given: kind.record(**given))
    if isinstance(kind, Listed):
        return st.lists(values(kind.item), min_size=1, max_size=4).map(tuple)
    return st.dictionaries(scalars(kind.key), values(kind.value), min_size=1, max_size=3)


def arguments(table: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    required = {field.slot: values(field.kind) for field in table if field.required}
    optional = {field.slot: values(field.kind) for field in table if not field.required}
    return st.fixed_dictionaries(required, optional=optional)


def records(type_: str) -> st.SearchStrategy[Any]:
    """Records of a type, all of one account and with one id."""
    places: dict[str, dict[str, Any]] = {
        "touch": {"account": ACCOUNT, "member": "nok", "index": 0, "year": 2026},
        "person": {"id": "case", "account": ACCOUNT},
        "deal": {"id": "case", "account": ACCOUNT},
        "account": {"id": ACCOUNT},
    }
    place = places.get(type_, {"id": "case"})
    return arguments(FIELDS[type_]).map(lambda given: RECORDS[type_](**place, **given))
