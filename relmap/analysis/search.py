"""The k best simple paths of a directed graph, best first, exactly.

Edges have weights in (0, 1]; the value of a path is the product of its weights. Equal products come in order of
fewer steps, then of node names in code point order. Products are `Decimal`s of unlimited precision, so that two
paths tie when and only when their products are equal as written, in whatever order they are multiplied.

Method: Yen (1971) with Lawler's partition (1972), whose inner searches are A* with the exact distances of the whole
graph as the bound: each usually visits little more than the nodes of the path that it finds. Those distances are
themselves worked out only as far as the answer needs them, so a large graph costs little more than the part of it
that lies between the two ends. Every inner search closes a node once (with a limit on the steps: once for each number
of steps), so a graph with exponentially many equal paths costs no more than another.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact, localcontext
from heapq import heappop, heappush
from typing import NamedTuple

from relmap.analysis.ahead import Ahead, Limit

Weights = Mapping[str, Mapping[str, Decimal]]
"""The weight of each edge, by source and target."""

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])
"""Any rounding would be an error here, so it raises."""


def exact(number: float) -> Decimal:
    """The number as it is written, which for a float is the shortest text that reads back as the same float."""
    return Decimal(repr(number))


def exact_product(first: Decimal, second: Decimal) -> Decimal:
    return EXACT.multiply(first, second)


class Network(NamedTuple):
    """A weighted directed graph that is asked node by node, so that only what a search visits is ever weighed.

    `after` gives the weights of the edges out of a node, by target; `before` those into it, by source.
    """

    after: Callable[[str], Mapping[str, Decimal]]
    before: Callable[[str], Mapping[str, Decimal]]


def network_of(weights: Weights) -> Network:
    backward: dict[str, dict[str, Decimal]] = {}
    for node, followers in weights.items():
        for following, weight in followers.items():
            backward.setdefault(following, {})[node] = weight
    return Network(after=lambda node: weights.get(node, {}), before=lambda node: backward.get(node, {}))


class Route(NamedTuple):
    """A simple path: the product of its weights, and its nodes from source to target."""

    product: Decimal
    nodes: tuple[str, ...]


class _Trail:
    """The nodes of a partial path, kept as a chain; ordered by names, a beginning before what goes on from it."""

    __slots__ = ("node", "parent")

    def __init__(self, node: str, parent: "_Trail | None") -> None:
        self.node = node
        self.parent = parent

    def nodes(self) -> tuple[str, ...]:
        backwards = []
        trail: _Trail | None = self
        while trail is not None:
            backwards.append(trail.node)
            trail = trail.parent
        return tuple(reversed(backwards))

    def __lt__(self, other: "_Trail") -> bool:
        return self.nodes() < other.nodes()


class _Branch(NamedTuple):
    """All paths that begin with `prefix` (product `product`) and do not go on to any node of `taken`."""

    prefix: tuple[str, ...]
    product: Decimal
    taken: frozenset[str]


_Entry = tuple[Decimal, int, tuple[str, ...], _Branch]


class PathSearch:
    """Best paths to one target. What one question finds out about the graph, the next one need not."""

    def __init__(self, weights: Weights | Network, target: str) -> None:
        self._network = weights if isinstance(weights, Network) else network_of(weights)
        self._target = target
        with localcontext(EXACT):
            self._ahead = Ahead(self._network.before, target)
        self._limits: dict[int, Limit] = {}

    def reach(self, node: str) -> tuple[Decimal, int] | None:
        """The product and the number of steps of the best path from `node` to the target, None where there is none."""
        with localcontext(EXACT):
            found = self._ahead.of(node)
        return None if found is None else (found[0].copy_negate(), found[1])

    def nearest(self) -> Iterator[tuple[str, Decimal]]:
        """Every node that reaches the target with the product of its best path, best first: the target itself first."""
        order = self._ahead.in_order()
        while True:
            with localcontext(EXACT):
                found = next(order, None)
            if found is None:
                return
            yield found[0], found[1][0].copy_negate()

    def best(self, source: str, *, without: Collection[str] = (), most_steps: int | None = None) -> Route | None:
        """The best path from `source` of at most `most_steps` edges that avoids the nodes of `without`."""
        with localcontext(EXACT):
            return self._complete(_Branch((source,), Decimal(1), frozenset()), without, self._limit(most_steps))

    def k_best(self, source: str, k: int, *, most_steps: int | None = None) -> list[Route]:
        """The first k simple paths from `source`, best first; fewer where there are no more."""
        found: list[Route] = []
        limit = self._limit(most_steps)
        with localcontext(EXACT):
            heap = self._bounded([_Branch((source,), Decimal(1), frozenset())])
            while heap and len(found) < k:
                bound, _, nodes, branch = heappop(heap)
                if nodes[-1] == self._target:
                    found.append(Route(-bound, nodes))
                    for entry in self._bounded(self._split(branch, nodes)):
                        heappush(heap, entry)
                else:
                    route = self._complete(branch, (), limit)
                    if route is not None:
                        heappush(heap, (-route.product, len(route.nodes) - 1, route.nodes, branch))
        return found

    def _limit(self, most_steps: int | None) -> Limit | None:
        if most_steps is None:
            return None
        if most_steps not in self._limits:
            self._limits[most_steps] = Limit(self._network.before, self._target, most_steps)
        return self._limits[most_steps]

    def _bounded(self, branches: Iterable[_Branch]) -> list[_Entry]:
        """Each branch with a bound on its best path, sorted: a branch is searched only when its turn has come.

        The bound is the best path of the whole graph that goes on from the prefix, named by its first nodes, which
        come before any path of the branch that is as good.
        """
        entries = []
        for branch in branches:
            bounds = list(self._bounds(branch))
            if bounds:
                product, steps, node = min(bounds)
                entries.append((product, steps, (*branch.prefix, node), branch))
        return sorted(entries, key=lambda entry: entry[:3])

    def _bounds(self, branch: _Branch) -> Iterator[tuple[Decimal, int, str]]:
        before = len(branch.prefix)
        for node, weight in self._network.after(branch.prefix[-1]).items():
            if node not in branch.taken and node not in branch.prefix:
                ahead = self._ahead.bound(node)
                if ahead is not None:
                    yield branch.product * weight * ahead[0], before + ahead[1], node

    def _split(self, branch: _Branch, nodes: tuple[str, ...]) -> list[_Branch]:
        """The branch without the path `nodes`, as parts that share no path."""
        start = len(branch.prefix) - 1
        parts = [_Branch(branch.prefix, branch.product, branch.taken | {nodes[start + 1]})]
        product = branch.product
        for end in range(start + 1, len(nodes) - 1):
            product *= self._network.after(nodes[end - 1])[nodes[end]]
            parts.append(_Branch(nodes[: end + 1], product, frozenset((nodes[end + 1],))))
        return parts

    def _complete(self, branch: _Branch, without: Collection[str], limit: Limit | None) -> Route | None:
        """The best path of a branch. Products are negative here, so that the smallest comes first."""
        start, steps = branch.prefix[-1], len(branch.prefix) - 1
        reach = self._ahead.of(start)
        if reach is None or start in without:
            return None
        # The fewest steps in which a node was left. Only under a limit are fewer steps worth a second visit.
        closed = dict.fromkeys((*branch.prefix[:-1], *without), 0)
        heap = [(branch.product * reach[0], steps + reach[1], _Trail(start, None), -branch.product, steps)]
        while heap:
            bound, in_all, trail, product, steps = heappop(heap)
            node = trail.node
            if node == self._target:
                return Route(-product, branch.prefix[:-1] + trail.nodes())
            if node in closed and (limit is None or closed[node] <= steps):
                continue
            reach = self._ahead.sharpen(node, -product, heap[0][0] if heap else None)
            if reach is None:
                continue
            sharp = (-product * reach[0], steps + reach[1])
            if sharp != (bound, in_all):
                heappush(heap, (*sharp, trail, product, steps))
                continue
            closed[node] = steps
            taken = branch.taken if trail.parent is None else ()
            for following, weight in self._network.after(node).items():
                if following in taken or (following in closed and (limit is None or closed[following] <= steps + 1)):
                    continue
                ahead = self._ahead.bound(following)
                if ahead is not None and (limit is None or limit.allows(following, steps + 1)):
                    reached = product * weight
                    bound = -reached * ahead[0]
                    heappush(heap, (bound, steps + 1 + ahead[1], _Trail(following, trail), reached, steps + 1))
        return None


def best_routes(weights: Weights | Network, source: str, targets: Collection[str]) -> dict[str, Route]:
    """The best path from `source` to each of `targets` that it reaches, as `PathSearch.best` has it: one search."""
    after = weights.after if isinstance(weights, Network) else network_of(weights).after
    found: dict[str, Route] = {}
    closed: set[str] = set()
    heap = [(Decimal(-1), 0, _Trail(source, None))]
    with localcontext(EXACT):
        while heap and len(found) < len(targets):
            product, steps, trail = heappop(heap)
            node = trail.node
            if node not in closed:
                closed.add(node)
                if node in targets:
                    found[node] = Route(-product, trail.nodes())
                for following, weight in after(node).items():
                    if following not in closed:
                        heappush(heap, (product * weight, steps + 1, _Trail(following, trail)))
    return found
