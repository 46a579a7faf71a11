"""Paths through a book: figures by hand, brute force, and the laws that must hold on every book."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import prod
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.graph import TEAM, influence_graph
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import PathAnswer, find_paths
from relmap.model.book import Book
from relmap.model.records import KnownBy, Link, Person, Touch

from .books import TODAY, book, days_ago, deal, knows, link, person, ref, seat, touch

CARRIES = {2: "1", 1: ".9", 0: ".7", None: ".6", -1: ".35", -2: ".1"}


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
    gone = replace(HOTEL, people=HOTEL.people | {"acme/mal": replace(HOTEL.people["acme/mal"], status="left")})
    assert answer(gone) == answer(HOTEL, without=["acme/mal"])


def test_the_weakest_step_is_the_first_of_equals() -> None:
    small = book([person("a", known_by=(knows("ann", level=4),), reports_to="b"), person("b", reports_to="gm")])
    small = replace(small, people=small.people | {"acme/gm": person("gm")})
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
    return replace(within, people=within.people | {first.ref: replace(first, links=(*kept, made))})


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


# ---- laws on random books ----------------------------------------------------------------------------------------

NAMES = ["gm", "a", "b", "c", "d", "e"]
STRENGTHS = st.sampled_from([0.1, 0.2, 0.3, 0.45, 0.5, 0.7, 0.9, 1.0])
KINDS = st.sampled_from(["influences", "refers", "friend", "conflicts"])


@st.composite
def books(draw: st.DrawFn) -> Book:
    people = []
    for name in NAMES:
        links = draw(st.lists(st.builds(link, st.sampled_from(NAMES), KINDS, strength=STRENGTHS), max_size=3))
        known = draw(st.lists(st.builds(knows, st.sampled_from(["ann", "bob"]), strength=STRENGTHS), max_size=2))
        unique = {tie.member: tie for tie in known} if name != "gm" else {}
        people.append(
            person(
                name,
                name=draw(st.sampled_from(["Kim", "Kim", "?"])),
                stance=draw(st.sampled_from([None, -2, -1, 0, 1, 2])),
                reports_to=draw(st.sampled_from(["", *NAMES])),
                links=tuple(links),
                known_by=tuple(unique.values()),
            )
        )
    return book(people)


def factor(person: Person) -> Fraction:
    return Fraction(CARRIES[person.known_stance])


def by_hand(within: Book, target: str) -> list[tuple[Fraction, int, tuple[str, ...]]]:
    """Every simple path with its exact score, from nothing but the words of docs/method.md."""
    steps: dict[tuple[str, str], Fraction] = {}

    def add(source: str, to: str, strength: str) -> None:
        if source != to:
            steps[source, to] = max(Fraction(strength), steps.get((source, to), Fraction(0)))

    for one in within.people.values():
        for tie in one.links:
            if tie.kind != "conflicts":
                add(one.ref, tie.to, repr(tie.strength))
                if tie.kind == "friend":
                    add(tie.to, one.ref, repr(tie.strength))
        if one.reports_to:
            add(one.ref, one.reports_to, ".45")
            add(one.reports_to, one.ref, ".7")

    def on(path: tuple[str, ...], score: Fraction) -> Iterator[tuple[Fraction, int, tuple[str, ...]]]:
        here = path[-1]
        if here == target:
            yield -score, len(path), path
            return
        for (source, to), strength in steps.items():
            value = score * strength * factor(within.people[here])
            if source == here and to not in path and value:
                yield from on((*path, to), value)

    found = []
    for one in within.people.values():
        strongest = min(one.known_by, key=lambda tie: (-(tie.strength or 0), tie.member), default=None)
        if strongest is not None:
            found += on((f"team/{strongest.member}", one.ref), Fraction(repr(strongest.strength)))
    return sorted(found)


@settings(max_examples=300, deadline=None)
@given(books(), st.integers(1, 40))
def test_paths_are_those_by_hand_in_their_order(within: Book, k: int) -> None:
    expected = by_hand(within, "acme/gm")[:k]
    found = answer(within, k=k)
    assert [path.nodes for path in found.paths] == [nodes for _, _, nodes in expected]
    assert [path.score for path in found.paths] == pytest.approx([float(-score) for score, _, _ in expected])
    for path in found.paths:
        assert path.score == pytest.approx(prod(step.strength * step.carrier_factor for step in path.steps))


@settings(max_examples=150, deadline=None)
@given(books())
def test_loss_is_what_leaving_costs_and_one_for_dominators(within: Book) -> None:
    found = answer(within)
    directed = nx.DiGraph()
    directed.add_node("us")
    graph = influence_graph(within, "acme", today=TODAY)
    after = graph.network.after
    for source in (TEAM, *(f"team/{name}" for name in graph.members), *graph.standings):
        directed.add_edges_from((source or "us", target) for target in after(source))
    if not found.paths:
        assert "acme/gm" not in directed or not nx.has_path(directed, "us", "acme/gm")
        return
    immediate = nx.immediate_dominators(directed, "us")
    dominators, node = set(), immediate["acme/gm"]
    while node != "us":
        dominators.add(node)
        node = immediate[node]
    assert {one.person for one in found.bottlenecks if one.loss == 1.0} == {n for n in dominators if "acme/" in n}
    for one in found.bottlenecks:
        left = by_hand(replace(within, people=left_out(within, one.person)), "acme/gm")
        best = by_hand(within, "acme/gm")[0][0]
        assert one.loss == float(1 - (left[0][0] / best if left else 0))


def left_out(within: Book, person: str) -> dict[str, Person]:
    return {
        name: replace(
            one,
            links=tuple(tie for tie in one.links if tie.to != person),
            reports_to="" if one.reports_to == person else one.reports_to,
        )
        for name, one in within.people.items()
        if name != person
    }


@settings(max_examples=150, deadline=None)
@given(books(), st.sampled_from(NAMES[1:]), st.sampled_from(NAMES), STRENGTHS)
def test_a_new_tie_never_lowers_and_leaving_never_raises(within: Book, first: str, second: str, much: float) -> None:
    before = answer(within).score
    one = within.people[ref(first)]
    tied = replace(one, links=(*one.links, link(second, strength=much)))
    known = replace(one, known_by=(*one.known_by, KnownBy(member="zoe", strength=much)))
    for more in (tied, known):
        assert answer(replace(within, people=within.people | {one.ref: more})).score >= before * (1 - 1e-12)
    assert answer(within, without=[one.ref]).score <= before * (1 + 1e-12)


@settings(max_examples=150, deadline=None)
@given(books(), st.permutations(NAMES[1:]))
def test_other_ids_give_the_same_scores(within: Book, order: list[str]) -> None:
    new = {ref(old): ref(name) for old, name in zip(NAMES[1:], order, strict=True)} | {"acme/gm": "acme/gm", "": ""}

    def renamed(one: Person) -> Person:
        links = tuple(replace(tie, to=new[tie.to]) for tie in one.links)
        return replace(one, id=new[one.ref].removeprefix("acme/"), reports_to=new[one.reports_to], links=links)

    people = [renamed(one) for one in within.people.values()]
    again = answer(book(people), k=50)
    first = answer(within, k=50)
    assert sorted(p.score for p in again.paths) == pytest.approx(sorted(p.score for p in first.paths))
    assert {p.nodes for p in again.paths} == {tuple(new.get(n, n) for n in p.nodes) for p in first.paths}


@settings(max_examples=100, deadline=None)
@given(books())
def test_an_action_gives_the_score_it_promises(within: Book) -> None:
    found = answer(within)
    if found.action is not None and not (found.action.kind == "strengthen" and "strength" in found.action.command):
        assert answer(strengthened(within, found)).score == pytest.approx(found.action.score)
        assert found.action.score > found.score


@settings(max_examples=50, deadline=None)
@given(books())
def test_paths_are_simple_and_pass_no_member(within: Book) -> None:
    for path in answer(within, k=20).paths:
        assert len(set(path.nodes)) == len(path.nodes)
        assert [node.startswith("team/") for node in path.nodes] == [True, *[False] * (len(path.nodes) - 1)]
        assert [(step.source, step.target) for step in path.steps] == list(pairwise(path.nodes))
