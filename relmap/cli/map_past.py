"""`relmap map --diff`: the earlier state of the book that a map is compared with. Asks git: import it only then."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import typer

from relmap.analysis.map_contents import Moment
from relmap.analysis.map_earlier import Earlier, earlier, with_the_uncompared
from relmap.cli.diff import Asked, asked_for, side_of
from relmap.cli.output import warn
from relmap.cli.session import Session
from relmap.cli.shared import shared
from relmap.errors import AccountGoneSince, NobodyFound, NotTogether
from relmap.model.book import Book
from relmap.model.saying import _, on_day
from relmap.storage.git_changes import accounts_of, common_commit, files_touched
from relmap.storage.git_history import Revision, resolve
from relmap.storage.git_place import GitPlace, git_place
from relmap.storage.layout import SETTINGS_FILE
from relmap.storage.snapshot import Snapshot
from relmap.usecases.diff_sides import Side, State, comparable
from relmap.usecases.diff_words import not_compared


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


def refuse_gone(session: Session, asked: Asked, error: NobodyFound) -> None:
    """Raises AccountGoneSince where the account that is not found is one of the earlier state."""
    then = Past(session, asked).files
    if error.what == "account" and error.text in then.account_ids():
        revision = then.revision
        raise AccountGoneSince(account=error.text, commit=revision.short, day=on_day(revision.day))


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
    def files(self) -> Snapshot:
        """Of the earlier one."""
        found = resolve(self._place.folder, self.asked.before, today=self.session.today)
        if self._later is not None and self.asked.fork:
            found = common_commit(self._place, found, self._later)
        return Snapshot(self._place, found)

    @cached_property
    def _differing(self) -> list[str] | None:
        return files_touched(self._place, self.files.revision, self._later)

    @cached_property
    def _touched(self) -> list[str] | None:
        return accounts_of(self._differing)

    def widened(self, accounts: Sequence[str] | None) -> list[str] | None:
        """These accounts of the later state, and those in which anything differs; None for all."""
        if accounts is None or self._touched is None:
            return None
        there = set(self.session.account_ids)
        return [*accounts, *(name for name in self._touched if name in there and name not in accounts)]

    def compared(self, book: Book, account: str) -> tuple[Book, Earlier]:
        """The later book, and the earlier one to compare its map of the account with.

        What could not be read then counts as unchanged, and is named on stderr as not compared.
        """
        wanted = None if self._touched is None else list(dict.fromkeys([account, *self._touched]))
        then, day, broken = self.files.revision, self.session.today, self._broken
        state = State(self.asked.before, then.commit, then.day)
        before = side_of(self.files.load(wanted, both_ways=True), state, self._differing)
        old, new = comparable(before, Side(State("", "", day), book, broken), self._touched)
        # What cannot be read of the later state is named already.
        left_out = {SETTINGS_FILE if type_ == "settings" else ref for type_, ref in broken}
        if unread := [one.name for one in before.unread_of(account) if one.name not in left_out]:
            warn(not_compared(unread, state))
        moment = Moment(then.day, then.short)
        later = Moment(self._later.day, self._later.short) if self._later else Moment(day, self.session.commit)
        near = (account, "team", SETTINGS_FILE)
        concerned = sorted({*unread, *(name for name in left_out if name.split("/")[0] in near)})
        return book, earlier(with_the_uncompared(old, new, book), book, account, moment, later, concerned)

    @property
    def _broken(self) -> frozenset[tuple[str, str]]:
        """Type and reference of what cannot be read of the later state, as `side_of` has it."""
        settings = {("settings", "book")} if SETTINGS_FILE in self.session.unread else frozenset()
        return self.session.broken | settings
