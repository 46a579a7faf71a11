"""Betweenness and constraint: by hand, against networkx on known networks, and the same in any order."""

import random
from collections.abc import Iterable

import networkx as nx
import pytest

from relmap.analysis import network_measures as measuring
from relmap.analysis.influence import Strengths
from relmap.analysis.network_measures import network_measures


def strengths_of(ties: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for source, target, strength in ties:
        found.setdefault(source, {})[target] = strength
    return found


def known_network(name: str, seed: int = 0) -> tuple[list[str], Strengths]:
    graph, chance = getattr(nx, f"{name}_graph")(), random.Random(seed)
    pairs = [(str(a), str(b)) for pair in graph.edges for a, b in (pair, pair[::-1]) if chance.random() < 0.8]
    return [str(node) for node in graph], strengths_of((a, b, round(chance.uniform(0.05, 1), 3)) for a, b in pairs)


def test_betweenness_by_hand() -> None:
    # a > b > c > d, and e alone: b lies between a and c, and a and d, of 4 x 3 ordered pairs of others.
    found = network_measures("abcde", strengths_of([("a", "b", 0.2), ("b", "c", 0.9), ("c", "d", 0.9)]))
    assert found.betweenness == pytest.approx({"a": 0, "b": 2 / 12, "c": 2 / 12, "d": 0, "e": 0})
    assert found.pivots is None


def test_constraint_by_hand() -> None:
    # The tie of a and b counts as the stronger direction, .6; c hangs on a alone; nobody knows d.
    found = network_measures("abcd", strengths_of([("a", "b", 0.2), ("b", "a", 0.6), ("c", "a", 0.3)])).constraint
    assert found == {"a": pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2), "b": 1.0, "c": 1.0, "d": None}
    # In a triangle of equals each has half of both others, and half of that half again through the third.
    triangle = strengths_of([("a", "b", 0.5), ("b", "c", 0.5), ("c", "a", 0.5)])
    assert network_measures("abc", triangle).constraint == pytest.approx(dict.fromkeys("abc", 2 * (1 / 2 + 1 / 4) ** 2))


@pytest.mark.parametrize("name", ["les_miserables", "karate_club", "florentine_families"])
def test_constraint_is_networkx_s(name: str) -> None:
    people, strengths = known_network(name)
    graph = nx.Graph()
    graph.add_nodes_from(people)
    for source, followers in strengths.items():
        for target, strength in followers.items():
            back = strengths.get(target, {}).get(source, strength)
            graph.add_edge(source, target, strength=max(strength, back))
    expected = nx.constraint(graph, nodes=people, weight="strength")
    ours = network_measures(people, strengths).constraint
    assert {person: -1 if value is None else value for person, value in ours.items()} == pytest.approx(
        {person: -1 if value != value else value for person, value in expected.items()}
    )


def test_the_order_in_which_people_and_ties_come_changes_no_bit() -> None:
    people, strengths = known_network("les_miserables")
    shuffled = {
        source: dict(random.Random(1).sample(list(strengths[source].items()), len(strengths[source])))
        for source in random.Random(2).sample(list(strengths), len(strengths))
    }
    assert network_measures(people[::-1], shuffled) == network_measures(people, strengths)


def test_above_a_bound_betweenness_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    people, strengths = known_network("les_miserables")
    exact = network_measures(people, strengths)
    monkeypatch.setattr(measuring, "EXACT_UP_TO", len(people))
    assert network_measures(people, strengths) == exact
    monkeypatch.setattr(measuring, "EXACT_UP_TO", len(people) - 1)
    monkeypatch.setattr(measuring, "PIVOTS", 60)
    estimated = network_measures(people, strengths)
    assert (exact.pivots, estimated.pivots) == (None, 60)
    assert estimated.betweenness != exact.betweenness
    assert estimated.betweenness == pytest.approx(exact.betweenness, abs=0.02)
    assert estimated == network_measures(people, strengths)


def test_nobody_and_hardly_anybody() -> None:
    assert network_measures([], {}) == ({}, {}, None)
    assert network_measures(["a"], {}) == ({"a": 0}, {"a": None}, None)
