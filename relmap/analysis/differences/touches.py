"""Which touches are new, gone or corrected. A touch has no name: what it says tells which it is."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from relmap.analysis.differences.record import Difference
from relmap.analysis.differences.values import field_changes, record_key
from relmap.model.records import Touch

# By the first of these that two touches share, the one is the other corrected.
_SAME: tuple[Callable[[Touch], Any], ...] = (
    lambda touch: (touch.member, touch.on, frozenset(touch.people)),
    lambda touch: (touch.member, touch.on, touch.channel),
    lambda touch: (touch.member, frozenset(touch.people), touch.channel, touch.note),
    lambda touch: (touch.on, frozenset(touch.people), touch.channel, touch.note),
)


def touch_differences(before: Sequence[Touch], after: Sequence[Touch]) -> Iterator[Difference]:
    """What differs between the touches of one account."""
    if before == after:
        return
    gone, new = _without(before, after), _without(after, before)
    for same in _SAME:
        for touch in list(gone):
            other = next((one for one in new if same(one) == same(touch)), None)
            if other is not None:
                gone.remove(touch)
                new.remove(other)
                was = "" if touch.ref == other.ref else touch.ref
                yield Difference(touch, other, tuple(field_changes(touch, other)), was=was)
    yield from (Difference(touch, None) for touch in gone)
    yield from (Difference(None, touch) for touch in new)


def _key(touch: Touch) -> tuple[str, Any]:
    return touch.member, record_key(touch)


def _without(touches: Sequence[Touch], others: Sequence[Touch]) -> list[Touch]:
    """The touches that are not among the others, as often as they are there more often."""
    there = Counter(map(_key, others))
    left = []
    for touch in touches:
        if there[_key(touch)]:
            there[_key(touch)] -= 1
        else:
            left.append(touch)
    return left
