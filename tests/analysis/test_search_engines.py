"""The search on known networks, against igraph and networkx.

Where scores differ, all must find the same paths. Equal ones another engine gives in any order: ours are then those
that come first by fewer steps and names.
"""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

import networkx as nx
import pytest

from relmap.analysis.search import PathSearch, Route, exact

from .networks import (
    FORMS,
    NETWORKS,
    RULES,
    Form,
    KPaths,
    Nodes,
    Rule,
    apart,
    by_igraph,
    by_networkx,
    even,
    known,
    one_way,
    own,
    product,
    undirected,
    weights_of,
)

K = 10
SPARE = 15
"""So many more are asked of the other engine, that ties at the tenth place are known in full."""

Ranked = tuple[Fraction, int, Nodes]


def pairs(graph: "nx.Graph[str]", targets: int, sources: int) -> Iterator[tuple[str, str]]:
    """Sources and targets, by target; all of a small network."""
    chance, nodes = random.Random(len(graph)), sorted(graph)
    for target in chance.sample(nodes, min(targets, len(nodes))):
        others = [node for node in nodes if node != target]
        yield from ((source, target) for source in chance.sample(others, min(sources, len(others))))


def in_our_order(graph: "nx.Graph[str]", paths: list[Nodes]) -> list[Ranked]:
    return sorted((-product(graph, path), len(path), path) for path in paths)


def without_the_last_ties(ranked: list[Ranked]) -> list[Ranked]:
    """Of the paths that tie with the last, the engine may have found only some."""
    last = ranked[-1][0] * (1 + Fraction(1, 10**9))
    return [entry for entry in ranked if entry[0] < last]


def agree(graph: "nx.Graph[str]", routes: list[Route], found: list[Nodes]) -> None:
    expected = in_our_order(graph, found)
    scores = [float(-score) for score, _, _ in expected]
    assert [float(route.product) for route in routes] == pytest.approx(scores[:K], rel=1e-9, abs=0)
    sure = expected if len(found) < K + SPARE else without_the_last_ties(expected)
    assert [route.nodes for route in routes[: len(sure)]] == [path for _, _, path in sure[:K]]
    assert [(-Fraction(route.product), len(route.nodes), route.nodes) for route in routes] == in_our_order(
        graph, [route.nodes for route in routes]
    )
    assert len({route.nodes for route in routes}) == len(routes)
    assert all(len(set(route.nodes)) == len(route.nodes) for route in routes)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(("engine", "many"), [(by_igraph, 11), (by_networkx, 3)])
def test_agrees_on_known_networks(
    engine: Callable[["nx.Graph[str]"], KPaths], many: int, name: str, form: Form, rule: Rule
) -> None:
    graph = form(known(name), rule)
    weights, k_paths = weights_of(graph), engine(graph)
    for source, target in pairs(graph, many, many):
        agree(graph, PathSearch(weights, target).k_best(source, K), k_paths(source, target, K + SPARE))


@pytest.mark.parametrize("seed", range(20))
def test_agrees_on_random_graphs_full_of_ties(seed: int) -> None:
    graph: nx.Graph[str] = nx.relabel_nodes(nx.gnp_random_graph(40, 0.1, seed=seed, directed=True), str)
    chance = random.Random(seed)
    for source, target in graph.edges:
        weight = exact(chance.choice([0.9, 0.7, 0.5, 0.45, 0.35, 0.1]))
        graph.add_edge(source, target, weight=weight, length=-float(weight.ln()))
    weights, k_paths = weights_of(graph), by_igraph(graph)
    for source, target in pairs(graph, 3, 3):
        agree(graph, PathSearch(weights, target).k_best(source, K), k_paths(source, target, K + SPARE))


@pytest.mark.parametrize("weight", ["0.5", "1"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NETWORKS)
def test_equal_weights_leave_the_order_to_steps_and_names(name: str, form: Form, weight: str) -> None:
    graph = form(known(name), even)
    weights = {node: dict.fromkeys(others, Decimal(weight)) for node, others in weights_of(graph).items()}
    for source, target in pairs(graph, 6, 6):
        routes = PathSearch(weights, target).k_best(source, K)
        expected, most = shortest(graph, source, target)
        assert [(len(route.nodes), route.nodes) for route in routes if len(route.nodes) <= most] == expected
        assert [route.product for route in routes] == [Decimal(weight) ** (len(route.nodes) - 1) for route in routes]


def shortest(graph: "nx.Graph[str]", source: str, target: str) -> tuple[list[tuple[int, Nodes]], int]:
    """The first ten simple paths in our order, of those with at most so many nodes: the least, and one more."""
    if not nx.has_path(graph, source, target):
        return [], len(graph)
    steps = nx.shortest_path_length(graph, source, target) + 1
    found = sorted((len(path), tuple(path)) for path in nx.all_simple_paths(graph, source, target, cutoff=steps))
    return found[:K], steps + 1


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NETWORKS)
def test_a_smaller_k_is_the_beginning_of_a_larger(name: str, form: Form, rule: Rule) -> None:
    graph = form(known(name), rule)
    weights = weights_of(graph)
    for source, target in pairs(graph, 4, 4):
        routes = PathSearch(weights, target).k_best(source, K)
        for k in range(1, K):
            assert PathSearch(weights, target).k_best(source, k) == routes[:k]
        assert PathSearch(weights, target).best(source) == (routes[0] if routes else None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NETWORKS)
def test_nothing_is_left_without_a_dominator_and_the_next_best_without_another(name: str, form: Form) -> None:
    graph = form(known(name), apart)
    weights = weights_of(graph)
    for source, target in pairs(graph, 6, 6):
        search = PathSearch(weights, target)
        best = search.best(source)
        between = best.nodes[1:-1] if best else ()
        lost = set()
        for node in between:
            left = search.best(source, without=[node])
            assert ([left.nodes] if left else []) == by_igraph(graph.subgraph(set(graph) - {node}))(source, target, 1)
            if left is None:
                lost.add(node)
        assert lost == dominators(graph, source, target) & set(between)


def dominators(graph: "nx.Graph[str]", source: str, target: str) -> set[str]:
    """Those through whom every path leads."""
    immediate = nx.immediate_dominators(graph.to_directed(), source)
    found, node = set(), immediate.get(target)
    while node is not None and node != source:
        found.add(node)
        node = immediate[node]
    return found


def test_the_sample_has_pairs_that_are_unreachable_and_dominated() -> None:
    graph = one_way(known("karate_club"), own)
    reached = [nx.has_path(graph, source, target) for source, target in pairs(graph, 14, 14)]
    assert reached.count(False) > 20 < reached.count(True)
    graph = undirected(known("les_miserables"), own)
    assert sum(bool(dominators(graph, source, target)) for source, target in pairs(graph, 6, 6)) > 5
