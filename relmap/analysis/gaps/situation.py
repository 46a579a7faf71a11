"""What the rules look at: an account on a day, with its people, ties and paths worked out once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from relmap.analysis.circle import account_of
from relmap.analysis.coverage import required_roles, threads
from relmap.analysis.graph import TEAM, InfluenceGraph, influence_graph
from relmap.analysis.search import PathSearch, Route, best_routes
from relmap.analysis.standing import Standing, buying_group, importance_of_role
from relmap.analysis.strength import Tie, cadence_of
from relmap.analysis.visits import Visitors, Visits
from relmap.analysis.wording import called
from relmap.model.book import Book
from relmap.model.records import Deal, Touch
from relmap.model.saying import name_of
from relmap.model.settings import Strength


class Reach(NamedTuple):
    """How one key player is reached: the best route of our team, with its score (0 where there is none)."""

    route: Route | None = None
    score: float = 0.0

    @property
    def carriers(self) -> tuple[str, ...]:
        """The people between our member and the key player."""
        return self.route.nodes[2:-1] if self.route else ()


@dataclass(frozen=True, kw_only=True)
class Situation:
    """`group` is everybody who counts and has not left; `reaches` are of its key players, `searches` of its deciders.

    `touches` are those up to today, oldest first, by person, and by the account that they are logged at.
    """

    book: Book
    account: str
    deal: Deal | None
    today: date
    group: Mapping[str, Standing]
    graph: InfluenceGraph
    reaches: Mapping[str, Reach]
    searches: Mapping[str, PathSearch]
    touches: Mapping[str, Sequence[Touch]]

    @property
    def constants(self) -> Strength:
        return self.book.settings.strength

    @property
    def roles(self) -> tuple[str, ...]:
        return required_roles(self.book.settings, self.deal)

    @property
    def named(self) -> list[Standing]:
        return [standing for standing in self.group.values() if standing.is_named]

    @property
    def key_players(self) -> list[Standing]:
        """Key players with a name; a placeholder is a gap of its own."""
        return [standing for standing in self.group.values() if standing.is_key_player]

    @property
    def deciders(self) -> list[Standing]:
        return self.holders("decision_maker")

    def holders(self, role: str) -> list[Standing]:
        return [standing for standing in self.named if standing.holds(role)]

    def importance(self, standing: Standing) -> float:
        return standing.importance(self.constants)

    def importance_of_role(self, role: str) -> float:
        return importance_of_role(role, self.constants)

    def importance_of_account(self) -> float:
        """What hangs on the account as a whole: its most important person, or required role nobody holds."""
        roles = (self.importance_of_role(role) for role in self.roles if not self.holders(role))
        return max((*map(self.importance, self.named), *roles), default=0.0)

    def urgency(self, person: str = "") -> float:
        """1, + .5 if a deal is open, + .5 x how far the touch is overdue: at most 2."""
        deals = [self.deal] if self.deal else self.book.deals_of(self.account)
        is_open = any(deal.is_open for deal in deals)
        return 1 + 0.5 * is_open + 0.5 * self.overdue(person)

    def overdue(self, person: str = "") -> float:
        """Days past max_days / max_days since the last touch with the person, else with their account: 0-1.

        The cadence is that of their account, too. 0 where there has been no touch, or where no cadence applies.
        """
        account = account_of(person) or self.account
        last = self.last_touch(person) or self.last_touch(account)
        most = cadence_of(self.book, account).max_days
        if last is None or most is None:
            return 0.0
        return min(1.0, max(0, (self.today - last.on).days - most) / most)

    def last_touch(self, of: str) -> Touch | None:
        """The newest with a person, or at an account; whoever of us logged it."""
        touches = self.touches.get(of)
        return touches[-1] if touches else None

    def last_contact(self, ref: str) -> date | None:
        """The day of the last touch with somebody by any of us, else when one of us last judged a tie to them."""
        known = (tie.known_by for tie in self.graph.ties.get(ref, {}).values())
        judged = (one.assessed_on for one in known if one is not None and one.assessed_on is not None)
        touch = self.last_touch(ref)
        return touch.on if touch else max(judged, default=None)

    def ties(self, ref: str) -> list[Tie]:
        """Our ties to a person that carry anything, strongest first."""
        found = (tie for tie in self.graph.ties.get(ref, {}).values() if tie.value > 0)
        return sorted(found, key=lambda tie: (-tie.value, tie.member))

    def ours(self, ref: str) -> list[Tie]:
        """Those of `ties` whose members the book has: whoever is only named can be asked to do nothing."""
        return [tie for tie in self.ties(ref) if tie.member in self.graph.members]

    def has_met(self, ref: str) -> bool:
        """Whether any of us has a tie to somebody, or was ever in touch with them."""
        return bool(self.ties(ref)) or self.last_touch(ref) is not None

    def reach(self, ref: str) -> Reach:
        """How somebody is reached, a key player or not."""
        return self.reaches.get(ref) or _reach(self.graph, self._routes.get(ref))

    @cached_property
    def _routes(self) -> Mapping[str, Route]:
        """The best route to everybody whom our team reaches: one search, where any rule asks."""
        return best_routes(self.graph.network, TEAM, set(self.graph.standings))

    @cached_property
    def visits(self) -> Visits:
        """The visits that would help most: one search, where any rule asks."""
        return Visits(Visitors(self.graph, self.book, self.today))

    def threads(self, ref: str) -> list[Tie]:
        """The threads to a person of our members who are there; there is none to whom nobody can name."""
        standing = self.graph.standings.get(ref)
        return threads(self.ours(ref), self.constants) if standing is not None and standing.is_named else []

    def name(self, ref: str) -> str:
        """A person or member as a sentence names them."""
        if ref in self.graph.standings:
            return called(self.graph.standings[ref].person)
        member = ref.removeprefix("team/")
        return name_of(self.book.members[member]) if member in self.book.members else ref

    def best_contact(self) -> Tie | None:
        """Our strongest tie to anybody in the group; to somebody against us only where there is no other."""
        ties = (tie for ref in self.group for tie in self.ours(ref)[:1])
        return max(ties, key=lambda tie: (not self.group[tie.person].is_against, tie.value), default=None)


def situation_of(book: Book, account: str, *, today: date, deal: Deal | None = None) -> Situation:
    group = buying_group(book, account, deal)
    graph = influence_graph(book, account, today=today, deal=deal)
    network = graph.network
    players = [ref for ref, standing in group.items() if standing.is_key_player]
    routes = best_routes(network, TEAM, set(players))
    return Situation(
        book=book,
        account=account,
        deal=deal,
        today=today,
        group=group,
        graph=graph,
        reaches={ref: _reach(graph, routes.get(ref)) for ref in players},
        searches={ref: PathSearch(network, ref) for ref in players if group[ref].holds("decision_maker")},
        touches=_touches(book, account, group, today),
    )


def _reach(graph: InfluenceGraph, route: Route | None) -> Reach:
    return Reach() if route is None else Reach(route=route, score=graph.score(route.nodes[1:]))


def _touches(book: Book, account: str, group: Iterable[str], today: date) -> dict[str, list[Touch]]:
    """Those with people of other accounts, who sit in the deal's committee, are logged over there, too."""
    accounts = {account, *map(account_of, group)}
    found: dict[str, list[Touch]] = {}
    past = [touch for name in accounts for touch in book.touches.get(name, ()) if touch.on <= today]
    for touch in sorted(past, key=lambda touch: (touch.on, touch.account, touch.member, touch.index)):
        for one in (touch.account, *dict.fromkeys(touch.people)):
            found.setdefault(one, []).append(touch)
    return found
