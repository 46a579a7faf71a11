"""Two records of one person made one, everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from relmap.analysis.finding import one_person
from relmap.analysis.references import renaming
from relmap.analysis.strength import cadence_of, link_strength, measure_tie
from relmap.errors import InvalidValue, MergeConflicts, OnePersonTwice, PeopleOfTwoAccounts
from relmap.model.book import Book
from relmap.model.changes import Change, Changes, Removed, Updated
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Listed, Nested
from relmap.model.records import KnownBy, Link, Person
from relmap.model.saying import _, in_words
from relmap.usecases.uniting import EVERYTHING, Conflict, Uniting, identified, joined

SIDES = ("A", "B")
_TEXTS: dict[type, tuple[str, ...]] = {Link: ("source", "note"), KnownBy: ("note",)}


class Merging(NamedTuple):
    """Who is to be merged, as typed, in an account: `first` is A and `second` is B.

    `keep` is the side whose record stays; `take` holds `field=A` or `field=B` for what the two say otherwise, or `A` or
    `B` for everything of that sort.
    """

    account: str
    first: str
    second: str
    keep: str = "A"
    take: Sequence[str] = ()


class Merged(NamedTuple):
    """`conflicts`: what must be decided before the `changes` are right. `notes`: what is not carried over."""

    a: Person
    b: Person
    changes: Changes
    conflicts: Sequence[Conflict]
    notes: Sequence[str]


def merge_people(book: Book, merging: Merging, *, today: date) -> Merged:
    """References rewritten, fields united, one file less; raises MergeConflicts where the two contradict each other.

    Of two ties to or from the same person (links of one kind, ties of one member) the one that is stronger today stays,
    as in every score. The later `verified_on` stays; notes and sources are put one after the other. A name that is not
    kept becomes an alias.
    """
    merged = merged_people(book, merging, today=today)
    if merged.conflicts:
        raise MergeConflicts(
            first=merged.a.ref, second=merged.b.ref, found=[as_sides(one, merging.keep) for one in merged.conflicts]
        )
    return merged


def merged_people(book: Book, merging: Merging, *, today: date) -> Merged:
    """As `merge_people`, with the conflicts in the answer. Raises NobodyFound, Ambiguous, InvalidValue, ..."""
    a, b = (one_person(book, text, account=merging.account) for text in (merging.first, merging.second))
    if a is b:
        raise OnePersonTwice(first=merging.first, second=merging.second, ref=a.ref)
    if a.account != b.account:
        raise PeopleOfTwoAccounts(first=a.ref, second=b.ref)
    kept, gone = (a, b) if _side(merging.keep, "--keep", merging.keep) == "A" else (b, a)
    merge = _Merge(book, kept, gone, _theirs(merging), today)
    changes = merge.changes()
    unknown = [path for path in merge.theirs if path not in (EVERYTHING, *merge.uniting.differing)]
    if unknown:
        known = ", ".join(dict.fromkeys(merge.uniting.differing)) or "nothing"
        reason, mend = _("is no field in which they differ"), _("they differ in {known}").format(known=known)
        raise InvalidValue(field="--take", text=unknown[0], reason=reason, mend=mend)
    return Merged(a, b, changes, merge.uniting.conflicts, merge.notes)


def as_sides(conflict: Conflict, keep: str) -> tuple[str, str, str]:
    """The path, and what A and B say."""
    kept, gone = (repr(value) if isinstance(value, str) else str(value) for value in (conflict.kept, conflict.gone))
    return (conflict.path, kept, gone) if keep.upper() == "A" else (conflict.path, gone, kept)


def _theirs(merging: Merging) -> dict[str, bool]:
    """By path, whether it is the record that goes that is right."""
    found = {}
    for text in merging.take:
        path, _, side = text.rpartition("=")
        found[path.strip()] = _side(side, "--take", text) != merging.keep.upper()
    return found


def _side(side: str, option: str, text: str) -> str:
    found = side.strip().upper()
    if found not in SIDES:
        mend = _("write A for the first of the two, B for the second")
        if option == "--take":
            mend = _("write A for the first of the two or title=A for its title, B for the second")
        raise InvalidValue(field=option, text=text, reason=_("names neither of the two"), mend=mend)
    return found


class _Merge:
    """One merge of `gone` into `kept`."""

    def __init__(self, book: Book, kept: Person, gone: Person, theirs: Mapping[str, bool], today: date) -> None:
        self._book = book
        self._kept, self._gone = kept, gone
        self._today = today
        self.theirs = theirs
        self.uniting = Uniting(theirs, self._tie)
        self.notes: list[str] = []

    def changes(self) -> list[Change]:
        kept, gone = self._kept, self._gone
        others: list[Change] = []
        for update in renaming(self._book, self._gone, self._kept.id):
            if update.before is self._kept:
                kept = update.after  # type: ignore[assignment]
            elif update.before is self._gone:
                gone = update.after  # type: ignore[assignment]
            else:
                fields, above = FIELDS[update.before.TYPE], f"{getattr(update.before, 'id', 'book')}."
                after = self._tidied(fields, above, update.before, update.after)
                others.append(Updated(before=update.before, after=after))
        united = self._united(self._without_self(kept, self._kept.ref), self._without_self(gone, self._gone.ref))
        own = [Updated(before=self._kept, after=united)] if united != self._kept else []
        return [*others, *own, Removed(record=self._gone, into=self._kept)]

    def _united(self, kept: Person, gone: Person) -> Person:
        united: Person = self.uniting.record(FIELDS["person"], kept, gone)
        called = (united.name, *united.names.values(), *united.aliases, "?")
        names = (kept.name, gone.name, *kept.names.values(), *gone.names.values())
        further = dict.fromkeys(name for name in names if name not in called)
        return replace(united, aliases=(*united.aliases, *further))

    def _without_self(self, person: Person, called: str) -> Person:
        """Without ties between the two, who are one now; `called` is the reference that `person` had."""
        own = [link for link in person.links if link.to == self._kept.ref]
        other = self._gone.ref if called == self._kept.ref else self._kept.ref
        tied = _("{person} had a tie ({kind}) to {other}, who is the same person")
        self.notes += [tied.format(person=called, kind=in_words("kind", link.kind), other=other) for link in own]
        if person.reports_to == self._kept.ref:
            reported = _("{person} reported to {other}, who is the same person")
            self.notes.append(reported.format(person=called, other=other))
            person = replace(person, reports_to="")
        return replace(person, links=tuple(link for link in person.links if link not in own))

    def _tidied(self, fields: tuple[Field, ...], above: str, before: Any, after: Any) -> Any:
        """A record that named both: their entries in each of its lists as one."""
        new = {}
        for field in fields:
            old, now = getattr(before, field.slot), getattr(after, field.slot)
            if old != now and isinstance(field.kind, Listed):
                new[field.slot] = self._list(field.kind, above, old, now)
            elif old != now and isinstance(field.kind, Nested):
                new[field.slot] = self._tidied(field.kind.fields, above, old, now)
        return replace(after, **new)

    def _list(self, kind: Listed, above: str, old: tuple[Any, ...], now: tuple[Any, ...]) -> tuple[Any, ...]:
        if not isinstance(kind.item, Nested):
            return tuple(dict.fromkeys(now))
        moved = {identified(new, kind.identity) for was, new in zip(old, now, strict=True) if was != new}
        found: dict[Any, Any] = {}
        for place, (was, new) in enumerate(zip(old, now, strict=True)):
            key = identified(new, kind.identity)
            if key not in moved:
                found[place] = new
            elif key not in found:
                found[key] = new
            elif was == new:
                found[key] = self.uniting.entry(kind.item, above, new, found[key])
            else:
                found[key] = self.uniting.entry(kind.item, above, found[key], new)
        return tuple(found.values())

    def _tie(self, kept: Any, gone: Any) -> Any:
        """The one that is stronger today, with the notes and sources of both."""
        stays, goes = (kept, gone) if self._rank(kept) >= self._rank(gone) else (gone, kept)
        if (stays.level, stays.strength) != (goes.level, goes.strength):
            whose = f"of team/{kept.member}" if isinstance(kept, KnownBy) else f"({kept.kind}) to {kept.to}"
            self.notes.append(f"of two ties {whose} the stronger stays: {_said(stays)}, not {_said(goes)}")
        texts: dict[str, Any] = {
            name: joined(name, getattr(kept, name), getattr(gone, name)) for name in _TEXTS[type(kept)]
        }
        if isinstance(stays, KnownBy) and stays.target is None:
            return replace(stays, target=goes.target, **texts)
        return replace(stays, **texts)

    def _rank(self, tie: Link | KnownBy) -> tuple[bool, float, date]:
        constants = self._book.settings.strength
        if isinstance(tie, Link):
            return tie.holds_on(self._today), link_strength(tie, constants), tie.verified_on or date.min
        both = {self._kept.ref, self._gone.ref}
        touches = [
            touch
            for touch in self._book.touches.get(self._kept.account, ())
            if tie.member in (touch.member, *touch.together) and both & set(touch.people)
        ]
        cadence = cadence_of(self._book, self._kept.account)
        measured = measure_tie(
            tie.member, self._kept.ref, tie, touches, cadence=cadence, today=self._today, constants=constants
        )
        return True, measured.faded or 0.0, tie.assessed_on or date.min


def _said(tie: Link | KnownBy) -> str:
    return f"strength {tie.strength:g}" if tie.strength is not None else f"level {tie.level or 'not said'}"
