"""Paths and losses worked out anew from the words of docs/method.md: slow, plain, and without relmap's analysis."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from math import exp
from typing import NamedTuple

from relmap.model.book import Book
from relmap.model.records import Deal, KnownBy, Link, Person, Touch

from .books import TODAY

LEVELS = {1: 0.20, 2: 0.45, 3: 0.70, 4: 0.90}
CARRIERS = {2: 1.0, 1: 0.9, 0: 0.7, None: 0.6, -1: 0.35, -2: 0.1}
STANCE_NAMES = {2: "advocate", 1: "supporter", 0: "neutral", None: "unknown", -1: "non_supporter", -2: "opponent"}
LONGEST = {"new": 30, "bargain": None, "": 60}
WEIGHTS = {"visit": 3, "meeting": 3, "call": 2, "video": 2, "event": 2}
BOTH_WAYS = ("friend", "family", "former_colleague")


class Chain(NamedTuple):
    """A path; sorted, the best comes first."""

    minus_score: Fraction
    length: int
    nodes: tuple[str, ...]


class ByHand:
    """`edges` are the steps between people by their strength, `ours` our step to each person whom we know."""

    def __init__(self, book: Book, deal: Deal | None, member: str | None, without: Collection[str]) -> None:
        self.book = book
        self.seats = {seat.person: seat for seat in deal.committee} if deal else {}
        self.here = [one for one in self._circle() if one.status != "left" and one.ref not in without]
        self.edges = self._edges()
        self.ours = {}
        for one in self.here:
            known = [(-self._tie(name, one), name) for name in self._members(one) if f"team/{name}" not in without]
            known = [entry for entry in known if member in (None, entry[1]) and entry[0] < 0]
            if known:
                strength, name = min(known)
                self.ours[one.ref] = (f"team/{name}", -strength)

    def _circle(self) -> list[Person]:
        """Everybody of an account that ties join to it, from one to the next, whoever of the two wrote the tie down."""
        accounts = {"acme", *(ref.split("/")[0] for ref in self.seats)}
        while True:
            joined = set()
            for one in self.book.people.values():
                for ref in filter(None, (one.reports_to, *(link.to for link in one.links))):
                    ends = {one.account, ref.split("/")[0]}
                    if ends & accounts:
                        joined |= ends
            if joined <= accounts:
                return [one for one in self.book.people.values() if one.account in accounts]
            accounts |= joined

    def _members(self, one: Person) -> set[str]:
        met = {name for touch in self.book.all_touches() if one.ref in touch.people for name in _of_us(touch)}
        gone = {name for name, member in self.book.members.items() if member.status == "left"}
        return (met | {known.member for known in one.known_by}) - gone

    def _tie(self, member: str, one: Person) -> float:
        touches = [
            touch
            for touch in sorted(self.book.all_touches(), key=lambda touch: touch.on)
            if one.ref in touch.people and member in _of_us(touch) and touch.on <= TODAY
        ]
        faded = observed = 0.0
        known = next((known for known in one.known_by if known.member == member), None)
        if known is not None:
            faded = self._level(known, 1)
            longest = LONGEST[self.book.accounts[one.account].segment]
            dates = [touch.on for touch in touches] + ([known.assessed_on] if known.assessed_on else [])
            if dates and longest is not None:
                late = max(0, (TODAY - max(dates)).days - longest)
                faded *= 0.25 + 0.75 * 2 ** (-late / (2 * longest))
        if touches:
            total = 0.0
            for touch in touches:
                two_way = touch.channel in WEIGHTS if touch.two_way is None else touch.two_way
                direction = 1 if two_way else 0.25
                total += WEIGHTS.get(touch.channel, 1) * direction * 2 ** (-(TODAY - touch.on).days / 90)
            observed = 1 - exp(-total / 6)
        return max(faded, observed)

    def _level(self, tie: KnownBy | Link, unsaid: int) -> float:
        if tie.strength is not None:
            return tie.strength
        level = tie.level or unsaid
        return self.book.settings.strength.levels.get(str(level), LEVELS[level])

    def _edges(self) -> dict[tuple[str, str], float]:
        constants, refs = self.book.settings.strength, {one.ref for one in self.here}
        found: list[tuple[str, str, float]] = []
        for one in self.here:
            for link in one.links:
                begun, over = link.since is None or link.since <= TODAY, link.until is not None and link.until < TODAY
                if link.kind != "conflicts" and begun and not over:
                    strength = self._level(link, 2)
                    found.append((one.ref, link.to, strength))
                    if link.kind in BOTH_WAYS:
                        found.append((link.to, one.ref, strength))
            found.append((one.ref, one.reports_to, constants.reporting_up))
            found.append((one.reports_to, one.ref, constants.reporting_down))
        edges: dict[tuple[str, str], float] = {}
        for source, target, strength in found:
            if source != target and {source, target} <= refs and strength > 0:
                edges[source, target] = max(strength, edges.get((source, target), 0.0))
        return edges

    def carrier(self, ref: str) -> float:
        stance = self.book.people[ref].stance
        if ref in self.seats and self.seats[ref].stance is not None:
            stance = self.seats[ref].stance
        known = None if isinstance(stance, str) else stance
        return self.book.settings.strength.carriers.get(STANCE_NAMES[known], CARRIERS[known])

    def chains(self, target: str) -> list[Chain]:
        """Every path that visits nobody twice, best first."""
        found: list[Chain] = []
        for ref, (member, strength) in self.ours.items():
            found += self._onward((member, ref), Fraction(repr(strength)), target)
        return sorted(found)

    def _onward(self, nodes: tuple[str, ...], score: Fraction, target: str) -> Iterator[Chain]:
        here = nodes[-1]
        if here == target:
            yield Chain(-score, len(nodes), nodes)
            return
        score *= Fraction(repr(self.carrier(here)))
        for (source, to), strength in self.edges.items():
            if source == here and to not in nodes and score > 0:
                yield from self._onward((*nodes, to), score * Fraction(repr(strength)), target)


def _of_us(touch: Touch) -> tuple[str, ...]:
    return (touch.member, *touch.together)


def loss(chains: list[Chain], person: str) -> Fraction:
    """The share of the best score that goes when `person` leaves."""
    left = next((chain for chain in chains if person not in chain.nodes), None)
    return Fraction(1) if left is None else 1 - left.minus_score / chains[0].minus_score
