"""What a timeline is told from: the commits up to the last one or --at, and the book as that has it."""

from collections.abc import Sequence
from typing import NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.differences import Difference
from relmap.analysis.differences.books import former
from relmap.analysis.differences.effect import Days
from relmap.analysis.timeline_subject import follows
from relmap.cli.session import Session
from relmap.errors import NoCommits, UnknownRevision
from relmap.model.book import Book
from relmap.model.records import Account, Deal, Named, Person
from relmap.storage.git_changes import accounts_of, files_touched
from relmap.storage.git_history import Revision, resolve, revision
from relmap.storage.git_past import GitPast
from relmap.storage.git_place import GitPlace, git_place
from relmap.storage.own_keys import own_keys
from relmap.storage.snapshot import Snapshot
from relmap.usecases.diff import diff
from relmap.usecases.diff_sides import Side, State
from relmap.usecases.history_gone import Gone
from relmap.usecases.history_question import Now


class ToldPast(NamedTuple):
    """`end` is the last commit, None where there is none yet, in which case there are no `files` of the past either.

    `start`: what it has is known, and only what came later is told; None for everything. `on_disk`: the files as they
    are come after it.
    """

    place: GitPlace
    end: Revision | None
    start: Revision | None
    files: GitPast | None
    on_disk: bool = True


class Subject(NamedTuple):
    """Who is meant, with so much of the book as was read to find it; `gone` for who is no more in it."""

    book: Book
    record: Named
    gone: Gone | None = None


def told_past(session: Session, start: str) -> ToldPast:
    """The commits after `start` ("" for all) that the session's book includes.

    Raises NoRepository and what else `git_place` and `resolve` do.
    """
    if session.past is not None:
        place, end = session.past.place, session.past.revision
    else:
        place = git_place(session.root)
        try:
            end = revision(place.folder, "HEAD")
        except (NoCommits, UnknownRevision):
            return ToldPast(place, None, None, None)
    first = resolve(place.folder, start, today=session.today) if start else None
    return ToldPast(
        place, end, first, GitPast(place, end.commit, after=first.commit if first else ""), session.past is None
    )


def now(session: Session, past: ToldPast, meant: Subject) -> Now:
    """What the book has of who is meant, and what of that no commit has yet."""
    subject, gone = meant.record, meant.gone
    found = uncommitted(session, past, subject)
    what, own = follows(subject, ()), [(subject.TYPE, subject.ref)]
    start = Snapshot(past.place, past.start) if past.start is not None else None
    return Now(
        book=meant.book,
        subject=subject,
        ref=former(subject.ref, {one.record.ref: one.was for one in found.found if one.was}),
        uncommitted=tuple(kept for one in found.found if (kept := what.told(one, own))),
        own_keys=tuple(kept for one in found.own_keys if one.before and one.after and (kept := what.told(one, own))),
        today=session.today,
        then=(lambda accounts: start.load(accounts).book) if start is not None else None,
        gone=gone.version if gone is not None else None,
    )


class Uncommitted(NamedTuple):
    """What no commit has yet, and what of that stands under keys of the user's own."""

    found: Sequence[Difference] = ()
    own_keys: Sequence[Difference] = ()


def uncommitted(session: Session, past: ToldPast, subject: Named) -> Uncommitted:
    """What differs in the files where somebody or something is from the last commit."""
    if session.past is not None:
        return Uncommitted()
    if past.end is None:
        return Uncommitted([Difference(None, subject)])
    differing = files_touched(past.place, past.end, None)
    touched, account = accounts_of(differing), _account(subject)
    if account and touched is not None and account not in touched:
        return Uncommitted()
    states = State("HEAD", past.end.commit, past.end.day), State("", "", session.today)
    sides = [
        Side(state, loaded.book, loaded.broken, own_keys=own_keys(files.source, differing))
        for state, files in zip(states, (Snapshot(past.place, past.end), session.files), strict=True)
        for loaded in [files.load(touched)]
    ]
    days = Days(session.today, session.today)
    found = diff(sides[0], sides[1], days=days, touched=touched, with_effect=False)
    return Uncommitted(found.found.found, found.own_keys.found)


def _account(subject: Named) -> str:
    return account_of(subject.ref) if isinstance(subject, Person | Deal | Account) else ""
