"""The largest set of routes to a target that share nobody on the way.

Whoever stalls then stops one of them at most. By Menger (1927) there are, a tie of our own to the target apart, as many
as the fewest people whose leaving cuts us off. Of the largest sets it is the one whose scores have the largest product,
then the fewest steps in all: a flow of smallest cost in which everybody carries once, grown by one route at a time
along the best augmenting path (Suurballe 1974; potentials as in Johnson 1977). Products and quotients are exact.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from heapq import heappop, heappush
from math import nan
from typing import NamedTuple

from relmap.analysis.search import EXACT, Network, PathSearch, Route

_CLOSE = 1e-9
"""Floats that differ by a larger share than this belong to numbers that differ the same way."""

_TINY = 1e-280
"""Below, a float has fewer digits than it shows."""


class _Side(NamedTuple):
    """Where routes arrive at a node, or where they leave it: between the two passes one route at most."""

    node: str
    leaving: bool


class _Worth:
    """What a way multiplies a score by, `up / down`, and the steps it adds. What is worth more is smaller."""

    __slots__ = ("down", "rough", "steps", "up")

    def __init__(self, up: Decimal, down: Decimal, steps: int) -> None:
        self.up = up
        self.down = down
        self.steps = steps
        parts = float(up), float(down)
        self.rough = parts[0] / parts[1] if min(parts) > _TINY else nan

    def then(self, other: "_Worth") -> "_Worth":
        return _Worth(self.up * other.up, self.down * other.down, self.steps + other.steps)

    def back(self) -> "_Worth":
        """The same way taken back."""
        return _Worth(self.down, self.up, -self.steps)

    def __lt__(self, other: "_Worth") -> bool:
        if self._is_far_from(other):
            return self.rough > other.rough
        mine, its = self.up * other.down, other.up * self.down
        return mine > its or (mine == its and self.steps < other.steps)

    def __eq__(self, other: object) -> bool:
        # Looked at before `<` whenever two entries of a heap are compared.
        if not isinstance(other, _Worth) or self.steps != other.steps or self._is_far_from(other):
            return False
        return self.up * other.down == other.up * self.down

    def _is_far_from(self, other: "_Worth") -> bool:
        """True where floats are enough to tell the two apart; exact products cost many times as much."""
        return abs(self.rough - other.rough) > _CLOSE * (self.rough + other.rough)


_ONE = Decimal(1)
_NO_CHANGE = _Worth(_ONE, _ONE, 0)
_SOURCE = _Side("", True)
_Entry = tuple[_Worth, _Side, _Side, _Worth]
"""What a way is worth if the best comes after it, where it ends, the side before that, and what it is worth so far."""


def independent_routes(network: Network, starts: Mapping[str, Route], target: str, k: int | None = None) -> list[Route]:
    """The largest set of simple paths to `target` that have no node in common but it, best first.

    They begin with one of `starts` each: by its last node, the way there, whose nodes before that may be common. With
    `k` there are at most so many: those k whose products multiply to most.
    """
    flow = _Flow(network, starts, target)
    with localcontext(EXACT):
        while (k is None or flow.size < k) and flow.grow():
            pass
        return sorted(flow.routes(), key=lambda route: (-route.product, len(route.nodes), route.nodes))


class _Flow:
    """The routes found so far, each node's next and previous one on them, and which starts they use."""

    def __init__(self, network: Network, starts: Mapping[str, Route], target: str) -> None:
        self._network = network
        self._starts = starts
        self._target = _Side(target, False)
        self._search = PathSearch(network, target)
        self._next: dict[str, str] = {}
        self._previous: dict[str, str] = {}
        self._begun: set[str] = set()
        # What the best way on from a side is worth, or more: with it, no step is better than nothing.
        self._onward: dict[_Side, _Worth | None] = {}

    @property
    def size(self) -> int:
        return len(self._begun)

    def routes(self) -> Iterator[Route]:
        for start in self._begun:
            product, nodes = self._starts[start]
            while nodes[-1] != self._target.node:
                following = self._next[nodes[-1]]
                product *= self._network.after(nodes[-1])[following]
                nodes = (*nodes, following)
            yield Route(product, nodes)

    def grow(self) -> bool:
        """One route more, others being led round where they stand in its way; False where there is none."""
        reached: dict[_Side, tuple[_Worth, _Side]] = {}
        heap: list[_Entry] = []
        for start in self._starts.keys() - self._begun:
            way = self._starts[start]
            self._offer(heap, _Side(start, False), _Worth(way.product, _ONE, len(way.nodes) - 1), _SOURCE)
        while heap:
            _, side, before, worth = heappop(heap)
            if side not in reached:
                reached[side] = worth, before
                if side == self._target:
                    self._lead(reached)
                    return True
                for following, step in self._moves(side):
                    if following not in reached:
                        self._offer(heap, following, worth.then(step), side)
        return False

    def _offer(self, heap: list[_Entry], side: _Side, worth: _Worth, before: _Side) -> None:
        onward = self._best_onward(side)
        if onward is not None:
            heappush(heap, (worth.then(onward), side, before, worth))

    def _best_onward(self, side: _Side) -> _Worth | None:
        if side not in self._onward:
            ahead = self._search.reach(side.node)
            self._onward[side] = None if ahead is None else _Worth(ahead[0], _ONE, ahead[1])
        return self._onward[side]

    def _moves(self, side: _Side) -> Iterator[tuple[_Side, _Worth]]:
        """Where one can go on: along an edge that no route uses, or back along one that a route uses."""
        node, following = side.node, self._next.get(side.node)
        if side.leaving:
            for other, weight in self._network.after(node).items():
                if other != following:
                    yield _Side(other, False), _Worth(weight, _ONE, 1)
            if following is not None:
                yield _Side(node, False), _NO_CHANGE
        elif following is None:
            yield _Side(node, True), _NO_CHANGE
        elif node in self._previous:
            previous = self._previous[node]
            yield _Side(previous, True), _Worth(self._network.after(previous)[node], _ONE, 1).back()

    def _lead(self, reached: dict[_Side, tuple[_Worth, _Side]]) -> None:
        """Takes the way to the target into the flow."""
        whole = reached[self._target][0]
        for side, (worth, _) in reached.items():
            self._onward[side] = whole.then(worth.back())
        side = self._target
        used: list[tuple[str, str]] = []
        unused: list[tuple[str, str]] = []
        while (before := reached[side][1]) != _SOURCE:
            if before.node != side.node:
                (used if before.leaving else unused).append((before.node, side.node))
            side = before
        self._begun.add(side.node)
        for later, earlier in unused:
            del self._next[earlier]
            self._previous.pop(later)
        for earlier, later in used:
            self._next[earlier] = later
            if later != self._target.node:
                self._previous[later] = earlier
