"""Why somebody is due: our promises, our silence, and the worst gaps. docs/method.md, "What is due".

Everything is about one account, on a day (`today`).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from relmap.analysis.gaps import GapReport
from relmap.analysis.gaps.report import waiver_for, waivers_in_force
from relmap.analysis.gaps.situation import Situation
from relmap.analysis.strength import cadence_of, ideal_wait, is_two_way
from relmap.analysis.tie_facts import days_in_words
from relmap.model.book import Book
from relmap.model.records import Reminder, Touch
from relmap.model.saying import _, in_words, on_day
from relmap.model.text import visible

REMINDER, CADENCE, GAP = "reminder", "cadence", "gap"
_KEEP, _CRITICAL, _OVERDUE, _HIGH, _COMING = range(5)
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
    and `overdue_days` too late. `rank` orders what is most urgent first. Of a gap, `contact` is the reference of whom
    its step is with, and `doer` the id of who of us does it; "" where it is nobody's own.
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
    contact: str = ""
    doer: str = ""


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
    what = visible(promise.what) or _("get back to them")
    late = max(0, (today - promise.on).days)
    return Reason(
        kind=REMINDER,
        about=people,
        member=touch.member,
        headline=what,
        text=_("promised on {day} for {due}").format(day=on_day(touch.on), due=on_day(promise.on)),
        do=what,
        since=touch.on,
        due_on=promise.on,
        overdue_days=late,
        rank=(_KEEP if promise.on <= today else _COMING, promise.on.toordinal()),
    )


def contacts(situation: Situation) -> Iterator[Reason]:
    """Everybody, but those whose silence somebody accepted with a waiver, with the day when a touch is due.

    It counts from the last touch; where there was none, from our newest judgement of a tie, as in G501. Without either,
    somebody is due today if they are a key player or one of us has a tie to them.
    """
    today = situation.today
    accepted = waivers_in_force(situation.book.settings.gaps, today)
    for standing in situation.named:
        ref = standing.ref
        cadence = cadence_of(situation.book, standing.person.account)
        ideal = ideal_wait(cadence)
        if ideal is None or waiver_for(accepted, SILENCE, situation.account, (ref,)):
            continue
        since = situation.last_contact(ref)
        if since is None:
            known = bool(situation.ties(ref))
            if known or standing.is_key_player:
                yield _never_touched(ref, today, known=known)
            continue
        days = (today - since).days
        late = 0 if cadence.max_days is None else max(0, days - cadence.max_days)
        text = _silence(days, ideal, cadence.max_days, judged=not situation.last_touch(ref))
        yield _silent(ref, since, _after(since, ideal), late, text)


def _silence(days: int, ideal: int, most: int | None, *, judged: bool) -> str:
    if judged:
        told = _(
            "no touch was ever logged, and the tie was judged {days} ago; every {ideal} days wanted, {most} at most"
        )
        if most is None:
            told = _("no touch was ever logged, and the tie was judged {days} ago; every {ideal} days wanted")
    else:
        told = _("{days} without a touch; every {ideal} days wanted, {most} at most")
        if most is None:
            told = _("{days} without a touch; every {ideal} days wanted")
    return told.format(days=days_in_words(days), ideal=ideal, most=most)


def _silent(person: str, last: date, due: date, late: int, text: str) -> Reason:
    return Reason(
        kind=CADENCE,
        about=(person,),
        member="",
        headline=_("get in touch"),
        text=text,
        do=_("Get in touch"),
        since=last,
        due_on=due,
        overdue_days=late,
        rank=(_OVERDUE, -late) if late else (_COMING, due.toordinal()),
    )


def _never_touched(person: str, today: date, *, known: bool) -> Reason:
    command = f"relmap path --to {person}"
    first = _("Get in touch for the first time, `{command}` says through whom").format(command=command)
    return Reason(
        kind=CADENCE,
        about=(person,),
        member="",
        headline=_("get in touch"),
        text=_("no touch with them was ever logged"),
        do=_("Get in touch") if known else first,
        since=None,
        due_on=today,
        overdue_days=0,
        rank=(_COMING, today.toordinal()),
    )


def worst_gaps(report: GapReport, *, today: date) -> Iterator[Reason]:
    """The worst of the gaps that the book wants to hear of. They have no day of their own: they are due today."""
    for gap in report.gaps:
        if gap.severity in WORST and gap.code != SILENCE:
            yield Reason(
                kind=GAP,
                about=gap.about,
                member="",
                headline=in_words("gap", gap.name.replace("-", " ")),
                text=f"{gap.message} [{in_words('severity', gap.severity)} {gap.code}]",
                do=gap.do_next,
                since=None,
                due_on=today,
                overdue_days=0,
                rank=(_CRITICAL if gap.severity == "critical" else _HIGH, -gap.score),
                code=gap.code,
                contact=gap.step.person,
                doer=gap.step.member,
            )


def _after(day: date, days: int) -> date:
    """So many days later; the last day there is where that is beyond it."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
