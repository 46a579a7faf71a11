"""`relmap diff`: what differs between two states of a book, and what that means for each account it touches."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from relmap.analysis.circle import account_of
from relmap.analysis.differences import Differences
from relmap.analysis.differences.books import aligned, differences_of
from relmap.analysis.differences.effect import Days, Effect, effects
from relmap.analysis.differences.own_books import own_differences
from relmap.analysis.differences.stranded import Stranded, stranded
from relmap.analysis.differences.words import Words
from relmap.usecases.diff_sides import Side, State, Unread, comparable, comparable_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffResult:
    """`found` is what differs, at `account` alone where one was asked for; `effects` are those of each account touched.

    `own_keys` are what differs under keys of the user's own, `stranded` who is named by an id of before.

    `unread_before` and `unread_after` are what could not be compared, because its file cannot be read on that side: of
    `account` and of none where one was asked for.
    """

    before: State
    after: State
    days: Days
    account: str
    found: Differences
    own_keys: Differences
    stranded: tuple[Stranded, ...]
    effects: Mapping[str, list[Effect]]
    unread_before: tuple[Unread, ...]
    unread_after: tuple[Unread, ...]
    words: Words

    @property
    def unread(self) -> tuple[str, ...]:
        """What could not be compared, by name."""
        return tuple(sorted({one.name for one in (*self.unread_before, *self.unread_after)}))

    @property
    def is_any(self) -> bool:
        """Whether anything changed, or may have: of what cannot be read nobody knows."""
        unread = (*self.unread_before, *self.unread_after)
        return bool(self.found or self.own_keys) or any(self.account in ("", one.account) for one in unread)

    @property
    def accounts(self) -> list[str]:
        """Those with anything to tell of."""
        shown = {account for account, own in self.effects.items() if any(effect.is_any for effect in own)}
        left = {one.account for one in self.stranded} - {""}
        return sorted({*shown, *left, *self.own_keys.accounts, *self.found.accounts})


def diff(
    before: Side,
    after: Side,
    *,
    days: Days,
    touched: Collection[str] | None = None,
    account: str = "",
    with_effect: bool = True,
) -> DiffResult:
    """What differs, of one account if asked for, with its effect on the accounts touched, weighed for `days`.

    `touched`: the accounts in which anything may differ, None where that is not known. Any other account has the same
    files on both sides, and is taken from the one that it was read from.
    """
    old, new = comparable(before, after, touched)
    then = aligned(old, new)
    weighed = then.weighed
    found = differences_of(then, new)
    own_keys = own_differences(then, new, *comparable_keys(before, after))
    left = tuple(stranded(then, new))
    asked = [account] if account else sorted({*found.accounts, *(one.account for one in left if one.account)})
    return DiffResult(
        before=before.state,
        after=after.state,
        days=days,
        account=account,
        found=found.at(account) if account else found,
        own_keys=own_keys.at(account) if account else own_keys,
        stranded=tuple(one for one in left if account in ("", one.account, account_of(one.owner))),
        effects=effects(weighed, new, found, asked, days) if with_effect else {},
        unread_before=before.unread_of(account),
        unread_after=after.unread_of(account),
        words=Words(then.book, new),
    )
