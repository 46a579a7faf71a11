"""Accounts and deals whose owner has left."""

from dataclasses import replace

from relmap.analysis.owners import owners_who_left
from relmap.model.book import Book

from .books import book, deal

DEALS = [deal("plates", owner="ann"), deal("cups", owner="bob"), deal("old", owner="ann", stage="won"), deal("free")]


def left(within: Book, member: str) -> Book:
    return replace(within, members={**within.members, member: replace(within.members[member], status="left")})


def test_an_account_and_an_open_deal_of_somebody_who_left() -> None:
    acme = book([], deals=DEALS, owner="ann")
    assert list(owners_who_left(acme)) == []
    found = list(owners_who_left(left(acme, "ann")))
    assert [(one.severity, one.code, one.path) for one in found] == [("warning", "owner-left", ("owner",))] * 2
    assert [one.message for one in found] == [
        "acme is owned by Ann, who has left",
        "acme/plates is owned by Ann, who has left",
    ]
    assert found[0].mend.startswith("name another with `relmap set acme owner=MEMBER`; `relmap coverage --without")
    assert [one.message for one in owners_who_left(left(acme, "bob"))] == ["acme/cups is owned by Bob, who has left"]


def test_an_owner_who_is_nobody_s_member_is_another_fault() -> None:
    assert list(owners_who_left(book([], owner="zed"))) == []
