"""Paths through small books, with figures worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import PathAnswer, find_paths
from relmap.model.book import Book
from relmap.model.records import Link, Touch

from .books import TODAY, book, days_ago, deal, knows, link, person, ref, seat, touch


def answer(within: Book, target: str = "gm", **fields: Any) -> PathAnswer:
    return find_paths(within, "acme", ref(target), PathQuestion(**fields), today=TODAY)


def chains(found: PathAnswer) -> list[str]:
    return [" ".join(node.removeprefix("acme/").removeprefix("team/") for node in path.nodes) for path in found.paths]


HOTEL = book(
    [
        person("mal", stance=1, known_by=(knows("ann", level=2),), links=(link("pra", "refers", level=3),)),
        person("pra", stance=0, reports_to="gm"),
        person("chef", stance=2, reports_to="gm", known_by=(knows("bob", level=1),)),
        person("gm", title="GM"),
    ]
)


def test_scores_by_hand() -> None:
    found = answer(HOTEL)
    assert chains(found) == ["bob chef gm", "ann mal pra gm"]
    assert [path.score for path in found.paths] == pytest.approx([0.2 * 0.45, 0.45 * 0.7 * 0.9 * 0.45 * 0.7])
    assert [path.rank for path in found.paths] == [1, 2]
    best, second = found.paths
    assert [(step.kind, step.strength, step.carrier_factor) for step in second.steps] == [
        ("known_by", 0.45, 1.0),
        ("refers", 0.7, 0.9),
        ("reports_to", 0.45, 0.7),
    ]
    assert (best.weakest, second.weakest) == (0, 0)
    assert [step.why for step in second.steps] == [
        "working tie (level 2, .45)",
        "refers, trusted (level 3, .7); supporter: carries at .9",
        "reports to (.45); neutral: carries at .7",
    ]


def test_bottlenecks_of_the_listed_paths() -> None:
    found = answer(HOTEL)
    left = 1 - (0.45 * 0.7 * 0.9 * 0.45 * 0.7) / (0.2 * 0.45)
    assert [bottleneck.person for bottleneck in found.bottlenecks] == ["acme/chef", "acme/mal", "acme/pra"]
    assert [bottleneck.loss for bottleneck in found.bottlenecks] == [pytest.approx(left), 0.0, 0.0]


def test_who_alone_carries_all_has_loss_one() -> None:
    found = answer(HOTEL, without=["acme/chef"])
    assert [(bottleneck.person, bottleneck.loss) for bottleneck in found.bottlenecks] == [
        ("acme/mal", 1.0),
        ("acme/pra", 1.0),
    ]


def test_a_loss_is_less_than_one_however_little_is_left() -> None:
    detour = person("det", known_by=(knows("ann", strength=1e-9),), links=(link("gm", strength=1e-9),))
    first = person("first", stance=2, known_by=(knows("ann", strength=1.0),), links=(link("gm", strength=1.0),))
    lost = {one.person: one.loss for one in answer(book([detour, first, person("gm")])).bottlenecks}
    assert 0.999 < lost["acme/first"] < 1


def test_loss_of_an_equal_detour_is_exactly_zero() -> None:
    # As floats the detour is the larger in the last bit, and the loss would be negative.
    people = [
        person("a", stance=2, known_by=(knows("ann", strength=0.1),), links=(link("c", strength=0.2),)),
        person("b", stance=2, known_by=(knows("ann", strength=0.3),), links=(link("d", strength=0.2),)),
        person("c", stance=2, links=(link("gm", strength=0.3),)),
        person("d", stance=2, links=(link("gm", strength=0.1),)),
        person("gm"),
    ]
    found = answer(book(people))
    assert chains(found) == ["ann a c gm", "ann b d gm"]
    assert {bottleneck.loss for bottleneck in found.bottlenecks} == {0.0}


def test_from_one_member_and_without_somebody() -> None:
    assert chains(answer(HOTEL, source="ann")) == ["ann mal pra gm"]
    assert chains(answer(HOTEL, without=["team/bob"])) == ["ann mal pra gm"]
    assert chains(answer(HOTEL, without=["acme/pra"])) == ["bob chef gm"]
    assert chains(answer(HOTEL, k=1)) == ["bob chef gm"]


def test_without_is_the_book_in_which_they_left() -> None:
    gone = replace(HOTEL, people={**HOTEL.people, "acme/mal": replace(HOTEL.people["acme/mal"], status="left")})
    assert answer(gone) == answer(HOTEL, without=["acme/mal"])


def test_the_weakest_step_is_the_first_of_equals() -> None:
    small = book([person("a", known_by=(knows("ann", level=4),), reports_to="b"), person("b", reports_to="gm")])
    small = replace(small, people={**small.people, "acme/gm": person("gm")})
    assert answer(small).paths[0].weakest == 1


def test_the_target_does_not_carry_and_the_deal_decides_the_stance() -> None:
    a = person("a", stance=-2, known_by=(knows("ann", strength=0.5),), links=(link("gm", strength=0.5),))
    small = book([a, person("gm", stance=-2)])
    assert answer(small).score == pytest.approx(0.5 * 0.5 * 0.1)
    assert answer(small, deal=deal(committee=(seat("a", stance=2),))).score == 0.25


def test_a_placeholder_may_be_reached_and_passed() -> None:
    people = [person("a", known_by=(knows("ann", level=2),), reports_to="boss"), person("boss", name="?", title="CFO")]
    people += [person("peer", reports_to="boss"), person("gm", reports_to="boss")]
    small = book(people)
    assert chains(answer(small, "boss")) == ["ann a boss"]
    assert chains(answer(small, "peer")) == ["ann a boss peer"]


def test_unreachable_says_how_far_we_get_and_who_is_near() -> None:
    people = [person("a", known_by=(knows("ann", level=2),)), person("b"), person("c", links=(link("gm", level=3),))]
    found = answer(book([*people, person("d", links=(link("gm", level=1),)), person("gm")]))
    assert (found.paths, found.score, found.bottlenecks) == ((), 0.0, ())
    assert found.reachable == ("acme/a",)
    assert found.nearest == "acme/c"
    assert found.action is not None
    assert found.action.sentence == "Ann visits Gm for the first time: the score becomes .39"


def test_a_target_who_is_not_there() -> None:
    found = answer(HOTEL, without=["acme/gm"])
    assert (found.paths, found.nearest, found.action) == ((), None, None)


def strengthened(within: Book, found: PathAnswer) -> Book:
    """The book in which the action was done."""
    action = found.action
    assert action is not None
    if action.kind == "visit":
        member = action.source.removeprefix("team/")
        done = Touch(account="acme", member=member, on=TODAY, people=(action.target,), channel="visit")
        return replace(within, touches={"acme": (*within.touches["acme"], done)})
    first, second, words = within.people[action.source], action.target, action.command.split()
    assert words[:4] == ["relmap", "link", action.source, second]
    made = Link(to=second, kind=words[5], level=int(words[7]))
    kept = tuple(link for link in first.links if (link.to, link.kind) != (made.to, made.kind))
    return replace(within, people={**within.people, first.ref: replace(first, links=(*kept, made))})


def test_the_action_leads_towards_a_target_whom_nobody_has_met() -> None:
    found = answer(HOTEL)
    assert found.action is not None
    assert found.action.command == "relmap touch acme/chef --by bob --channel visit"
    assert answer(strengthened(HOTEL, found)).score == pytest.approx(found.action.score)


def test_a_target_whom_we_know_is_visited_again() -> None:
    small = book([person("gm", known_by=(knows("ann", level=1),))])
    found = answer(small)
    assert found.action is not None
    assert found.action.sentence == "Ann visits Gm: the score becomes .39"
    assert answer(strengthened(small, found)).score == pytest.approx(found.action.score)


def test_a_step_made_stronger_is_the_best_action_where_it_is() -> None:
    strong = person("a", stance=2, known_by=(knows("ann", strength=0.96),), reports_to="gm")
    found = answer(book([strong, person("gm")]))
    assert found.action is not None
    assert found.action.kind == "strengthen"
    assert (
        found.action.sentence
        == "Bring A and Gm closer, say at a meeting of both: with a tie of level 3 (trusted) the score becomes .67"
    )
    assert found.action.command == "relmap link acme/a acme/gm --kind influences --level 3"
    assert answer(strengthened(book([strong, person("gm")]), found)).score == pytest.approx(found.action.score)


def test_no_action_where_nothing_helps() -> None:
    assert answer(book([person("gm", known_by=(knows("ann", strength=1.0),))])).action is None


def test_a_faded_tie_says_so() -> None:
    small = book([person("gm", known_by=(knows("ann", level=3, assessed_on=days_ago(90)),))], segment="fan")
    (step,) = answer(small, explain=True).paths[0].steps
    assert step.why == "trusted tie (level 3, .7), faded to .44 after 90 days"
    assert step.facts == (
        "declared: trusted tie (level 3, .7), assessed 2026-08-25",
        "fading: 90 days since it was assessed, at most 30 wanted, 60 too many: "
        ".7 x (.25 + .75 x 2^(-60 / (2 x 30))) = .4375",
        "observed: no touch recorded",
    )


def test_what_touches_show_can_be_redone_on_paper() -> None:
    touches = [touch("ann", "gm", on=days_ago(90)), touch("ann", "gm", on=days_ago(0), channel="chat", two_way=False)]
    (step,) = answer(book([person("gm")], touches=touches), explain=True).paths[0].steps
    assert step.facts == (
        "declared: nothing",
        "observed: 2 touches, 1.75 points: 1 - e^(-1.75 / 6) = .25298",
        f"  {days_ago(0)} chat, one-way, 0 days ago: 1 x .25 x 2^(-0 / 90) = .25",
        f"  {days_ago(90)} visit, two-way, 90 days ago: 3 x 2^(-90 / 90) = 1.5",
    )


def test_why_shows_both_strengths_of_a_tie() -> None:
    touches = [touch("ann", "gm", on=days_ago(20)) for _ in range(4)]
    (step,) = answer(book([person("gm", known_by=(knows("ann", level=1),))], touches=touches)).paths[0].steps
    assert step.why == (
        "acquainted tie (level 1, .2), 4 touches so far (.82), last visit 2026-11-03; the two differ by .62"
    )
