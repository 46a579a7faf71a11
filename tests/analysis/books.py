"""Small books in memory, for the analysis tests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from relmap.model.book import Book
from relmap.model.records import Account, Deal, KnownBy, Link, Member, Person, Seat, Touch
from relmap.model.settings import Settings

TODAY = date(2026, 11, 23)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ref(name: str) -> str:
    return name if "/" in name else f"acme/{name}"


def person(name: str, /, **fields: Any) -> Person:
    """Somebody at acme (or at the account in `account/id`); references may be short."""
    account, _, own = ref(name).partition("/")
    if fields.get("reports_to"):
        fields["reports_to"] = ref(fields["reports_to"])
    return Person(**{"id": own, "account": account, "name": own.title(), **fields})


def link(to: str, kind: str = "influences", **fields: Any) -> Link:
    return Link(to=ref(to), kind=kind, **fields)


def knows(member: str, **fields: Any) -> KnownBy:
    return KnownBy(member=member, **fields)


def seat(name: str, **fields: Any) -> Seat:
    return Seat(person=ref(name), **fields)


def touch(member: str, *people: str, on: date = TODAY, channel: str = "visit", **fields: Any) -> Touch:
    return Touch(account="acme", member=member, on=on, people=tuple(map(ref, people)), channel=channel, **fields)


def deal(name: str = "plates", /, **fields: Any) -> Deal:
    return Deal(**{"id": name, "account": "acme", "name": name, **fields})


def book(
    people: Iterable[Person],
    *,
    touches: Iterable[Touch] = (),
    deals: Iterable[Deal] = (),
    members: Iterable[str] = ("ann", "bob"),
    settings: Settings | None = None,
    **account: Any,
) -> Book:
    """A book with the account acme, and bare accounts for people elsewhere."""
    people = list(people)
    accounts = {name: Account(id=name, name=name.title()) for name in {"acme", *(p.account for p in people)}}
    accounts["acme"] = replace(accounts["acme"], **account)
    return Book(
        settings=settings or Settings(),
        members={name: Member(id=name, name=name.title()) for name in members},
        accounts=accounts,
        people={p.ref: p for p in people},
        deals={d.ref: d for d in deals},
        touches={"acme": tuple(touches)},
    )
