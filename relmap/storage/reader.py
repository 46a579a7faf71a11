"""From the directory to a `Book` with every fault of its files.

A file with an error is left out of the book, one with warnings is in it; no file hides another. An account whose own
file is missing or broken is in the book under its id, so that its people can be worked with.
"""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from relmap.errors import BookTooNew
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.ids import is_id
from relmap.model.problems import Problem
from relmap.model.records import Account, Campaign, Deal, Member, Person, Record, Touch
from relmap.model.settings import FORMAT, Settings, Vocabulary
from relmap.model.text import normal
from relmap.storage.layout import (
    ACCOUNT_FILE,
    ACCOUNTS,
    CAMPAIGNS,
    DEALS,
    PEOPLE,
    SETTINGS_FILE,
    TEAM,
    TOUCHES,
    TOUCHES_NAME,
    place_of,
)
from relmap.storage.reader_fields import FieldReaders, ValuesReader
from relmap.storage.reader_folders import Folders
from relmap.storage.reader_report import ERROR, WARNING, Report, shown
from relmap.storage.yaml_source import Node, SequenceNode, read_source

_FORMAT_LINE = re.compile(r"^relmap[ \t]*:[ \t]*[\"']?([0-9]+)", re.MULTILINE)
_ACCOUNT_NAMES = (ACCOUNT_FILE, PEOPLE, DEALS, TOUCHES)
_RECORDS: dict[str, Any] = {"person": Person, "member": Member, "account": Account, "deal": Deal, "campaign": Campaign}
# What stands for the values that a broken touch lacks.
_NO_TOUCH = {"on": date.min, "people": (), "channel": ""}
_COMPLEX = "yaml-complex-key"
_NOT_NFC = "yaml-not-nfc"


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


def load(root: Path, accounts: Iterable[str] | None = None, *, touches: bool = True) -> Loaded:
    """Read the book at `root`, or of it the settings, the team, `accounts` and the accounts that these name.

    Campaigns are read with the whole book only. Raises BookTooNew.
    """
    with _no_collector():
        return _Reading(root, touches).run(accounts)


def load_settings(root: Path) -> Settings:
    """The settings alone; the defaults where relmap.yaml cannot be read. Raises BookTooNew."""
    return _Reading(root, False).settings()


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
    """One run over the directory, and the tables that it fills."""

    def __init__(self, root: Path, touches: bool) -> None:
        self._root = root
        self._with_touches = touches
        self._report = Report()
        self._folders = Folders(root, self._report)
        self._broken: set[tuple[str, str]] = set()
        self._drafts: list[Record] = []
        self._members: dict[str, Member] = {}
        self._accounts: dict[str, Account] = {}
        self._people: dict[str, Person] = {}
        self._deals: dict[str, Deal] = {}
        self._touches: dict[str, tuple[Touch, ...]] = {}
        self._campaigns: dict[str, Campaign] = {}

    def settings(self) -> Settings:
        return self._read_settings()[0]

    def run(self, accounts: Iterable[str] | None) -> Loaded:
        settings, own = self._read_settings()
        readers = FieldReaders(own)
        self._read_person = readers.of(FIELDS["person"])
        self._readers = {name: readers.of(FIELDS[name]) for name in ("member", "account", "deal", "touch", "campaign")}
        self._read_team()
        if accounts is None:
            for account in self._folders.subfolders(ACCOUNTS):
                self._read_account(account)
            self._read_campaigns()
        else:
            self._read_some(accounts)
        book = Book(
            settings=settings,
            members=self._members,
            accounts=self._accounts,
            people=self._people,
            deals=self._deals,
            touches=self._touches,
            campaigns=self._campaigns,
        )
        self._broken |= {named for path in self._folders.not_plain if (named := _named_by(path)) is not None}
        problems = sorted(self._report.problems, key=lambda problem: (problem.file, problem.line, problem.column))
        return Loaded(
            book=book,
            problems=tuple(problems),
            whole=accounts is None,
            broken=frozenset(self._broken),
            drafts=tuple(self._drafts),
        )

    def _read_settings(self) -> tuple[Settings, Vocabulary | None]:
        """The settings that can be read, and the words of the book's own: any (None) where the file is broken."""
        root = self._tree(SETTINGS_FILE, "")
        found = _FORMAT_LINE.search(self._report.text)
        if found and found[1] != FORMAT:
            raise BookTooNew(file=str(self._root / SETTINGS_FILE), found=found[1])
        if root is None:
            return Settings(), None
        # The words may stand below the first place that uses one: a first pass, whose faults do not count, reads them.
        scratch = Report()
        values = FieldReaders(None, sound_items=True).of(FIELDS["settings"])(root, scratch, "the file")
        own = values.get("vocabulary", Vocabulary())
        values = FieldReaders(own, sound_items=True).of(FIELDS["settings"])(root, self._report, "the file")
        return Settings(**values), None if self._report.broken else own

    def _read_team(self) -> None:
        read = self._readers["member"]
        for identifier, path in self._folders.files(TEAM):
            values = self._values(path, "", read, "member", f"team/{identifier}")
            if values is not None:
                self._members[identifier] = Member(id=identifier, **values)

    def _read_campaigns(self) -> None:
        read = self._readers["campaign"]
        for identifier, path in self._folders.files(CAMPAIGNS):
            values = self._values(path, "", read, "campaign", f"campaigns/{identifier}")
            if values is not None:
                self._campaigns[identifier] = Campaign(id=identifier, **values)

    def _read_some(self, accounts: Iterable[str]) -> None:
        waiting, done = sorted(accounts, reverse=True), set[str]()
        while waiting:
            account = waiting.pop()
            if account in done or not (self._root / ACCOUNTS / account).is_dir():
                continue
            done.add(account)
            self._report.named_accounts = set()
            self._read_account(account)
            if account in self._accounts:
                self._report.named_accounts.add(self._accounts[account].parent)
            waiting += sorted(self._report.named_accounts - done - {""}, reverse=True)

    def _read_account(self, account: str) -> None:
        folder = f"{ACCOUNTS}/{account}"
        names = self._folders.account_entries(folder, _ACCOUNT_NAMES)
        if not _is_account(self._folders, folder, names):
            return
        self._accounts[account] = self._account(account, f"{folder}/{ACCOUNT_FILE}", ACCOUNT_FILE in names)
        if PEOPLE in names:
            self._read_people(account, f"{folder}/{PEOPLE}")
        if DEALS in names:
            read = self._readers["deal"]
            for identifier, path in self._folders.files(f"{folder}/{DEALS}"):
                ref = f"{account}/{identifier}"
                values = self._values(path, account, read, "deal", ref)
                if values is not None:
                    self._deals[ref] = Deal(id=identifier, account=account, **values)
        if TOUCHES in names and self._with_touches:
            self._read_touches(account, f"{folder}/{TOUCHES}")

    def _account(self, account: str, path: str, exists: bool) -> Account:
        if account == TEAM:
            mend = "give the account's folder another name"
            self._folders.problem(ERROR, "bad-id", path, "`team` means our own people, so no account can have it", mend)
        if not exists:
            self._folders.problem(
                ERROR,
                "missing-file",
                path,
                f"the account {account} has no {ACCOUNT_FILE}",
                "write one with `name:` in it",
            )
            self._broken.add(("account", account))
            return Account(id=account, name=account)
        values = self._values(path, "", self._readers["account"], "account", account)
        return Account(id=account, **(values or {"name": account}))

    def _read_people(self, account: str, folder: str) -> None:
        people, read, values_of = self._people, self._read_person, self._values
        for identifier, path in self._folders.files(folder):
            ref = f"{account}/{identifier}"
            values = values_of(path, account, read, "person", ref)
            if values is not None:
                people[ref] = Person(id=identifier, account=account, **values)

    def _read_touches(self, account: str, folder: str) -> None:
        touches: list[Touch] = []
        for name, path in self._folders.files(folder):
            match = TOUCHES_NAME.fullmatch(name)
            if match is None or not is_id(match[2]):
                message, mend = f"{shown(name)} does not name a year and a member", "name it like 2026-nok.yaml"
                self._folders.problem(ERROR, "bad-id", path, message, mend)
                continue
            touches += self._touches_in(path, account, match[2], int(match[1]))
        if touches:
            self._touches[account] = tuple(touches)

    def _touches_in(self, path: str, account: str, member: str, year: int) -> Iterator[Touch]:
        """The touches of one file; a broken one leaves only itself out."""
        root = self._tree(path, account)
        if self._report.broken:
            self._broken.add(("touch", f"{account}/{TOUCHES}/{year}-{member}"))
        if root is None:
            return
        if type(root) is not SequenceNode:
            self._report.wrong_shape(
                root, "a file of touches", "a list", "start each touch with `- ` on a line of its own"
            )
            return
        read, report = self._readers["touch"], self._report
        for index, item in enumerate(root.value):
            report.broken = False
            values = read(item, report, "a touch")
            place: dict[str, Any] = {"account": account, "member": member, "index": index, "year": year}
            if not report.broken:
                yield Touch(**place, **values)
            elif values:
                self._drafts.append(Touch(**place, **{**_NO_TOUCH, **values}))

    def _values(self, path: str, account: str, read: ValuesReader, kind: str, ref: str) -> dict[str, Any] | None:
        """What a file says, as the arguments of its record; None if that cannot be used."""
        root = self._tree(path, account)
        values = read(root, self._report, "the file") if root is not None else None
        if self._report.broken:
            self._broken.add((kind, ref))
            if values is not None:
                self._drafts.append(_draft(kind, ref, values))
            return None
        return values

    def _tree(self, path: str, account: str) -> Node | None:
        """The tree of a file, whose faults have been reported; None if there is nothing to read on."""
        report = self._report
        data = self._folders.read(path)
        if data is None:
            return None
        source = read_source(data)
        report.begin(path, source.text, account)
        root = source.root
        if source.faults:
            codes = {fault.code for fault in source.faults}
            for fault in source.faults:
                report.add_fault(fault, WARNING if fault.code == _NOT_NFC else ERROR)
            if codes == {_NOT_NFC}:
                source = read_source(normal(source.text).encode())
                root = source.root
                report.text = source.text
            elif _COMPLEX in codes:
                return None
        elif root is None and TOUCHES not in path.split("/"):
            first = f"relmap: {FORMAT}" if path == SETTINGS_FILE else "name: ..."
            report.add(ERROR, "empty-file", 1, 1, "the file is empty", f"write `{first}` into it, or delete it")
        return root


def _draft(kind: str, ref: str, values: dict[str, Any]) -> Record:
    """What is left of a record with faults."""
    folder, _, identifier = ref.rpartition("/")
    place = {"id": identifier, "account": folder} if kind in ("person", "deal") else {"id": identifier}
    drafted: Record = _RECORDS[kind](**place, **{"name": identifier, **values})
    return drafted


def _named_by(path: str) -> tuple[str, str] | None:
    """Type and `ref` of the record that a path names: of it others may speak, whatever stands there."""
    place = place_of(path)
    if place is None or not place.id:
        return None
    folder = {"member": TEAM, "campaign": CAMPAIGNS}.get(place.type, place.account)
    return place.type, f"{folder}/{place.id}" if folder else place.id
