"""Where each record lives in the book's directory, and what a path holds."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from relmap.errors import BookNotFound, NoFilesInBare
from relmap.model.kinds import MENTIONED
from relmap.model.records import Account, Campaign, Deal, Member, Person, Record
from relmap.model.settings import Settings

SETTINGS_FILE = "relmap.yaml"
ACCOUNT_FILE = "account.yaml"
TEAM, ACCOUNTS, CAMPAIGNS = "team", "accounts", "campaigns"
PEOPLE, DEALS, TOUCHES = "people", "deals", "touches"
ENDING = ".yaml"
BOOK_VARIABLE = "RELMAP_BOOK"

TOUCHES_NAME = re.compile(r"([0-9]{4})-(.+)")
"""The name of a file of touches without its ending: year and member."""

PATTERNS = {
    "settings": SETTINGS_FILE,
    "member": f"{TEAM}/<member>{ENDING}",
    "account": f"{ACCOUNTS}/<account>/{ACCOUNT_FILE}",
    "person": f"{ACCOUNTS}/<account>/{PEOPLE}/<person>{ENDING}",
    "deal": f"{ACCOUNTS}/<account>/{DEALS}/<deal>{ENDING}",
    "touch": f"{ACCOUNTS}/<account>/{TOUCHES}/<year>-<member>{ENDING}",
    "campaign": f"{CAMPAIGNS}/<campaign>{ENDING}",
}
"""Where the files of each `Record.TYPE` lie, for people."""


class Place(NamedTuple):
    """What a path of the book holds. `type` is a `Record.TYPE` or "settings"; `id` is "" for settings and touches."""

    type: str
    id: str = ""
    account: str = ""
    member: str = ""
    year: int = 0

    @property
    def ref(self) -> str:
        """That of the record."""
        match self.type:
            case "settings":
                return "book"
            case "member":
                return f"{TEAM}/{self.id}"
            case "campaign":
                return f"{CAMPAIGNS}/{self.id}"
            case "touch":
                return f"{self.account}/{TOUCHES}/{self.year}-{self.member}"
        return f"{self.account}/{self.id}" if self.account else self.id


def path_of(record: Record | Settings) -> str:
    """The record's file, relative to the book, with `/`."""
    if isinstance(record, Settings):
        return SETTINGS_FILE
    if isinstance(record, Member):
        return f"{TEAM}/{record.id}{ENDING}"
    if isinstance(record, Account):
        return f"{ACCOUNTS}/{record.id}/{ACCOUNT_FILE}"
    if isinstance(record, Person):
        return f"{ACCOUNTS}/{record.account}/{PEOPLE}/{record.id}{ENDING}"
    if isinstance(record, Deal):
        return f"{ACCOUNTS}/{record.account}/{DEALS}/{record.id}{ENDING}"
    if isinstance(record, Campaign):
        return f"{CAMPAIGNS}/{record.id}{ENDING}"
    return f"{ACCOUNTS}/{record.account}/{TOUCHES}/{record.year or record.on.year:04}-{record.member}{ENDING}"


def path_of_ref(type_: str, ref: str) -> str:
    """The file of a record or of touches that need not be there, by what `Place.ref` says of it."""
    if type_ == "touch":
        return f"{ACCOUNTS}/{ref}{ENDING}"
    account, _, identifier = ref.rpartition("/")
    folders = {"member": TEAM, "campaign": CAMPAIGNS, "account": f"{ACCOUNTS}/{identifier}"}
    inside = {"person": PEOPLE, "deal": DEALS}
    folder = folders.get(type_) or f"{ACCOUNTS}/{account}/{inside[type_]}"
    return f"{folder}/{ACCOUNT_FILE if type_ == 'account' else identifier + ENDING}"


def paths_of_ref(type_: str, ref: str) -> tuple[str, ...]:
    """Where the file of what is named may be, as patterns with `*`; `type_` may be MENTIONED.

    Of an id alone nobody knows the account.
    """
    if type_ != MENTIONED:
        return (path_of_ref(type_, ref),)
    account, slash, identifier = ref.rpartition("/")
    if account == TEAM:
        return (path_of_ref("member", identifier),)
    both = tuple(path_of_ref(one, f"{account or '*'}/{identifier}") for one in ("person", "deal"))
    return both if slash else (path_of_ref("account", identifier), *both)


def place_of(path: str) -> Place | None:
    """What the file at `path` (relative to the book, with `/`) holds; None for a file that is none of the book's.

    Only the place decides; whether the names are valid ids is the reader's to say.
    """
    if path == SETTINGS_FILE:
        return Place(type="settings")
    if not path.endswith(ENDING):
        return None
    match path.removesuffix(ENDING).split("/"):
        case ["team", member]:
            return Place(type="member", id=member)
        case ["campaigns", campaign]:
            return Place(type="campaign", id=campaign)
        case ["accounts", account, "account"]:
            return Place(type="account", id=account)
        case ["accounts", account, "people", person]:
            return Place(type="person", id=person, account=account)
        case ["accounts", account, "deals", deal]:
            return Place(type="deal", id=deal, account=account)
        case ["accounts", account, "touches", name] if match := TOUCHES_NAME.fullmatch(name):
            return Place(type="touch", account=account, member=match[2], year=int(match[1]))
    return None


def account_of_path(path: str) -> str:
    """The account in whose folder a path of the book lies, whatever is there; "" for none."""
    names = path.split("/")
    return names[1] if len(names) > 1 and names[0] == ACCOUNTS else ""


def find_book(start: Path, explicit: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the book: `explicit`, else RELMAP_BOOK, else the first one upwards from `start` that is a book.

    Raises BookNotFound, NoFilesInBare.
    """
    book = named_book(start, explicit, environment)
    if book is not None:
        if not _is_book(book):
            raise _none_in(book, named=True)
        return book
    start = Path(os.path.abspath(start))  # noqa: PTH100 - resolve() would leave the folder that the user sees
    for folder in (start, *start.parents):
        if _is_book(folder):
            return folder
    raise _none_in(start)


def named_book(start: Path, explicit: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder that `explicit` or RELMAP_BOOK names, be it a book or not; None where neither does."""
    named = explicit or environment.get(BOOK_VARIABLE)
    return start / named if named else None


def _none_in(folder: Path, *, named: bool = False) -> BookNotFound | NoFilesInBare:
    # As every repository of git that has no files beside its commits begins.
    if all((folder / name).exists() for name in ("HEAD", "objects", "refs")):
        return NoFilesInBare(folder=str(folder))
    return BookNotFound(start=str(folder), named=named)


def _is_book(folder: Path) -> bool:
    # Path.is_file() raises for a folder above that may not be looked into.
    return os.path.isfile(folder / SETTINGS_FILE)  # noqa: PTH113


def account_of_folder(book: Path, folder: Path) -> str:
    """The account in whose folder `folder` lies, or ""."""
    try:
        names = Path(os.path.abspath(folder)).relative_to(os.path.abspath(book)).parts  # noqa: PTH100
    except ValueError:
        return ""
    return names[1] if len(names) > 1 and names[0] == ACCOUNTS else ""
