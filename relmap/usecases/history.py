"""`relmap history`: what became of somebody or something, when, and by whose hand."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, Protocol

from relmap.analysis.differences import Difference
from relmap.analysis.differences.books import aligned
from relmap.analysis.differences.values import record_key
from relmap.analysis.differences.words import Words
from relmap.analysis.timeline import Entry, entry_of, in_order, last_readable, only_field
from relmap.analysis.timeline_steps import Commit, Content, Step, Version, book_of
from relmap.analysis.timeline_subject import Follows, follows, touches_of
from relmap.analysis.timeline_versions import versions_of
from relmap.errors import UnknownField
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import nearest
from relmap.model.problems import Problem
from relmap.model.records import Account, Named, Touch
from relmap.model.settings import Settings
from relmap.usecases.as_json import as_json
from relmap.usecases.diff_json import difference_json

SCHEMA = "relmap.history/1"


class Past(Protocol):
    """What git keeps of a book: `relmap.storage.git_past`."""

    def commits(self, type_: str, refs: Collection[str]) -> list[Commit]: ...
    def version(self, type_: str, ref: str) -> Version | None: ...
    def record(self, version: Version) -> Content | None: ...
    def path(self, version: Version) -> str: ...
    def loses_lines(self, steps: Sequence[Step]) -> bool: ...
    def faults(self, version: Version) -> tuple[Problem, ...]: ...
    def fetch(self, versions: Iterable[Version]) -> None: ...


class Wanted(NamedTuple):
    """Which entries are told: of one field ("" for all), of days from `since` to `until`, the `most` newest."""

    field: str = ""
    since: date | None = None
    until: date | None = None
    most: int | None = None
    reverse: bool = False

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Now(NamedTuple):
    """The subject as the book has it, and what of it nobody has committed yet.

    `ref` is the subject's reference in the last commit. `then` gives accounts of the book, or with None all of it, as
    they were where the telling begins; without it everything is told.
    """

    book: Book
    subject: Named
    ref: str
    uncommitted: tuple[Difference, ...] = ()
    today: date = date.min
    then: Callable[[Collection[str] | None], Book] | None = None


class History(NamedTuple):
    """`faults` says why a version could not be read, `files` where a version lies. `shallow`: the clone has no older
    commits than those told."""

    subject: Named
    wanted: Wanted
    entries: list[Entry]
    words: Words
    faults: dict[Version, tuple[Problem, ...]]
    files: dict[Version, str]
    shallow: bool


def field_named(subject: Named, text: str) -> str:
    """The field that somebody typed; of an account it may be one of its people's or deals'. Raises UnknownField."""
    types = ("account", "person", "deal") if isinstance(subject, Account) else (subject.TYPE,)
    known = list(dict.fromkeys(field.name for type_ in types for field in FIELDS[type_]))
    name = text.strip().lower().replace("-", "_")
    if name not in known:
        raise UnknownField(record=subject.TYPE, name=text, nearest=nearest(name, known), known=", ".join(known))
    return name


def followed(past: Past, subject: Named, ref: str) -> tuple[list[Commit], Follows]:
    """The commits that touched a record whose reference in the last one is `ref`, and what to follow in them."""
    start = past.version(subject.TYPE, ref)
    if start is None:
        return [], follows(subject, ())
    refs = {ref}
    while True:
        commits = past.commits(subject.TYPE, refs)
        versions = versions_of([start], commits, past.record)
        more = {version.ref for version in versions} - refs
        if not more:
            return commits, follows(subject, versions, commits)
        refs |= more


def history(past: Past | None, now: Now, wanted: Wanted) -> History:
    """The timeline of `now.subject`; without a past, of the touches and what is not committed yet."""
    commits, what = followed(past, now.subject, now.ref) if past is not None else ([], follows(now.subject, ()))
    entries = [Entry(now.today, found=now.uncommitted)]
    entries += [Entry(commit.day, commit) for commit in commits]
    entries += [Entry(touch.on, touch=touch) for touch in _touches(now, what)]
    due: Iterable[Entry] = (entry for entry in in_order(entries) if wanted.holds(entry.day))
    if past is not None:
        due = _filled(past, commits, what, due)
    if wanted.field:
        due = (only_field(entry, wanted.field) for entry in due)
    # What comes after the last that is told is not read.
    told = list(islice((entry for entry in due if entry.is_any), wanted.most))
    faults = {version: past.faults(version) for entry in told for version in entry.unread} if past is not None else {}
    files = {version: past.path(version) for entry in told for version in entry.mended} if past is not None else {}
    shallow = any(commit.begins and any(map(what.owns, commit.steps)) for commit in commits)
    everybody = _everybody(now.book, told)
    words = Words(everybody, everybody)
    return History(now.subject, wanted, told[::-1] if wanted.reverse else told, words, faults, files, shallow)


def _touches(now: Now, what: Follows) -> Iterator[Touch]:
    """Those to be told on their days: all, or where the telling begins somewhere those that are new since."""
    touches = touches_of(now.subject, now.book.all_touches())
    if now.then is None:
        return touches
    then = aligned(now.then(what.accounts or None), now.book).book
    known = Counter(map(_key, then.all_touches()))
    return (touch for touch in touches if not _is_known(touch, known))


def _is_known(touch: Touch, known: Counter[Any]) -> bool:
    """Whether it is one of those left in `known`, which it is taken out of."""
    found = known[_key(touch)] > 0
    known[_key(touch)] -= found
    return found


def _key(touch: Touch) -> tuple[str, str, Any]:
    return touch.account, touch.member, record_key(touch)


def _filled(past: Past, commits: list[Commit], what: Follows, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, those of commits with what these say; each is read when it is asked for."""
    earlier = last_readable(commits, past.record)
    for entry in entries:
        commit = entry.commit
        if commit is None:
            yield entry
            continue
        own = [step for step in commit.steps if what.has(step)] if not commit.begins else []
        past.fetch(version for step in own for version in (*step.was, *filter(None, [step.now])))
        diaries = [step for step in own if step.type == "touch"]
        # A touch was corrected or taken out only where a line was; that a diary grows is told on the days it tells of.
        if diaries and not past.loses_lines(diaries):
            commit = commit._replace(steps=tuple(step for step in commit.steps if step not in diaries))
        yield entry_of(commit, what, past.record, earlier)


def _everybody(book: Book, entries: list[Entry]) -> Book:
    """All who are spoken of, as the book knows them, else as the newest entry has them."""
    records = [
        record
        for entry in reversed(entries)
        for one in entry.found
        for record in (one.before, one.after)
        if record is not None and not isinstance(record, Touch | Settings)
    ]
    then = book_of(records)
    return Book(
        members={**then.members, **book.members},
        accounts={**then.accounts, **book.accounts},
        people={**then.people, **book.people},
        deals={**then.deals, **book.deals},
    )


def to_json(found: History) -> dict[str, Any]:
    """The document of `relmap history --json`."""
    wanted = found.wanted
    return {
        "schema": SCHEMA,
        "type": found.subject.TYPE,
        "ref": found.subject.ref,
        "field": wanted.field or None,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "shallow": found.shallow,
        "entries": [_entry(found, entry) for entry in found.entries],
    }


def _difference(entry: Entry, one: Difference) -> dict[str, Any]:
    said = {**difference_json(one), "again": (one.type, one.record.ref) in entry.again}
    # A touch has no id: which one it is, what it says tells.
    return {**said, "record": as_json(one.record)} if isinstance(one.record, Touch) else said


def _entry(found: History, entry: Entry) -> dict[str, Any]:
    if entry.touch is not None:
        return {"kind": "touch", "day": entry.day.isoformat(), "touch": as_json(entry.touch)}
    commit = entry.commit
    return {
        "kind": "commit" if commit else "uncommitted",
        "day": entry.day.isoformat(),
        "commit": commit.id if commit else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
        "begins": entry.begins,
        "records": [_difference(entry, one) for one in entry.found],
        "unread": [
            {"file": problem.file, "line": problem.line, "message": problem.message}
            for version in entry.unread
            for problem in found.faults[version][:1]
        ],
        "mended": list(dict.fromkeys(found.files[version] for version in entry.mended)),
    }
