"""Whom a history is asked of who has no such id or name any more: told by the files that commits took away."""

from contextlib import suppress
from typing import NamedTuple

from relmap.analysis.finding import find_person
from relmap.analysis.timeline_steps import Diary, Version, book_of
from relmap.errors import Ambiguous, AmbiguousRecord, NobodyFound
from relmap.model.records import Named, Person
from relmap.model.text import normal
from relmap.usecases.history_question import Past, followed
from relmap.usecases.naming import one_record


class Gone(NamedTuple):
    """A record as a file that is no more had it last; `since` is the reference in the last commit, "" for none."""

    record: Named
    version: Version
    since: str


def whoever_was(past: Past, text: str, *, on_disk: bool) -> Gone | None:
    """The one who had the id, reference, name or alias `text`; by an id rather than by a name.

    `on_disk`: files that are missing from the book's folder count, too. Raises AmbiguousRecord.
    """
    known = ((version, past.record(version)) for version in past.gone(text, on_disk=on_disk))
    named = [(version, one) for version, one in known if one and not isinstance(one, Diary) and _is_called(one, text)]
    named = [pair for pair in named if _has_id(pair[1], text)] or named
    if not named:
        return None
    version, record = named[0]
    _commits, what = followed(past, record, version)
    others = [other for one, other in named if one not in what.versions]
    if others:
        raise AmbiguousRecord(text=text, refs=[f"{one.TYPE} {one.ref}" for one in (record, *others)])
    there = (past.version(record.TYPE, ref) for ref in sorted(what.refs))
    return Gone(record, version, next((one.ref for one in there if one in what.versions), ""))


def _is_called(record: Named, text: str) -> bool:
    if _has_id(record, text):
        return True
    if isinstance(record, Person):
        return find_person(book_of([record]), text).kind in ("name", "alias")
    with suppress(Ambiguous, NobodyFound):
        return one_record(book_of([record]), text) is record
    return False


def _has_id(record: Named, text: str) -> bool:
    typed = normal(text).strip()
    return typed == record.ref or typed.lower() == record.id
