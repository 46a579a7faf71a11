"""What the map of an account shows, from the book."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from relmap.analysis.edges import KNOWN_BY, MANAGES, REPORTS_TO
from relmap.analysis.map_contents import KNOWS, ORG, REPORTS, Arrow, Card, Group, MapContents
from relmap.analysis.paths import Path, Step
from relmap.analysis.standing import standing_of
from relmap.analysis.strength import link_strength, ties_of
from relmap.model.book import Book
from relmap.model.dates import shown_date
from relmap.model.records import Account, Deal, Member, Person
from relmap.model.vocabulary import SYMMETRIC_KINDS


def build(
    book: Book, account: str, *, view: str, today: date, deal: Deal | None = None, path: Path | None = None
) -> MapContents:
    """What the map of an account shows on a day: all its people, whoever is tied to them, and our people with a tie.

    `deal` sets stances, roles and influence as its committee has them; `path` is lit, and the rest dimmed. People of
    other accounts come in where a tie or the path leads to them.
    """
    return _Builder(book=book, account=account, view=view, today=today, deal=deal, path=path).contents()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    book: Book
    account: str
    view: str
    today: date
    deal: Deal | None
    path: Path | None

    def contents(self) -> MapContents:
        ties = self._our_ties()
        arrows = _lit([*self._shown(ties), *self._reporting(), *self._links()], self.path)
        people = self._people(arrows)
        members = self._members(ties)
        keys = {person.ref for person in people} | {f"team/{member}" for member in members}
        cards = [self._person_card(person) for person in people] + [self._member_card(each) for each in members]
        return MapContents(
            view=self.view,
            title=self._account_name(self.account),
            subtitle=self._subtitle(),
            cards=tuple(sorted(cards, key=lambda card: card.key)),
            arrows=tuple(sorted((a for a in arrows if {a.source, a.target} <= keys), key=_arrow_order)),
            groups=self._groups(cards) if self.view == ORG else (),
        )

    def _subtitle(self) -> tuple[str, ...]:
        day = shown_date(self.today, self.book.settings.calendar)
        return (self.deal.name, day) if self.deal else (day,)

    def _account_name(self, account: str) -> str:
        return self._name(self.book.accounts[account]) if account in self.book.accounts else account

    def _our_ties(self) -> list[Arrow]:
        people = [person for person in self.book.people_of(self.account) if not person.has_left]
        on_path = set(self.path.nodes) if self.path else set()
        people += [p for p in self.book.people.values() if p.ref in on_path and p.account != self.account]
        return [
            Arrow(source=f"team/{member}", target=person, kind=KNOWS, strength=tie.value)
            for person, by_member in ties_of(self.book, people, self.today).items()
            for member, tie in by_member.items()
            if tie.value > 0
        ]

    def _shown(self, ties: list[Arrow]) -> list[Arrow]:
        """An org chart shows only those ties of ours that lie on the path."""
        return ties if self.view != ORG else []

    def _reporting(self) -> Iterator[Arrow]:
        for person in self.book.people.values():
            if person.reports_to and person.reports_to != person.ref:
                strength = self.book.settings.strength.reporting_up
                yield self._arrow(person, person.reports_to, REPORTS, strength)

    def _links(self) -> Iterator[Arrow]:
        """Links as they hold today; one that both people wrote down is drawn once, with the greater strength."""
        if self.view == ORG:
            return
        drawn: dict[tuple[str, str, str], Arrow] = {}
        for person in sorted(self.book.people.values(), key=lambda person: person.ref):
            for link in person.links:
                if link.to == person.ref or not link.holds_on(self.today):
                    continue
                strength = link_strength(link, self.book.settings.strength)
                arrow = self._arrow(person, link.to, link.kind, strength)
                key = _way(arrow.source, arrow.target, arrow.kind)
                if key not in drawn or drawn[key].strength < strength:
                    drawn[key] = arrow
        yield from drawn.values()

    def _arrow(self, person: Person, to: str, kind: str, strength: float) -> Arrow:
        other = self.book.people.get(to)
        gone = person.has_left or (other is not None and other.has_left)
        return Arrow(
            source=person.ref,
            target=to,
            kind=kind,
            strength=strength,
            both_ways=kind in SYMMETRIC_KINDS,
            dimmed=gone,
        )

    def _people(self, arrows: Iterable[Arrow]) -> list[Person]:
        """The account's own, and those of other accounts whom a tie with one of them, or the path, brings in."""
        own = {person.ref for person in self.book.people_of(self.account)}
        wanted = own | set(self.path.nodes if self.path else ())
        for arrow in arrows:
            if arrow.source in own or arrow.target in own:
                wanted |= {arrow.source, arrow.target}
        return [person for ref, person in sorted(self.book.people.items()) if ref in wanted]

    def _members(self, ties: Iterable[Arrow]) -> list[str]:
        """Our people with a tie there, on the path, or in charge of the account or the deal."""
        found = {arrow.source.removeprefix("team/") for arrow in ties}
        if self.path:
            found.add(self.path.nodes[0].removeprefix("team/"))
        if self.account in self.book.accounts:
            found.add(self.book.accounts[self.account].owner)
        if self.deal:
            found.add(self.deal.owner)
        return sorted(member for member in found if member in self.book.members)

    def _person_card(self, person: Person) -> Card:
        standing = standing_of(person, self.deal)
        return Card(
            key=person.ref,
            name=self._name(person),
            second_name=self._second_name(person),
            title=person.title or None,
            department=self._department(person),
            roles=standing.roles,
            stance=standing.stance,
            influence=standing.influence,
            placeholder=person.is_placeholder,
            left=person.has_left,
            outside=person.account != self.account,
            lit=self._is_lit(person.ref),
            dimmed=self._is_dimmed(person.ref),
        )

    def _member_card(self, member: str) -> Card:
        record = self.book.members[member]
        return Card(
            key=record.ref,
            kind="member",
            name=self._name(record),
            second_name=self._second_name(record),
            title=record.title or None,
            left=record.has_left,
            lit=self._is_lit(record.ref),
            dimmed=self._is_dimmed(record.ref),
        )

    def _name(self, record: Person | Member | Account) -> str:
        """The name in the reader's language, where the record has it."""
        return record.names.get(self.book.settings.language) or record.name

    def _second_name(self, record: Person | Member) -> str | None:
        """The name in another script: as it was written down, else in English, Chinese or Thai."""
        shown = self._name(record)
        others = (record.name, *(record.names.get(language) for language in ("en", "zh", "th")))
        return next((name for name in others if name and name != shown), None)

    def _department(self, person: Person) -> str | None:
        if person.account == self.account:
            return person.department or None
        return " · ".join(part for part in (self._account_name(person.account), person.department) if part)

    def _is_lit(self, ref: str) -> bool:
        return self.path is not None and ref in self.path.nodes

    def _is_dimmed(self, ref: str) -> bool:
        return self.path is not None and ref not in self.path.nodes

    def _groups(self, cards: Iterable[Card]) -> tuple[Group, ...]:
        inside: dict[str, list[str]] = {}
        for card in cards:
            if card.kind == "person" and card.department:
                inside.setdefault(card.department, []).append(card.key)
        return tuple(Group(name=name, cards=tuple(sorted(keys))) for name, keys in sorted(inside.items()))


def _lit(arrows: Iterable[Arrow], path: Path | None) -> list[Arrow]:
    """The arrows with those of the path lit and numbered; a step that the view does not draw is added."""
    if path is None:
        return list(arrows)
    kinds = {KNOWN_BY: KNOWS, REPORTS_TO: REPORTS, MANAGES: REPORTS}
    steps = {
        _way(step.source, step.target, kinds.get(step.kind, step.kind)): (number, step)
        for number, step in enumerate(path.steps, 1)
    }
    drawn = []
    for arrow in arrows:
        found = steps.pop(_way(arrow.source, arrow.target, arrow.kind), None)
        if found is None:
            drawn.append(replace(arrow, dimmed=True))
        else:
            drawn.append(replace(arrow, lit=True, dimmed=False, step=found[0], strength=found[1].strength))
    return drawn + [_step_arrow(kind, number, step) for (_, _, kind), (number, step) in steps.items()]


def _step_arrow(kind: str, number: int, step: Step) -> Arrow:
    return Arrow(
        source=step.source,
        target=step.target,
        kind=kind,
        strength=step.strength,
        both_ways=kind in SYMMETRIC_KINDS,
        lit=True,
        step=number,
    )


def _way(source: str, target: str, kind: str) -> tuple[str, str, str]:
    """A tie that holds both ways, or a reporting line, is the same tie from either end."""
    if kind in SYMMETRIC_KINDS or kind == REPORTS:
        source, target = min(source, target), max(source, target)
    return source, target, kind


def _arrow_order(arrow: Arrow) -> tuple[str, str, str]:
    return arrow.source, arrow.target, arrow.kind
