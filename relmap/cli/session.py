"""What every command starts from: the book, on disk or as it was, today, and the account that is meant."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from relmap.cli.language import catalogue_of, chosen, is_for_machines
from relmap.cli.output import note, say, warn
from relmap.cli.scope import Scope
from relmap.cli.shared import given_as, shared, wants_commit
from relmap.cli.spelling import most_alike
from relmap.errors import (
    BadValue,
    FileHasFaults,
    InvalidValue,
    MayHoldReference,
    NobodyFound,
    NothingThere,
)
from relmap.model.book import Book
from relmap.model.dates import relative_day, typed_date
from relmap.model.problems import Problem
from relmap.model.saying import _, in_order, speak
from relmap.model.settings import Settings
from relmap.storage.book_files import BookFiles
from relmap.storage.layout import ACCOUNT_FILE, ACCOUNTS, SETTINGS_FILE, find_book
from relmap.storage.reader import Loaded
from relmap.storage.workspace import Workspace

# For annotations only: what only a command that writes needs is loaded when it writes.
if TYPE_CHECKING:
    from relmap.analysis.absent import Absent
    from relmap.analysis.references import Reference
    from relmap.cli.committing import Committing
    from relmap.model.changes import Changes
    from relmap.storage.snapshot import Snapshot

Decide = Callable[[Book], "Changes"]
Check = Callable[[Book, "Changes"], None]
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
        self._warned_of: set[str] = set()
        self._told_of_absent = False
        self.unread_members: set[str] = set()
        self.broken: frozenset[tuple[str, str]] = frozenset()
        self.past: Snapshot | None = None
        # Now, not when it is needed: a day that is none is wrong also where nothing depends on it.
        self.today = self._today(given_as(ctx, "today"))
        self._speaks = False
        language = self._options.get("lang")
        speech = chosen(language, lambda: self.settings, ctx.params, given_as=given_as(ctx, "lang"))
        self.language = speech.language
        speak(catalogue_of(speech.language), *speech[1:])
        self._speaks = True
        if "workspace" in vars(self):  # opened for the book's language
            _tell_recovery(self.workspace)
        if self.past is not None and not is_for_machines(ctx.params):
            from relmap.cli.past import tell_of

            tell_of(self.past, self.today)

    @classmethod
    def of(cls, ctx: typer.Context) -> "Session":
        """The session that the command was given to run in, else one of its own."""
        return ctx.obj if isinstance(ctx.obj, Session) else cls(ctx)

    @cached_property
    def root(self) -> Path:
        return find_book(Path.cwd(), self._options.get("book"))

    @cached_property
    def files(self) -> BookFiles:
        """Where the book is read: the past that was asked for, or what is on disk."""
        return self.past or self.workspace

    @cached_property
    def workspace(self) -> Workspace:
        """The book on disk, which alone can be changed."""
        opened = Workspace(self.root)
        if self._speaks:
            _tell_recovery(opened)
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
        self._warn(loaded.problems)
        self._warn_of_absent(self._absent(loaded, accounts))
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
        self._warn(problems)
        self._warn_of_absent(missing)

    def _load(self, accounts: Sequence[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Loaded:
        return self.files.load(accounts, touches=touches, both_ways=both_ways)

    def write(
        self,
        decide: Decide,
        *,
        accounts: Sequence[str] | None = None,
        check: Check | None = None,
        every_reference: bool = False,
        dry_run: bool = False,
    ) -> None:
        """Reads, decides, writes and commits under one lock, and says what changed; with `dry_run` only shows the diff.

        `check` raises where the files must not be changed so. `every_reference`: the change depends on who refers to
        whom, so it is refused while any file cannot be read.
        """
        from relmap.cli.describe import summary

        committing = self._committing()
        decided = partial(self._decided, decide, accounts, check, every_reference)
        if dry_run:
            from relmap.cli.preview import show_diff

            changes = decided()
            plan = self.workspace.plan(changes)
            show_diff(plan)
            if committing is not None:
                committing.preview(plan, changes)
            return
        # The commit, too, under the lock: else the next command would find changes that are not committed.
        with self.workspace.locked():
            changes = decided()
            plan = self.workspace.plan(changes)
            if committing is not None:
                committing.check(plan)
            self.workspace.commit(plan)
            for line in summary(changes):
                say(line)
            if committing is not None:
                committing.carry_out(plan, changes)

    def _committing(self) -> "Committing | None":
        if not wants_commit(self._options, lambda: self.settings):
            return None
        from relmap.cli.committing import Committing

        return Committing(self.root, self._command, self._options.get("message") or "")

    def _decided(
        self, decide: Decide, accounts: Sequence[str] | None, check: Check | None, every_reference: bool
    ) -> "Changes":
        # Only a command that writes needs the checks of the whole.
        from relmap.usecases.doubts import doubts
        from relmap.usecases.guard import guarded

        def decided(loaded: Loaded) -> "Changes":
            try:
                changes = decide(loaded.book)
            except NothingThere as error:
                _refuse_fault_of(error.record, loaded)
                raise
            if check is not None:
                check(loaded.book, changes)
            guarded(loaded.book, changes, today=self.today, broken=loaded.broken, nearest=most_alike)
            for doubt in doubts(loaded.book, changes):
                warn(doubt)
            return changes

        return self._asked(decided, accounts, every_reference=every_reference)

    def find(self, question: Callable[[Book], Answer], accounts: Sequence[str] | None) -> Answer:
        """The answer to a question that names records, which are looked for in some accounts first.

        The book that is asked has every tie to somebody of these accounts, whoever wrote it down.
        """

        def asked(loaded: Loaded) -> Answer:
            answer = question(loaded.book)
            self._warn_of_absent(self._absent(loaded, accounts))
            return answer

        return self._asked(asked, accounts, both_ways=True)

    def _absent(self, loaded: Loaded, accounts: Sequence[str] | None) -> "list[Absent]":
        """Whom the files of some accounts, or of all, name in vain; a file that cannot be read is another matter."""
        from relmap.analysis.absent import absent_from

        elsewhere = set(self.account_ids) - loaded.book.accounts.keys()
        broken = {ref if kind != "member" else f"team/{ref.removeprefix('team/')}" for kind, ref in loaded.broken}
        looked_at = loaded.book.accounts if accounts is None else accounts
        return [one for name in looked_at for one in absent_from(loaded.book, name, elsewhere) if one.ref not in broken]

    def _warn_of_absent(self, missing: "Sequence[Absent]") -> None:
        """Once in a run, and in one line: `relmap check` lists them all."""
        if missing and not self._told_of_absent:
            self._told_of_absent = True
            first, more = missing[0], len(missing) - 1
            said = _("{holder} names {person}, who is not in the book; `relmap check` says where")
            if more:
                said = _(
                    "{holder} names {person}, who is not in the book (and {n} more like it); `relmap check` says where"
                )
            warn(self._asking_check(said).format(holder=first.holder, person=first.ref, n=more))

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
            _refuse_unread(loaded)
        self._warn(loaded.problems)
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
        return frozenset(self._warned_of)

    def _warn(self, problems: Iterable[Problem]) -> None:
        """Names the files that cannot be read, each once."""
        broken = {problem.file for problem in problems if problem.severity == "error"}
        files = sorted(broken - self._warned_of)
        self._warned_of |= broken
        if files:
            more = len(files) - 3
            said = _("left out, because it cannot be read: {files}; `relmap check` says why")
            if more > 0:
                said = _("left out, because it cannot be read: {files} and {n} more; `relmap check` says why")
            warn(self._asking_check(said).format(files=in_order(files[:3]), n=more))

    def _asking_check(self, said: str) -> str:
        """A sentence that sends to `relmap check`, sent to check what the command has read."""
        return (
            said if self.past is None else said.replace("relmap check", f"relmap check --at {self.past.revision.short}")
        )

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


def _tell_recovery(workspace: Workspace) -> None:
    if workspace.recovery is None:
        return
    if workspace.recovery.finished:
        note(_("finished a change that an earlier command was stopped in"))
    for file in workspace.recovery.kept:
        said = _("{file} was edited since and left as it is")
        if file.beside:
            said = _("{file} was edited since and left as it is; the command's version is in {beside}")
        warn(said.format(file=file.path, beside=file.beside))


def _refuse_fault_of(record: str, loaded: Loaded) -> None:
    """Of a file that is read in spite of faults, what has one seems not to be there; raises FileHasFaults."""
    file = SETTINGS_FILE if record == "book" else f"{ACCOUNTS}/{record}/{ACCOUNT_FILE}"
    for problem in loaded.problems:
        if problem.severity == "error" and problem.file == file:
            raise FileHasFaults(place=problem.place, message=problem.message, mend=problem.mend)


def _refuse_unread(loaded: Loaded) -> None:
    for problem in loaded.problems:
        if problem.severity == "error":
            raise MayHoldReference(place=problem.place, message=problem.message, mend=problem.mend)
