"""Why somebody is due: our promises, our silence, and the worst gaps. docs/method.md, "What is due".

Everything is about one account, on a day (`today`), looking ahead to another (`until`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from relmap.analysis.gaps import GapReport
from relmap.analysis.gaps.report import waiver_for, waivers_in_force
from relmap.analysis.standing import buying_group
from relmap.analysis.strength import Tie, cadence_of, is_two_way
from relmap.model.book import Book
from relmap.model.records import Reminder, Touch
from relmap.model.text import visible

REMINDER, CADENCE, GAP = "reminder", "cadence", "gap"
_KEEP, _CRITICAL, _OVERDUE, _HIGH, _PROMISED, _SOON = range(6)
"""What comes first: a promise whose day has come, and so on; within each, a number."""

WORST = ("critical", "high")
"""Of these severities a gap is something to do this week."""

SILENCE = "G501"
"""The gap that is a cadence passed: here the cadence itself says it."""


class Reason(NamedTuple):
    """One thing that is due, and why.

    `about` is what it concerns: people's references first of all, else roles, departments or members of ours.
    `member` is the id of whoever promised it, "" where nobody did. `headline` says in a few words what is to be done,
    `do` in a sentence. `since` is the day of what it counts from, None where there is none. It is due on `due_on`,
    and `overdue_days` too late. `rank` orders what is most urgent first.
    """

    kind: str
    about: tuple[str, ...]
    member: str
    headline: str
    text: str
    do: str
    since: date | None
    due_on: date
    overdue_days: int
    rank: tuple[int, float]
    code: str = ""


def reminders(book: Book, account: str, *, today: date, until: date) -> Iterator[Reason]:
    """Every promise that still stands, of people who are still there."""
    past = [touch for touch in book.touches.get(account, ()) if touch.on <= today]
    met: dict[str, list[Touch]] = {}
    for touch in past:
        for person in touch.people:
            met.setdefault(person, []).append(touch)
    for touch in past:
        people = tuple(ref for ref in touch.people if ref in book.people and not book.people[ref].has_left)
        promise = touch.next
        if promise is None or promise.on > until or not people:
            continue
        if not any(_keeps(later, touch, promise) for person in touch.people for later in met[person]):
            yield _promised(touch, promise, people, today)


def _keeps(later: Touch, touch: Touch, promise: Reminder) -> bool:
    """Whether a touch takes a promise off the list: the promise's day had come, or they talked to us before."""
    if later.on == touch.on:
        return later.on >= promise.on and later.ref == touch.ref and later.index > touch.index
    return later.on > touch.on and (later.on >= promise.on or is_two_way(later))


def _promised(touch: Touch, promise: Reminder, people: tuple[str, ...], today: date) -> Reason:
    what = visible(promise.what) or "get back to them"
    late = max(0, (today - promise.on).days)
    return Reason(
        kind=REMINDER,
        about=people,
        member=touch.member,
        headline=what,
        text=f"promised on {touch.on} for {promise.on}",
        do=what,
        since=touch.on,
        due_on=promise.on,
        overdue_days=late,
        rank=(_KEEP if promise.on <= today else _PROMISED, promise.on.toordinal()),
    )


def contacts(
    book: Book, account: str, ties: Mapping[str, Mapping[str, Tie]], *, today: date, until: date
) -> Iterator[Reason]:
    """Everybody whose cadence asks for a touch, and whose silence nobody accepted with a waiver.

    Somebody whom nobody has touched is due if they are a key player or one of us has a tie to them.
    """
    cadence = cadence_of(book, account)
    if cadence.ideal_days is None:
        return
    accepted = waivers_in_force(book.settings.gaps, today)
    last = _last_touches(book.touches.get(account, ()), today)
    for ref, standing in buying_group(book, account).items():
        if not standing.is_named or waiver_for(accepted, SILENCE, account, (ref,)):
            continue
        if ref not in last:
            known = any(tie.value > 0 for tie in ties.get(ref, {}).values())
            if known or standing.is_key_player:
                yield _never_touched(ref, today, known=known)
            continue
        due = _after(last[ref], cadence.ideal_days)
        late = 0 if cadence.max_days is None else max(0, (today - last[ref]).days - cadence.max_days)
        if due <= until:
            most = "" if cadence.max_days is None else f", {cadence.max_days} at most"
            wanted = f"every {cadence.ideal_days} days wanted{most}"
            yield _silent(ref, last[ref], due, late, f"{_days((today - last[ref]).days)} without a touch; {wanted}")


def _silent(person: str, last: date, due: date, late: int, text: str) -> Reason:
    return Reason(
        kind=CADENCE,
        about=(person,),
        member="",
        headline="get in touch",
        text=text,
        do="Get in touch",
        since=last,
        due_on=due,
        overdue_days=late,
        rank=(_OVERDUE, -late) if late else (_SOON, due.toordinal()),
    )


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _never_touched(person: str, today: date, *, known: bool) -> Reason:
    first = "" if known else f" for the first time, `relmap path --to {person}` says through whom"
    return Reason(
        kind=CADENCE,
        about=(person,),
        member="",
        headline="get in touch",
        text="no touch with them was ever logged",
        do=f"Get in touch{first}",
        since=None,
        due_on=today,
        overdue_days=0,
        rank=(_SOON, today.toordinal()),
    )


def worst_gaps(report: GapReport, *, today: date) -> Iterator[Reason]:
    """The worst of the gaps that the book wants to hear of. They have no day of their own: they are due today."""
    for gap in report.gaps:
        if gap.severity in WORST and gap.code != SILENCE:
            yield Reason(
                kind=GAP,
                about=gap.about,
                member="",
                headline=gap.name.replace("-", " "),
                text=f"{gap.message} [{gap.severity} {gap.code}]",
                do=gap.do_next,
                since=None,
                due_on=today,
                overdue_days=0,
                rank=(_CRITICAL if gap.severity == "critical" else _HIGH, -gap.score),
                code=gap.code,
            )


def _last_touches(touches: Sequence[Touch], today: date) -> dict[str, date]:
    last: dict[str, date] = {}
    for touch in touches:
        if touch.on <= today:
            for person in touch.people:
                last[person] = max(touch.on, last.get(person, touch.on))
    return last


def _after(day: date, days: int) -> date:
    """So many days later; the last day there is where that is beyond it."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
