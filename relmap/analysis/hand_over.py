"""What one of us holds at an account and would have to hand over. docs/method.md, "Without one of us"."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from relmap.analysis.coverage_matrix import HandOver, Loss, PathChange, loss_without
from relmap.analysis.due import Reason, reminders
from relmap.analysis.wording import named
from relmap.model.book import Book
from relmap.model.records import Account, Deal


class Holding(NamedTuple):
    """What losing the member cuts at an account: `loss`; and what is theirs there.

    `deals` are the open ones that they own, `promises` those that still stand, the first due first. `names` are those
    of everybody whom any of it is about, by reference.
    """

    account: Account
    loss: Loss
    owns_account: bool
    deals: tuple[Deal, ...]
    promises: tuple[Reason, ...]
    names: Mapping[str, str]

    @property
    def only_threads(self) -> list[HandOver]:
        return [one for one in self.loss.people if one.is_only_thread]

    @property
    def worse_paths(self) -> list[PathChange]:
        """The decision makers whom we reach less well, or no more."""
        return [change for change in self.loss.paths if _score(change, 0) > _score(change, 1)]

    @property
    def is_any(self) -> bool:
        return bool(self.loss.people or self.worse_paths or self.owns_account or self.deals or self.promises)

    @property
    def rank(self) -> tuple[float | str, ...]:
        """Sorts by what is lost: coverage, the way to whoever decides, threads; then by what they own or promised."""
        return (
            self.loss.after.value - self.loss.before.value,
            min((_score(change, 1) - _score(change, 0) for change in self.loss.paths), default=0.0),
            -len(self.only_threads),
            -len(self.deals),
            -self.owns_account,
            -len(self.promises),
            self.account.id,
        )


def holding(book: Book, account: str, member: str, *, today: date) -> Holding:
    """What one of our members, by id, holds at an account on a day; whether or not they have left."""
    loss = loss_without(book, account, member, today=today)
    # Whatever day it is for, a promise has to be kept by somebody.
    standing = (one for one in reminders(book, account, today=today, until=date.max) if one.member == member)
    promises = tuple(sorted(standing, key=lambda one: (one.due_on, one.about)))
    return Holding(
        account=book.accounts[account],
        loss=loss,
        owns_account=book.accounts[account].owner == member,
        deals=tuple(deal for deal in book.deals_of(account) if deal.is_open and deal.owner == member),
        promises=promises,
        names={ref: named(book, ref) for ref in _concerned(loss, promises)},
    )


def _score(change: PathChange, place: int) -> float:
    path = (change.before, change.after)[place]
    return path.score if path else 0.0


def _concerned(loss: Loss, promises: tuple[Reason, ...]) -> Iterator[str]:
    yield from (one.row.ref for one in loss.people)
    yield from (change.person for change in loss.paths)
    yield from (ref for promise in promises for ref in promise.about)
