"""Faults of the book as a whole: for every rule a book that has the fault, and one that just has not."""

from dataclasses import replace
from datetime import date

import pytest

from relmap.analysis.integrity import findings
from relmap.analysis.name_likeness import most_alike
from relmap.model.records import (
    Account,
    Campaign,
    CampaignResult,
    Deal,
    KnownBy,
    Link,
    Member,
    Person,
    Record,
    Seat,
    Touch,
)
from relmap.model.settings import GapSettings, Settings, Waiver
from tests.books import book_of

TODAY = date(2026, 11, 23)
ACCOUNT = Account(id="a", name="A")
NOK = Member(id="nok", name="Nok")


def person(identifier: str, **fields: object) -> Person:
    return Person(**{"id": identifier, "account": "a", "name": identifier.title(), **fields})  # type: ignore[arg-type]


def touch(**fields: object) -> Touch:
    given = {"account": "a", "member": "nok", "on": TODAY, "people": ("a/x",), "channel": "visit", **fields}
    return Touch(**given)  # type: ignore[arg-type]


def found(*records: Record, settings: Settings | None = None) -> list[tuple[str, str, tuple[str | int, ...]]]:
    """Severity, code and place of every finding in a book of these records, account A and member Nok."""
    book = book_of(ACCOUNT, NOK, *records, settings=settings)
    return [
        (finding.severity, finding.code, finding.path) for finding in findings(book, today=TODAY, nearest=most_alike)
    ]


X = person("x")


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (person("p", reports_to="a/no"), ("reports_to",)),
        (person("p", links=(Link(to="a/x", kind="friend"), Link(to="a/no", kind="friend"))), ("links", 1, "to")),
        (person("p", links=(Link(to="b/x", kind="friend"),)), ("links", 0, "to")),
        (person("p", links=(Link(to="team/nok", kind="friend"),)), ("links", 0, "to")),
        (person("p", known_by=(KnownBy(member="no"),)), ("known_by", 0, "member")),
        (Deal(id="d", account="a", name="D", committee=(Seat(person="a/no"),)), ("committee", 0, "person")),
        (Deal(id="d", account="a", name="D", owner="no"), ("owner",)),
        (Account(id="b", name="B", owner="no"), ("owner",)),
        (Account(id="b", name="B", parent="no"), ("parent",)),
        (touch(people=("a/x", "a/no")), ("with", 1)),
        (touch(together=("nok", "no")), ("together", 1)),
        (touch(member="no"), ()),
        (touch(deal="no"), ("deal",)),
        (Campaign(id="c", name="C", people=("a/no",)), ("people", 0)),
        (Campaign(id="c", name="C", results=(CampaignResult(person="a/no"),)), ("results", 0, "person")),
        (Campaign(id="c", name="C", owner="no"), ("owner",)),
    ],
)
def test_a_reference_to_nobody_is_an_error_at_its_place(record: Record, path: tuple[str | int, ...]) -> None:
    assert found(X, record) == [("error", "dangling-reference", path)]


def test_references_that_lead_somewhere_are_no_fault() -> None:
    assert (
        found(
            X,
            person("p", reports_to="a/x", links=(Link(to="a/x", kind="friend"),), known_by=(KnownBy(member="nok"),)),
            Account(id="b", name="B", parent="a", owner="nok", referred_by="a/x"),
            Deal(id="d", account="a", name="D", owner="nok", committee=(Seat(person="a/x"),)),
            Campaign(id="c", name="C", people=("a/x",)),
            touch(deal="d", campaign="c", together=("nok",)),
            settings=Settings(default_account="a", gaps=GapSettings(waivers=(Waiver(code="G1", about="a/x"),))),
        )
        == []
    )


def test_a_deal_of_another_account_is_not_this_ones() -> None:
    deal = Deal(id="d", account="b", name="D")
    assert found(X, Account(id="b", name="B"), deal, touch(deal="d")) == [("error", "dangling-reference", ("deal",))]


def test_the_default_account_must_exist() -> None:
    assert found(settings=Settings(default_account="no")) == [("error", "dangling-reference", ("default_account",))]


def test_text_that_only_looks_like_a_reference_is_a_warning() -> None:
    waivers = (Waiver(code="G104", about="a/no"), Waiver(code="G104", about="Human Resources"))
    assert found(settings=Settings(gaps=GapSettings(waivers=waivers))) == [
        ("warning", "dangling-reference", ("gaps", "waivers", 0, "about"))
    ]
    assert found(Account(id="b", name="B", referred_by="a/no")) == [("warning", "dangling-reference", ("referred_by",))]
    assert found(Account(id="b", name="B", referred_by="a fair / the web")) == []
    assert found(Account(id="b", name="B", referred_by="team/nok")) == []


def test_a_campaign_that_is_not_there_shows_in_the_whole_book() -> None:
    book = book_of(ACCOUNT, NOK, X, Campaign(id="c", name="C"), touch(campaign="no"), touch(campaign="c"))
    (finding,) = findings(book, today=TODAY, nearest=most_alike, whole=True)
    assert (finding.severity, finding.code, finding.path) == ("error", "dangling-reference", ("campaign",))
    assert findings(book, today=TODAY) == []
    assert findings(book, today=TODAY, whole=True, broken=frozenset({("campaign", "campaigns/no")})) == []


def test_what_exists_but_could_not_be_read_is_not_missing() -> None:
    book = book_of(ACCOUNT, person("p", reports_to="a/broken", known_by=(KnownBy(member="pim"),)))
    broken = frozenset({("person", "a/broken"), ("member", "team/pim")})
    assert findings(book, today=TODAY, broken=broken) == []
    assert len(findings(book, today=TODAY, nearest=most_alike)) == 2


def test_a_dangling_reference_says_both_ends_and_the_nearest() -> None:
    book = book_of(ACCOUNT, person("prasert"), person("malee", reports_to="a/prasart"))
    (finding,) = findings(book, today=TODAY, nearest=most_alike)
    assert finding.message == "a/malee names a/prasart (reports_to), who is not in the book"
    assert finding.mend.startswith("did you mean a/prasert? Else ")


def test_a_touch_for_nothing_says_both_ends() -> None:
    deal = Deal(id="plates", account="a", name="Plates")
    campaign = Campaign(id="spring", name="Spring")
    book = book_of(ACCOUNT, NOK, X, deal, campaign, touch(deal="plate"), touch(campaign="sprin"), touch(deal="zzz"))
    told = [(finding.message, finding.mend) for finding in findings(book, today=TODAY, nearest=most_alike, whole=True)]
    assert told == [
        (
            "a/touches/2026-nok names the deal plate, and a has none of that id",
            "did you mean plates? Else correct it, or add the deal with `relmap add-deal`",
        ),
        (
            "a/touches/2026-nok names the campaign sprin, which is not in the book",
            "did you mean spring? Else correct it, or remove it",
        ),
        (
            "a/touches/2026-nok names the deal zzz, and a has none of that id",
            "correct it, or add the deal with `relmap add-deal`",
        ),
    ]


def test_only_people_of_the_account_that_is_named_are_offered() -> None:
    elsewhere = Person(id="kanda", account="b", name="Kanda")
    book = book_of(ACCOUNT, Account(id="b", name="B"), elsewhere, person("somchai"), person("p", reports_to="a/kandy"))
    (finding,) = findings(book, today=TODAY, nearest=most_alike)
    assert finding.mend == 'correct the id, or add them: `relmap add-contact "NAME" --id kandy`'
    waived = Settings(gaps=GapSettings(waivers=(Waiver(code="G104", about="b/kandy"),)))
    book = book_of(ACCOUNT, Account(id="b", name="B"), elsewhere, settings=waived)
    (finding,) = findings(book, today=TODAY, nearest=most_alike)
    assert finding.message == "book names b/kandy (about), which is not in the book"
    assert finding.mend == "did you mean b/kanda? Else correct it, or write it as plain words"


def test_a_touch_file_of_a_stranger_is_told_once() -> None:
    assert len(found(X, touch(member="no", index=0), touch(member="no", index=1, note="second"))) == 1


def test_every_circle_of_bosses_is_told_once_with_everybody_in_it() -> None:
    lines = {"c": "d", "d": "b", "b": "c", "e": "c", "f": "g", "g": "f", "h": "h", "i": "e", "j": ""}
    people = [person(name, reports_to=boss and f"a/{boss}") for name, boss in lines.items()]
    told = [finding.message for finding in findings(book_of(ACCOUNT, *people), today=TODAY)]
    assert told == [
        "these people report in a circle: a/b -> a/c -> a/d -> a/b",
        "these people report in a circle: a/f -> a/g -> a/f",
        "a/h reports to itself",
    ]


def test_a_long_line_of_bosses_is_no_circle() -> None:
    people = [person(f"p{number}", reports_to=f"a/p{number + 1}") for number in range(3000)]
    assert found(*people, person("p3000")) == []


def test_accounts_that_own_each_other() -> None:
    accounts = [Account(id="b", name="B", parent="c"), Account(id="c", name="C", parent="b")]
    assert found(*accounts) == [("error", "parent-cycle", ("parent",))]
    assert found(accounts[0], replace(accounts[1], parent="a")) == []


def test_a_link_to_oneself() -> None:
    assert found(person("p", links=(Link(to="a/p", kind="friend"),))) == [("error", "link-to-self", ("links", 0, "to"))]


def test_dates_that_end_before_they_begin() -> None:
    def link(since: date | None, until: date | None) -> Person:
        return person("p", links=(Link(to="a/x", kind="friend", since=since, until=until),))

    assert found(X, link(date(2026, 1, 2), date(2026, 1, 1))) == [("error", "dates-reversed", ("links", 0, "until"))]
    assert found(X, link(date(2026, 1, 1), date(2026, 1, 1))) == []
    assert found(X, link(None, date(2026, 1, 1))) == []
    campaign = Campaign(id="c", name="C", starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1))
    assert found(campaign) == [("error", "dates-reversed", ("ends_on",))]


def test_a_touch_that_has_not_been_yet() -> None:
    assert found(X, touch(on=date(2026, 11, 24))) == [("warning", "touch-in-future", ("on",))]
    assert found(X, touch(on=TODAY)) == []


def test_a_touch_with_somebody_of_another_account() -> None:
    there = (Account(id="b", name="B"), Person(id="y", account="b", name="Y"))
    assert found(X, *there, touch(people=("a/x", "b/y"))) == [("warning", "touch-elsewhere", ("with", 1))]
    assert found(X, *there, touch(account="b", people=("b/y",))) == []
    assert found(X, *there, touch(people=("b/no",))) == [("error", "dangling-reference", ("with", 0))]
    book = book_of(ACCOUNT, NOK, *there, touch(people=("b/y",)))
    (finding,) = findings(book, today=TODAY)
    assert finding.message == "a/touches/2026-nok names b/y, and of b only its own touches are read"
    assert finding.mend == (
        "take them out here, and log it over there: `relmap touch b/y --by nok --channel visit --on 2026-11-23`"
    )
