"""What is due as a calendar (RFC 5545), the one door to icalendar.

Every item is an event of a whole day: all calendars show those, while many hide tasks (VTODO). It blocks no time, and
is marked private, so that a shared calendar shows no more than that there is something.
"""

from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from relmap.analysis.agenda import Item
from relmap.analysis.due import CADENCE, GAP, REMINDER, Reason
from relmap.usecases.next import NextResult, lines, subject

_FIRST = (REMINDER, CADENCE, GAP)


def calendar(result: NextResult) -> bytes:
    """One event for each item. The same book and day give the same bytes; an item keeps its UID while it is due."""
    whole = Calendar()
    whole.add("prodid", "-//relmap//next//EN")
    whole.add("version", "2.0")
    for item in result.items:
        whole.add_component(_event(result, item))
    written: bytes = whole.to_ical()
    return written


def _event(result: NextResult, item: Item) -> Event:
    leading = _leading(item)
    event = Event()
    event.add("uid", _uid(result.book.settings.name, item))
    event.add("dtstamp", datetime.combine(result.today, time(), UTC))
    event.add("dtstart", max(result.today, _day(item)))
    event.add("summary", f"{subject(result.book, item)}: {leading.headline}")
    event.add("description", "\n".join(f"{word}: {text}" for word, text in lines(result.book, item)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _leading(item: Item) -> Reason:
    """The reason that an entry is named after: a promise has a day that somebody chose."""
    return next((reason for reason in item.reasons if reason.kind == REMINDER), item.reasons[0])


def _day(item: Item) -> date:
    leading = _leading(item)
    return leading.due_on if leading.kind == REMINDER else item.due_on


def _uid(book: str, item: Item) -> str:
    """Stays the same while the item is due, and is another one when it is due again.

    A gap, and a person whom nobody has touched, has no day to begin with.
    """
    reason = min(item.reasons, key=lambda reason: (_FIRST.index(reason.kind), reason.due_on))
    begun = reason.due_on.isoformat() if reason.since else ""
    whose = [item.person] if item.person else [reason.code, *item.about]
    return str(uuid5(NAMESPACE_URL, "\n".join(("relmap", book, item.account, *whose, reason.kind, begun))))
