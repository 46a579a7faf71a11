"""From files to a `Book` with every fault of them.

A file with an error is left out of the book, one with warnings is in it; no file hides another. An account whose own
file is missing or broken is in the book under its id, so that its people can be worked with.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from relmap.model.book import Book
from relmap.model.ids import is_id
from relmap.model.problems import Problem
from relmap.model.records import Account, Campaign, Deal, Member, Person, Record, Touch
from relmap.model.saying import _
from relmap.model.settings import Settings
from relmap.storage.layout import (
    ACCOUNT_FILE,
    ACCOUNTS,
    CAMPAIGNS,
    DEALS,
    PEOPLE,
    TEAM,
    TOUCHES,
    TOUCHES_NAME,
    place_of,
)
from relmap.storage.mentions import named_by
from relmap.storage.reader_folders import Folders
from relmap.storage.reader_records import RecordFiles
from relmap.storage.reader_report import ERROR, Report, shown
from relmap.storage.source import Directory, Source

_ACCOUNT_NAMES = (ACCOUNT_FILE, PEOPLE, DEALS, TOUCHES)


class Loaded(NamedTuple):
    """A book as it was read, and what is wrong with its files, by place.

    `whole` is False where only some accounts were asked for. `broken` holds type and `ref` of every record that
    exists but could not be read; `drafts` holds what is left of those, for checks only.
    """

    book: Book
    problems: tuple[Problem, ...]
    whole: bool
    broken: frozenset[tuple[str, str]]
    drafts: tuple[Record, ...] = ()


def load(root: Path, accounts: Iterable[str] | None = None, *, touches: bool = True, both_ways: bool = False) -> Loaded:
    """As `read`, of the book in the folder `root`."""
    return read(Directory(root), accounts, touches=touches, both_ways=both_ways)


def read(
    source: Source, accounts: Iterable[str] | None = None, *, touches: bool = True, both_ways: bool = False
) -> Loaded:
    """Read the book in `source`, or of it the settings, the team, `accounts` and the accounts that these name.

    With `both_ways` also those whose people name them in a tie, so that no tie to somebody there is missed. Campaigns
    are read with the whole book only. Raises BookTooNew, BookTooOld.
    """
    with _no_collector():
        return _Reading(source, touches).run(accounts, both_ways=both_ways)


def read_each(source: Source, accounts: Iterable[str]) -> Iterator[tuple[str, Loaded]]:
    """Each of `accounts` with those that its people name or are named by, one after another.

    Only the settings, the team and who names whom are kept. The parent of an account, which may be large and have many
    children, is not read for its sake. A problem is in the first of them that met it. Raises BookTooNew, BookTooOld.
    """
    reading = _Reading(source, touches=True)
    with _no_collector():
        reading.begin()
    for account in accounts:
        # What is done with it in between may well make cycles.
        with _no_collector():
            loaded = reading.only(account)
        yield account, loaded


def load_settings(root: Path) -> Settings:
    """As `read_settings`, of the book in the folder `root`."""
    return read_settings(Directory(root))


def read_settings(source: Source) -> Settings:
    """The settings alone; the defaults where relmap.yaml cannot be read. Raises BookTooNew, BookTooOld."""
    report = Report()
    return RecordFiles(Folders(source, report), report).settings()


def account_ids(folders: Folders) -> list[str]:
    """The ids of the accounts, in order; no file is read."""
    names = {account: f"{ACCOUNTS}/{account}" for account in folders.subfolders(ACCOUNTS)}
    return [
        account
        for account, folder in names.items()
        if _is_account(folders, folder, folders.account_entries(folder, _ACCOUNT_NAMES))
    ]


def _is_account(folders: Folders, folder: str, names: frozenset[str]) -> bool:
    """Whether anything is in the account's folder; git and removals leave empty ones."""
    return ACCOUNT_FILE in names or folders.any_file(folder, names)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Reading makes many objects and no cycle: the collector would walk all of them for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Reading:
    """One run over the files, and the tables that it fills."""

    def __init__(self, source: Source, touches: bool) -> None:
        self._source = source
        self._with_touches = touches
        self._report = Report()
        self._folders = Folders(source, self._report)
        self._files = RecordFiles(self._folders, self._report)
        self._settings = Settings()
        self._members: dict[str, Member] = {}
        self._accounts: dict[str, Account] = {}
        self._people: dict[str, Person] = {}
        self._deals: dict[str, Deal] = {}
        self._touches: dict[str, tuple[Touch, ...]] = {}
        self._campaigns: dict[str, Campaign] = {}

    def run(self, accounts: Iterable[str] | None, *, both_ways: bool) -> Loaded:
        self.begin()
        if accounts is None:
            for account in self._folders.subfolders(ACCOUNTS):
                self._read_account(account)
            self._read_campaigns()
        else:
            self._read_some(accounts, named_by=self._named_by if both_ways else {})
        return self._loaded(whole=accounts is None)

    def begin(self) -> None:
        self._settings = self._files.settings()
        self._read_team()

    def only(self, account: str) -> Loaded:
        """One account with those that its people name or are named by, in the place of what was read of others."""
        self._accounts, self._people, self._deals, self._touches = {}, {}, {}, {}
        self._read_some([account], named_by=self._named_by, parents=False)
        return self._loaded(whole=False)

    def _loaded(self, *, whole: bool) -> Loaded:
        book = Book(
            settings=self._settings,
            members=self._members,
            accounts=self._accounts,
            people=self._people,
            deals=self._deals,
            touches=self._touches,
            campaigns=self._campaigns,
        )
        # Of these others may speak, whatever stands in their places.
        misplaced = {(place.type, place.ref) for path in self._folders.not_plain if (place := place_of(path))}
        problems = sorted(self._report.problems, key=lambda problem: (problem.file, problem.line, problem.column))
        self._report.problems = []
        return Loaded(
            book=book,
            problems=tuple(problems),
            whole=whole,
            broken=frozenset(self._files.broken | misplaced),
            drafts=tuple(self._files.drafts),
        )

    def _read_team(self) -> None:
        for identifier, path in self._folders.files(TEAM):
            values = self._files.values("member", f"team/{identifier}", path)
            if values is not None:
                self._members[identifier] = Member(id=identifier, **values)

    def _read_campaigns(self) -> None:
        for identifier, path in self._folders.files(CAMPAIGNS):
            values = self._files.values("campaign", f"campaigns/{identifier}", path)
            if values is not None:
                self._campaigns[identifier] = Campaign(id=identifier, **values)

    @cached_property
    def _named_by(self) -> Mapping[str, frozenset[str]]:
        return named_by(self._source, self._folders.subfolders(ACCOUNTS))

    def _read_some(
        self, accounts: Iterable[str], *, named_by: Mapping[str, frozenset[str]], parents: bool = True
    ) -> None:
        waiting, done = sorted(accounts, reverse=True), set[str]()
        while waiting:
            account = waiting.pop()
            if account in done or not self._source.is_folder(f"{ACCOUNTS}/{account}"):
                continue
            done.add(account)
            self._report.named_accounts = set()
            self._read_account(account)
            if parents and account in self._accounts:
                self._report.named_accounts.add(self._accounts[account].parent)
            around = self._report.named_accounts | named_by.get(account, frozenset())
            waiting += sorted(around - done - {""}, reverse=True)

    def _read_account(self, account: str) -> None:
        folder = f"{ACCOUNTS}/{account}"
        names = self._folders.account_entries(folder, _ACCOUNT_NAMES)
        if not _is_account(self._folders, folder, names):
            return
        self._accounts[account] = self._account(account, f"{folder}/{ACCOUNT_FILE}", ACCOUNT_FILE in names)
        if PEOPLE in names:
            self._read_people(account, f"{folder}/{PEOPLE}")
        if DEALS in names:
            for identifier, path in self._folders.files(f"{folder}/{DEALS}"):
                ref = f"{account}/{identifier}"
                values = self._files.values("deal", ref, path, account)
                if values is not None:
                    self._deals[ref] = Deal(id=identifier, account=account, **values)
        if TOUCHES in names and self._with_touches:
            self._read_touches(account, f"{folder}/{TOUCHES}")

    def _account(self, account: str, path: str, exists: bool) -> Account:
        if account == TEAM:
            mend = _("give the account's folder another name")
            self._folders.problem(
                ERROR, "bad-id", path, _("`team` means our own people, so no account can have it"), mend
            )
        if not exists:
            self._folders.problem(
                ERROR,
                "missing-file",
                path,
                _("the account {account} has no {file}").format(account=account, file=ACCOUNT_FILE),
                _("write one with `name:` in it"),
            )
            self._files.broken.add(("account", account))
            return Account(id=account, name=account)
        values = self._files.values("account", account, path)
        return Account(id=account, **(values or {"name": account}))

    def _read_people(self, account: str, folder: str) -> None:
        people, values_of = self._people, self._files.values
        for identifier, path in self._folders.files(folder):
            ref = f"{account}/{identifier}"
            values = values_of("person", ref, path, account)
            if values is not None:
                people[ref] = Person(id=identifier, account=account, **values)

    def _read_touches(self, account: str, folder: str) -> None:
        touches: list[Touch] = []
        for name, path in self._folders.files(folder):
            match = TOUCHES_NAME.fullmatch(name)
            if match is None or not is_id(match[2]):
                message, mend = (
                    _("{name} does not name a year and a member").format(name=shown(name)),
                    _("name it like 2026-nok.yaml"),
                )
                self._folders.problem(ERROR, "bad-id", path, message, mend)
                continue
            touches += self._files.touches(path, account, match[2], int(match[1]))
        if touches:
            self._touches[account] = tuple(touches)
