"""Which accounts may hold whoever is called something: never too few."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from relmap.errors import Ambiguous, AmbiguousRecord, DealElsewhere, NobodyFound
from relmap.model.book import Book
from relmap.model.records import Named, Person
from relmap.model.vocabulary import ROLE_SYNONYMS
from relmap.storage.name_search import accounts_holding, saying
from relmap.storage.reader import account_ids
from relmap.storage.reader_folders import Folders
from relmap.storage.reader_report import Report
from relmap.storage.source import Directory
from relmap.storage.workspace import Workspace
from relmap.usecases.naming import one_in_part, one_record
from tests.books import book_on_disk

BOOK = {
    "team/nok.yaml": "name: Nok Sukjai\n",
    "accounts/acme/account.yaml": "name: Acme Trading\naliases: [The mill]\n",
    "accounts/acme/people/kim.yaml": "name: Mr. Kim Park\ntitle: Managing Director\nroles: [approver]\n",
    "accounts/acme/people/dan.yaml": 'name: "D\\u0061n O\'Neil"\ntitle: Head of Sales\n',
    "accounts/acme/deals/ovens.yaml": "name: Two ovens\n",
    "accounts/far/account.yaml": "name: Far Away\nnames: {th: ไกลโพ้น}\n",
    "accounts/far/people/mali.yaml": "name: คุณมาลี ใจดี\nnames: {zh: 玛丽·猜迪}\ntitle: ผู้จัดการทั่วไป (GM)\n",
    "accounts/far/people/kim.yaml": "name: Kim Lee\naliases: [ＫＩＭＭＹ]\ntitle: Sales\n",
    "accounts/grey/account.yaml": "name: Grey\n",
    "accounts/grey/people/wang.yaml": "name: 王伟\ntitle: 总经理\nroles: [decision_maker]\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return book_on_disk(tmp_path_factory.mktemp("names"), BOOK)


def holding(root: Path, text: str) -> list[str]:
    source = Directory(root)
    return accounts_holding(source, account_ids(Folders(source, Report())), text)


def meant(book: Book, text: str) -> str:
    try:
        return one_record(book, text).ref
    except (Ambiguous, AmbiguousRecord, DealElsewhere, NobodyFound):
        return ""


def typed(book: Book) -> set[str]:
    """Every way to call anybody or anything of the book, and each word of it."""
    tables: tuple[Mapping[str, Named], ...] = book.people, book.accounts, book.members, book.deals
    whole = {
        text
        for table in tables
        for record in table.values()
        for text in (
            record.id,
            record.ref,
            record.name,
            *getattr(record, "names", {}).values(),
            *getattr(record, "aliases", ()),
            *([record.title] if isinstance(record, Person) else []),
        )
        if text
    }
    said = {*whole, "GM", "general manager", "MD", "Head Sales", "sales", "คุณมาลี", "玛丽先生", "kimmy", *ROLE_SYNONYMS}
    return said | {word for text in said for word in text.split()}


def test_whoever_is_found_in_the_part_is_found_in_the_whole(root: Path) -> None:
    workspace = Workspace(root)
    book = workspace.load().book
    certain = 0
    for text in sorted(typed(book)):
        found = one_in_part(workspace.load(holding(root, text)).book, text)
        assert found is None or found.ref == meant(book, text), text
        certain += found is not None
    assert certain > 25


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("the mill", ["acme"]),
        ("Kim", ["acme", "far"]),
        ("kimmy", ["acme", "far"]),
        ("dan o'neil", ["acme"]),
        ("มาลี", ["acme", "far"]),
        ("wang", ["acme", "grey"]),
        ("", []),
    ],
)
def test_the_accounts_in_which_all_words_stand(root: Path, text: str, accounts: list[str]) -> None:
    """Acme's Dan has a letter that is written by its number, so acme is always among them."""
    assert holding(root, text) == accounts


def test_a_word_is_no_part_of_another() -> None:
    assert saying("kim")(b"name: Kim Park\n")
    assert not saying("kim")(b"name: Kimberley\n")
    assert saying("kim park")(b"aliases: [PARK-KIM]\n")


def test_the_words_of_a_name_stand_near_each_other() -> None:
    assert saying("kim park")(b"title: Owner\nname: Kim\n  Park\n")
    assert not saying("kim 15")(b"name: Kim Park\ntitle: Owner\nroles: [user]\nverified_on: 2026-10-15\n")
