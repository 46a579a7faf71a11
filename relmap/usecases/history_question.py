"""What a history is asked of: what git keeps of a book, what the book has now, and which entries are wanted."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from relmap.analysis.differences import Difference
from relmap.analysis.differences.own_keys import OwnKeys
from relmap.analysis.timeline_steps import Commit, Content, Step, Version
from relmap.analysis.timeline_subject import Follows, follows
from relmap.analysis.timeline_versions import versions_of
from relmap.errors import UnknownField
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import nearest
from relmap.model.problems import Problem
from relmap.model.records import Account, Named


class Past(Protocol):
    """What git keeps of a book: `relmap.storage.git_past`."""

    def commits(self, type_: str, refs: Collection[str]) -> list[Commit]: ...
    def version(self, type_: str, ref: str) -> Version | None: ...
    def record(self, version: Version) -> Content | None: ...
    def own_keys(self, version: Version) -> OwnKeys: ...
    def gone(self, text: str, *, on_disk: bool) -> list[Version]: ...
    def latest(self, refs: Collection[tuple[str, str]]) -> list[Named]: ...
    def path(self, version: Version) -> str: ...
    def loses_lines(self, steps: Sequence[Step], ids: Collection[str]) -> bool: ...
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
        """Whether a day is among those that were asked for."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Now(NamedTuple):
    """The subject as the book has it, and what of it nobody has committed yet, under keys of the user's own, too.

    `ref` is the subject's reference in the last commit. `then` gives accounts of the book, or with None all of it, as
    they were where the telling begins; without it everything is told. `gone` is the last version of a subject that the
    book has no more.
    """

    book: Book
    subject: Named
    ref: str
    uncommitted: tuple[Difference, ...] = ()
    own_keys: tuple[Difference, ...] = ()
    today: date = date.min
    then: Callable[[Collection[str] | None], Book] | None = None
    gone: Version | None = None


def field_named(subject: Named, text: str) -> str:
    """The field that somebody typed; of an account it may be one of its people's or deals'. `x-...` is the user's own.

    Raises UnknownField.
    """
    if text.strip().startswith("x-"):
        return text.strip()
    types = ("account", "person", "deal") if isinstance(subject, Account) else (subject.TYPE,)
    known = list(dict.fromkeys(field.name for type_ in types for field in FIELDS[type_]))
    name = text.strip().lower().replace("-", "_")
    if name not in known:
        raise UnknownField(record=subject.TYPE, name=text, nearest=nearest(name, known), known=", ".join(known))
    return name


def followed(past: Past, subject: Named, start: Version | None) -> tuple[list[Commit], Follows]:
    """The commits that touched a record of which `start` is a version, and what to follow in them."""
    if start is None:
        return [], follows(subject, ())
    refs = {start.ref}
    while True:
        commits = past.commits(subject.TYPE, refs)
        versions = versions_of([start], commits, past.record)
        more = {version.ref for version in versions} - refs
        if not more:
            return commits, follows(subject, versions, commits)
        refs |= more


def followed_from(past: Past, now: Now) -> tuple[list[Commit], Follows]:
    """As `followed`, from where the last commit has the subject, else from where it was last."""
    return followed(past, now.subject, now.gone or past.version(now.subject.TYPE, now.ref))
