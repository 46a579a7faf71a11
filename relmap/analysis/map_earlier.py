"""An earlier state of a book, made ready to be compared with on a map."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from relmap.analysis.differences import Difference, Differences
from relmap.analysis.differences.books import aligned, differences_of
from relmap.analysis.differences.words import Words
from relmap.analysis.map_contents import Moment
from relmap.model.book import Book

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """An earlier state of a book, `book`, with the references of the later one, and what is `found` to differ since.

    `moment` is its own, `later` that of the later one. `unread` names what could not be read in one of them, and so
    is not compared.
    """

    book: Book
    found: Differences
    words: Words
    moment: Moment
    later: Moment
    unread: tuple[str, ...] = ()

    def of(self, ref: str) -> Difference | None:
        """What differs of somebody; None where nothing does."""
        return self._by_ref.get(ref)

    @cached_property
    def _by_ref(self) -> Mapping[str, Difference]:
        return {one.record.ref: one for one in self.found.of("person", "member") if one.after}

    def told(self, ref: str) -> tuple[str, ...]:
        """All that differs of somebody, in words."""
        one = self.of(ref)
        return tuple(self.words.told(one)) if one else ()


def earlier(
    before: Book, after: Book, account: str, moment: Moment, later: Moment, unread: Iterable[str] = ()
) -> Earlier:
    """`before` as the map of an account needs it: who moved to another account since stands where they stood."""
    then = aligned(before, after)
    book = then.book
    there = {old: new for new, old in then.was.items() if old.startswith(f"{account}/") and new in book.people}
    moved = {
        old: replace(book.people[new], id=old.rpartition("/")[2], account=account)
        for old, new in there.items()
        if book.people[new].account != account and old not in book.people and old not in after.people
    }
    return Earlier(
        book=replace(book, people={**book.people, **moved}),
        found=differences_of(then, after),
        # The cards themselves tell the facts, and a map for strangers fewer of them.
        words=Words(then.book, after, facts_of_new=False),
        moment=moment,
        later=later,
        unread=tuple(unread),
    )


def with_the_gone(after: Book, since: Earlier) -> Book:
    """The later book with those who are only in the earlier one."""
    return replace(after, people={**since.book.people, **after.people}, members={**since.book.members, **after.members})


def with_the_uncompared(before: Book, compared: Book, after: Book) -> Book:
    """`before` with what `compared` lacks of `after`, as it is now: what could not be read then counts as unchanged."""

    def filled(table: Callable[[Book], Mapping[str, R]]) -> dict[str, R]:
        lacking = {key: record for key, record in table(after).items() if key not in table(compared)}
        return {**table(before), **lacking}

    told = {touch.ref for own in compared.touches.values() for touch in own}
    touches = {
        account: (*before.touches.get(account, ()), *(touch for touch in own if touch.ref not in told))
        for account, own in after.touches.items()
    }
    return replace(
        before,
        settings=after.settings if compared.settings != after.settings else before.settings,
        members=filled(lambda book: book.members),
        accounts=filled(lambda book: book.accounts),
        people=filled(lambda book: book.people),
        deals=filled(lambda book: book.deals),
        touches={**before.touches, **touches},
    )
