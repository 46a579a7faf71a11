"""What the map of an account shows, from the book."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relmap.analysis.map_cards import CardMaker, PersonGaps
from relmap.analysis.map_choosing import Choice
from relmap.analysis.map_contents import COVERAGE, INFLUENCE, ORG, Arrow, Card, Cell, Group, MapContents
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.map_placing import unplaced
from relmap.analysis.map_ties import links, lit, our_ties, reporting_lines
from relmap.analysis.paths import Path
from relmap.analysis.standing import seat_of
from relmap.analysis.strength import cadence_of
from relmap.model.book import Book
from relmap.model.records import Deal, Person
from relmap.model.saying import on_day

_EVERYBODY = Choice()


def build(
    book: Book,
    account: str,
    *,
    view: str,
    today: date,
    deal: Deal | None = None,
    paths: Sequence[Path] = (),
    choice: Choice = _EVERYBODY,
    commit: str = "",
    facts: MapFacts | None = None,
) -> MapContents:
    """What the map of an account shows on a day: all its people, whoever is tied to them, and our people with a tie.

    `deal` sets stances, roles and influence as its committee has them, and brings its committee in. Of `paths`, best
    first, the first is lit, and whoever is on none of them dimmed; those on them are shown whatever `choice` says.
    People of other accounts come in where a tie or a path leads to them. `facts` are those of the same book, account,
    day and deal, from another view.
    """
    facts = facts or MapFacts(book=book, account=account, today=today, deal=deal)
    builder = _Builder(
        book=book, account=account, view=view, today=today, deal=deal, paths=paths, choice=choice, facts=facts
    )
    return builder.contents(commit)


@dataclass(frozen=True, kw_only=True)
class _Builder:
    book: Book
    account: str
    view: str
    today: date
    deal: Deal | None
    paths: Sequence[Path]
    choice: Choice
    facts: MapFacts

    def contents(self, commit: str) -> MapContents:
        wanted = self._wanted()
        people = self._shown(wanted)
        ties = list(our_ties(self.book, filter(self._is_in_question, people), self.today))
        maker = card_maker(self.facts, self.paths)
        cards = [maker.of_person(person) for person in people]
        cards += [maker.of_member(self.book.members[member]) for member in self._members(ties)]
        cards.sort(key=lambda card: card.key)
        keys = {card.key for card in cards}
        drawn = self._drawn(ties, keys)
        aside = unplaced(self.view, cards, drawn)
        return MapContents(
            view=self.view,
            title=maker.account_name(self.account),
            subtitle=self._subtitle(),
            account=self.account,
            deal=self.deal.id if self.deal else "",
            today=self.today,
            calendar=self.book.settings.calendar,
            commit=commit,
            coverage=self.facts.matrix.coverage,
            cards=tuple(cards),
            arrows=drawn,
            groups=departments(cards, aside) if self.view == ORG else (),
            cells=tuple(cells_of(self.facts, keys)) if self.view == COVERAGE else (),
            unplaced=aside,
            left_out=len(wanted) - len(people),
        )

    def _subtitle(self) -> tuple[str, ...]:
        day = on_day(self.today)
        return (self.deal.name, day) if self.deal else (day,)

    @cached_property
    def _on_paths(self) -> frozenset[str]:
        return frozenset(node for path in self.paths for node in path.nodes)

    @cached_property
    def _theirs(self) -> tuple[Arrow, ...]:
        """The ties among them that the view draws."""
        reporting = reporting_lines(self.book) if self.view in (INFLUENCE, ORG) else ()
        return (*reporting, *(links(self.book, self.today) if self.view == INFLUENCE else ()))

    def _wanted(self) -> list[Person]:
        """The account's own, the deal's committee, and whom a tie with one of them, or a path, brings in."""
        own = {person.ref for person in self.book.people_of(self.account)}
        wanted = own | self._on_paths | {seat.person for seat in (self.deal.committee if self.deal else ())}
        for arrow in self._theirs:
            if arrow.source in own or arrow.target in own:
                wanted |= {arrow.source, arrow.target}
        return [person for ref, person in sorted(self.book.people.items()) if ref in wanted]

    def _shown(self, wanted: Iterable[Person]) -> list[Person]:
        wanted = list(wanted)
        chosen = {person.ref for person in self.choice.of(wanted, self.book, self.deal)} | self._on_paths
        return [person for person in wanted if person.ref in chosen]

    def _is_in_question(self, person: Person) -> bool:
        """Whether our ties to them matter here: of other accounts, only to those on a path and in the committee."""
        return person.account == self.account or person.ref in self._on_paths or seat_of(person, self.deal) is not None

    def _drawn(self, ties: Iterable[Arrow], keys: Collection[str]) -> tuple[Arrow, ...]:
        """The ties between cards. Of ours only the influence map shows more than those that lie on a path."""
        arrows = lit([*(ties if self.view == INFLUENCE else ()), *self._theirs], self.paths)
        inside = (arrow for arrow in arrows if arrow.source in keys and arrow.target in keys)
        return tuple(sorted(inside, key=lambda arrow: (arrow.source, arrow.target, arrow.kind)))

    def _members(self, ties: Iterable[Arrow]) -> list[str]:
        """Our people with a tie there, on a path, or in charge of the account or the deal."""
        found = {arrow.source.removeprefix("team/") for arrow in ties}
        found |= {node.removeprefix("team/") for node in self._on_paths if node.startswith("team/")}
        if self.account in self.book.accounts:
            found.add(self.book.accounts[self.account].owner)
        if self.deal:
            found.add(self.deal.owner)
        return sorted(member for member in found if member in self.book.members)


def card_maker(facts: MapFacts, paths: Sequence[Path] = ()) -> CardMaker:
    """What makes the cards of a map."""
    return CardMaker(
        book=facts.book,
        account=facts.account,
        deal=facts.deal,
        paths=paths,
        coverage={row.ref: row.coverage for row in facts.matrix.rows},
        gaps=_gaps(facts),
    )


def _gaps(facts: MapFacts) -> dict[str, PersonGaps]:
    found: dict[str, PersonGaps] = {}
    for gap in facts.gaps:
        for ref in gap.about:
            before = found.get(ref, PersonGaps(severity=gap.severity))
            codes = tuple(dict.fromkeys((*before.codes, gap.code)))
            found[ref] = PersonGaps(codes=codes, severity=before.severity)
    return found


def cells_of(facts: MapFacts, keys: Collection[str]) -> Iterator[Cell]:
    """Of those of `keys` who have not left; sorted by person, then by member."""
    longest = cadence_of(facts.book, facts.account).max_days
    for row in sorted((row for row in facts.matrix.rows if row.ref in keys), key=lambda row: row.ref):
        for member, tie in row.ties.items():
            last = tie.last_touch.on if tie.last_touch else None
            yield Cell(
                member=f"team/{member}",
                person=row.ref,
                level=tie.known_by.level if tie.known_by else None,
                target=tie.known_by.target if tie.known_by else None,
                strength=tie.value,
                last_touch=last,
                single=row.single_thread == member,
                overdue=last is not None and longest is not None and (facts.today - last).days > longest,
            )


def departments(cards: Iterable[Card], aside: Collection[str]) -> tuple[Group, ...]:
    """The frames of an org chart: the people of each department, but for those who stand aside."""
    inside: dict[str, list[str]] = {}
    for card in cards:
        if card.kind == "person" and card.department and card.key not in aside:
            inside.setdefault(card.department, []).append(card.key)
    return tuple(Group(name=name, cards=tuple(keys)) for name, keys in sorted(inside.items()))
