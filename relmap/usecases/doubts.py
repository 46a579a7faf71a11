"""What was probably meant otherwise: a word that is nearly one the book knows, a touch that is logged already.

It is stored all the same, and said.
"""

from collections.abc import Iterator
from typing import Any

from relmap.model.book import Book
from relmap.model.changes import Added, Changes, Updated
from relmap.model.kinds import nearest
from relmap.model.records import Deal, Person, Touch
from relmap.model.saying import _
from relmap.model.text import search_key
from relmap.model.vocabulary import CLOSED_STAGES

_CLOSE = 0.75
"""How alike two words must be, 0-1: `wonn` is `won`, and `closing` is not `closed`."""


def doubts(book: Book, changes: Changes) -> Iterator[str]:
    """One sentence for each new department or stage that looks like a slip, and each touch that is there twice."""
    for change in changes:
        if isinstance(change, Added):
            yield from _doubts(book, change.record, None)
        elif isinstance(change, Updated):
            yield from _doubts(book, change.after, change.before)


def _logged(book: Book, touch: Touch) -> str:
    """The file that holds the very same touch already, or ""; two notes that differ tell two touches apart."""
    for other in book.touches.get(touch.account, ()):
        same_day = (other.member, other.on, other.channel) == (touch.member, touch.on, touch.channel)
        told_apart = other.note and touch.note and other.note != touch.note
        if same_day and set(other.people) == set(touch.people) and not told_apart:
            return f"accounts/{other.ref}.yaml"
    return ""


def _doubts(book: Book, record: Any, before: Any) -> Iterator[str]:
    if isinstance(record, Person) and record.department != getattr(before, "department", ""):
        account = book.accounts.get(record.account)
        listed = [*(account.departments if account else ()), *book.settings.departments]
        near = _meant(record.department, listed)
        if near:
            yield _("{account} has no department '{department}'; did you mean {near}?").format(
                account=record.account, department=record.department, near=near
            )
    if isinstance(record, Touch) and before is None:
        file = _logged(book, record)
        if file:
            yield _("the same touch is logged already: {file}; if it happened once, take one line out").format(
                file=file
            )
    if isinstance(record, Deal) and record.stage != getattr(before, "stage", ""):
        near = _meant(record.stage, sorted(CLOSED_STAGES))
        if near:
            yield _("the stage '{stage}' does not end the deal; did you mean {near}?").format(
                stage=record.stage, near=near
            )


def _meant(text: str, known: list[str]) -> str:
    """The known word that `text` nearly is; "" where it is one, or like none."""
    spelled = {search_key(word): word for word in known}
    key = search_key(text)
    if not key or key in spelled:
        return ""
    return spelled.get(nearest(key, list(spelled), likeness=_CLOSE), "")
