"""The buying committee of a deal: rows, their order, and what each is worth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.committee import Committee, committee_of
from relmap.analysis.gaps import find_gaps
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import find_paths
from relmap.model.book import Book
from relmap.model.records import Deal, Seat
from relmap.model.settings import Settings, Strength

from .books import TODAY, book, deal, knows, link, person, ref, seat

DEAL = deal(
    required_roles=("decision_maker", "approver", "champion", "user"),
    committee=(
        seat("user", roles=("user", "purchaser")),
        seat("gm", note="signs"),
        seat("gone"),
        seat("friend", roles=("champion",), stance=-1, influence=3),
        seat("missing", roles=("gatekeeper",)),
    ),
)
WITHIN = book(
    [
        person("gm", roles=("decision_maker",), influence=4),
        person("user", stance=1, known_by=(knows("ann", strength=0.5), knows("bob", strength=0.4)), reports_to="gm"),
        person("friend", stance=1, influence=1, known_by=(knows("bob", strength=0.3),)),
        person("gone", roles=("approver",), status="left", known_by=(knows("bob", strength=0.9),)),
        person("coach", roles=("coach",), stance=2),
    ],
    deals=[DEAL],
)


def committee(within: Book = WITHIN, of: Deal = DEAL) -> Committee:
    return committee_of(within, of, today=TODAY)


def test_deciders_first_then_the_weightiest_roles() -> None:
    rows = [(place.person.removeprefix("acme/"), place.roles) for place in committee().places]
    assert rows == [
        ("gm", ("decision_maker",)),
        ("gone", ("approver",)),
        ("", ("approver",)),
        ("", ("champion",)),
        ("friend", ("coach",)),
        ("user", ("purchaser", "user")),
        ("missing", ("gatekeeper",)),
    ]


def test_deciders_come_first_whatever_roles_weigh() -> None:
    own = Settings(strength=Strength(role_weights={"approver": 1.0, "decision_maker": 0.1}))
    people = [person("a", roles=("approver",)), person("gm", roles=("decision_maker",))]
    of = deal(committee=(seat("a"), seat("gm")))
    places = committee(book(people, settings=own), of).places
    assert [place.person for place in places] == ["acme/gm", "acme/a"]


def test_everybody_stands_as_the_deal_has_them() -> None:
    friend = next(place for place in committee().places if place.person == "acme/friend")
    assert friend.standing is not None
    assert (friend.standing.stance, friend.standing.influence, friend.standing.unproven) == (-1, 3, True)
    assert (friend.standing.person.stance, friend.standing.person.influence) == (1, 1)


def test_coverage_and_path_of_each() -> None:
    found = {place.person: place for place in committee().places}
    assert found["acme/user"].coverage == pytest.approx(1 - 0.5 * 0.6)
    assert found["acme/gm"].coverage == 0
    best = found["acme/gm"].path
    assert best is not None
    assert best.nodes == ("team/ann", "acme/user", "acme/gm")
    assert best.score == pytest.approx(0.5 * 0.9 * 0.45)
    assert [found[who].path for who in ("acme/gone", "acme/missing", "")] == [None] * 3
    assert found["acme/gone"].coverage == 0
    assert found["acme/missing"].standing is None
    assert found["acme/gm"].note == "signs"


def test_a_required_role_held_outside_is_named() -> None:
    asked = deal(required_roles=("coach", "user"), committee=DEAL.committee)
    assert committee(of=asked).outside == {}
    apart = deal(required_roles=("coach",), committee=DEAL.committee[:2])
    assert committee(of=apart).outside == {"coach": ("acme/coach",)}
    assert "" not in {place.person for place in committee(of=apart).places}


def test_a_deal_without_a_committee_needs_a_decision_maker() -> None:
    bare = deal()
    assert committee(of=bare).places == ()
    assert committee(of=bare).outside == {"decision_maker": ("acme/gm",)}
    nobody = committee(book([], deals=[bare]), bare)
    assert [place.roles for place in nobody.places] == [("decision_maker",)]


STANCES = st.sampled_from([None, "unknown", -2, -1, 0, 1, 2])
NAMES = ["gm", "a", "b", "c"]
SEATS = st.lists(
    st.builds(
        seat,
        st.sampled_from(NAMES),
        roles=st.sampled_from([None, ("approver",), ("user", "decision_maker")]),
        stance=STANCES,
    ),
    unique_by=lambda one: one.person,
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    strengths = st.sampled_from([0.2, 0.45, 0.7, 1.0])
    people = [
        person(
            name,
            stance=draw(STANCES),
            roles=draw(st.sampled_from([(), ("decision_maker",), ("purchaser",)])),
            reports_to=draw(st.sampled_from(["", *NAMES])),
            status=draw(st.sampled_from(["active", "active", "left"])),
            links=tuple(draw(st.lists(st.builds(link, st.sampled_from(NAMES), strength=strengths), max_size=2))),
            known_by=tuple(draw(st.lists(st.builds(knows, st.just("ann"), strength=strengths), max_size=1))),
        )
        for name in NAMES
    ]
    return book(people)


@settings(max_examples=150, deadline=None)
@given(books(), SEATS)
def test_each_path_is_the_one_that_path_finds(within: Book, seats: list[Seat]) -> None:
    of = deal(committee=tuple(seats))
    found = committee(within, of)
    assert sorted(place.person for place in found.places if place.person) == sorted(one.person for one in seats)
    for place in found.places:
        if place.person:
            answer = find_paths(within, "acme", ref(place.person), PathQuestion(deal=of, k=1), today=TODAY)
            assert (place.path.score if place.path else 0) == pytest.approx(answer.score)
            assert (place.path.nodes if place.path else None) == (answer.paths[0].nodes if answer.paths else None)
    assert found.coverage == find_gaps(within, "acme", today=TODAY, deal=of).coverage
