"""Which gaps opened, closed, or are as bad no more as they were."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from relmap.analysis.gaps import Gap, GapReport


class GapShift(NamedTuple):
    """A gap whose severity is another one."""

    before: Gap
    after: Gap


class GapChanges(NamedTuple):
    """`closed` gaps are as they were, `accepted` ones are waived now; `before` and `after` count those not waived."""

    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    accepted: tuple[Gap, ...]
    shifted: tuple[GapShift, ...]
    before: int
    after: int

    @property
    def is_any(self) -> bool:
        return bool(self.opened or self.closed or self.accepted or self.shifted)

    def without(self, other: "GapChanges") -> "GapChanges":
        """What is not told there already."""
        shifted = {_key(shift.after) for shift in other.shifted}
        return self._replace(
            opened=_others(self.opened, other.opened),
            closed=_others(self.closed, other.closed),
            accepted=_others(self.accepted, other.accepted),
            shifted=tuple(shift for shift in self.shifted if _key(shift.after) not in shifted),
        )


# A gap that is about a group stays one when somebody joins the group, or leaves it.
_SAME: tuple[Callable[[Gap, Gap], bool], ...] = (
    lambda one, other: one.about == other.about,
    lambda one, other: set(one.about) <= set(other.about) or set(other.about) <= set(one.about),
    lambda one, other: one.message == other.message,
)


def gap_changes(before: GapReport | None, after: GapReport | None) -> GapChanges:
    """From one report to a later one; None where there was nothing to report of."""
    old, new = (report.gaps if report else () for report in (before, after))
    waived = after.waived if after else ()
    pairs, closed, opened = _matched(old, new)
    accepted, gone, _ = _matched(closed, waived)
    return GapChanges(
        opened=tuple(opened),
        closed=tuple(gone),
        accepted=tuple(pair.before for pair in accepted),
        shifted=tuple(pair for pair in pairs if pair.before.severity != pair.after.severity),
        before=len(old),
        after=len(new),
    )


def _matched(before: Iterable[Gap], after: Iterable[Gap]) -> tuple[list[GapShift], list[Gap], list[Gap]]:
    """Each gap with what it is now, the gaps that are none now, and those that were none."""
    waiting, left, found = list(before), list(after), list[GapShift]()
    for same in _SAME:
        for gap in list(waiting):
            other = next((one for one in left if one.code == gap.code and same(gap, one)), None)
            if other is not None:
                waiting.remove(gap)
                left.remove(other)
                found.append(GapShift(gap, other))
    return found, waiting, left


def _others(gaps: Iterable[Gap], told: Iterable[Gap]) -> tuple[Gap, ...]:
    keys = set(map(_key, told))
    return tuple(gap for gap in gaps if _key(gap) not in keys)


def _key(gap: Gap) -> tuple[str, tuple[str, ...]]:
    return gap.code, gap.about
