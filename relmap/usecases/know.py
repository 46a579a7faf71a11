"""How well one of our members knows somebody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from relmap.analysis.finding import find_member, one_person
from relmap.errors import InvalidValue, NothingThere
from relmap.model.book import Book
from relmap.model.changes import Changes, Updated
from relmap.model.fields import KNOWN_BY
from relmap.model.records import KnownBy, Person
from relmap.model.saying import _
from relmap.usecases.assigning import Assignment
from relmap.usecases.ties import assigned_tie, with_tie
from relmap.usecases.values import Typing


def know(
    book: Book, *, account: str, member: str, people: Sequence[str], fields: Sequence[Assignment], today: date
) -> Changes:
    """The tie of `member` to each of `people`, new or changed. Whoever says how strong it is judged it today.

    Raises InvalidValue for a judgement of a day to come, and what finding and reading raise.
    """
    given = {field.path for field in fields}
    if given & {"level", "strength"} and "assessed_on" not in given:
        fields = [*fields, Assignment(path="assessed_on", texts=[today.isoformat()])]
    typing = Typing(book=book, account=account)
    ours = find_member(book, member).id
    changes = []
    for text in people:
        person = one_person(book, text, account=account)
        held = _tie(person, ours)
        tie = assigned_tie(KNOWN_BY, held or KnownBy(member=ours), fields, typing=typing)
        if "assessed_on" in given and tie.assessed_on is not None and tie.assessed_on > today:
            raise InvalidValue(
                field="--assessed-on",
                text=tie.assessed_on.isoformat(),
                reason=_("is in the future (today is {today})").format(today=today),
                mend=_("give the day it was judged, or leave it out for today"),
            )
        if tie != held:
            changes.append(Updated(before=person, after=replace(person, known_by=with_tie(person.known_by, held, tie))))
    return changes


def forget(book: Book, *, account: str, member: str, people: Sequence[str]) -> Changes:
    """Takes the tie of `member` to each of `people` away."""
    ours = find_member(book, member).id
    changes = []
    for text in people:
        person = one_person(book, text, account=account)
        kept = tuple(tie for tie in person.known_by if tie.member != ours)
        if kept == person.known_by:
            raise NothingThere(
                where=person.ref,
                what=_("tie of team/{ours}").format(ours=ours),
                mend=_("see `relmap show {id}`").format(id=person.id),
            )
        changes.append(Updated(before=person, after=replace(person, known_by=kept)))
    return changes


def _tie(person: Person, member: str) -> KnownBy | None:
    return next((tie for tie in person.known_by if tie.member == member), None)
