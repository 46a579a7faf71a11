"""An earlier state of a book, made ready to be compared with on a map."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from relmap.analysis.differences import Difference, Differences
from relmap.analysis.differences.books import aligned, differences_of
from relmap.analysis.differences.words import Words
from relmap.analysis.map_contents import Moment
from relmap.model.book import Book


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """An earlier state of a book, `book`, with the references of the later one, and what is `found` to differ since.

    `moment` is its own, `later` that of the later one.
    """

    book: Book
    found: Differences
    words: Words
    moment: Moment
    later: Moment

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


def earlier(before: Book, after: Book, account: str, moment: Moment, later: Moment) -> Earlier:
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
        words=Words(then.book, after),
        moment=moment,
        later=later,
    )


def with_the_gone(after: Book, since: Earlier) -> Book:
    """The later book with those who are only in the earlier one."""
    return replace(after, people={**since.book.people, **after.people}, members={**since.book.members, **after.members})
