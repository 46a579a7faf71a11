"""The k best simple paths of a directed graph, best first, exactly.

Edges have weights in (0, 1]; the value of a path is the product of its weights. Equal products come in order of
fewer steps, then of node names in code point order. Products are `Decimal`s of unlimited precision, so that two
paths tie when and only when their products are equal as written, in whatever order they are multiplied.

Method: Yen (1971) with Lawler's partition (1972), whose inner searches are A* with the exact distances of the whole
graph as the bound: each usually visits little more than the nodes of the path that it finds. Every inner search
closes a node once, so a graph with exponentially many equal paths costs no more than another.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact, localcontext
from heapq import heappop, heappush
from typing import NamedTuple

Weights = Mapping[str, Mapping[str, Decimal]]

# Any rounding would be an error here, so it raises.
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])


def exact(number: float) -> Decimal:
    """The number as it is written, which for a float is the shortest text that reads back as the same float."""
    return Decimal(repr(number))


def exact_product(first: Decimal, second: Decimal) -> Decimal:
    return _EXACT.multiply(first, second)


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
    """Best paths to one target. Making it costs one search of the graph; every question after that costs little."""

    def __init__(self, weights: Weights, target: str) -> None:
        self._weights = weights
        self._target = target
        with localcontext(_EXACT):
            self._ahead = _best_ahead(weights, target)

    def ahead(self, node: str) -> Decimal | None:
        """The product of the best path from `node` to the target, None where there is none."""
        found = self._ahead.get(node)
        return None if found is None else found[0].copy_negate()

    def best(self, source: str, *, without: Collection[str] = ()) -> Route | None:
        """The best path from `source` that avoids the nodes of `without`."""
        with localcontext(_EXACT):
            return self._complete(_Branch((source,), Decimal(1), frozenset()), without)

    def k_best(self, source: str, k: int) -> list[Route]:
        """The first k simple paths from `source`, best first; fewer where there are no more."""
        found: list[Route] = []
        with localcontext(_EXACT):
            heap = self._bounded([_Branch((source,), Decimal(1), frozenset())])
            while heap and len(found) < k:
                bound, _, nodes, branch = heappop(heap)
                if nodes[-1] == self._target:
                    found.append(Route(-bound, nodes))
                    for entry in self._bounded(self._split(branch, nodes)):
                        heappush(heap, entry)
                else:
                    route = self._complete(branch, ())
                    if route is not None:
                        heappush(heap, (-route.product, len(route.nodes) - 1, route.nodes, branch))
        return found

    def _bounded(self, branches: Iterable[_Branch]) -> list[_Entry]:
        """Each branch with a bound on its best path, sorted: a branch is searched only when its turn has come.

        The bound is the best path of the whole graph that goes on from the prefix, named by its first nodes, which
        come before any path of the branch that is as good.
        """
        entries = []
        for branch in branches:
            before = len(branch.prefix)
            bounds = [
                (branch.product * weight * self._ahead[node][0], before + self._ahead[node][1], node)
                for node, weight in self._weights.get(branch.prefix[-1], {}).items()
                if node in self._ahead and node not in branch.taken and node not in branch.prefix
            ]
            if bounds:
                product, steps, node = min(bounds)
                entries.append((product, steps, (*branch.prefix, node), branch))
        return sorted(entries, key=lambda entry: entry[:3])

    def _split(self, branch: _Branch, nodes: tuple[str, ...]) -> list[_Branch]:
        """The branch without the path `nodes`, as parts that share no path."""
        start = len(branch.prefix) - 1
        parts = [_Branch(branch.prefix, branch.product, branch.taken | {nodes[start + 1]})]
        product = branch.product
        for end in range(start + 1, len(nodes) - 1):
            product *= self._weights[nodes[end - 1]][nodes[end]]
            parts.append(_Branch(nodes[: end + 1], product, frozenset((nodes[end + 1],))))
        return parts

    def _complete(self, branch: _Branch, without: Collection[str]) -> Route | None:
        """The best path of a branch. Products are negative here, so that the smallest comes first."""
        start = branch.prefix[-1]
        if start not in self._ahead:
            return None
        closed = {*branch.prefix[:-1], *without}
        heap = [(Decimal(0), 0, _Trail(start, None), -branch.product, 0)]
        while heap:
            _, _, trail, product, steps = heappop(heap)
            node = trail.node
            if node == self._target:
                return Route(-product, branch.prefix[:-1] + trail.nodes())
            if node in closed:
                continue
            closed.add(node)
            taken = branch.taken if trail.parent is None else ()
            for following, weight in self._weights.get(node, {}).items():
                ahead = self._ahead.get(following)
                if ahead is not None and following not in closed and following not in taken:
                    reached = product * weight
                    bound = -reached * ahead[0]
                    heappush(heap, (bound, steps + 1 + ahead[1], _Trail(following, trail), reached, steps + 1))
        return None


def best_routes(weights: Weights, source: str, targets: Collection[str]) -> dict[str, Route]:
    """The best path from `source` to each of `targets` that it reaches, as `PathSearch.best` has it: one search."""
    found: dict[str, Route] = {}
    closed: set[str] = set()
    heap = [(Decimal(-1), 0, _Trail(source, None))]
    with localcontext(_EXACT):
        while heap:
            product, steps, trail = heappop(heap)
            node = trail.node
            if node not in closed:
                closed.add(node)
                if node in targets:
                    found[node] = Route(-product, trail.nodes())
                for following, weight in weights.get(node, {}).items():
                    if following not in closed:
                        heappush(heap, (product * weight, steps + 1, _Trail(following, trail)))
    return found


def _best_ahead(weights: Weights, target: str) -> dict[str, tuple[Decimal, int]]:
    """For each node that reaches the target: minus the product of its best path there, and that path's steps."""
    backward: dict[str, list[tuple[str, Decimal]]] = {}
    for node, followers in weights.items():
        for following, weight in followers.items():
            if following in backward:
                backward[following].append((node, weight))
            else:
                backward[following] = [(node, weight)]
    closed: dict[str, tuple[Decimal, int]] = {}
    seen = {target: (Decimal(-1), 0)}
    heap = [(Decimal(-1), 0, target)]
    while heap:
        product, steps, node = heappop(heap)
        if node in closed:
            continue
        closed[node] = (product, steps)
        steps += 1
        for before, weight in backward.get(node, ()):
            if before not in closed:
                value = product * weight
                known = seen.get(before)
                # Not a comparison of pairs: most edges lead to nothing better, and a pair costs more than the rest.
                if known is None or value < known[0] or (value == known[0] and steps < known[1]):
                    seen[before] = (value, steps)
                    heappush(heap, (value, steps, before))
    return closed
