"""The records of one kind, filtered; people also as they stand in a deal."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from relmap.analysis.finding import deal_meant
from relmap.analysis.standing import in_deal
from relmap.errors import InvalidValue
from relmap.model.book import Book
from relmap.model.records import Deal, Person, Record
from relmap.model.saying import _, in_words
from relmap.usecases.as_json import as_json
from relmap.usecases.show import newest_first

KINDS = ("people", "accounts", "members", "deals", "touches", "campaigns")


class Filters(NamedTuple):
    """What people must have to be listed; empty means any."""

    role: str = ""
    department: str = ""
    stance: int | str | None = None
    left: bool = False


class Listing(NamedTuple):
    """Records of one kind; `deal` is the one whose committee, or whose touches, they are."""

    kind: str
    records: Sequence[Record]
    deal: Deal | None = None

    def json(self) -> dict[str, Any]:
        return {
            "schema": "relmap.list/1",
            "kind": self.kind,
            "deal": self.deal.ref if self.deal else None,
            "items": [as_json(record) for record in self.records],
        }


def list_records(book: Book, *, kind: str, account: str, filters: Filters, deal: str | None = None) -> Listing:
    """Records of `kind`, of one account or (account "") of all; people who left only where asked for.

    With `deal`, as typed: the people of its committee, as they stand in it, or the touches made for it. Raises
    InvalidValue for any other kind, and what `find_deal` raises.
    """
    within = deal_meant(book, deal, account=account)
    records = _of_account(book, kind, account) if within is None else _of_deal(book, kind, within)
    if kind == "people":
        records = [record for record in records if isinstance(record, Person) and _passes(record, filters)]
    return Listing(kind=kind, records=records, deal=within)


def _of_deal(book: Book, kind: str, deal: Deal) -> Sequence[Record]:
    if kind == "people":
        seats = [seat for seat in deal.committee if seat.person in book.people]
        return [in_deal(book.people[seat.person], seat) for seat in seats]
    if kind == "touches":
        return newest_first(touch for touch in book.touches.get(deal.account, ()) if touch.deal == deal.id)
    raise InvalidValue(
        field="--deal",
        text=deal.id,
        reason=_("has no {kind} of its own").format(kind=in_words("record", kind)),
        mend=_("list its people or touches, or leave it out"),
    )


def _of_account(book: Book, kind: str, account: str) -> Sequence[Record]:
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
    return records


def _passes(person: Person, filters: Filters) -> bool:
    return (
        (not filters.role or filters.role in person.roles)
        and (not filters.department or filters.department.casefold() in person.department.casefold())
        and (filters.stance is None or filters.stance == (person.stance if person.stance is not None else "unknown"))
        and (filters.left or not person.has_left)
    )
