"""Paths on random books: the method worked out anew, and the laws that hold whatever a book says."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import pairwise
from math import prod
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import PathAnswer, find_paths
from relmap.model.book import Book
from relmap.model.records import Deal, KnownBy, Link, Person, Touch

from .books import TODAY, days_ago
from .by_hand import ByHand, loss
from .random_books import MEMBERS, PEOPLE, REFS, TARGET, books, deals, links, ours, touches

ALL = 500
"""More than the paths of any of these books."""

MEMBER = st.sampled_from(MEMBERS)
ANYBODY = st.lists(REFS | MEMBER.map("team/{}".format), max_size=1)


def answer(book: Book, **fields: Any) -> PathAnswer:
    return find_paths(book, "acme", TARGET, PathQuestion(**fields), today=TODAY)


def score(book: Book, **fields: Any) -> float:
    return answer(book, k=1, **fields).score


@settings(max_examples=200, deadline=None)
@given(books(), deals(), st.none() | MEMBER, ANYBODY, st.integers(1, 10))
def test_the_answer_is_what_the_method_says(
    book: Book, deal: Deal | None, member: str | None, without: list[str], k: int
) -> None:
    found = answer(book, k=k, deal=deal, source=member, without=without)
    chains = ByHand(book, deal, member, without).chains(TARGET)
    assert [path.nodes for path in found.paths] == [chain.nodes for chain in chains[:k]]
    assert [path.score for path in found.paths] == pytest.approx(
        [float(-chain.minus_score) for chain in chains[:k]], rel=1e-12, abs=0
    )
    for path in found.paths:
        assert [(step.source, step.target) for step in path.steps] == list(pairwise(path.nodes))
        assert path.score == pytest.approx(prod(step.strength * step.carrier_factor for step in path.steps))
    people = {person for chain in chains[:k] for person in chain.nodes[1:-1]}
    expected = sorted((-loss(chains, person), person) for person in people)
    assert [bottleneck.person for bottleneck in found.bottlenecks] == [person for _, person in expected]
    assert [bottleneck.loss for bottleneck in found.bottlenecks] == [float(-minus) for minus, _ in expected]


@settings(max_examples=100, deadline=None)
@given(books(), deals(), st.integers(1, 10))
def test_loss_is_one_for_dominators_and_for_nobody_else(book: Book, deal: Deal | None, k: int) -> None:
    found = answer(book, deal=deal, k=k)
    if found.paths:
        by_hand = ByHand(book, deal, None, ())
        directed = nx.DiGraph((source, to) for source, to in by_hand.edges if by_hand.carrier(source) > 0)
        directed.add_edges_from(("us", person) for person in by_hand.ours)
        immediate, person, dominators = nx.immediate_dominators(directed, "us"), TARGET, set()
        while (person := immediate[person]) != "us":
            dominators.add(person)
        assert {one.person for one in found.bottlenecks if one.loss == 1.0} == dominators
        assert all(0 <= one.loss < 1 for one in found.bottlenecks if one.person not in dominators)


# ---- more ties, fewer ties ---------------------------------------------------------------------------------------
# What takes the place of something else may go either way and has no law: a second `known_by` of the same member, a
# new boss instead of the old, another stance. Neither has a touch where the tie has no date: an old one tells its age,
# and so that it has faded. All other touches add, and start the clock of fading anew.


def dated(book: Book) -> Book:
    """The book with a day of judgement on every tie of ours."""
    for person in book.people.values():
        ties = tuple(replace(known, assessed_on=known.assessed_on or days_ago(45)) for known in person.known_by)
        book = with_person(book, replace(person, known_by=ties))
    return book


def with_person(book: Book, person: Person) -> Book:
    return replace(book, people={**book.people, person.ref: person})


def with_touches(book: Book, kept: tuple[Touch, ...]) -> Book:
    return replace(book, touches={**book.touches, "acme": kept})


def one_tie_less(book: Book) -> Iterator[Book]:
    """The book without each of its links, ties of ours, reporting lines, touches; without each person, and member."""
    for person in book.people.values():
        yield with_person(book, replace(person, status="left"))
        yield with_person(book, replace(person, reports_to=""))
        for tie in person.links:
            yield with_person(book, replace(person, links=tuple(one for one in person.links if one is not tie)))
        for known in person.known_by:
            rest = tuple(one for one in person.known_by if one is not known)
            yield with_person(book, replace(person, known_by=rest))
    for touch in book.touches["acme"]:
        yield with_touches(book, tuple(one for one in book.touches["acme"] if one is not touch))
    for member in book.members.values():
        yield replace(book, members={**book.members, member.id: replace(member, status="left")})


@settings(max_examples=100, deadline=None)
@given(books().map(dated), deals())
def test_one_tie_less_never_raises_the_best_score(book: Book, deal: Deal | None) -> None:
    before = score(book, deal=deal)
    for less in one_tie_less(book):
        assert score(less, deal=deal) <= before * (1 + 1e-12)


def one_tie_more(book: Book, ref: str, to: str, link: Link, touch: Touch) -> Iterator[Book]:
    """The book with `link` from one person to another, with `touch` of the one, and with a boss if they have none."""
    person = book.people[ref]
    yield with_person(book, replace(person, links=(*person.links, replace(link, to=to))))
    yield with_touches(book, (*book.touches["acme"], replace(touch, people=(ref,))))
    if not person.reports_to:
        yield with_person(book, replace(person, reports_to=to))


@settings(max_examples=150, deadline=None)
@given(books().map(dated), REFS, REFS, links(), touches(), st.sampled_from(MEMBERS).flatmap(ours))
def test_one_tie_more_never_lowers_the_best_score(
    book: Book, ref: str, to: str, link: Link, touch: Touch, known: KnownBy
) -> None:
    found = answer(book, k=1)
    more = list(one_tie_more(book, ref, to, link, touch))
    for path in found.paths:
        # Where it would hurt: beside each step of the best path, and of the member who begins it.
        begins = replace(touch, member=path.steps[0].source.removeprefix("team/"))
        for step in path.steps[1:]:
            more += one_tie_more(book, step.source, step.target, link, begins)
        person = book.people[path.steps[0].target]
        for member in {begins.member, known.member} - {one.member for one in person.known_by}:
            tie = replace(known, member=member)
            more.append(with_person(book, replace(person, known_by=(*person.known_by, tie))))
    for one in more:
        assert score(one) >= found.score * (1 - 1e-12)


@settings(max_examples=60, deadline=None)
@given(books(), ANYBODY, ANYBODY)
def test_without_more_people_is_never_better(book: Book, some: list[str], others: list[str]) -> None:
    assert score(book, without=[*some, *others]) <= score(book, without=some) * (1 + 1e-12)


@settings(max_examples=100, deadline=None)
@given(books(), REFS)
def test_without_somebody_is_the_book_in_which_they_left(book: Book, ref: str) -> None:
    gone = with_person(book, replace(book.people[ref], status="left"))
    assert answer(gone, k=10) == answer(book, k=10, without=[ref])


@settings(max_examples=100, deadline=None)
@given(books(), links(), REFS)
def test_a_link_out_of_its_time_or_of_conflict_changes_nothing(book: Book, link: Link, ref: str) -> None:
    # Its account is one that takes part already, or the link would bring that in.
    tie = replace(link, to=TARGET)
    person = book.people[ref]
    holds = tie.kind != "conflicts" and (tie.since or date.min) <= TODAY <= (tie.until or date.max)
    if not holds:
        more = with_person(book, replace(person, links=(*person.links, tie)))
        assert answer(more, k=10).paths == answer(book, k=10).paths


# ---- other names -------------------------------------------------------------------------------------------------


def renamed(value: Any, new: Mapping[str, str]) -> Any:
    """The same value with every id and reference in it renamed."""
    if isinstance(value, str):
        return new.get(value, value)
    if isinstance(value, tuple):
        return tuple(renamed(one, new) for one in value)
    if isinstance(value, Mapping):
        return {renamed(key, new): renamed(one, new) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: renamed(getattr(value, field.name), new) for field in fields(value)})
    return value


@st.composite
def new_names(draw: st.DrawFn) -> dict[str, str]:
    """Accounts, people and members under the names of each other."""
    new: dict[str, str] = {}
    for names in (("acme", "far"), ("gm", "p1", "p2", "p3", "p4", "x1"), MEMBERS):
        new.update(zip(names, draw(st.permutations(names)), strict=True))
    for name in PEOPLE:
        account, _, own = name.rpartition("/")
        new[f"{account or 'acme'}/{own}"] = f"{new[account or 'acme']}/{new[own]}"
    return new


def figures(found: PathAnswer, new: Mapping[str, str]) -> set[tuple[Any, ...]]:
    """Each path without its place and its member, as who of two with equal ties begins goes by their ids."""
    return {
        (
            path.score,
            tuple(new.get(node, node) for node in path.nodes[1:]),
            tuple((step.kind, step.strength, step.carrier_factor) for step in path.steps),
        )
        for path in found.paths
    }


@settings(max_examples=100, deadline=None)
@given(books(), deals(), new_names())
def test_other_names_change_only_the_order_of_ties(book: Book, deal: Deal | None, new: dict[str, str]) -> None:
    other_book, other_deal = renamed(book, new), renamed(deal, new)
    first = answer(book, k=ALL, deal=deal)
    other = find_paths(other_book, new["acme"], new[TARGET], PathQuestion(k=ALL, deal=other_deal), today=TODAY)
    assert [path.score for path in other.paths] == pytest.approx([path.score for path in first.paths], rel=1e-12)
    assert figures(other, {}) == figures(first, new)
    assert {one.person: one.loss for one in other.bottlenecks} == {new[o.person]: o.loss for o in first.bottlenecks}
