"""What changed since an earlier state of the book, marked on a map: people, ties and cells, and what the cards said."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from relmap.analysis.differences import Difference, FieldChange
from relmap.analysis.map_building import card_maker, cells_of, departments
from relmap.analysis.map_cards import CardMaker
from relmap.analysis.map_choosing import Choice
from relmap.analysis.map_contents import (
    ADDED,
    CHANGED,
    COVERAGE,
    KNOWS,
    ORG,
    QUADRANT,
    REMOVED,
    REPORTS,
    Arrow,
    Card,
    Cell,
    CellBefore,
    MapContents,
    Moment,
    Told,
)
from relmap.analysis.map_earlier import Earlier
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.map_placing import unplaced
from relmap.analysis.map_ties import links, our_ties, reporting_lines
from relmap.analysis.standing import seat_of
from relmap.analysis.wording import figure
from relmap.model.book import Book
from relmap.model.records import Deal, Member, Person
from relmap.model.saying import _, on_day
from relmap.model.vocabulary import SYMMETRIC_KINDS

# What a card says of somebody in a deal may not be what their own file says, so it is the cards that are compared.
_STANDING = ("stance", "roles", "influence")
# Ties are lines and cells.
_TIES = ("links", "known_by", "reports_to")
_SHOWN = ("name", "second_name", "title", "department", "roles", "stance", "influence", "placeholder", "left")
_Way = tuple[str, str, str]
_Ties = Mapping[_Way, Arrow]


def marked(
    contents: MapContents,
    since: Earlier,
    facts: MapFacts,
    *,
    choice: Choice,
    choice_before: Choice,
) -> MapContents:
    """The map with what changed since an earlier state; who and what is gone is drawn where it would stand.

    `facts` are those of the map, `choice` and `choice_before` say whom of each state it was asked to show.
    """
    return _Marker(
        contents=contents, since=since, facts=facts, choice=choice, choice_before=choice_before
    ).marked_contents()


@dataclass(frozen=True, kw_only=True)
class _Marker:
    contents: MapContents
    since: Earlier
    facts: MapFacts
    choice: Choice
    choice_before: Choice

    def marked_contents(self) -> MapContents:
        whole = self.contents
        cards = sorted([*map(self._card, whole.cards), *self._gone, *self._also], key=lambda card: card.key)
        keys = {card.key for card in cards}
        arrows = sorted(self._arrows(keys), key=lambda arrow: (arrow.source, arrow.target, arrow.kind))
        aside = unplaced(whole.view, cards, arrows)
        found = replace(
            whole,
            cards=tuple(cards),
            arrows=tuple(arrows),
            groups=departments(cards, aside) if whole.view == ORG else (),
            cells=tuple(self._cells(keys)) if whole.view == COVERAGE else (),
            unplaced=aside,
            since=self.since.moment,
        )
        return replace(found, subtitle=(*self._subtitle(), span(self.since, found.shows_change)))

    def _subtitle(self) -> tuple[str, ...]:
        """Without its day, where the span says it as well."""
        whole = self.contents
        return whole.subtitle[:-1] if self.since.later.day == whole.today else whole.subtitle

    @cached_property
    def _deal_before(self) -> Deal | None:
        deal = self.facts.deal
        return self.since.book.deals.get(deal.ref) if deal else None

    @cached_property
    def _maker_before(self) -> CardMaker:
        """Of cards without coverage and gaps, which follow from the rest."""
        return CardMaker(
            book=self.since.book,
            account=self.facts.account,
            deal=self._deal_before,
            paths=(),
            coverage={},
            gaps={},
        )

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(card.key for card in self.contents.cards)

    @cached_property
    def _now(self) -> _Ties:
        return _ties(self.facts.book, self.facts.account, self.facts.deal, self.facts.today)

    @cached_property
    def _then(self) -> _Ties:
        return _ties(self.since.book, self.facts.account, self._deal_before, self.facts.today)

    @cached_property
    def _lost(self) -> tuple[Arrow, ...]:
        """The ties of before that the view would show and that are gone. Whoever has left keeps their past."""
        kinds = {ORG: (REPORTS,), COVERAGE: (KNOWS,), QUADRANT: ()}.get(self.contents.view)
        people = self.facts.book.people
        left = {ref for ref, person in people.items() if person.has_left}
        return tuple(
            replace(arrow, change=REMOVED, dimmed=True)
            for way, arrow in self._then.items()
            if way not in self._now
            and (kinds is None or arrow.kind in kinds)
            and not (arrow.kind == KNOWS and arrow.target in left)
        )

    @cached_property
    def _gone(self) -> tuple[Card, ...]:
        """Who is no longer in the book: the account's own, the deal's committee, and whoever had a tie with one."""
        before, now = self.since.book, self.facts.book
        own = {person.ref for person in before.people_of(self.facts.account)}
        wanted = own | {seat.person for seat in (self._deal_before.committee if self._deal_before else ())}
        for arrow in self._lost:
            if arrow.source in own or arrow.target in own:
                wanted |= {arrow.source, arrow.target}
        people = [person for ref, person in before.people.items() if ref in wanted and ref not in now.people]
        shown = [self._maker_before.of_person(one) for one in self.choice_before.of(people, before, self._deal_before)]
        keys = self._keys | {card.key for card in shown}
        ours = {arrow.source for arrow in self._lost if arrow.kind == KNOWS and arrow.target in keys}
        members = [one for one in before.members.values() if one.ref in ours and one.id not in now.members]
        shown += map(self._maker_before.of_member, members)
        return tuple(replace(card, change=REMOVED, dimmed=True, changes=self._gone_words(card)) for card in shown)

    def _gone_words(self, card: Card) -> tuple[Told, ...]:
        """That they are gone, or where they are now."""
        moved = (one for one in self.since.found.of("person") if one.was == card.key and one.after)
        where = next((self.since.words.name(one.account) for one in moved), "")
        text = _("moved to {account}").format(account=where) if where else _("gone from the book")
        return (Told("id", text),)

    @cached_property
    def _also(self) -> tuple[Card, ...]:
        """Who is on the map only because of a tie that is gone."""
        here = self._keys | {card.key for card in self._gone}
        ends = {
            end
            for arrow in self._lost
            for end, other in ((arrow.source, arrow.target), (arrow.target, arrow.source))
            if other in here and end not in here and self._is_ours_to_show(arrow)
        }
        book, maker = self.facts.book, card_maker(self.facts)
        people = [book.people[ref] for ref in sorted(ends) if ref in book.people and self._is_chosen(ref)]
        members = [member for member in book.members.values() if member.ref in ends]
        cards = [*map(maker.of_person, people), *map(maker.of_member, members)]
        return tuple(map(self._card, cards))

    def _is_ours_to_show(self, arrow: Arrow) -> bool:
        return any(end.startswith(f"{self.facts.account}/") for end in (arrow.source, arrow.target))

    def _is_chosen(self, ref: str) -> bool:
        return self.choice.top is None and (self.choice.people is None or ref in self.choice.people)

    def _arrows(self, keys: Collection[str]) -> Iterator[Arrow]:
        yield from map(self._arrow, self.contents.arrows)
        if self.contents.view != COVERAGE:  # which has cells for them
            yield from (arrow for arrow in self._lost if arrow.source in keys and arrow.target in keys)

    def _arrow(self, arrow: Arrow) -> Arrow:
        way = _way(arrow)
        now, then = self._now.get(way), self._then.get(way)
        if now is None:
            return arrow
        if then is None:
            return replace(arrow, change=ADDED)
        is_other = arrow.kind != REPORTS and figure(now.strength) != figure(then.strength)
        return replace(arrow, change=CHANGED, was=then.strength) if is_other else arrow

    def _cells(self, keys: Collection[str]) -> Iterator[Cell]:
        before: dict[tuple[str, str], Cell] = {}
        if self.facts.account in self.since.book.accounts:
            facts = MapFacts(
                book=self.since.book, account=self.facts.account, today=self.facts.today, deal=self._deal_before
            )
            before = {(cell.person, cell.member): cell for cell in cells_of(facts, keys)}
        cells = {(cell.person, cell.member): cell for cell in self.contents.cells}
        left = {card.key for card in self.contents.cards if card.left}
        for place in sorted(before.keys() | cells.keys()):
            if place in cells:
                yield _marked_cell(cells[place], before.get(place))
            elif place[0] not in left and place[1] in keys:
                yield replace(before[place], change=REMOVED)

    def _card(self, card: Card) -> Card:
        if card.kind == "member":
            record: Person | Member | None = self.since.book.members.get(card.key.removeprefix("team/"))
        else:
            record = self.since.book.people.get(card.key)
        if record is None:
            one = self.since.of(card.key)
            told = tuple(Told("id", text) for text in self.since.words.told(one)) if one else ()
            return replace(card, change=ADDED, changes=told)
        maker = self._maker_before
        before = maker.of_member(record) if isinstance(record, Member) else maker.of_person(record)
        changes = tuple(self._told(before, card, record))
        if not changes:
            return card
        was = tuple((name, value) for name in _SHOWN if (value := getattr(before, name)) != getattr(card, name))
        return replace(card, change=CHANGED, was=was, changes=changes)

    def _told(self, before: Card, card: Card, record: Person | Member) -> Iterator[Told]:
        """What a card says otherwise, and then what else the record does."""
        words, one = self.since.words, self.since.of(card.key) or Difference(record, record)
        if isinstance(record, Person):
            for name in _STANDING:
                old, new = getattr(before, name), getattr(card, name)
                if old != new:
                    change = FieldChange((name,), _written(name, old), _written(name, new))
                    yield from (Told(name, text) for text in words.change(one, change))
        yield from (Told("name", text) for text in words.told(one._replace(changes=())))
        for change in sorted(one.changes, key=lambda change: change.field not in ("status", "department", "title")):
            if change.field not in (*_STANDING, *_TIES):
                yield from (Told(change.field, text) for text in words.change(one, change))


def _written(name: str, value: Any) -> Any:
    return "unknown" if name == "stance" and value is None else value


def _marked_cell(cell: Cell, before: Cell | None) -> Cell:
    if before is None:
        return replace(cell, change=ADDED)
    same = (cell.level, cell.target, figure(cell.strength)) == (before.level, before.target, figure(before.strength))
    was = CellBefore(before.level, before.target, before.strength)
    return cell if same else replace(cell, change=CHANGED, was=was)


def _ties(book: Book, account: str, deal: Deal | None, today: date) -> _Ties:
    """Every tie that a map of the account could draw."""
    people = [one for one in book.people.values() if one.account == account or seat_of(one, deal) is not None]
    found: Iterable[Arrow] = (*our_ties(book, people, today), *reporting_lines(book), *links(book, today))
    return {_way(arrow): arrow for arrow in found}


def _way(arrow: Arrow) -> _Way:
    ends: Sequence[str] = (arrow.source, arrow.target)
    first, last = sorted(ends) if arrow.kind in SYMMETRIC_KINDS else ends
    return first, last, arrow.kind


def span(since: Earlier, is_changed: bool) -> str:
    """From when to when a map shows changes, or that there are none."""
    said = _("changes from {before} to {after}") if is_changed else _("nothing changed from {before} to {after}")
    return said.format(before=_in_words(since.moment), after=_in_words(since.later))


def _in_words(moment: Moment) -> str:
    return f"{on_day(moment.day)} ({moment.commit})" if moment.commit else on_day(moment.day)
