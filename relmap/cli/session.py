"""What every command starts from: the book on disk, today, and the account that is meant."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from relmap.analysis.finding import find_account, find_deal
from relmap.cli.language import catalogue_of, chosen
from relmap.cli.output import note, say, warn
from relmap.cli.shared import given_as, shared, wants_commit
from relmap.cli.spelling import most_alike
from relmap.errors import (
    BadValue,
    FileHasFaults,
    InvalidValue,
    MayHoldReference,
    NoAccount,
    NobodyFound,
    NothingThere,
    NotTogether,
)
from relmap.model.book import Book
from relmap.model.dates import typed_date
from relmap.model.problems import Problem
from relmap.model.saying import _, in_order, speak
from relmap.model.settings import Settings
from relmap.model.text import normal
from relmap.storage.layout import ACCOUNT_FILE, ACCOUNTS, SETTINGS_FILE, account_of_folder, find_book
from relmap.storage.reader import Loaded
from relmap.storage.workspace import Workspace

# For annotations only: what only a command that writes needs is loaded when it writes.
if TYPE_CHECKING:
    from relmap.analysis.absent import Absent
    from relmap.analysis.references import Reference
    from relmap.cli.committing import Committing
    from relmap.model.changes import Changes

Decide = Callable[[Book], "Changes"]
Check = Callable[[Book, "Changes"], None]
Answer = TypeVar("Answer")
_DAYS_AGO = {"today": 0, "yesterday": 1}


class Session:
    """One command's view of the world. No file is read before it is asked for."""

    may_ask = True
    """Whether a command may put questions to whoever runs it."""

    def __init__(self, ctx: typer.Context) -> None:
        self._options = shared(ctx)
        self._command = str(ctx.info_name)
        self._warned_of: set[str] = set()
        self._told_of_absent = False
        self.unread_members: set[str] = set()
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

    @classmethod
    def of(cls, ctx: typer.Context) -> "Session":
        """The session that the command was given to run in, else one of its own."""
        return ctx.obj if isinstance(ctx.obj, Session) else cls(ctx)

    @cached_property
    def root(self) -> Path:
        return find_book(Path.cwd(), self._options.get("book"))

    @cached_property
    def workspace(self) -> Workspace:
        opened = Workspace(self.root)
        if self._speaks:
            _tell_recovery(opened)
        return opened

    @cached_property
    def _account_ids(self) -> list[str]:
        """The accounts as the command began; what decides a change asks the workspace again, under the lock."""
        return self.workspace.account_ids()

    @cached_property
    def settings(self) -> Settings:
        return self.workspace.settings()

    def _today(self, option: str) -> date:
        text, today = self._options.get("today"), date.today()
        return today if text is None else day(text, option, today=today)

    def dated(self, text: str | None) -> str | None:
        """`today` and `yesterday` as the dates they are; anything else as it was typed."""
        word = (text or "").strip().lower()
        return day(word, "", today=self.today).isoformat() if word in _DAYS_AGO else text

    def account(self, named: str | None, *names: str | None, deal: str | None = None) -> str:
        """The id of the account that is meant; raises NoAccount where several could be. See `scope`."""
        found = self.scope(named, *names, deal=deal)
        if not found:
            raise NoAccount(known=self._account_ids)
        return found

    def scope(self, named: str | None, *names: str | None, deal: str | None = None) -> str:
        """As `account`, but "" where nothing says which account is meant.

        After --account, what was typed says it: the first full reference (`account/person`) among `names` and `deal`,
        and in the end a deal that only one account has.
        """
        ids = self._account_ids
        if named is not None:
            return named if named in ids else find_account(self._load().book, named).id
        for name in filter(None, (*names, deal)):
            head, slash, _ = normal(name).partition("/")
            if slash and head in ids:
                return head
        here = account_of_folder(self.root, Path.cwd())
        if here in ids:
            return here
        chosen = self.settings.default_account
        if chosen in ids:
            return chosen
        if len(ids) == 1:
            return ids[0]
        return find_deal(self._load(touches=False).book, deal).account if deal and ids else ""

    def scope_or_all(self, named: str | None, *, everywhere: bool, deal: str | None = None) -> str:
        """As `scope`, but "" with `everywhere`, which goes with neither --account nor --deal."""
        if not everywhere:
            return self.scope(named, deal=deal)
        narrower = "--account" if named is not None else "--deal" if deal is not None else ""
        if narrower:
            raise NotTogether(first="--all", second=narrower, reason="one asks for every account, the other for one")
        return ""

    def reach(self, scope: str, *names: str | None) -> list[str] | None:
        """What to read so that `names` can be found: the account meant and those named; None, all, where none is."""
        if not scope:
            return None
        heads = (normal(name).partition("/")[0] for name in filter(None, names))
        return list(dict.fromkeys([scope, *(head for head in heads if head in self._account_ids)]))

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
        books = self.workspace.load_each(self._account_ids)
        for account, loaded in watched(books, doing="accounts", total=len(self._account_ids)):
            problems += loaded.problems
            missing += self._absent(loaded, [account])
            yield account, loaded.book
        self._warn(problems)
        self._warn_of_absent(missing)

    def _load(self, accounts: Sequence[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Loaded:
        return self.workspace.load(accounts, touches=touches, both_ways=both_ways)

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

        elsewhere = set(self._account_ids) - loaded.book.accounts.keys()
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
            warn(said.format(holder=first.holder, person=first.ref, n=more))

    def _asked(
        self,
        question: Callable[[Loaded], Answer],
        accounts: Sequence[str] | None,
        *,
        every_reference: bool = False,
        both_ways: bool = False,
    ) -> Answer:
        loaded = self._load(accounts, both_ways=both_ways)
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
            warn(said.format(files=in_order(files[:3]), n=more))

    def place(self, reference: "Reference") -> str:
        """`file:line` of a reference, for a message."""
        spot = self.workspace.locate(reference.record, reference.path)
        return f"{spot.file}:{spot.line}"


def day(text: str, option: str, *, today: date) -> date:
    """The date typed for an option, in either calendar, or `today` or `yesterday`."""
    word = text.strip().lower()
    if word in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[word])
    try:
        return typed_date(text)
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
