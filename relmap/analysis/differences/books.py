"""From two books to what differs between them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from relmap.analysis.differences.following import followed, without_revived
from relmap.analysis.differences.pairing import account_pairs, pairs, people_pairs
from relmap.analysis.differences.record import Difference, Differences, by_place
from relmap.analysis.differences.renames import Renames, renamed
from relmap.analysis.differences.touches import touch_differences
from relmap.analysis.differences.values import field_changes
from relmap.model.book import Book
from relmap.model.records import Named, Touch


def differences(before: Book, after: Book) -> Differences:
    """All that is told otherwise in `after`.

    A record with another id is the same where its content says so and nobody else could be meant. To name it by the
    new id is no change, and neither is to name it still by the old one where that leads to nobody. Exchanging the two
    books exchanges what is added and what is removed.
    """
    return differences_of(aligned(before, after), after)


def differences_of(before: "Aligned", after: Book) -> Differences:
    """As `differences`, for somebody who needs the earlier book with the references of the later one, too."""
    return by_place(_differences(before, after, followed(after, before.renames)))


class Aligned(NamedTuple):
    """A book with the references of a later one.

    `renames` led there from `origin`, one after the other. `was` has the old reference of each record that has another
    one by itself; in it an account that was renamed has its new id. Another has the place of those `displaced` now.
    """

    book: Book
    renames: tuple[Renames, Renames]
    was: Mapping[str, str]
    displaced: tuple[Named, ...]
    origin: Book

    @property
    def weighed(self) -> Book:
        """The book in which nothing leads to somebody that led to nobody before the renames."""
        if not any(self.renames):
            return self.book
        found = without_revived(self.origin, self.book)
        for renames in self.renames:
            found = renamed(found, renames)
        return found


def aligned(before: Book, after: Book) -> Aligned:
    """`before` with the references that its records have in `after`."""
    accounts = Renames(accounts=account_pairs(before, after))
    there = renamed(before, accounts)
    renames = Renames(
        members=_pairs(there.members, after.members),
        people=people_pairs(there, after),
        deals=_pairs(there.deals, after.deals),
        campaigns=_pairs(there.campaigns, after.campaigns),
    )
    people = renames.people
    return Aligned(
        book=renamed(there, renames),
        renames=(accounts, renames),
        was={new: old for table in (accounts.accounts, *renames) for old, new in table.items()},
        displaced=tuple(there.people[ref] for ref in people.values() if ref in there.people and ref not in people),
        origin=before,
    )


def former(ref: str, was: Mapping[str, str]) -> str:
    """The reference before; whoever is at an account that has another id has it with them."""
    account, slash, own = was.get(ref, ref).rpartition("/")
    return f"{was.get(account, account)}{slash}{own}"


def _pairs(before: Mapping[str, Named], after: Mapping[str, Named]) -> dict[str, str]:
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    return pairs([before[key] for key in sorted(gone)], [after[key] for key in sorted(new)]) if gone and new else {}


def _differences(before: Aligned, after: Book, as_followed: Book) -> Iterator[Difference]:
    then, was = before.book, before.was
    changes = tuple(field_changes(then.settings, as_followed.settings))
    if changes:
        yield Difference(then.settings, after.settings, changes)
    for old, new, written in (
        (then.members, as_followed.members, after.members),
        (then.accounts, as_followed.accounts, after.accounts),
        (then.people, as_followed.people, after.people),
        (then.deals, as_followed.deals, after.deals),
        (then.campaigns, as_followed.campaigns, after.campaigns),
    ):
        yield from _of_table(old, new, written, was)
    yield from (Difference(record, None) for record in before.displaced)
    for account in then.touches.keys() | after.touches.keys():
        yield from _of_touches(*(book.touches.get(account, ()) for book in (then, as_followed, after)))


def _of_touches(before: Sequence[Touch], after: Sequence[Touch], written: Sequence[Touch]) -> Iterator[Difference]:
    as_written = {id(touch): own for touch, own in zip(after, written, strict=True)}
    for one in touch_differences(before, after):
        yield one._replace(after=as_written.get(id(one.after)))


def _of_table(
    before: Mapping[str, Named], after: Mapping[str, Named], written: Mapping[str, Named], was: Mapping[str, str]
) -> Iterator[Difference]:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        changes = tuple(field_changes(old, new)) if old is not None and new is not None and old != new else ()
        place = was.get(new.ref, "") if old is not None and new is not None else ""
        if changes or place or old is None or new is None:
            yield Difference(old, written.get(key), changes, place)
