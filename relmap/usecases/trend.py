"""`relmap history --trend`: how coverage, the best path and the stance went, commit by commit, each on its own day."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol

from relmap.analysis.circle import account_of
from relmap.analysis.timeline_steps import Commit, Version
from relmap.analysis.trend import Point, evenly, last_of_each_day, point
from relmap.errors import InvalidValue
from relmap.model.book import Book
from relmap.model.records import Account, Deal, Named, Person
from relmap.model.saying import _
from relmap.usecases.history_question import Now, Past, Wanted, followed_from


class States(Past, Protocol):
    """What git keeps of a book, state by state."""

    def states(self, accounts: Collection[str]) -> list[Commit]: ...
    def state(
        self, commit: str, versions: Sequence[Version], accounts: Collection[str]
    ) -> tuple[Book, Named] | None: ...


class Trend(NamedTuple):
    """The oldest point comes first, the book as it is last."""

    subject: Named
    points: list[Point]


def trend(past: States | None, now: Now, wanted: Wanted) -> Trend:
    """At most some forty points, evenly chosen; of a day its last commit. Raises InvalidValue."""
    if not isinstance(now.subject, Person | Account | Deal):
        reason, mend = _("is no person, account or deal"), _("leave out --trend")
        raise InvalidValue(field="--trend", text=now.subject.ref, reason=reason, mend=mend)
    points = _past_points(past, now, wanted) if past is not None else []
    if wanted.holds(now.today) and now.gone is None:
        points = [one for one in points if one.day < now.today]
        points.append(point(now.book, now.subject, now.today))
    return Trend(now.subject, points)


def _past_points(past: States, now: Now, wanted: Wanted) -> list[Point]:
    commits, what = followed_from(past, now)
    accounts = sorted({account_of(version.ref) for version in what.versions})
    if not accounts:
        return []
    versions = _latest_first(what.versions, commits)
    states = last_of_each_day(past.states(accounts), lambda commit: commit.committed)
    found = []
    for commit in evenly([commit for commit in states if wanted.holds(commit.committed)]):
        state = past.state(commit.id, versions, accounts)
        day = commit.committed
        found.append(point(*state, day, commit.id) if state else Point(day, commit.id))
    return found


def _latest_first(versions: Collection[Version], commits: Sequence[Commit]) -> list[Version]:
    """By how long there was a file of that name: of two records that became one, the other counts while it is alone."""
    steps = (step for commit in commits for step in sorted(commit.steps, key=lambda step: not step.after))
    refs = list(dict.fromkeys(step.ref for step in steps))
    places = {ref: place for place, ref in enumerate(refs)}
    return sorted(versions, key=lambda version: (places.get(version.ref, len(refs)), version))


def to_json(found: Trend) -> list[dict[str, Any]]:
    """The points, as `relmap history --trend --json` has them."""
    return [{**one._asdict(), "day": one.day.isoformat(), "commit": one.commit or None} for one in found.points]
