"""A tie between two people at customers."""

from collections.abc import Sequence
from dataclasses import replace

from relmap.analysis.finding import one_person
from relmap.errors import NothingThere
from relmap.model.book import Book
from relmap.model.changes import Changes, Updated
from relmap.model.fields import LINK
from relmap.model.records import Link, Person
from relmap.usecases.values import Assignment, Typing, assigned_tie


def link(
    book: Book, *, account: str, source: str, targets: Sequence[str], kind: str, fields: Sequence[Assignment]
) -> Changes:
    """Ties from `source` to each target; a tie of the same kind that exists already is changed."""
    typing = Typing(book=book, account=account)
    before = after = one_person(book, source, account=account or None)
    for target in targets:
        to = one_person(book, target, account=account or None)
        held = _tie(after, to.ref, kind)
        tie = assigned_tie(LINK, held or Link(to=to.ref, kind=kind), fields, typing=typing)
        after = replace(after, links=_with(after.links, held, tie))
    return [] if after == before else [Updated(before=before, after=after)]


def unlink(book: Book, *, account: str, source: str, targets: Sequence[str], kind: str | None) -> Changes:
    """Takes the ties from `source` to each target away: all kinds, or one."""
    before = after = one_person(book, source, account=account or None)
    for target in targets:
        to = one_person(book, target, account=account or None)
        kept = tuple(tie for tie in after.links if tie.to != to.ref or (kind and tie.kind != kind))
        if kept == after.links:
            raise NothingThere(
                where=before.ref, what=f"{kind or 'link'} to {to.ref}", mend=f"see `relmap show {before.id}`"
            )
        after = replace(after, links=kept)
    return [Updated(before=before, after=after)]


def _tie(person: Person, to: str, kind: str) -> Link | None:
    return next((tie for tie in person.links if tie.to == to and tie.kind == kind), None)


def _with(ties: tuple[Link, ...], held: Link | None, new: Link) -> tuple[Link, ...]:
    if held is None:
        return (*ties, new)
    return tuple(new if tie is held else tie for tie in ties)
