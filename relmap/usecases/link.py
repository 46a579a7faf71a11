"""A tie between two people at customers."""

from collections.abc import Sequence
from dataclasses import replace

from relmap.analysis.finding import one_person
from relmap.errors import NothingThere
from relmap.model.book import Book
from relmap.model.changes import Changes, Updated
from relmap.model.fields import LINK
from relmap.model.records import Link, Person
from relmap.model.saying import _, in_words
from relmap.usecases.assigning import Assignment
from relmap.usecases.ties import assigned_tie, with_tie
from relmap.usecases.values import Typing


def link(
    book: Book, *, account: str, source: str, targets: Sequence[str], kind: str, fields: Sequence[Assignment]
) -> Changes:
    """Ties from `source` to each target; a tie of the same kind that exists already is changed."""
    typing = Typing(book=book, account=account)
    before = after = one_person(book, source, account=account)
    for target in targets:
        to = one_person(book, target, account=account)
        held = _tie(after, to.ref, kind)
        tie = assigned_tie(LINK, held or Link(to=to.ref, kind=kind), fields, typing=typing)
        after = replace(after, links=with_tie(after.links, held, tie))
    return [] if after == before else [Updated(before=before, after=after)]


def unlink(book: Book, *, account: str, source: str, targets: Sequence[str], kind: str | None) -> Changes:
    """Takes the ties from `source` to each target away: all kinds, or one."""
    before = after = one_person(book, source, account=account)
    for target in targets:
        to = one_person(book, target, account=account)
        kept = tuple(tie for tie in after.links if tie.to != to.ref or (kind and tie.kind != kind))
        if kept == after.links:
            raise NothingThere(
                where=before.ref,
                what=_("{kind} to {ref}").format(kind=in_words("kind", kind) if kind else _("link"), ref=to.ref),
                mend=_("see `relmap show {id}`").format(id=before.id),
            )
        after = replace(after, links=kept)
    return [Updated(before=before, after=after)]


def _tie(person: Person, to: str, kind: str) -> Link | None:
    return next((tie for tie in person.links if tie.to == to and tie.kind == kind), None)
