"""The search against brute force, and on graphs made to hurt. Other engines: test_search_engines.py."""

import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.search import PathSearch, Route, Weights, best_routes, exact, exact_product

Nodes = tuple[str, ...]


def simple_paths(weights: Weights, node: str, target: str, before: Nodes = ()) -> Iterator[Nodes]:
    path = (*before, node)
    if node == target:
        yield path
        return
    for following in weights.get(node, {}):
        if following not in path:
            yield from simple_paths(weights, following, target, path)


def product(weights: Weights, path: Nodes) -> Decimal:
    value = Decimal(1)
    for source, target in pairwise(path):
        value = exact_product(value, weights[source][target])
    return value


def brute_force(weights: Weights, source: str, target: str) -> list[Route]:
    found = [Route(product(weights, path), path) for path in simple_paths(weights, source, target)]
    return sorted(found, key=lambda route: (-route.product, len(route.nodes), route.nodes))


# Few values whose products meet in many ways (.45 x 1 = .9 x .5), so that ties are the rule.
FACTORS = st.sampled_from([exact(x) for x in (1.0, 0.9, 0.5, 0.45, 0.7, 0.1, 0.3, 0.7803300858899106)])


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, dict[str, Decimal]]:
    names = [chr(ord("a") + place) for place in range(draw(st.integers(2, 7)))]
    pairs = [(first, second) for first in names for second in names if first != second]
    weights: dict[str, dict[str, Decimal]] = {}
    for first, second in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=30)):
        weights.setdefault(first, {})[second] = draw(FACTORS)
    return weights


@settings(max_examples=400, deadline=None)
@given(graphs(), st.integers(1, 60))
def test_is_brute_force_with_its_order_and_ties(weights: Weights, k: int) -> None:
    assert PathSearch(weights, "b").k_best("a", k) == brute_force(weights, "a", "b")[:k]


@settings(max_examples=200, deadline=None)
@given(graphs(), st.sets(st.sampled_from("cdefg")))
def test_best_without_is_brute_force_on_the_smaller_graph(weights: Weights, without: set[str]) -> None:
    rest = {
        node: {other: weight for other, weight in followers.items() if other not in without}
        for node, followers in weights.items()
        if node not in without
    }
    expected = brute_force(rest, "a", "b")
    assert PathSearch(weights, "b").best("a", without=without) == (expected[0] if expected else None)


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_reach_is_that_of_the_best_path(weights: Weights) -> None:
    search = PathSearch(weights, "b")
    for node in "acd":
        expected = [(route.product, len(route.nodes) - 1) for route in brute_force(weights, node, "b")]
        assert search.reach(node) == (expected[0] if expected else None)


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_best_routes_are_the_best_to_each(weights: Weights) -> None:
    expected = {node: PathSearch(weights, node).best("a") for node in "bcdefg"}
    assert best_routes(weights, "a", set("bcdefg")) == {node: route for node, route in expected.items() if route}


def test_equal_products_in_another_order_tie() -> None:
    # As floats the two differ in the last bit, and either name would win or lose by it.
    assert 0.1 * 0.2 * 0.3 != 0.3 * 0.2 * 0.1
    up, down = [exact(0.1), exact(0.2), exact(0.3)], [exact(0.3), exact(0.2), exact(0.1)]
    for first, second in ((up, down), (down, up)):
        weights = {
            "s": {"a": first[0], "b": second[0]},
            "a": {"c": first[1]},
            "b": {"d": second[1]},
            "c": {"t": first[2]},
            "d": {"t": second[2]},
        }
        assert [route.nodes for route in PathSearch(weights, "t").k_best("s", 3)] == [
            ("s", "a", "c", "t"),
            ("s", "b", "d", "t"),
        ]


def test_fewer_steps_come_before_smaller_names() -> None:
    weights = {"s": {"a": Decimal(1), "z": Decimal(1)}, "a": {"b": Decimal(1)}, "b": {"t": Decimal(1)}}
    weights["z"] = {"t": Decimal(1)}
    assert PathSearch(weights, "t").k_best("s", 1)[0].nodes == ("s", "z", "t")


def ladder(rungs: int) -> dict[str, dict[str, Decimal]]:
    """2 ** rungs paths of one and the same product."""
    half = exact(0.5)
    weights: dict[str, dict[str, Decimal]] = {"a0000": {}}
    for rung in range(rungs):
        weights[f"a{rung:04}"] = {f"b{rung:04}": half, f"c{rung:04}": half}
        weights[f"b{rung:04}"] = weights[f"c{rung:04}"] = {f"a{rung + 1:04}": half}
    return weights


def test_a_graph_of_equal_paths_is_not_enumerated() -> None:
    weights = ladder(700)
    started = time.perf_counter()
    routes = PathSearch(weights, "a0700").k_best("a0000", 3)
    assert time.perf_counter() - started < 10
    assert [route.nodes[-4:-1] for route in routes] == [
        ("b0698", "a0699", "b0699"),
        ("b0698", "a0699", "c0699"),
        ("c0698", "a0699", "b0699"),
    ]
    assert len({route.product for route in routes}) == 1


def test_a_dense_graph_of_equal_paths() -> None:
    names = [f"n{place:03}" for place in range(120)]
    weights = {a: {b: exact(0.9) for b in names if b != a} for a in names}
    routes = PathSearch(weights, "n119").k_best("n000", 4)
    assert [route.nodes for route in routes] == [("n000", "n119"), *(("n000", f"n00{i}", "n119") for i in (1, 2, 3))]


def test_a_limit_far_beyond_the_graph_takes_no_longer() -> None:
    search = PathSearch(ladder(3), "a0003")
    started = time.perf_counter()
    assert search.k_best("a0000", 2, most_steps=10**12) == search.k_best("a0000", 2)
    assert time.perf_counter() - started < 10
