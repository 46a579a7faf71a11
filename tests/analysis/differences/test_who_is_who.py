"""Who has another id is known by what the record says, and nobody is taken for somebody else."""

from dataclasses import replace

import pytest

from relmap.analysis.differences import Differences, differences
from relmap.model.book import Book
from relmap.model.records import Account, Campaign, Deal, KnownBy, Link, Member, Person, Seat, Touch
from relmap.model.settings import GapSettings, Settings, Waiver
from tests.analysis.books import TODAY, book, deal, knows, link, person, seat, touch
from tests.books import book_of

from .applying import applied, content


def told(before: Book, after: Book) -> list[tuple[str, ...]]:
    found = differences(before, after)
    assert content(applied(before, found)) == content(after)
    return [(one.kind, one.record.ref, *[change.field for change in one.changes]) for one in found.found]


def people(*them: Person) -> Book:
    return book(them)


MALEE = person(
    "malee",
    name="Malee Jaidee",
    title="Receptionist",
    department="Front Office",
    channels={"mobile": ("0812345678",), "email": ("malee@example.com",)},
    links=(link("gm", "friend"),),
    notes="Collects stamps.",
)


def as_(ref: str, **fields: object) -> Person:
    """Malee, otherwise."""
    account, _, own = (ref if "/" in ref else f"acme/{ref}").partition("/")
    return replace(MALEE, account=account, id=own, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(as_("malee-jaidee"), id="nothing else"),
        pytest.param(as_("malee-2", title="Head Receptionist", stance=1, links=()), id="and edited"),
        pytest.param(as_("malee-2", name="คุณMalee Jaidee"), id="with an honorific"),
        pytest.param(as_("malee-2", name="Malee", channels={"mobile": ("+66 81 234 5678",)}), id="a shorter name"),
        pytest.param(as_("malee-suk", name="Malee Suksan"), id="married: her number and her friend"),
        pytest.param(as_("malee-2", name="มาลี ใจดี"), id="in another script: her number and her friend"),
        pytest.param(as_("malee-2", name="M. Jaidee", names={"en": "Malee Jaidee"}), id="a name in a language"),
        pytest.param(as_("other/malee", title="Concierge", department="Lobby"), id="to another account"),
        pytest.param(as_("other/malee-jaidee", links=(), notes="Collects stamps."), id="account and id"),
    ],
)
def test_the_same_person(now: Person) -> None:
    (found,) = [one for one in told(people(MALEE), people(now)) if one[1] != "other"]
    assert found[:2] == ("moved" if now.account == "other" else "renamed", now.ref)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param(
            MALEE, as_("wichai", name="Wichai Suk", links=(), notes=""), id="a successor with her telephone and mailbox"
        ),
        pytest.param(
            MALEE, as_("wichai", name="วิชัย สุข", links=(), notes=""), id="a successor written in another script"
        ),
        pytest.param(
            MALEE, as_("mali", name="Mali Jaidee", channels={}, links=(), notes=""), id="a sister at the same desk"
        ),
        pytest.param(
            MALEE,
            person("malee-2", name="Malee Jaidee", title="Chef", department="Kitchen", seniority="manager"),
            id="a namesake in another department",
        ),
        pytest.param(
            person("malee", name="Malee Jaidee", title="Receptionist"),
            person("other/malee", name="Malee Jaidee", title="Receptionist"),
            id="a namesake with the same title elsewhere",
        ),
        pytest.param(
            person("smith", name="Mr. John Smith", channels={"email": ("smith@example.com",)}),
            person("smith-2", name="Mrs. Joan Smith", channels={"email": ("smith@example.com",)}),
            id="husband and wife with one mailbox",
        ),
        pytest.param(
            person("somchai", name="Somchai Jaidee", channels={"phone": ("0200000112",)}, title="Buyer"),
            person("somsak", name="Somsak Jaidee", channels={"phone": ("0200000112",)}, title="Buyer"),
            id="brothers at one telephone",
        ),
        pytest.param(
            person("anucha", name="Anucha", title="General Manager", influence=4),
            person("gm", name="?", title="General Manager", influence=4),
            id="a manager gone, and the next one not yet known",
        ),
    ],
)
def test_not_the_same_person(then: Person, now: Person) -> None:
    found = told(people(then), people(now))
    assert ("removed", then.ref) in found
    assert ("added", now.ref) in found


def test_of_two_who_could_be_meant_neither_is() -> None:
    twins = [as_(name, channels={}, links=(), notes="") for name in ("malee-2", "malee-3")]
    assert told(people(MALEE), people(*twins)) == [
        ("removed", "acme/malee"),
        ("added", "acme/malee-2"),
        ("added", "acme/malee-3"),
    ]
    assert [one[0] for one in told(people(*twins), people(MALEE))] == ["added", "removed", "removed"]


def test_of_two_the_one_with_her_number_is_meant() -> None:
    others = [as_("malee-2", channels={}, links=(), notes=""), as_("malee-3", title="Head Receptionist")]
    assert told(people(MALEE), people(*others)) == [("added", "acme/malee-2"), ("renamed", "acme/malee-3", "title")]


def test_a_placeholder_who_is_known_now_by_title() -> None:
    unknown = person("gm", name="?", title="GM", influence=4, reports_to="owner")
    anucha = person("anucha", name="Anucha", title="ผู้จัดการทั่วไป (GM)", influence=4, reports_to="owner")
    assert told(people(unknown), people(anucha)) == [("named", "acme/anucha", "name", "title")]
    assert told(people(unknown), people(replace(anucha, id="gm"))) == [("named", "acme/gm", "name", "title")]
    assert told(people(replace(unknown, department="Board")), people(replace(anucha, department="Kitchen"))) == [
        ("added", "acme/anucha"),
        ("removed", "acme/gm"),
    ]


def test_two_people_whose_files_changed_names() -> None:
    somchai = person("b", name="Somchai Khayan", title="Buyer", stance=1)
    before, after = people(replace(MALEE, id="a"), somchai), people(replace(MALEE, id="b"), replace(somchai, id="c"))
    assert told(before, after) == [("renamed", "acme/b"), ("renamed", "acme/c")]
    before, after = people(replace(MALEE, id="a"), somchai), people(replace(MALEE, id="b"), replace(somchai, id="a"))
    assert told(before, after) == [("renamed", "acme/a"), ("renamed", "acme/b")]


def test_who_is_gone_while_another_has_the_file_now() -> None:
    somchai = person("b", name="Somchai Khayan", title="Buyer")
    assert told(people(replace(MALEE, id="a"), somchai), people(replace(MALEE, id="b"))) == [
        ("removed", "acme/b"),
        ("renamed", "acme/b"),
    ]


def test_a_file_that_is_somebody_else_s_now_is_the_same_record_otherwise() -> None:
    assert told(people(MALEE), people(person("malee", name="Wichai", title="Chef"))) == [
        ("changed", "acme/malee", "name", "title", "department", "channels", "channels", "links", "notes")
    ]


def test_to_name_somebody_by_the_new_id_is_no_change() -> None:
    def around(malee: Person, member: str, account: str, plates: str, spring: str) -> Book:
        gm = Person(
            id="gm", account=account, name="Gm", links=(Link(to=malee.ref, kind="refers"),), reports_to=malee.ref
        )
        return book_of(
            Member(id=member, name="Nok Suk"),
            Account(id=account, name="Acme Hotels", owner=member),
            replace(malee, links=(Link(to=f"{account}/gm", kind="friend"),), known_by=(KnownBy(member=member),)),
            gm,
            Deal(id=plates, account=account, name="Plates", committee=(Seat(person=malee.ref),), owner=member),
            Touch(
                account=account,
                member=member,
                on=TODAY,
                people=(malee.ref,),
                channel="visit",
                deal=plates,
                campaign=spring,
                together=(member,),
            ),
            Campaign(id=spring, name="Spring", people=(malee.ref,), owner=member),
            Account(id="child", name="Child", parent=account, referred_by=malee.ref),
            settings=Settings(
                default_account=account, gaps=GapSettings(waivers=(Waiver(code="G202", about=malee.ref, reason="r"),))
            ),
        )

    before = around(MALEE, "nok", "acme", "plates", "spring")
    assert told(before, around(as_("malee-2"), "nok", "acme", "plates", "spring")) == [("renamed", "acme/malee-2")]
    assert told(before, around(MALEE, "noknoi", "acme", "plates", "spring")) == [("renamed", "team/noknoi")]
    assert told(before, around(as_("grand/malee"), "nok", "grand", "plates", "spring")) == [("renamed", "grand")]
    assert told(before, around(MALEE, "nok", "acme", "dishes", "spring")) == [("renamed", "acme/dishes")]
    assert told(before, around(MALEE, "nok", "acme", "plates", "may")) == [("renamed", "campaigns/may")]
    everything = differences(before, around(as_("grand/malee-2"), "noknoi", "grand", "dishes", "may"))
    assert [(one.kind, one.was, one.record.ref) for one in everything.found] == [
        ("renamed", "team/nok", "team/noknoi"),
        ("renamed", "acme", "grand"),
        ("renamed", "grand/malee", "grand/malee-2"),
        ("renamed", "grand/plates", "grand/dishes"),
        ("renamed", "campaigns/spring", "campaigns/may"),
    ]


def test_an_account_with_another_name_is_known_by_its_people() -> None:
    def at(account: str, *names: str) -> Book:
        them = [Person(id=name.lower(), account=account, name=name) for name in names]
        return book_of(Account(id=account, name=account.title()), *them)

    assert told(at("acme", "Ann", "Bob", "Cleo"), at("grand", "Ann", "Bob", "Dan")) == [
        ("renamed", "grand", "name"),
        ("removed", "grand/cleo"),
        ("added", "grand/dan"),
    ]
    assert ("added", "grand") in told(at("acme", "Ann", "Bob", "Cleo"), at("grand", "Ann", "Eve", "Dan"))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (person("a", roles=("user", "coach")), person("a", roles=("coach", "user"))),
        (person("a", links=(link("b"), link("c"))), person("a", links=(link("c"), link("b")))),
        (person("a", known_by=(knows("x"), knows("y"))), person("a", known_by=(knows("y"), knows("x")))),
        (person("a", notes="Two\nlines\n"), person("a", notes="Two\nlines")),
        (
            person("a", channels={"phone": ("1",), "email": ("2",)}),
            person("a", channels={"email": ("2",), "phone": ("1",)}),
        ),
        (person("a", channels={"phone": ()}), person("a")),
    ],
)
def test_what_only_is_written_otherwise_is_no_change(then: Person, now: Person) -> None:
    assert not differences(people(then), people(now))


def test_the_order_of_a_list_of_texts_may_mean_something() -> None:
    assert told(people(person("a", needs=("x", "y"))), people(person("a", needs=("y", "x")))) == [
        ("changed", "acme/a", "needs")
    ]


def test_no_roles_in_a_committee_is_not_the_same_as_nothing_said() -> None:
    one, other = (book([], deals=[deal(committee=(seat("a", roles=roles),))]) for roles in ((), None))
    assert told(one, other) == [("changed", "acme/plates", "committee")]


def test_touches_by_what_they_say() -> None:
    visit, call = touch("ann", "a", "b"), touch("ann", "a", channel="call", note="Asked for plates")
    before = book([], touches=[visit, visit, call])
    assert told(before, book([], touches=[call, visit, visit])) == []
    assert told(before, book([], touches=[visit, call])) == [("removed", "acme/touches/2026-ann")]
    assert told(before, book([], touches=[visit, visit, replace(call, feeling=1)])) == [
        ("changed", "acme/touches/2026-ann", "feeling")
    ]
    assert told(before, book([], touches=[visit, visit, replace(call, people=("acme/b",))])) == [
        ("changed", "acme/touches/2026-ann", "with")
    ]
    assert told(before, book([], touches=[visit, visit, replace(call, member="bob")])) == [
        ("renamed", "acme/touches/2026-bob")
    ]
    assert told(before, book([], touches=[visit, visit, call, replace(call, note="Again", people=("acme/b",))])) == [
        ("added", "acme/touches/2026-ann")
    ]


def test_who_left_and_who_came_back() -> None:
    here, left = people(MALEE), people(replace(MALEE, status="left"))
    assert told(here, left) == [("left", "acme/malee", "status")]
    assert told(left, here) == [("back", "acme/malee", "status")]


def test_the_accounts_that_are_touched() -> None:
    found = differences(people(MALEE), book([replace(MALEE, stance=1), person("other/x")], members=("ann",)))
    assert found.accounts == ("acme", "other")
    assert [one.record.ref for one in found.at("acme").found] == ["acme/malee"]
    assert [one.record.ref for one in found.at("").found] == ["team/bob"]
    assert isinstance(found.at("acme"), Differences)
