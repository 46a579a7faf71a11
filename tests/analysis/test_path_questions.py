"""What else is asked of paths, against every path worked out by hand: few steps, nobody twice, the best thing to do."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import PathAnswer, find_paths
from relmap.model.book import Book
from relmap.model.records import Deal, Link, Touch

from .books import TODAY, book, knows, link, person
from .by_hand import ByHand, Chain, loss
from .random_books import MEMBERS, PEOPLE, TARGET, books, deals

ALL = 500
MEMBER = st.none() | st.sampled_from(MEMBERS)


def answer(within: Book, **fields: Any) -> PathAnswer:
    return find_paths(within, "acme", TARGET, PathQuestion(**fields), today=TODAY)


def nodes(found: PathAnswer) -> list[tuple[str, ...]]:
    return [path.nodes for path in found.paths]


# ---- at most so many steps -----------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(books(), deals(), MEMBER, st.integers(1, 5), st.integers(1, 8))
def test_no_more_steps_than_asked_for(within: Book, deal: Deal | None, member: str | None, most: int, k: int) -> None:
    found = answer(within, deal=deal, source=member, most_steps=most, k=k)
    every = ByHand(within, deal, member, ()).chains(TARGET)
    chains = [chain for chain in every if len(chain.nodes) - 1 <= most]
    assert nodes(found) == [chain.nodes for chain in chains[:k]]
    people = {one for chain in chains[:k] for one in chain.nodes[1:-1]}
    assert {one.person: one.loss for one in found.bottlenecks} == {one: float(loss(chains, one)) for one in people}
    shortest = min((len(chain.nodes) - 1 for chain in every), default=None)
    assert found.fewest_steps == (None if chains else shortest)


def test_a_worse_beginning_may_be_the_only_one_short_enough() -> None:
    # The best way to b has two steps more than the direct one, and then there is none left to reach the target.
    a = person("a", stance=2, links=(link("b", strength=1.0),), known_by=(knows("ann", strength=1.0),))
    b = person("b", stance=2, links=(link("gm", strength=1.0),), known_by=(knows("ann", strength=0.1),))
    within = book([a, b, person("gm")])
    assert answer(within).paths[0].score == 1.0
    (only,) = answer(within, most_steps=2).paths
    assert (only.score, only.nodes) == (0.1, ("team/ann", "acme/b", "acme/gm"))
    none = answer(within, most_steps=1)
    assert (none.paths, none.bottlenecks, none.fewest_steps) == ((), (), 2)


# ---- nobody twice --------------------------------------------------------------------------------------------------


def sets_of(chains: list[Chain], size: int) -> Iterator[tuple[Chain, ...]]:
    for some in combinations(chains, size):
        between = [one for chain in some for one in chain.nodes[1:-1]]
        if len(between) == len(set(between)):
            yield some


@settings(max_examples=150, deadline=None)
@given(books(), deals(), MEMBER, st.none() | st.integers(1, 3))
def test_independent_paths_are_the_largest_set_and_of_these_the_best(
    within: Book, deal: Deal | None, member: str | None, k: int | None
) -> None:
    found = answer(within, deal=deal, source=member, independent=True, k=k)
    chains = ByHand(within, deal, member, ()).chains(TARGET)
    largest = next((size for size in range(len(PEOPLE), 0, -1) if any(sets_of(chains, size))), 0)
    size = largest if k is None else min(k, largest)
    assert len(found.paths) == size
    known = {chain.nodes: chain for chain in chains}
    taken = [known[path.nodes] for path in found.paths]
    assert taken == sorted(taken)
    best = max((prod(-chain.minus_score for chain in some) for some in sets_of(chains, size)), default=Fraction(1))
    assert prod((-chain.minus_score for chain in taken), start=Fraction(1)) == best
    between = [one for chain in taken for one in chain.nodes[1:-1]]
    assert len(between) == len(set(between))
    # What is lost is measured against the best of all paths, not of these.
    assert {one.person: one.loss for one in found.bottlenecks} == {one: float(loss(chains, one)) for one in between}


# ---- the one thing to do -------------------------------------------------------------------------------------------


def best_score(within: Book, deal: Deal | None, member: str | None) -> float:
    chains = ByHand(within, deal, member, ()).chains(TARGET)
    return float(-chains[0].minus_score) if chains else 0.0


def visits(within: Book, deal: Deal | None, member: str | None) -> Iterator[Book]:
    """The book after each visit today that may be advised."""
    chains = ByHand(within, deal, member, ()).chains(TARGET)
    here = ByHand(within, deal, member, ())
    # Cleo has left, and Zoe has no file.
    able = {"ann", "bob"} & ({member} if member else {"ann", "bob"})
    begins = {chains[0].nodes[0].removeprefix("team/")} & able if chains else set()
    for one in here.here:
        if one.is_placeholder:
            continue
        met = {tie.member for tie in one.known_by}
        for touch in within.all_touches():
            if one.ref in touch.people and touch.on <= TODAY:
                met |= {touch.member, *touch.together}
        if one.ref == TARGET and chains and not met & able:
            continue
        for name in sorted(met & able or begins or able)[: None if met & able else 1]:
            visit = Touch(account=one.account, member=name, on=TODAY, people=(one.ref,), channel="visit")
            yield replace(
                within, touches={**within.touches, one.account: (*within.touches.get(one.account, ()), visit)}
            )


@settings(max_examples=120, deadline=None)
@given(books(), deals(), MEMBER)
def test_no_visit_would_raise_the_score_more_than_the_action(
    within: Book, deal: Deal | None, member: str | None
) -> None:
    found = answer(within, deal=deal, source=member)
    before = best_score(within, deal, member)
    assert before == pytest.approx(found.score, rel=1e-12)
    tried = max((best_score(after, deal, member) for after in visits(within, deal, member)), default=0.0)
    if found.action is None:
        assert tried <= before * (1 + 1e-12)
    elif found.action.kind == "visit":
        assert found.action.score == pytest.approx(tried, rel=1e-12)
        assert found.action.score > before * (1 + 1e-12)
    else:
        assert found.action.score >= tried * (1 - 1e-12)


@settings(max_examples=120, deadline=None)
@given(books(), deals())
def test_the_action_brings_what_it_says(within: Book, deal: Deal | None) -> None:
    found = answer(within, deal=deal)
    if found.action is None:
        return
    words = found.action.command.split()
    assert words[0] == "relmap"
    if found.action.kind == "visit":
        who = found.action.source.removeprefix("team/")
        assert words[1:6] == ["touch", found.action.target, "--by", who, "--channel"]
        account = found.action.target.split("/")[0]
        visit = Touch(account=account, member=who, on=TODAY, people=(found.action.target,), channel="visit")
        after = replace(within, touches={**within.touches, account: (*within.touches.get(account, ()), visit)})
    else:
        holder, other, kind, worth = within.people[words[2]], words[3], words[5], words[7]
        said = {"level": int(worth)} if words[6] == "--level" else {"strength": float(worth)}
        made = Link(to=other, kind=kind, **said)
        kept = tuple(tie for tie in holder.links if (tie.to, tie.kind) != (other, kind))
        after = replace(within, people={**within.people, holder.ref: replace(holder, links=(*kept, made))})
    assert best_score(after, deal, None) == pytest.approx(found.action.score, rel=1e-12)


def test_a_visit_that_changes_nothing_is_no_action() -> None:
    # .92 x .92 x .91 and .91 x .92 x .92 are the same number, but multiplied as floats the second is larger.
    a = person("a", stance=2, known_by=(knows("ann", strength=0.92),), links=(link("b", strength=0.92),))
    c = person("c", stance=2, known_by=(knows("ann", strength=0.91),), links=(link("d", strength=0.92),))
    b = person("b", stance=2, links=(link("gm", strength=0.91),))
    d = person("d", stance=2, links=(link("gm", strength=0.92),))
    found = answer(book([a, b, c, d, person("gm")]))
    assert [path.score for path in found.paths] == [0.770224, 0.770224]
    assert found.action is None


def test_a_first_visit_says_who_opens_the_door() -> None:
    friend = person("friend", stance=2, known_by=(knows("ann", strength=0.2),), links=(link("boss", strength=0.9),))
    boss = person("boss", stance=2, links=(link("gm", strength=0.9),))
    found = answer(book([friend, boss, person("gm")]))
    assert found.action is not None
    assert found.action.sentence == "Ann visits Boss for the first time, introduced by Friend: the score becomes .35"


def test_nobody_opens_the_door_to_whom_no_path_leads() -> None:
    boss = person("boss", stance=2, links=(link("gm", strength=1.0),))
    weak = person("weak", stance=-2, known_by=(knows("ann", strength=0.1),), links=(link("gm", strength=0.1),))
    found = answer(book([weak, boss, person("gm")]))
    assert found.action is not None
    assert found.action.sentence == "Ann visits Boss for the first time: the score becomes .39"


def test_what_is_ours_to_do_stands_beside_what_is_theirs() -> None:
    a = person("a", stance=2, known_by=(knows("ann", strength=0.35),), links=(link("gm", level=2),))
    found = answer(book([a, person("gm")]))
    assert found.action is not None
    assert found.ours is not None
    assert (found.action.kind, found.ours.kind) == ("strengthen", "visit")
    assert found.ours.sentence == "Ann visits A: the score becomes .18"
    assert found.action.score > found.ours.score > found.score
    assert prod(found.ours.factors) == pytest.approx(found.ours.score)
    assert prod(found.action.factors) == pytest.approx(found.action.score)


def test_where_a_visit_is_best_nothing_stands_beside_it() -> None:
    a = person("a", stance=2, known_by=(knows("ann", level=1),), links=(link("gm", level=4),))
    found = answer(book([a, person("gm")]))
    assert found.action is not None
    assert (found.action.kind, found.ours) == ("visit", None)


def test_nobody_acts_for_whom_there_is_no_file() -> None:
    a = person("a", stance=2, known_by=(knows("zoe", level=1),), links=(link("gm", level=4),))
    found = answer(book([a, person("gm")], members=("ann",)))
    assert found.action is not None
    assert found.action.command.startswith("relmap touch acme/a --by ann ")


def test_the_best_path_may_be_none_of_those_that_share_nobody() -> None:
    a = person(
        "a", stance=2, known_by=(knows("ann", strength=0.9),), links=(link("b", strength=0.9), link("gm", level=1))
    )
    b = person("b", stance=2, links=(link("gm", strength=0.9),))
    c = person("c", stance=2, known_by=(knows("ann", strength=0.3),), links=(link("b", strength=0.9),))
    found = answer(book([a, b, c, person("gm")]), independent=True)
    assert [path.nodes[1:-1] for path in found.paths] == [("acme/c", "acme/b"), ("acme/a",)]
    assert found.best is not None
    assert found.best.nodes[1:-1] == ("acme/a", "acme/b")
    assert found.score == found.best.score > found.paths[0].score


def test_too_few_steps_are_no_wall() -> None:
    a = person("a", known_by=(knows("ann", level=2),), reports_to="gm")
    found = answer(book([a, person("gm")]), most_steps=1)
    assert (found.paths, found.reachable, found.nearest, found.fewest_steps) == ((), (), None, 2)
