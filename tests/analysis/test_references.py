"""Who names whom, and what a new id changes."""

import pytest

from relmap.analysis.references import references_of, references_to, renaming
from relmap.model.book import Book
from relmap.model.changes import Renamed
from relmap.model.changing import changed
from relmap.model.records import Account, Deal, Link, Member, Named, Person, Seat
from relmap.model.settings import GapSettings, Settings, Waiver
from tests.books import book_of

ACME = Account(id="acme", name="Acme", owner="ann", referred_by="other/max")
OTHER = Account(id="other", name="Other", parent="acme", referred_by="acme/kim")
FRIEND = Account(id="friend", name="Friend", referred_by="Kim, from acme/kim's club")
ANN = Member(id="ann", name="Ann")
KIM = Person(id="kim", account="acme", name="Kim", reports_to="acme/lee")
LEE = Person(id="lee", account="acme", name="Lee")
MAX = Person(id="max", account="other", name="Max", links=(Link(to="acme/kim", kind="friend"),))
DEAL = Deal(id="plates", account="acme", name="Plates", owner="ann", committee=(Seat(person="acme/kim"),))
WAIVED = ("acme/kim", "acme/plates", "acme", "team/ann", "user", "")


def the_book() -> Book:
    waivers = tuple(Waiver(code="G305", about=about) for about in WAIVED)
    settings = Settings(default_account="acme", gaps=GapSettings(waivers=waivers))
    return book_of(ACME, OTHER, FRIEND, ANN, KIM, LEE, MAX, DEAL, settings=settings)


@pytest.mark.parametrize(
    ("record", "waived"),
    [
        (KIM, ("acme/new", "acme/plates", "acme", "team/ann", "user", "")),
        (DEAL, ("acme/kim", "acme/new", "acme", "team/ann", "user", "")),
        (ANN, ("acme/kim", "acme/plates", "acme", "team/new", "user", "")),
        (ACME, ("new/kim", "new/plates", "new", "team/ann", "user", "")),
    ],
    ids=lambda value: getattr(value, "ref", ""),
)
def test_a_waiver_follows_whom_it_is_about(record: Named, waived: tuple[str, ...]) -> None:
    new = changed(the_book(), [*renaming(the_book(), record, "new"), Renamed(record=record, to="new")])
    assert tuple(waiver.about for waiver in new.settings.gaps.waivers) == waived


def test_who_referred_an_account_follows_where_they_are_named_by_reference() -> None:
    for record, named in ((KIM, "acme/new"), (ACME, "new/kim")):
        new = changed(the_book(), renaming(the_book(), record, "new"))
        assert new.accounts["other"].referred_by == named
        assert new.accounts["friend"] == FRIEND
    new = changed(the_book(), [*renaming(the_book(), MAX, "new"), Renamed(record=ACME, to="acne")])
    assert new.accounts["acne"].referred_by == "other/new"


def test_everything_that_names_somebody() -> None:
    places = [(reference.record.ref, reference.path) for reference in references_to(the_book(), KIM)]
    assert places == [
        ("book", ("gaps", "waivers", 0, "about")),
        ("other", ("referred_by",)),
        ("other/max", ("links", 0, "to")),
        ("acme/plates", ("committee", 0, "person")),
    ]


def test_everything_that_names_an_account_from_outside_of_it() -> None:
    places = [(reference.record.ref, reference.path) for reference in references_to(the_book(), ACME)]
    assert places == [
        ("book", ("default_account",)),
        ("book", ("gaps", "waivers", 0, "about")),
        ("book", ("gaps", "waivers", 1, "about")),
        ("book", ("gaps", "waivers", 2, "about")),
        ("other", ("parent",)),
        ("other", ("referred_by",)),
        ("other/max", ("links", 0, "to")),
    ]


def test_the_references_of_a_record_in_the_order_of_its_fields() -> None:
    assert [(reference.to, reference.target) for reference in references_of(DEAL)] == [
        ("member", "ann"),
        ("person", "acme/kim"),
    ]
