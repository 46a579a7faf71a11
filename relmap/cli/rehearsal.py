"""A session in which commands change only the book in memory: `relmap path --what-if`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import typer

from relmap.analysis.absent import Absent
from relmap.cli.app import loaded_command
from relmap.cli.boundary import TyperUsageError
from relmap.cli.deciding import Check, Decide
from relmap.cli.describe import summary
from relmap.cli.pointing import pointed
from relmap.cli.session import Answer, Session
from relmap.cli.spelling import most_alike
from relmap.cli.words import Word, words_of
from relmap.errors import (
    BookTooNew,
    FoundElsewhere,
    HasLeft,
    NeedsQuotes,
    NobodyFound,
    NobodyLeft,
    NotAWhatIf,
    RelmapError,
    UnknownOption,
    WhatIfEmpty,
)
from relmap.model.book import Book
from relmap.model.changes import Change, Changes, Removed, Updated
from relmap.model.changing import changed
from relmap.model.kinds import nearest
from relmap.model.records import Member
from relmap.storage.reader import Loaded
from relmap.usecases.guard import guarded

# What a text editor makes of two hyphens.
_DASHES = "\u2012\u2013\u2014\u2015\u2212"
_LONG_DASH = re.compile(rf"[{_DASHES}]+\w")
COMMANDS = ("add-contact", "add-member", "add-deal", "link", "know", "touch", "set", "remove")


class Rehearsal(Session):
    """Answers as if every command that it was told to assume had been run. Nothing is written."""

    may_ask = False

    def __init__(self, ctx: typer.Context, *, account: str | None, names: Sequence[str]) -> None:
        """`account` and `names` belong to the question: they say which account a command means that does not say."""
        super().__init__(ctx)
        self.assumed: list[tuple[str, list[str]]] = []
        self._said: list[str] = []
        self._changes: list[Change] = []
        self._read: Loaded | None = None
        self._accounts: Sequence[str] | None = ()
        self._account = super().scope(account, *names)

    def assume(self, command: str) -> None:
        """Takes `command` for done, and notes in `assumed` what it changes, in words; raises WhatIfFails."""
        words: list[Word] = []
        try:
            words = words_of(command)
            self._run([word.text for word in words])
        except BookTooNew:  # no word's fault
            raise
        except (RelmapError, TyperUsageError) as error:
            raise pointed(error, command, words) from None
        self.assumed.append((command, self._said))

    def _run(self, words: Sequence[str]) -> None:
        # "Do next" prints whole commands, and people paste them.
        words = words[1:] if words[:1] == ["relmap"] else words
        if not words:
            raise WhatIfEmpty
        for word in words:
            if _LONG_DASH.match(word):
                raise UnknownOption(name=word, nearest=f"--{word.lstrip(_DASHES)}")
        name, *arguments = words
        if name not in COMMANDS:
            raise NotAWhatIf(name=name, nearest=nearest(name, list(COMMANDS)), known=COMMANDS)
        command = loaded_command(name)
        context = command.make_context(
            f"relmap {name}", arguments, obj=self, allow_extra_args=True, help_option_names=[]
        )
        if context.args:
            raise NeedsQuotes(words=context.args)
        with context:
            command.invoke(context)

    def _absent(self, loaded: Loaded, accounts: Sequence[str] | None) -> list[Absent]:
        """Whom the files name in vain as they are: whoever is only assumed to be removed is still in the book."""
        return super()._absent(self._read or loaded, accounts)

    def scope(self, named: str | None, *names: str | None, deal: str | None = None) -> str:
        return super().scope(named or self._account or None, *names, deal=deal)

    def write(
        self,
        decide: Decide,
        *,
        accounts: Sequence[str] | None = None,
        check: Check | None = None,
        every_reference: bool = False,
        dry_run: bool = False,
    ) -> None:
        """Keeps the changes for what is asked later. References to what is removed count for nothing."""

        def decided(loaded: Loaded) -> Changes:
            changes = decide(loaded.book)
            if all(isinstance(change, Removed) for change in changes):
                return changes
            return guarded(loaded.book, changes, today=self.today, broken=loaded.broken, nearest=most_alike)

        changes = self._asked(decided, accounts)
        self._said = summary(changes)
        self._changes += map(_taken, changes)

    def find(self, question: Callable[[Book], Answer], accounts: Sequence[str] | None) -> Answer:
        """As a session's; raises NobodyLeft where the book as it is has an answer."""
        try:
            return super().find(question, accounts)
        except (NobodyFound, FoundElsewhere, HasLeft) as error:
            if self.before(question) is None:
                raise
            raise NobodyLeft(text=error.word or "") from None

    def before(self, question: Callable[[Book], Answer]) -> Answer | None:
        """The answer of the book as it is; None where it has none, as it cannot tell who or what is meant."""
        try:
            return question(self.book_as_it_is)
        except RelmapError:
            return None

    @property
    def book_as_it_is(self) -> Book:
        """As far as it was read for the answer."""
        assert self._read is not None
        return self._read.book

    def _load(self, accounts: Sequence[str] | None = None, *, touches: bool = True, both_ways: bool = True) -> Loaded:
        """Read once, and again where more accounts are asked for, with every change so far."""
        known = self._accounts
        if self._read is None or (known is not None and not (accounts is not None and set(accounts) <= set(known))):
            self._accounts = None if accounts is None or known is None else (*known, *accounts)
            self._read = super()._load(self._accounts, both_ways=True)
        return self._read._replace(book=changed(self._read.book, self._changes))


def _taken(change: Change) -> Change:
    """`change`, but a member who is removed has left: the ties of one who is not in the book would count on."""
    if isinstance(change, Removed) and isinstance(change.record, Member):
        return Updated(before=change.record, after=replace(change.record, status="left"))
    return change
