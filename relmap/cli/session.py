"""What every command starts from: the book, on disk or as it was, today, and the account that is meant."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from relmap.cli.language import catalogue_of, chosen, is_for_machines
from relmap.cli.left_out import LeftOut
from relmap.cli.recovered import tell_of_recovery
from relmap.cli.scope import Scope
from relmap.cli.shared import given_as, looks_at_past, shared, wants_commit
from relmap.errors import (
    BadValue,
    InvalidValue,
    NeedsFiles,
    NobodyFound,
    NoFilesInBare,
)
from relmap.model.book import Book
from relmap.model.dates import relative_day, typed_date
from relmap.model.problems import Problem
from relmap.model.saying import speak
from relmap.model.settings import Settings
from relmap.storage.book_files import BookFiles
from relmap.storage.layout import find_book
from relmap.storage.reader import Loaded
from relmap.storage.workspace import Workspace

# For annotations only: what only a command that writes needs is loaded when it writes.
if TYPE_CHECKING:
    from relmap.analysis.absent import Absent
    from relmap.analysis.references import Reference
    from relmap.cli.committing import Committing
    from relmap.cli.deciding import Check, Decide
    from relmap.model.changes import Changes
    from relmap.storage.snapshot import Snapshot

Answer = TypeVar("Answer")


class Session(Scope):
    """One command's view of the world. No file is read before it is asked for."""

    may_ask = True
    """Whether a command may put questions to whoever runs it."""
    broken: frozenset[tuple[str, str]]
    """Type and reference of what could not be read for the last answer."""

    def __init__(self, ctx: typer.Context) -> None:
        self._options = shared(ctx)
        self._command = str(ctx.info_name)
        self._looks_at_past = looks_at_past(ctx)
        self.unread_members: set[str] = set()
        self.broken: frozenset[tuple[str, str]] = frozenset()
        self.past: Snapshot | None = None
        # Now, not when it is needed: a day that is none is wrong also where nothing depends on it.
        self.today = self._today(given_as(ctx, "today"))
        self._left_out = LeftOut(self.past.revision.short if self.past else "")
        self._speaks = False
        language = self._options.get("lang")
        speech = chosen(language, lambda: self.settings, ctx.params, given_as=given_as(ctx, "lang"))
        self.language = speech.language
        speak(catalogue_of(speech.language), *speech[1:])
        self._speaks = True
        if "workspace" in vars(self):  # opened for the book's language
            tell_of_recovery(self.workspace)
        if self.past is not None and not is_for_machines(ctx.params):
            from relmap.cli.past import tell_of

            tell_of(self.past, self.today)

    @classmethod
    def of(cls, ctx: typer.Context) -> "Session":
        """The session that the command was given to run in, else one of its own."""
        return ctx.obj if isinstance(ctx.obj, Session) else cls(ctx)

    @cached_property
    def root(self) -> Path:
        try:
            return find_book(Path.cwd(), self._options.get("book"))
        except NoFilesInBare as error:
            if self._looks_at_past:
                raise
            raise NeedsFiles(command=self._command, folder=error.folder) from None

    @cached_property
    def files(self) -> BookFiles:
        """Where the book is read: the past that was asked for, or what is on disk."""
        return self.past or self.workspace

    @cached_property
    def workspace(self) -> Workspace:
        """The book on disk, which alone can be changed."""
        opened = Workspace(self.root)
        if self._speaks:
            tell_of_recovery(opened)
        return opened

    @cached_property
    def account_ids(self) -> list[str]:
        """The accounts as the command began; what decides a change asks the workspace again, under the lock."""
        return self.files.account_ids()

    @cached_property
    def settings(self) -> Settings:
        return self.files.settings()

    def _today(self, option: str) -> date:
        """The day that was asked for, else that of the past that was asked for, else today's."""
        text, at, today = self._options.get("today"), self._options.get("at"), date.today()
        asked = None if text is None else day(text, option, today=today)
        if at is None:
            return asked or today
        from relmap.cli.past import opened

        self.root, self.past, then = opened(Path.cwd(), self._options.get("book"), at, today=asked or today)
        return asked or then

    @cached_property
    def commit(self) -> str:
        """The short id of the commit that the book shows, with `+` if its files differ from it; "" without one."""
        from relmap.storage.git import commit_of

        return self.past.revision.short if self.past else commit_of(self.root)

    @property
    def committed(self) -> date | None:
        """The day of the commit, where the past was asked for."""
        return self.past.revision.day if self.past else None

    def document(self, document: dict[str, Any]) -> dict[str, Any]:
        """A document for programs; of the past, with the commit that it tells of behind its schema."""
        if self.past is None:
            return document
        from relmap.cli.past import json_of

        return {"schema": document["schema"], "at": json_of(self.past), **document}

    def dated(self, text: str | None) -> str | None:
        """`today` and `yesterday` as the dates they are; anything else as it was typed."""
        relative = relative_day(text or "", today=self.today)
        return text if relative is None else relative.isoformat()

    def read(self, accounts: Sequence[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Book:
        """The book, or the part that concerns some accounts. Files that cannot be read are named on stderr.

        `both_ways`: with every tie to somebody of these accounts, whoever wrote it down.
        """
        loaded = self._load(accounts, touches=touches, both_ways=both_ways)
        self._left_out.warn_of_files(loaded.problems)
        self._left_out.warn_of_absent(self._absent(loaded, accounts))
        self.unread_members |= {ref.removeprefix("team/") for kind, ref in loaded.broken if kind == "member"}
        return loaded.book

    def read_each(self) -> Iterator[tuple[str, Book]]:
        """Every account, by id, with the book of what concerns it: read one after another, and let go.

        On a terminal with a bar, where it takes long. Files that cannot be read are named at the end.
        """
        from relmap.cli.progress import watched

        problems: list[Problem] = []
        missing: list[Absent] = []
        books = self.files.load_each(self.account_ids)
        for account, loaded in watched(books, doing="accounts", total=len(self.account_ids)):
            problems += loaded.problems
            missing += self._absent(loaded, [account])
            yield account, loaded.book
        self._left_out.warn_of_files(problems)
        self._left_out.warn_of_absent(missing)

    def _load(self, accounts: Sequence[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Loaded:
        return self.files.load(accounts, touches=touches, both_ways=both_ways)

    def write(
        self,
        decide: "Decide",
        *,
        accounts: Sequence[str] | None = None,
        check: "Check | None" = None,
        every_reference: bool = False,
        dry_run: bool = False,
    ) -> None:
        """Reads, decides, writes and commits under one lock, and says what changed; with `dry_run` only shows the diff.

        `check` raises where the files must not be changed so. `every_reference`: the change depends on who refers to
        whom, so it is refused while any file cannot be read.
        """
        from relmap.cli.writing import carry_out, show

        decided = partial(self._decided, decide, accounts, check, every_reference)
        (show if dry_run else carry_out)(self.workspace, decided, self._committing())

    def _committing(self) -> "Committing | None":
        if not wants_commit(self._options, lambda: self.settings):
            return None
        from relmap.cli.committing import Committing

        asked = self._options.get("commit") is not None or self._options.get("message") is not None
        return Committing(self.root, self._command, self._options.get("message") or "", asked)

    def _decided(
        self, decide: "Decide", accounts: Sequence[str] | None, check: "Check | None", every_reference: bool
    ) -> "Changes":
        from relmap.cli.deciding import decided

        question = partial(decided, decide=decide, check=check, today=self.today)
        return self._asked(question, accounts, every_reference=every_reference)

    def find(self, question: Callable[[Book], Answer], accounts: Sequence[str] | None) -> Answer:
        """The answer to a question that names records, which are looked for in some accounts first.

        The book that is asked has every tie to somebody of these accounts, whoever wrote it down.
        """

        def asked(loaded: Loaded) -> Answer:
            answer = question(loaded.book)
            self._left_out.warn_of_absent(self._absent(loaded, accounts))
            return answer

        return self._asked(asked, accounts, both_ways=True)

    def _absent(self, loaded: Loaded, accounts: Sequence[str] | None) -> "list[Absent]":
        """Whom the files of some accounts, or of all, name in vain; a file that cannot be read is another matter."""
        from relmap.analysis.absent import absent_from

        elsewhere = set(self.account_ids) - loaded.book.accounts.keys()
        broken = {ref if kind != "member" else f"team/{ref.removeprefix('team/')}" for kind, ref in loaded.broken}
        looked_at = loaded.book.accounts if accounts is None else accounts
        return [one for name in looked_at for one in absent_from(loaded.book, name, elsewhere) if one.ref not in broken]

    def _asked(
        self,
        question: Callable[[Loaded], Answer],
        accounts: Sequence[str] | None,
        *,
        every_reference: bool = False,
        both_ways: bool = False,
    ) -> Answer:
        loaded = self._load(accounts, both_ways=both_ways)
        self.broken = frozenset(loaded.broken)
        if every_reference:
            from relmap.cli.deciding import refuse_unread

            refuse_unread(loaded)
        self._left_out.warn_of_files(loaded.problems)
        try:
            return question(loaded)
        except NobodyFound as error:
            if accounts is None:
                from relmap.cli.misses import explain_elsewhere, explain_other_side, explain_unread

                explain_unread(loaded, error.text)
                explain_elsewhere(loaded.book, error)
                explain_other_side(loaded.book, error)
                raise
            # Another account, or a campaign, may have been named by its name, which does not say where it lies.
            return self._asked(question, None)

    @property
    def unread(self) -> frozenset[str]:
        """The files that were named because they cannot be read."""
        return self._left_out.files

    def place(self, reference: "Reference") -> str:
        """`file:line` of a reference, for a message."""
        spot = self.files.locate(reference.record, reference.path)
        return f"{spot.file}:{spot.line}"


def day(text: str, option: str, *, today: date) -> date:
    """The date typed for an option, in either calendar, or `today` or `yesterday`."""
    try:
        return relative_day(text, today=today) or typed_date(text)
    except BadValue as fault:
        raise InvalidValue(field=option, text=text, reason=fault.reason, mend=fault.mend) from None
