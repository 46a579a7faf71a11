from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from relmap.errors import BookNotFound
from relmap.model.records import Account, Campaign, Deal, Member, Person, Record, Touch
from relmap.model.settings import Settings
from relmap.storage.layout import Place, account_of_folder, find_book, path_of, place_of
from tests.books import book_on_disk

TOUCH = Touch(account="siam-grand", member="nok", on=date(2026, 11, 3), people=("siam-grand/malee",), channel="visit")
PLACES: list[tuple[Record | Settings, str, Place]] = [
    (Settings(), "relmap.yaml", Place(type="settings")),
    (Member(id="nok", name="Nok"), "team/nok.yaml", Place(type="member", id="nok")),
    (Account(id="a", name="A"), "accounts/a/account.yaml", Place(type="account", id="a")),
    (
        Person(id="กา", account="a", name="Ka"),
        "accounts/a/people/กา.yaml",
        Place(type="person", id="กา", account="a"),
    ),
    (Deal(id="d", account="a", name="D"), "accounts/a/deals/d.yaml", Place(type="deal", id="d", account="a")),
    (Campaign(id="c", name="C"), "campaigns/c.yaml", Place(type="campaign", id="c")),
    (
        TOUCH,
        "accounts/siam-grand/touches/2026-nok.yaml",
        Place(type="touch", account="siam-grand", member="nok", year=2026),
    ),
]


@pytest.mark.parametrize(("record", "path", "place"), PLACES, ids=[path for _, path, _ in PLACES])
def test_every_record_has_a_place_and_every_place_a_record(record: Record, path: str, place: Place) -> None:
    assert path_of(record) == path
    assert place_of(path) == place


def test_a_touch_stays_in_its_file_whatever_its_date() -> None:
    assert path_of(replace(TOUCH, on=date(2027, 1, 2), year=2026)).endswith("/2026-nok.yaml")


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "team/nok.yml",
        "team/sub/nok.yaml",
        "people/malee.yaml",
        "accounts/a/malee.yaml",
        "accounts/a/touches/nok.yaml",
        "accounts/a/people/.malee.yaml.swp",
        "accounts/account.yaml",
    ],
)
def test_other_files_hold_nothing_of_the_book(path: str) -> None:
    assert place_of(path) is None


def test_the_book_is_found_upwards(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", {"accounts/a/people/x.yaml": "name: X\n"})
    assert find_book(root / "accounts" / "a", None, {}) == root
    assert find_book(root, None, {}) == root


def test_the_named_book_wins_over_the_variable_and_that_over_the_folder(tmp_path: Path) -> None:
    here, named, meant = (book_on_disk(tmp_path / name, {}) for name in ("here", "named", "meant"))
    environment = {"RELMAP_BOOK": str(named)}
    assert find_book(here, None, environment) == named
    assert find_book(here, meant, environment) == meant
    assert find_book(here, Path("../meant"), {}).samefile(meant)


def test_a_named_folder_that_is_no_book_is_not_searched_upwards(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, {"accounts/a/account.yaml": "name: A\n"})
    with pytest.raises(BookNotFound, match="relmap init"):
        find_book(root, root / "accounts", {})


def test_no_book_anywhere(tmp_path: Path) -> None:
    with pytest.raises(BookNotFound, match=str(tmp_path)):
        find_book(tmp_path, None, {})


def test_the_account_of_the_current_folder(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, {"accounts/a/people/x.yaml": "name: X\n"})
    assert account_of_folder(root, root / "accounts" / "a") == "a"
    assert account_of_folder(root, root / "accounts" / "a" / "people") == "a"
    assert account_of_folder(root, root / "accounts") == ""
    assert account_of_folder(root, root / "team") == ""
    assert account_of_folder(root, tmp_path.parent) == ""
