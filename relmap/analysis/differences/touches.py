"""Which touches are new, gone or corrected. A touch has no name: what it says tells which it is."""

from collections.abc import Callable, Hashable, Iterator, Sequence

from relmap.analysis.differences.matching import matched
from relmap.analysis.differences.record import Difference
from relmap.analysis.differences.values import field_changes, record_key
from relmap.model.records import Touch


def content(touch: Touch) -> Hashable:
    """What touches share that say the same."""
    return touch.member, record_key(touch)


SAME: tuple[Callable[[Touch], Hashable], ...] = (
    content,
    lambda touch: (touch.member, touch.on, frozenset(touch.people)),
    lambda touch: (touch.member, touch.on, touch.channel),
    lambda touch: (touch.member, frozenset(touch.people), touch.channel, touch.note),
    lambda touch: (touch.on, frozenset(touch.people), touch.channel, touch.note),
)
"""By the first of these that two touches share, the one is the other, corrected where the first is not shared."""


def touch_differences(before: Sequence[Touch], after: Sequence[Touch]) -> Iterator[Difference]:
    """What differs between the touches of one account."""
    if before == after:
        return
    for old, new in matched(before, after, SAME):
        if old is None or new is None:
            yield Difference(old, new)
        elif content(old) != content(new):
            was = "" if old.ref == new.ref else old.ref
            yield Difference(old, new, tuple(field_changes(old, new)), was=was)
