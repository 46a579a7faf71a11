"""What is due as a calendar (RFC 5545), the one door to icalendar.

Every item is an event of a whole day: all calendars show those, while many hide tasks (VTODO). It blocks no time, and
is marked private, so that a shared calendar shows no more than that there is something.
"""

from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from relmap.analysis.agenda import Item
from relmap.usecases.next import NextResult, lines, subject

BEGINNING = b"BEGIN:VCALENDAR"
"""Every calendar begins so."""


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
    event = Event()
    event.add("uid", _uid(result.book.settings.name, item))
    event.add("dtstamp", datetime.combine(result.today, time(), UTC))
    event.add("dtstart", max(result.today, item.due_on))
    event.add("summary", f"{subject(result.book, item)}: {item.reasons[0].headline}")
    event.add("description", "\n".join(f"{word}: {text}" for word, text in lines(result.book, item)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _uid(book: str, item: Item) -> str:
    """Stays the same while the item is due, and is another one when it is due again.

    A gap, and a person whom nobody has touched, has no day to begin with.
    """
    reason = item.known_by
    begun = reason.due_on.isoformat() if reason.since else ""
    whose = [item.person] if item.person else [reason.code, *item.about]
    return str(uuid5(NAMESPACE_URL, "\n".join(("relmap", book, item.account, *whose, reason.kind, begun))))
