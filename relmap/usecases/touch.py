"""What passed between us and people of one account."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from relmap.analysis.finding import find_member, one_person
from relmap.analysis.wording import called
from relmap.errors import BadValue, HasLeft, InTheFuture, InvalidValue, NobodyFound, PeopleOfSeveralAccounts, WhoOfUs
from relmap.model.book import Book
from relmap.model.changes import Added, Changes
from relmap.model.dates import typed_date
from relmap.model.fields import CHANNEL
from relmap.model.kinds import nearest
from relmap.model.records import Member, Reminder, Touch
from relmap.model.saying import _
from relmap.model.text import normal
from relmap.usecases.assigning import Assignment, assigned
from relmap.usecases.values import Typing, typed


def touch(
    book: Book,
    *,
    account: str,
    people: Sequence[str],
    member: str | None,
    channel: str,
    on: date,
    today: date,
    reminder: str | None,
    fields: Sequence[Assignment],
    campaign: str | None = None,
    campaigns: Collection[str] = (),
) -> Changes:
    """One line in the member's file of that year; `reminder` is `DATE what`, of that day `on` or later.

    `campaigns` are the ids of all, so that the book need not be read for them. Raises HasLeft.
    """
    if on > today:
        raise InTheFuture(day=on.isoformat(), today=today.isoformat())
    met = [one_person(book, text, account=account) for text in people]
    for text, person in zip(people, met, strict=True):
        if person.has_left:
            raise HasLeft(text=text, person=called(person), ref=person.ref)
    accounts = sorted({person.account for person in met})
    if len(accounts) > 1:
        raise PeopleOfSeveralAccounts(accounts=accounts)
    typing = Typing(book=book, account=accounts[0])
    record = Touch(
        account=accounts[0],
        member=_writer(book, member).id,
        on=on,
        people=tuple(dict.fromkeys(person.ref for person in met)),
        channel=typed(CHANNEL, channel, field="--channel", typing=typing),
        next=_reminder(reminder, met_on=on),
        campaign=_campaign(campaign, campaigns),
    )
    whole = assigned(record, fields, typing=typing)
    # Whoever writes it down was there.
    others = tuple(member for member in whole.together if member != whole.member)
    return [Added(record=replace(whole, together=others, year=on.year))]


def _campaign(text: str | None, known: Collection[str]) -> str:
    if text is None:
        return ""
    identifier = normal(text).strip().removeprefix("campaigns/")
    if identifier not in known:
        near = nearest(identifier, list(known))
        raise NobodyFound(what="campaign", text=text, nearest=[near] if near else [])
    return identifier


def _writer(book: Book, member: str | None) -> Member:
    """Whoever was named; where nobody was, our only member."""
    if member is not None:
        return find_member(book, member)
    ours = [one for one in book.members.values() if not one.has_left]
    if len(ours) != 1:
        raise WhoOfUs(members=[one.id for one in ours])
    return ours[0]


def _reminder(text: str | None, *, met_on: date) -> Reminder | None:
    if text is None:
        return None
    day, _space, what = text.strip().partition(" ")
    mend = _('write "2026-12-01 call about samples"')
    try:
        on = typed_date(day)
    except BadValue:
        raise InvalidValue(field="--next", text=text, reason=_("does not begin with a date"), mend=mend) from None
    if not what.strip():
        raise InvalidValue(field="--next", text=text, reason=_("does not say what is to be done"), mend=mend)
    if on < met_on:
        raise InvalidValue(
            field="--next",
            text=text,
            reason=_("comes before the touch itself ({met_on})").format(met_on=met_on),
            mend=_("give a day on which it can still be done"),
        )
    return Reminder(on=on, what=what.strip())
