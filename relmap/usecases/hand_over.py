"""`relmap coverage --without-member` of all accounts: what one of us would have to hand over."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.due import Reason
from relmap.analysis.hand_over import Holding, holding
from relmap.model.book import Book
from relmap.usecases.coverage import loss_json

SCHEMA = "relmap.hand-over/1"


class HandOverResult(NamedTuple):
    """Of the accounts where the member, an id, holds anything: the worst loss first. `known` counts all accounts."""

    today: date
    member: str
    accounts: tuple[Holding, ...]
    known: int


def hand_over(books: Iterable[tuple[str, Book]], *, today: date, member: str) -> HandOverResult:
    """What a member, by id, holds at each account, given with the book of what concerns it."""
    holdings = [holding(book, account, member, today=today) for account, book in books]
    return HandOverResult(
        today=today,
        member=member,
        accounts=tuple(sorted((one for one in holdings if one.is_any), key=lambda one: one.rank)),
        known=len(holdings),
    )


def to_json(result: HandOverResult) -> dict[str, Any]:
    """The document of `relmap coverage --without-member MEMBER --all --json`."""
    return {
        "schema": SCHEMA,
        "today": result.today.isoformat(),
        "member": f"team/{result.member}",
        "accounts": [_holding(one) for one in result.accounts],
        "of": result.known,
    }


def _holding(one: Holding) -> dict[str, Any]:
    loss = loss_json(one.loss)
    del loss["member"]
    return {
        "account": one.account.id,
        "name": one.account.name,
        **loss,
        "owns_account": one.owns_account,
        "deals": [deal.ref for deal in one.deals],
        "promises": [_promise(promise) for promise in one.promises],
    }


def _promise(promise: Reason) -> dict[str, Any]:
    return {
        "people": list(promise.about),
        "what": promise.do,
        "since": promise.since and promise.since.isoformat(),
        "due_on": promise.due_on.isoformat(),
    }
