"""Who is still named by an id that nobody has any more."""

from collections.abc import Iterator
from typing import NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.differences.books import Aligned
from relmap.analysis.differences.following import following
from relmap.analysis.differences.record import home_of
from relmap.analysis.differences.renames import touch_names
from relmap.analysis.references import records_of, references_of
from relmap.model.book import Book
from relmap.model.kinds import KeyPath
from relmap.model.records import Record, Touch
from relmap.model.settings import Settings


class Stranded(NamedTuple):
    """At `path`, `record` names by the reference `old`, which leads to nobody, whom `now` would name.

    That is because what has the reference `owner` now had another one: the one named, or the account they are at.
    """

    record: Record | Settings
    path: KeyPath
    old: str
    now: str
    owner: str

    @property
    def owner_was(self) -> str:
        """The reference that `owner` had."""
        return self.old if self.owner == self.now else account_of(self.old)

    @property
    def account(self) -> str:
        """That of the record; "" for what belongs to none."""
        return home_of(self.record)


def stranded(before: Aligned, after: Book) -> Iterator[Stranded]:
    """What in `after` has not followed the renames that led to it, in the order of its records."""
    if not any(before.renames):
        return
    follow = following(after, before.renames)
    for record in records_of(after):
        for path, to, text in _names(record):
            now = follow(to, text)
            if now != text:
                old, new = (f"team/{one}" if to == "member" else one for one in (text, now))
                yield Stranded(record, path, old, new, new if new in before.was else account_of(new))


def _names(record: Record | Settings) -> Iterator[tuple[KeyPath, str, str]]:
    yield from ((one.path, one.to, one.target) for one in references_of(record))
    if isinstance(record, Touch):
        yield from (((where,), where, text) for where, text in touch_names(record))
