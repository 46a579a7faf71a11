"""What waivers name, by an id alone, a name or a reference that is none."""

import pytest

from relmap.analysis.references import references_to, renaming
from relmap.analysis.subjects import bare_id, called_so, only_one_named
from relmap.model.book import Book
from relmap.model.changes import Renamed
from relmap.model.changing import changed
from relmap.model.records import Account, Person
from relmap.model.settings import GapSettings, Settings, Waiver
from tests.books import book_of

KIM = Person(id="kim", account="acme", name="Kim Lee", names={"th": "คิม ลี"})
TWIN = Person(id="kim", account="other", name="Kim Other")


def the_book(about: str, *more: Person, department: str = "") -> Book:
    settings = Settings(gaps=GapSettings(waivers=(Waiver(code="G305", about=about),)), departments=(department,))
    return book_of(Account(id="acme", name="Acme"), Account(id="other", name="Other"), KIM, *more, settings=settings)


def test_a_waiver_by_an_id_alone_follows_whom_it_names() -> None:
    book = the_book("kim")
    after = changed(book, [*renaming(book, KIM, "new"), Renamed(record=KIM, to="new")])
    assert [waiver.about for waiver in after.settings.gaps.waivers] == ["acme/new"]
    assert [(found.record, found.path) for found in references_to(book, KIM)] == [
        (book.settings, ("gaps", "waivers", 0, "about"))
    ]


@pytest.mark.parametrize(
    "book",
    [the_book("kim", TWIN), the_book("kim", department="kim")],
    ids=["two people", "a department"],
)
def test_an_id_that_names_something_else_too_stays(book: Book) -> None:
    assert bare_id(book, KIM) == ""
    assert renaming(book, KIM, "new") == []
    assert references_to(book, KIM) == []


def test_who_is_called_so() -> None:
    book = the_book("x", TWIN)
    assert called_so(book, "kim") == ["acme/kim", "other/kim"]
    assert [only_one_named(book, text) for text in ("acme/KIM", "kim lee", "คุณคิม ลี", "KIM", "Kim", "acme/kim")] == [
        "acme/kim",
        "acme/kim",
        "acme/kim",
        "",
        "",
        "",
    ]
