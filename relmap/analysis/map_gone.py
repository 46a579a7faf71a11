"""Who stands on a map only because of an earlier state of the book: the gone, and who had a tie that is gone."""

from collections.abc import Collection
from dataclasses import dataclass

from relmap.analysis.map_building import card_maker
from relmap.analysis.map_card_changes import CardChanges
from relmap.analysis.map_choosing import Choice
from relmap.analysis.map_contents import KNOWS, Arrow, Card
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.map_tie_changes import TieChanges
from relmap.model.records import Person


@dataclass(frozen=True, kw_only=True)
class Gone:
    """Of the state `then`, for a map of `now`; `choice` and `choice_before` say whom of each it was asked to show."""

    then: MapFacts
    now: MapFacts
    cards: CardChanges
    ties: TieChanges
    choice: Choice
    choice_before: Choice

    def shown(self, keys: Collection[str]) -> list[Card]:
        """The cards that a map of `keys` needs besides."""
        gone = self._gone(keys)
        return [*gone, *self._tied({*keys, *(card.key for card in gone)})]

    def _gone(self, keys: Collection[str]) -> list[Card]:
        """Who is no longer in the book: the account's own, the deal's committee, and whoever had a tie with one."""
        before, now = self.then.book, self.now.book
        chosen = self.choice_before.of(self._wanted(), before, self.then.deal)
        shown = [self.cards.maker.of_person(person) for person in chosen if person.ref not in now.people]
        there = {*keys, *(card.key for card in shown)}
        ours = {arrow.source for arrow in self.ties.lost if arrow.kind == KNOWS and arrow.target in there}
        members = [one for one in before.members.values() if one.ref in ours and one.id not in now.members]
        return list(map(self.cards.gone, [*shown, *map(self.cards.maker.of_member, members)]))

    def _wanted(self) -> list[Person]:
        """Whom the map of then would have been about."""
        book, deal = self.then.book, self.then.deal
        own = {person.ref for person in book.people_of(self.then.account)}
        wanted = own | {seat.person for seat in (deal.committee if deal else ())}
        for arrow in self.ties.before:
            if arrow.source in own or arrow.target in own:
                wanted |= {arrow.source, arrow.target}
        return [person for ref, person in book.people.items() if ref in wanted]

    def _tied(self, here: Collection[str]) -> list[Card]:
        """Who is on the map only because of a tie that is gone."""
        ends = {
            end
            for arrow in self.ties.lost
            for end, other in ((arrow.source, arrow.target), (arrow.target, arrow.source))
            if other in here and end not in here and self._is_ours_to_show(arrow)
        }
        book, maker = self.now.book, card_maker(self.now)
        people = [book.people[ref] for ref in sorted(ends) if ref in book.people and self._is_chosen(ref)]
        members = [member for member in book.members.values() if member.ref in ends]
        return list(map(self.cards.marked, [*map(maker.of_person, people), *map(maker.of_member, members)]))

    def _is_ours_to_show(self, arrow: Arrow) -> bool:
        return any(end.startswith(f"{self.now.account}/") for end in (arrow.source, arrow.target))

    def _is_chosen(self, ref: str) -> bool:
        return self.choice.top is None and (self.choice.people is None or ref in self.choice.people)
