"""What the cards of a map said before: who is new, and what is not as it was of somebody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from relmap.analysis.differences import Difference, FieldChange
from relmap.analysis.map_cards import CardMaker
from relmap.analysis.map_contents import ADDED, CHANGED, REMOVED, Card, Told
from relmap.analysis.map_earlier import Earlier
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.standing import seat_of
from relmap.model.records import Deal, Member, Person
from relmap.model.saying import _

# What a card says of somebody in a deal may not be what their own file says, so it is the cards that are compared.
_STANDING = ("stance", "roles", "influence")
# Ties are lines and cells.
_TIES = ("links", "known_by", "reports_to")
_SHOWN = ("name", "second_name", "title", "department", "roles", "stance", "influence", "placeholder", "left")
# What is told first of the rest.
_FIRST = ("status", "department", "title")


@dataclass(frozen=True, kw_only=True)
class CardChanges:
    """The cards of a map as they were `then`; `deal` is that of now."""

    since: Earlier
    then: MapFacts
    deal: Deal | None

    @cached_property
    def maker(self) -> CardMaker:
        """Of the cards of before, without coverage and gaps, which follow from the rest."""
        return CardMaker(
            book=self.then.book, account=self.then.account, deal=self.then.deal, paths=(), coverage={}, gaps={}
        )

    def marked(self, card: Card) -> Card:
        """The card with what became of it."""
        book = self.then.book
        is_ours = card.kind == "member"
        record = book.members.get(card.key.removeprefix("team/")) if is_ours else book.people.get(card.key)
        if record is None:
            one = self.since.of(card.key)
            told = tuple(Told("id", text) for text in self.since.words.told(one)) if one else ()
            return replace(card, change=ADDED, changes=told)
        before = self.maker.of_member(record) if isinstance(record, Member) else self.maker.of_person(record)
        changes = tuple(self._told(before, card, record))
        if not changes:
            return card
        pairs = ((name, getattr(before, name), getattr(card, name)) for name in _SHOWN)
        was = tuple((name, old) for name, old, new in pairs if _said(old) != _said(new))
        return replace(card, change=CHANGED, was=was, changes=changes)

    def gone(self, card: Card) -> Card:
        """The card of before of somebody who is no longer in the book, with what became of them."""
        moved = (one for one in self.since.found.of("person") if one.was == card.key and one.after)
        where = next((self.since.words.name(one.account) for one in moved), "")
        text = _("moved to {account}").format(account=where) if where else _("gone from the book")
        return replace(card, change=REMOVED, dimmed=True, changes=(Told("id", text),))

    def _told(self, before: Card, card: Card, record: Person | Member) -> Iterator[Told]:
        """What a card says otherwise, and then what else the record does."""
        words, one = self.since.words, self.since.of(card.key) or Difference(record, record)
        if isinstance(record, Person):
            yield from self._committee(record)
            for name in _STANDING:
                old, new = getattr(before, name), getattr(card, name)
                if _said(old) != _said(new):
                    change = FieldChange((name,), _written(name, old), _written(name, new))
                    yield from (Told(name, text) for text in words.change(one, change))
        yield from (Told("name", text) for text in words.told(one._replace(changes=())))
        for change in sorted(one.changes, key=lambda change: change.field not in _FIRST):
            if change.field not in (*_STANDING, *_TIES):
                yield from (Told(change.field, text) for text in words.change(one, change))

    def _committee(self, person: Person) -> Iterator[Told]:
        """On the map of a deal, whether somebody has a place in its committee."""
        before, now = (seat_of(person, deal) is not None for deal in (self.then.deal, self.deal))
        if self.then.deal is not None and before != now:
            yield Told("committee", _("in the committee now") if now else _("no longer in the committee"))


def _said(value: Any) -> Any:
    """A value as far as it says anything: in roles the order does not."""
    return frozenset(value) if isinstance(value, tuple) else value


def _written(name: str, value: Any) -> Any:
    return "unknown" if name == "stance" and value is None else value
