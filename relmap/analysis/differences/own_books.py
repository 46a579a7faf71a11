"""What two books have otherwise under keys of the user's own, whoever has another id since."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.differences.books import Aligned, former
from relmap.analysis.differences.following import followed
from relmap.analysis.differences.matching import matched
from relmap.analysis.differences.own_keys import NO_KEYS, OwnKeys, own_key_changes
from relmap.analysis.differences.record import Difference, Differences, by_place
from relmap.analysis.differences.touches import SAME, content
from relmap.model.book import Book
from relmap.model.records import Record, Touch
from relmap.model.settings import Settings

OwnKeysOf = Mapping[tuple[str, str], OwnKeys]
"""The own keys of each record that has some, by `Record.TYPE` ("settings") and reference.

Those of touches are one file's, inside of the place that each touch has in it.
"""


def own_differences(before: Aligned, after: Book, old: OwnKeysOf, new: OwnKeysOf) -> Differences:
    """What records have otherwise under the user's own keys; the paths of changes are as `own_key_changes` has them."""
    if not old and not new:
        return Differences()
    records = _of_records(before, followed(after, before.renames), old, new)
    return by_place([*records, *_of_touches(before, after, old, new)])


def _of_records(before: Aligned, after: Book, old: OwnKeysOf, new: OwnKeysOf) -> Iterator[Difference]:
    places = {place for place in (*new, *_now(before, old)) if place[0] != "touch"}
    for type_, ref in sorted(places):
        then, now = _record(before.book, type_, ref), _record(after, type_, ref)
        was = former(ref, before.was)
        yield from _difference(then, now, old.get((type_, was), NO_KEYS), new.get((type_, ref), NO_KEYS))
    for record in before.displaced:
        yield from _difference(record, None, old.get((record.TYPE, former(record.ref, before.was)), NO_KEYS), NO_KEYS)


def _difference(
    then: Record | Settings | None, now: Record | Settings | None, old: OwnKeys, new: OwnKeys
) -> Iterator[Difference]:
    changes = tuple(own_key_changes(then, now, old if then else NO_KEYS, new if now else NO_KEYS))
    if changes:
        yield Difference(then, now, changes)


def _now(before: Aligned, old: OwnKeysOf) -> Iterator[tuple[str, str]]:
    """Where what had own keys is now."""
    there = {was: ref for ref, was in before.was.items()}
    for type_, was in old:
        account, slash, own = was.rpartition("/")
        at_home = f"{there.get(account, account)}{slash}{own}"
        yield type_, there.get(at_home, at_home)


def _record(book: Book, type_: str, ref: str) -> Record | Settings | None:
    return book.settings if type_ == "settings" else book.record(type_, ref)


class _Owned(NamedTuple):
    """A touch as it is compared, its own keys, and the touch as it is told of."""

    touch: Touch
    own: OwnKeys
    shown: Touch


def _of_touches(before: Aligned, after: Book, old: OwnKeysOf, new: OwnKeysOf) -> Iterator[Difference]:
    compared = followed(after, before.renames).touches
    there = {was: ref for ref, was in before.was.items()}
    accounts = {there.get(account, account) for account in _accounts(old)} | _accounts(new)
    for account in sorted(accounts):
        gone, come = before.book.touches.get(account, ()), after.touches.get(account, ())
        then = [_Owned(touch, _own(touch, old, before.was), touch) for touch in gone]
        as_followed = compared.get(account, ())
        now = [_Owned(one, _own(touch, new, {}), touch) for one, touch in zip(as_followed, come, strict=True)]
        for one, other in matched(then, now, _SAME):
            yield from _difference(
                one.shown if one else None,
                other.shown if other else None,
                one.own if one else NO_KEYS,
                other.own if other else NO_KEYS,
            )


# Of touches that say the same, those whose own keys do are one.
_SAME: tuple[Callable[[_Owned], Hashable], ...] = (
    lambda one: (content(one.touch), repr(one.own)),
    *(lambda one, same=same: same(one.touch) for same in SAME),
)


def _own(touch: Touch, keys: OwnKeysOf, was: Mapping[str, str]) -> OwnKeys:
    account = was.get(touch.account, touch.account)
    member = was.get(f"team/{touch.member}", touch.member).removeprefix("team/")
    ref = replace(touch, account=account, member=member).ref
    return keys.get(("touch", ref), NO_KEYS).inside(touch.index)


def _accounts(own: OwnKeysOf) -> set[str]:
    return {account_of(ref) for type_, ref in own if type_ == "touch"}
