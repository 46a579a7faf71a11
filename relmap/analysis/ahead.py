"""How well, and in how few steps, each node of a graph reaches the target: no more of it than somebody asks for."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from heapq import heappop, heappush

Before = Callable[[str], Mapping[str, Decimal]]
"""The weight of every edge into a node, by its source."""

Reach = tuple[Decimal, int]
"""Minus the product of a node's best path to the target, and the steps of that path: the smaller, the better."""


class Ahead:
    """A search backwards from the target (Dijkstra 1959) that stops where it is and goes on when asked.

    To be used inside an exact decimal context.
    """

    def __init__(self, before: Before, target: str) -> None:
        self._before = before
        self._closed: dict[str, Reach] = {}
        self._order: list[str] = []
        self._seen: dict[str, Reach] = {target: (Decimal(-1), 0)}
        self._heap: list[tuple[Decimal, int, str]] = [(Decimal(-1), 0, target)]
        self._frontier: Reach = (Decimal(-1), 0)

    def of(self, node: str) -> Reach | None:
        """None where the node does not reach the target."""
        while node not in self._closed and self._close_next() is not None:
            pass
        return self._closed.get(node)

    def bound(self, node: str) -> Reach | None:
        """As `of` where that is known already; else no worse than it, and None only where it is known to be None."""
        found = self._closed.get(node)
        return found if found is not None or not self._heap else self._frontier

    def sharpen(self, node: str, factor: Decimal, worst: Decimal | None) -> Reach | None:
        """The bound of `node`: exact, unless `factor` x its product is beyond (larger than) `worst` already."""
        while node not in self._closed and (worst is None or factor * self._frontier[0] <= worst):
            if self._close_next() is None:
                break
        return self.bound(node)

    def in_order(self) -> Iterator[tuple[str, Reach]]:
        """Every node that reaches the target, best first; equals by fewer steps, then by name."""
        place = 0
        while place < len(self._order) or self._close_next() is not None:
            node = self._order[place]
            yield node, self._closed[node]
            place += 1

    def _close_next(self) -> str | None:
        """The next node in order, None after the last."""
        while self._heap:
            product, steps, node = heappop(self._heap)
            if node not in self._closed:
                self._closed[node] = self._frontier = (product, steps)
                self._order.append(node)
                self._spread(node, product, steps + 1)
                return node
        return None

    def _spread(self, node: str, product: Decimal, steps: int) -> None:
        closed, seen, heap = self._closed, self._seen, self._heap
        for before, weight in self._before(node).items():
            if before not in closed:
                value = product * weight
                known = seen.get(before)
                # Not a comparison of pairs: most edges lead to nothing better, and a pair costs more than the rest.
                if known is None or value < known[0] or (value == known[0] and steps < known[1]):
                    seen[before] = (value, steps)
                    heappush(heap, (value, steps, before))


class Limit:
    """At most so many steps to the target: whoever is too far away to arrive in time is not visited."""

    def __init__(self, before: Before, target: str, most: int) -> None:
        self._most = most
        self._away = {target: 0}
        nodes, away = [target], 0
        while nodes and away < most:
            away += 1
            found = {source: away for node in nodes for source in before(node) if source not in self._away}
            self._away.update(found)
            nodes = list(found)

    def allows(self, node: str, steps: int) -> bool:
        """Whether `node`, reached in `steps`, can still come to the target."""
        return steps + self._away.get(node, self._most + 1) <= self._most
