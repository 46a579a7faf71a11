"""The one thing to do next that would raise the best score to a person most, found by trying."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from relmap.analysis.edges import KNOWN_BY, MANAGES, REPORTS_TO, Edge
from relmap.analysis.graph import TEAM, InfluenceGraph
from relmap.analysis.search import PathSearch, Route, exact, exact_product
from relmap.analysis.visits import Visitors
from relmap.analysis.wording import called, figure
from relmap.model.book import Book
from relmap.model.records import Link
from relmap.model.saying import _, in_words, name_of
from relmap.model.settings import LEVELS
from relmap.model.vocabulary import LEVEL_NAMES


class Action(NamedTuple):
    """`kind` is "visit" or "strengthen"; `score` the best score once it is done; `command` would record it.

    `factors` are the numbers, 0-1, whose product the score is: of each step the strength and, unless it is one of us
    who begins it, the carrier factor.
    """

    kind: str
    source: str
    target: str
    score: float
    factors: tuple[float, ...]
    sentence: str
    command: str


class _Visit(NamedTuple):
    """A visit that was tried: by whom, to whom, how strong their tie is then, and the best score with it."""

    member: str
    person: str
    strength: float
    score: Decimal


class Trials(NamedTuple):
    """Everything that could be done about the way to the target of `search`, each tried for what it would bring.

    `nodes` are those of the best path, empty where there is none. With `source` (an id) only that member acts. Paths
    have at most `most_steps` steps. To a `stranger`, to whom no path leads however long, the way may be a first visit.
    """

    graph: InfluenceGraph
    book: Book
    search: PathSearch
    target: str
    nodes: tuple[str, ...]
    today: date
    source: str | None = None
    most_steps: int | None = None
    stranger: bool = False

    @property
    def _visitors(self) -> Visitors:
        return Visitors(self.graph, self.book, self.today, self.source)

    def best(self) -> Action | None:
        """The action that raises the best score most; None where none does."""
        return self.best_and_ours()[0]

    def best_and_ours(self) -> tuple[Action | None, Action | None]:
        """The action that raises the best score most, and the best visit where that is another; None where none does.

        Tried are a visit today to everybody: by each member who has a tie to them, or for the first time; and each
        step of the best path after ours made one level stronger. The target itself, if none of us has a tie to it, is
        not just visited unless a `stranger`: that would nearly always win, and say nothing.
        """
        score = self.graph.score(self.nodes)
        visit = self._best_visit()
        visits = [self._visiting(visit)] if visit else []
        # On equal scores a visit comes first: it is ours to do.
        tried = [action for action in (*visits, *self._stronger_steps()) if action.score > score]
        best = max(tried, key=lambda action: action.score, default=None)
        ours = next((action for action in tried if action.kind == "visit"), None)
        return best, None if ours is best else ours

    def _best_visit(self) -> _Visit | None:
        best: _Visit | None = None
        for person, ahead in self.search.nearest():
            # They come best first, and no tie is stronger than 1.
            if best is not None and ahead <= best.score:
                break
            onward = self._onward(person, ahead)
            for visit in self._visits(person, onward) if onward is not None else ():
                if best is None or visit.score > best.score:
                    best = visit
        return best

    def _onward(self, person: str, ahead: Decimal) -> Decimal | None:
        """The product of the best way from somebody whom we may visit to the target."""
        standing = self.graph.standings.get(person)
        if standing is None or not standing.is_named:
            return None
        if person == self.target and not self.stranger and not self._visitors.knowing(person):
            return None
        if self.most_steps is None:
            return ahead
        route = self._route(person)
        return None if route is None else route.product

    def _route(self, person: str) -> Route | None:
        """The best way from somebody to the target, where the visit to them is the first step."""
        return self.search.best(person, most_steps=None if self.most_steps is None else self.most_steps - 1)

    def _visits(self, person: str, onward: Decimal) -> Iterator[_Visit]:
        for member in self._visitors.going(person, self.nodes):
            strength = self._visitors.strength(member, person)
            yield _Visit(member, person, strength, exact_product(exact(strength), onward))

    def _visiting(self, visit: _Visit) -> Action:
        ours = Edge(f"team/{visit.member}", visit.person, KNOWN_BY, visit.strength)
        route = self._route(visit.person)
        nodes = (ours.source, *(route.nodes if route else ()))
        score = self.graph.score(nodes, ours)
        return Action(
            kind="visit",
            source=ours.source,
            target=visit.person,
            score=score,
            factors=self.graph.factors(nodes, ours),
            sentence=_("{visit}: the score becomes {score}").format(
                visit=self._visit_in_words(visit), score=figure(score)
            ),
            command=f"relmap touch {visit.person} --by {visit.member} --channel visit",
        )

    def _visit_in_words(self, visit: _Visit) -> str:
        members, person = self.book.members, self.graph.standings[visit.person].person
        who = name_of(members[visit.member]) if visit.member in members else visit.member
        is_known = visit.member in self.graph.ties.get(visit.person, {})
        opener = "" if is_known else self._opener(visit.person)
        if is_known:
            said = _("{member} visits {person}")
        elif opener:
            said = _("{member} visits {person} for the first time, introduced by {opener}")
        else:
            said = _("{member} visits {person} for the first time")
        return said.format(member=who, person=called(person), opener=opener)

    def _opener(self, person: str) -> str:
        """Whoever comes before somebody on our best path to them; "" where there is none but through the target."""
        start = TEAM if self.source is None else f"team/{self.source}"
        route = self.graph.search(person).best(start, without={self.target} - {person})
        before = route.nodes[-2] if route else ""
        if before in self.graph.standings:
            return called(self.graph.standings[before].person)
        member = self.book.members.get(before.removeprefix("team/"))
        return name_of(member) if member else ""

    def _stronger_steps(self) -> Iterator[Action]:
        constants = self.book.settings.strength
        for source, target in pairwise(self.nodes[1:]):
            edge = self.graph.edge(source, target)
            levels = ((constants.of_level(level), level) for level in map(int, LEVELS))
            strength, level = min((found for found in levels if found[0] > edge.strength), default=(0.0, 0))
            if level:
                closer = edge._replace(strength=strength)
                score = self.graph.score(self.nodes, closer)
                first, second = (called(self.graph.standings[ref].person) for ref in (source, target))
                yield Action(
                    kind="strengthen",
                    source=source,
                    target=target,
                    score=score,
                    factors=self.graph.factors(self.nodes, closer),
                    sentence=_(
                        "Bring {first} and {second} closer, say at a meeting of both: "
                        "with a tie of level {level} ({name}) the score becomes {score}"
                    ).format(
                        first=first,
                        second=second,
                        level=level,
                        name=in_words("level", LEVEL_NAMES[level]),
                        score=figure(score),
                    ),
                    command=_link_command(edge, strength, level),
                )


def _link_command(edge: Edge, strength: float, level: int) -> str:
    kind = "influences" if edge.kind in (REPORTS_TO, MANAGES) else edge.kind
    holder, other = edge.source, edge.target
    link = edge.origin
    if isinstance(link, Link) and link.to == holder:
        holder, other = other, holder
    # A strength that somebody wrote would win over a new level.
    explicit = isinstance(link, Link) and link.strength is not None
    worth = f"--strength {strength}" if explicit else f"--level {level}"
    return f"relmap link {holder} {other} --kind {kind} {worth}"
