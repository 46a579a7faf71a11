"""`relmap map --diff`: the earlier state of the book that a map is compared with. Asks git: import it only then."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import typer

from relmap.analysis.map_contents import Moment
from relmap.analysis.map_earlier import Earlier, earlier
from relmap.cli.diff import Asked, asked_for, side_of
from relmap.cli.session import Session
from relmap.cli.shared import shared
from relmap.errors import NotTogether
from relmap.model.book import Book
from relmap.model.saying import _
from relmap.storage.git_changes import accounts_touched, common_commit
from relmap.storage.git_history import Revision, resolve
from relmap.storage.git_place import GitPlace, git_place
from relmap.storage.snapshot import Snapshot
from relmap.usecases.diff_sides import Side, State, comparable


def asked_of_map(ctx: typer.Context, text: str) -> Asked:
    """The states that --diff names; the later one, if it is named, is what the map shows, as with --at.

    Raises NotTogether where --at names another one.
    """
    asked, options = asked_for(text, None), shared(ctx)
    if asked.after and options.get("at") is not None:
        reason = _("both say which state is drawn")
        raise NotTogether(first="--at", second="--diff A..B", reason=reason)
    if asked.after:
        options["at"] = asked.after
    return asked


@dataclass(frozen=True)
class Past:
    """The state to compare with, of a session that reads the later one."""

    session: Session
    asked: Asked

    @cached_property
    def _place(self) -> GitPlace:
        past = self.session.past
        return past.place if past else git_place(self.session.root)

    @cached_property
    def _later(self) -> Revision | None:
        return self.session.past.revision if self.session.past else None

    @cached_property
    def _files(self) -> Snapshot:
        found = resolve(self._place.folder, self.asked.before, today=self.session.today)
        if self._later is not None and self.asked.fork:
            found = common_commit(self._place, found, self._later)
        return Snapshot(self._place, found)

    @cached_property
    def _touched(self) -> list[str] | None:
        return accounts_touched(self._place, self._files.revision, self._later)

    def widened(self, accounts: Sequence[str] | None) -> list[str] | None:
        """These accounts of the later state, and those in which anything differs; None for all."""
        if accounts is None or self._touched is None:
            return None
        there = set(self.session.account_ids)
        return [*accounts, *(name for name in self._touched if name in there and name not in accounts)]

    def compared(self, book: Book, account: str) -> tuple[Book, Earlier]:
        """The later book, and the earlier one to compare its map of the account with.

        What cannot be read on one side is on neither.
        """
        wanted = None if self._touched is None else list(dict.fromkeys([account, *self._touched]))
        then, day = self._files.revision, self.session.today
        before = side_of(self._files.load(wanted, both_ways=True), State(self.asked.before, then.commit, then.day))
        after = Side(State("", "", day), book, self.session.broken)
        old, new = comparable(before, after, self._touched)
        moment = Moment(then.day, then.short)
        later = Moment(self._later.day, self._later.short) if self._later else Moment(day, self.session.commit)
        return new, earlier(old, new, account, moment, later)
