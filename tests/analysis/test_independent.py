"""The largest set of routes that share nobody, against a search through every set."""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from itertools import combinations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.independent import independent_routes
from relmap.analysis.search import Network, Route, Weights, exact_product, network_of

NODES = "abcdeft"
WEIGHTS = st.sampled_from([Decimal(text) for text in ("1", ".5", ".25", ".7", ".35", ".1", ".123456789")])


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, dict[str, Decimal]]:
    pairs = st.tuples(st.sampled_from(NODES[:-1]), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])
    found: dict[str, dict[str, Decimal]] = {}
    for source, target in draw(st.lists(pairs, max_size=20, unique=True)):
        found.setdefault(source, {})[target] = draw(WEIGHTS)
    return found


STARTS = st.dictionaries(st.sampled_from(NODES), WEIGHTS, max_size=4)


def starts_of(weights: dict[str, Decimal]) -> dict[str, Route]:
    return {node: Route(weight, ("us", node)) for node, weight in weights.items()}


def every_route(weights: Weights, starts: dict[str, Decimal]) -> list[Route]:
    found = []

    def go(nodes: tuple[str, ...], product: Decimal) -> None:
        if nodes[-1] == "t":
            found.append(Route(product, nodes))
            return
        for following, weight in weights.get(nodes[-1], {}).items():
            if following not in nodes:
                go((*nodes, following), exact_product(product, weight))

    for node, weight in starts.items():
        go(("us", node), weight)
    return found


def product_of(routes: Iterable[Route]) -> Decimal:
    return reduce(exact_product, (route.product for route in routes), Decimal(1))


def best_sets(routes: list[Route], size: int) -> list[tuple[Decimal, int]]:
    """The product and steps of every set of so many routes that share nobody, best first."""
    found = []
    for some in combinations(routes, size):
        between = [node for route in some for node in route.nodes[1:-1]]
        if len(between) == len(set(between)) and len({route.nodes for route in some}) == size:
            found.append((-product_of(some), sum(len(route.nodes) for route in some)))
    return sorted(found)


@settings(max_examples=400, deadline=None)
@given(graphs(), STARTS)
def test_it_is_the_largest_set_with_the_largest_product(weights: Weights, starts: dict[str, Decimal]) -> None:
    routes = every_route(weights, starts)
    largest = max((size for size in range(5) if best_sets(routes, size)), default=0)
    for k in (None, *range(1, 5)):
        found = independent_routes(network_of(weights), starts_of(starts), "t", k)
        assert len(found) == (largest if k is None else min(k, largest))
        assert all(route in routes for route in found)
        product, steps = best_sets(routes, len(found))[0]
        assert -product_of(found) == product
        assert sum(len(route.nodes) for route in found) == steps
        assert found == sorted(found, key=lambda route: (-route.product, len(route.nodes), route.nodes))
        between = [node for route in found for node in route.nodes[1:-1]]
        assert len(between) == len(set(between))


def test_the_best_route_gives_way_where_it_stands_between_two() -> None:
    def weights(**others: str) -> dict[str, Decimal]:
        return {node: Decimal(weight) for node, weight in others.items()}

    graph = {"a": weights(b=".9", t=".2"), "b": weights(t=".9"), "c": weights(b=".5")}
    starts = {"a": Decimal(".9"), "c": Decimal(".5")}
    found = independent_routes(network_of(graph), starts_of(starts), "t")
    assert [route.nodes for route in found] == [("us", "c", "b", "t"), ("us", "a", "t")]
    (alone,) = independent_routes(network_of(graph), starts_of(starts), "t", 1)
    assert alone.nodes == ("us", "a", "b", "t")


def test_there_are_as_many_as_menger_says_on_known_networks() -> None:
    for graph in (nx.karate_club_graph(), nx.les_miserables_graph(), nx.florentine_families_graph()):
        named = nx.relabel_nodes(nx.DiGraph(graph), str)
        source, *others = sorted(named, key=lambda node: (-named.degree(node), node))
        weights = {
            node: {other: Decimal(1 + (len(node) + len(other)) % 7) / 8 for other in named[node]} for node in named
        }
        network: Network = network_of(weights)
        for target in others[:12]:
            starts = {node: Route(weight, (source, node)) for node, weight in weights[source].items()}
            lonely = {
                node: {k: v for k, v in w.items() if k != source} for node, w in weights.items() if node != source
            }
            found = independent_routes(network_of(lonely), starts, target)
            assert len(found) == len(list(nx.node_disjoint_paths(named, source, target)))
            assert network.after(source).keys() >= {route.nodes[1] for route in found}


def test_the_order_of_the_graph_changes_nothing() -> None:
    forward = {"a": {"t": Decimal(".5")}, "b": {"t": Decimal(".5"), "c": Decimal(1)}, "c": {"t": Decimal(".5")}}
    backward = {node: dict(reversed(following.items())) for node, following in reversed(forward.items())}
    starts = {"a": Decimal(1), "b": Decimal(1)}
    turned = dict(reversed(starts.items()))
    assert independent_routes(network_of(forward), starts_of(starts), "t") == independent_routes(
        network_of(backward), starts_of(turned), "t"
    )
