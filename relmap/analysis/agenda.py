"""What each of us should do in the coming days: every person once, with all reasons. docs/method.md, "What is due"."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from relmap.analysis.due import CADENCE, GAP, REMINDER, Reason, contacts, reminders, worst_gaps
from relmap.analysis.gaps.report import gaps_in
from relmap.analysis.gaps.situation import Situation, situation_of
from relmap.analysis.reaching import answered, usual_channel, ways_to
from relmap.analysis.strength import has_left
from relmap.model.book import Book
from relmap.model.records import Touch

_STRANGER = ("G201", "G202", "G303", CADENCE)
"""What says of a stranger that they are one: no path, never met, no tie, no touch."""


_KNOWN_BY = (REMINDER, CADENCE, GAP)


class Item(NamedTuple):
    """Something to do, and why.

    `person` is the reference of whom it concerns, "" where it is nobody in particular; `about` is all that the first
    reason is about. `member` is the id of whoever of us should do it, "" where nothing tells; `others` are the ids of
    those who promised this person something too, or have a thread to them. `reasons` come most urgent first; `whys`
    are those sentences of theirs that say anything new, `steps` the sentences that say what to do, each once.
    `contact` is whom the first of them is with, often somebody else than the person; `command` logs it, "" where
    nothing does, and `channels` are `(kind, text)` of the contact's card, the best first. By the reason `known_by` the
    item is recognised again, on another day or from further away.
    """

    account: str
    person: str
    about: tuple[str, ...]
    member: str
    others: tuple[str, ...]
    due_on: date
    overdue_days: int
    reasons: tuple[Reason, ...]
    whys: tuple[str, ...]
    steps: tuple[str, ...]
    command: str
    contact: str
    channels: tuple[tuple[str, str], ...]
    last_touch: Touch | None
    known_by: Reason

    def concerns(self, member: str) -> bool:
        """Whether it is theirs, or they promised a part of it."""
        return member == self.member or any(reason.member == member for reason in self.reasons)


def agenda(book: Book, account: str, *, today: date, days: int, unread: Collection[str] = ()) -> list[Item]:
    """What is due at an account until `days` after `today`, the most urgent first.

    `unread` are the ids of members whose files cannot be read: what is theirs stays theirs.
    """
    until = today + timedelta(days=min(days, (date.max - today).days))
    situation = situation_of(book, account, today=today)
    # However far ahead somebody looks: who does a thing, and what it is known by, must not depend on it.
    found = chain(
        reminders(book, account, today=today, until=date.max),
        worst_gaps(gaps_in(situation), today=today),
        contacts(situation),
    )
    groups = _by_subject(book, found)
    due = [group for group in groups if any(reason.due_on <= until for reason in group)]
    return sorted((_item(situation, group, until, unread) for group in due), key=urgency)


def urgency(item: Item) -> tuple[tuple[int, float], str, tuple[str, ...]]:
    """Orders items: by their most urgent reason, then by whom or what they are about."""
    return item.reasons[0].rank, item.account, (item.person, *item.about)


def _by_subject(book: Book, reasons: Iterator[Reason]) -> list[list[Reason]]:
    """The reasons of each person, and each gap that is about nobody in particular; the most urgent first."""
    groups: dict[tuple[str, ...], list[Reason]] = {}
    for reason in reasons:
        person = _person_of(book, reason)
        groups.setdefault((person,) if person else (reason.code, *reason.about), []).append(reason)
    return [sorted(group, key=lambda reason: (reason.rank, reason.kind, reason.code)) for group in groups.values()]


def _person_of(book: Book, reason: Reason) -> str:
    """The first person it is about; "" where there is none."""
    return next((ref for ref in reason.about if ref in book.people), "")


def _item(situation: Situation, every: Sequence[Reason], until: date, unread: Collection[str]) -> Item:
    """Of all reasons about somebody, those that are due, and every promise: whoever gave it does the rest, too."""
    book = situation.book
    reasons = [reason for reason in every if reason.due_on <= until or reason.kind == REMINDER]
    person = _person_of(book, reasons[0])
    promised = _promisers(book, reasons)
    member = _member(situation, reasons[0], person, promised, unread)
    contact = reasons[0].contact or person
    close = [tie.member for tie in situation.threads(person)]
    touches = situation.touches.get(person, ()) if person else ()
    met = situation.touches.get(contact, ()) if contact else ()
    return Item(
        account=situation.account,
        person=person,
        about=reasons[0].about,
        member=member,
        others=tuple(dict.fromkeys(name for name in (*promised, *close) if name != member)),
        due_on=min(reason.due_on for reason in reasons),
        overdue_days=max(reason.overdue_days for reason in reasons),
        reasons=tuple(reasons),
        whys=_whys(reasons, is_stranger=bool(person) and not situation.has_met(person)),
        steps=_steps(reasons),
        command=_command(book, reasons[0], contact, member, usual_channel(met)),
        contact=contact,
        channels=tuple(ways_to(book.people[contact], answered(met))) if contact else (),
        last_touch=touches[-1] if touches else None,
        known_by=min(every, key=lambda reason: (_KNOWN_BY.index(reason.kind), reason.due_on)),
    )


def _promisers(book: Book, reasons: Sequence[Reason]) -> list[str]:
    names = dict.fromkeys(reason.member for reason in reasons if reason.member)
    return [name for name in names if name in book.members and not has_left(book, name)]


def _member(situation: Situation, reason: Reason, person: str, promised: Sequence[str], unread: Collection[str]) -> str:
    """Whoever promised it; of several whoever has the strongest tie. Where nobody did, whoever does a gap's step.

    Else whoever has the strongest tie, or begins the best path to the person, or for nobody in particular has the
    strongest tie there; else the owner.
    """
    ties: Mapping[str, float] = {tie.member: tie.value for tie in situation.ours(person)}
    if promised:
        return max(promised, key=lambda name: ties.get(name, 0.0))
    doing = [reason.doer] if reason.doer in situation.graph.members else []
    return next(iter([*doing, *ties]), "") or _left_over(situation, person, unread)


def _left_over(situation: Situation, person: str, unread: Collection[str]) -> str:
    """The first of us of whom the book says anything: see `_member`. Nobody who is not ours is given anything to do.

    Where it names such a one, our first member does it; else our only one; "" where nothing tells.
    """
    members, book = situation.graph.members, situation.book
    named = [name for name in (_beginner(situation, person), *_owners(situation)) if name]
    able = [name for name in named if name in members or name in unread]
    is_strange = any(name not in book.members and name not in unread for name in named)
    return next(iter([*able, *(members[:1] if is_strange or len(members) == 1 else ())]), "")


def _beginner(situation: Situation, person: str) -> str:
    """Who of us begins the best path to somebody, or knows best whom we would ask about them; "" for nobody."""
    if person and not situation.book.people[person].is_placeholder:
        route = situation.reach(person).route
        return route.nodes[1].removeprefix("team/") if route else ""
    tie = situation.best_contact()
    return tie.member if tie else ""


def _owners(situation: Situation) -> list[str]:
    """Of the account, and of its open deals."""
    account = situation.book.accounts.get(situation.account)
    deals = situation.book.deals_of(situation.account)
    return [account.owner if account else "", *(deal.owner for deal in deals if deal.is_open)]


def _whys(reasons: Sequence[Reason], *, is_stranger: bool) -> tuple[str, ...]:
    """Why, each thing once: of a stranger, to whom none of us has a tie or was in touch with, that they are one."""
    saying = [reason for reason in reasons if is_stranger and (reason.code or reason.kind) in _STRANGER]
    return tuple(reason.text for reason in reasons if reason not in saying[1:])


def _steps(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """What to do, each once; a bare "get in touch" goes without saying where anything else is to be done."""
    told = [reason.do for reason in reasons if reason.kind != CADENCE] or [reason.do for reason in reasons]
    steps: list[str] = []
    for step in told:
        # One sentence may go on with what another begins with, in lower case.
        if not any(earlier[1:] in step for earlier in steps):
            steps.append(step)
    return tuple(steps)


def _command(book: Book, reason: Reason, contact: str, member: str, channel: str) -> str:
    """The command that logs a touch with whom the step is with; where that is nobody, the gap's own."""
    own = reason.do.split("`")[1::2]
    logging = [command for command in own if command.startswith("relmap touch ")]
    if reason.kind == GAP and (logging or not reason.contact):
        return next(iter([*logging, *own]), "")
    people = contact if reason.kind == GAP else " ".join(ref for ref in reason.about if ref in book.people)
    return f"relmap touch {people} --by {member or 'MEMBER'} --channel {channel}"
