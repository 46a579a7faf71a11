"""Known networks, and two other engines that find the k best paths in them."""

import random
import warnings
from collections.abc import Callable
from fractions import Fraction
from itertools import islice, pairwise
from math import prod
from typing import Any

import igraph
import networkx as nx

from relmap.analysis.search import Weights, exact

NETWORKS = ("les_miserables", "karate_club", "florentine_families")

Nodes = tuple[str, ...]
KPaths = Callable[[str, str, int], list[Nodes]]
Rule = Callable[[random.Random, float], float]
Form = Callable[["nx.Graph[str]", Rule], "nx.Graph[str]"]


# ---- what an edge weighs, of the network's own weight as a share of the largest -----------------------------------


def own(_: random.Random, share: float) -> float:
    """The network's own: many ties, and edges of weight 1, whose length is 0."""
    return round(share, 4)


def apart(chance: random.Random, _: float) -> float:
    """So fine that no two paths tie."""
    return round(chance.uniform(0.05, 0.99), 6)


def even(_: random.Random, __: float) -> float:
    """All the same: paths of as many steps tie."""
    return 0.5


# ---- which way an edge leads -------------------------------------------------------------------------------------


def undirected(network: "nx.Graph[str]", rule: Rule) -> "nx.Graph[str]":
    return _weighted(nx.Graph(), network.edges, network, rule)


def both_ways(network: "nx.Graph[str]", rule: Rule) -> "nx.Graph[str]":
    """Each way with a weight of its own."""
    ways = [way for first, second in network.edges for way in ((first, second), (second, first))]
    return _weighted(nx.DiGraph(), ways, network, rule)


def one_way(network: "nx.Graph[str]", rule: Rule) -> "nx.Graph[str]":
    """Every third against the order of the names, so that there are cycles; and some reach nobody."""
    ways = [sorted(edge, reverse=place % 3 == 0) for place, edge in enumerate(network.edges)]
    return _weighted(nx.DiGraph(), ways, network, rule)


FORMS: tuple[Form, ...] = (undirected, both_ways, one_way)
RULES: tuple[Rule, ...] = (own, apart, even)


def known(name: str) -> "nx.Graph[str]":
    network = getattr(nx, f"{name}_graph")()
    return nx.relabel_nodes(network, {node: str(node) for node in network})


def _weighted(graph: Any, ways: Any, network: "nx.Graph[str]", rule: Rule) -> "nx.Graph[str]":
    chance = random.Random(f"{network} {rule.__name__}")
    graph.add_nodes_from(network)
    largest = max(weight for *_, weight in network.edges(data="weight", default=1))
    for source, target in ways:
        weight = exact(rule(chance, network[source][target].get("weight", 1) / largest))
        # Zero written as -0.0 would be a negative length to some.
        graph.add_edge(source, target, weight=weight, length=abs(float(weight.ln())))
    return graph


def weights_of(graph: "nx.Graph[str]") -> Weights:
    return {node: {other: edge["weight"] for other, edge in graph.adj[node].items()} for node in graph}


def product(graph: "nx.Graph[str]", nodes: Nodes) -> Fraction:
    return prod((Fraction(graph[source][target]["weight"]) for source, target in pairwise(nodes)), start=Fraction(1))


def by_igraph(graph: "nx.Graph[str]") -> KPaths:
    names = list(graph)
    places = {name: place for place, name in enumerate(names)}
    edges = [(places[source], places[target]) for source, target in graph.edges]
    other = igraph.Graph(n=len(names), edges=edges, directed=graph.is_directed())
    lengths = [length for *_, length in graph.edges(data="length")]

    def k_paths(source: str, target: str, k: int) -> list[Nodes]:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Couldn't reach some vertices")
            found = other.get_k_shortest_paths(places[source], places[target], k=k, weights=lengths, output="vpath")
        return [tuple(names[place] for place in path) for path in found if path]

    return k_paths


def by_networkx(graph: "nx.Graph[str]") -> KPaths:
    def k_paths(source: str, target: str, k: int) -> list[Nodes]:
        try:
            return [tuple(path) for path in islice(nx.shortest_simple_paths(graph, source, target, "length"), k)]
        except nx.NetworkXNoPath:
            return []

    return k_paths
