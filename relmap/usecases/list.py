"""The records of one kind, filtered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from relmap.model.book import Book
from relmap.model.records import Person, Record
from relmap.usecases.as_json import as_json
from relmap.usecases.show import newest_first

KINDS = ("people", "accounts", "members", "deals", "touches", "campaigns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What people must have to be listed; empty means any."""

    role: str = ""
    department: str = ""
    stance: int | str | None = None
    left: bool = False


def list_records(book: Book, *, kind: str, account: str, filters: Filters) -> Sequence[Record]:
    """Records of `kind`, of one account or (account "") of all; people who left only where asked for."""
    tables: dict[str, Sequence[Record]] = {
        "people": list(book.people.values()),
        "accounts": list(book.accounts.values()),
        "members": list(book.members.values()),
        "deals": list(book.deals.values()),
        "touches": newest_first(book.all_touches()),
        "campaigns": list(book.campaigns.values()),
    }
    records = tables[kind]
    if account and kind in ("people", "deals", "touches"):
        records = [record for record in records if getattr(record, "account", "") == account]
    if kind == "people":
        records = [record for record in records if isinstance(record, Person) and _passes(record, filters)]
    return records


def to_json(kind: str, records: Sequence[Record]) -> dict[str, Any]:
    return {"schema": "relmap.list/1", "kind": kind, "items": [as_json(record) for record in records]}


def _passes(person: Person, filters: Filters) -> bool:
    return (
        (not filters.role or filters.role in person.roles)
        and (not filters.department or filters.department.casefold() in person.department.casefold())
        and (filters.stance is None or filters.stance == (person.stance if person.stance is not None else "unknown"))
        and (filters.left or not person.has_left)
    )
