"""A map that strangers may see: initials for names, and no word on what somebody thinks, wants or has said.

What is not named here is not on the map: every card, tie and cell is made anew from what may be seen, so that a fact
that is added to maps later stays private until somebody decides otherwise.

Titles, departments, account, deal, roles, influence and who reports to whom stay, for they are the structure; a title,
department or deal that names somebody, or another account, is hidden. So are other accounts themselves, and the name
of the account where it holds that of somebody. Strength stays: it is made of levels and touches, never of stances.
The account's coverage goes, as the supportive one beside it tells the stances. Roles that say whose side somebody is on
go; ties between private persons, and kinds of tie that the book made up, become one kind that says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from relmap.analysis.initials import HIDDEN
from relmap.analysis.map_contents import CHANGED, KNOWS, QUADRANT, REPORTS, Arrow, Card, Cell, Group, MapContents, Told
from relmap.analysis.name_mentions import NameMentions
from relmap.analysis.pseudonyms import Pseudonym, pseudonyms
from relmap.analysis.wording import figure
from relmap.errors import QuadrantRedacted
from relmap.model.book import Book
from relmap.model.saying import _, in_order, in_words, name_of

TIE = "tie"
"""The kind of a tie whose kind is private."""
PUBLIC_ROLES = frozenset(
    {"decision_maker", "approver", "influencer", "evaluator", "user", "purchaser", "gatekeeper", "adviser"}
)
# Of the fields of a file those whose changes are told, with what the card calls them.
_TOLD = {"title": "title", "department": "department", "roles": "roles", "influence": "influence", "status": "left"}
PUBLIC_KINDS = frozenset({KNOWS, REPORTS, "influences", "advises", "refers"})


def redacted(contents: MapContents, book: Book) -> MapContents:
    """The map without what is private; `book` is the one that it was made of, and says who has which name.

    Raises QuadrantRedacted for the view whose places are the stances.
    """
    if contents.view == QUADRANT:
        raise QuadrantRedacted
    others = [account for account in book.accounts.values() if account.id != contents.account]
    return _Redaction(
        book=book,
        contents=contents,
        called=pseudonyms(book, contents.account),
        mentions=NameMentions((*book.people.values(), *book.members.values()), others),
    ).contents_for_strangers()


def names_somebody(book: Book, account: str) -> bool:
    """Whether an account is called after somebody of the book: strangers are not told its name then, nor its id."""
    mentions = NameMentions((*book.people.values(), *book.members.values()))
    one = book.accounts.get(account)
    called = (one.name, *one.names.values()) if one else ()
    return any(map(mentions.within, (account, *called)))


def account_for_strangers(book: Book, account: str) -> str:
    """What strangers are told the account is called."""
    return _("a customer") if names_somebody(book, account) else name_of(book.accounts[account])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redaction:
    book: Book
    contents: MapContents
    called: Mapping[str, Pseudonym]
    mentions: NameMentions

    def contents_for_strangers(self) -> MapContents:
        whole = self.contents
        is_hidden = names_somebody(self.book, whole.account)
        deal = "" if self.mentions.within(whole.deal) else whole.deal
        return MapContents(
            view=whole.view,
            title=_("a customer") if is_hidden else whole.title,
            subtitle=tuple(map(self.mentions.hidden, whole.subtitle)),
            account=HIDDEN if is_hidden else whole.account,
            deal=deal,
            today=whole.today,
            calendar=whole.calendar,
            commit=whole.commit,
            cards=tuple(sorted(map(self._card, whole.cards), key=lambda card: card.key)),
            arrows=tuple(self._arrows()),
            groups=tuple(self._groups()),
            cells=tuple(sorted(map(self._cell, whole.cells), key=lambda cell: (cell.person, cell.member))),
            unplaced=self._keys(whole.unplaced),
            left_out=whole.left_out,
            whole=whole.whole,
            since=whole.since,
        )

    def _card(self, card: Card) -> Card:
        was, changes = self._changes(card)
        return Card(
            key=self._key(card.key),
            kind=card.kind,
            name=self.called[card.key].name,
            title=self.mentions.hidden(card.title) if card.title else None,
            department=self._department(card.key, card.department),
            roles=tuple(role for role in card.roles if role in PUBLIC_ROLES),
            influence=card.influence,
            placeholder=card.placeholder,
            left=card.left,
            outside=card.outside,
            key_place=card.key_place,
            coverage=card.coverage,
            lit=card.lit,
            dimmed=card.dimmed,
            redacted=True,
            change=card.change if changes or card.change != CHANGED else "",
            was=was,
            changes=changes,
        )

    def _changes(self, card: Card) -> tuple[tuple[tuple[str, Any], ...], tuple[Told, ...]]:
        """What a card said before and what is told of it, without sides taken, names and whatever else is private."""
        if card.change != CHANGED:
            return (), ()
        was = {name: value for name, value in card.was if name in _TOLD.values()}
        if "roles" in was:
            before, now = ([role for role in roles if role in PUBLIC_ROLES] for roles in (was["roles"], card.roles))
            was |= {"roles": tuple(before)}
            if before == now:
                del was["roles"]
        for name in ("title", "department"):
            if was.get(name):
                was[name] = self.mentions.hidden(was[name])
        told = [self._told(card, one, was) for one in card.changes if _TOLD.get(one.field) in was]
        if dict(card.was).get("placeholder") and not card.placeholder:
            was["placeholder"] = True
            told.insert(0, Told("name", _("has a name now, was ?")))
        # What came to the roles and what went are two changes, and told as one.
        return tuple(was.items()), tuple(dict.fromkeys(told))

    def _told(self, card: Card, one: Told, was: Mapping[str, Any]) -> Told:
        if one.field != "roles":
            return Told(one.field, self.mentions.hidden(one.text))
        roles = [role for role in card.roles if role in PUBLIC_ROLES]
        before, now = (in_order(in_words("role", role) for role in each) or "-" for each in (was["roles"], roles))
        return Told("roles", f"{in_words('field', 'roles')} {before} -> {now}")

    def _department(self, ref: str, shown: str | None) -> str | None:
        """Of somebody at another customer the map says which customer that is, and strangers are not told."""
        if not shown:
            return None
        person = self.book.people[ref]
        if person.account == self.contents.account:
            return self.mentions.hidden(shown)
        return " · ".join(filter(None, (_("another customer"), self.mentions.hidden(person.department))))

    def _arrows(self) -> list[Arrow]:
        """Two private ties the same way become one: the one on the path, else on the best detour, else the stronger."""
        found: dict[tuple[str, str, str], Arrow] = {}
        for arrow in sorted(map(self._arrow, self.contents.arrows), key=_weight, reverse=True):
            found.setdefault((arrow.source, arrow.target, arrow.kind), arrow)
        return [found[ends] for ends in sorted(found)]

    def _arrow(self, arrow: Arrow) -> Arrow:
        return Arrow(
            source=self._key(arrow.source),
            target=self._key(arrow.target),
            kind=arrow.kind if arrow.kind in PUBLIC_KINDS else TIE,
            strength=arrow.strength,
            both_ways=arrow.both_ways,
            lit=arrow.lit,
            dimmed=arrow.dimmed,
            step=arrow.step,
            detour=arrow.detour,
            begins=arrow.begins,
            change=arrow.change,
            was=arrow.was,
        )

    def _groups(self) -> Iterator[Group]:
        """Departments whose names are hidden are one: nothing tells them apart."""
        inside: dict[str, list[str]] = {}
        for group in self.contents.groups:
            name = self._department(group.cards[0], group.name) or ""
            inside.setdefault(name, []).extend(group.cards)
        return (Group(name=name, cards=self._keys(cards)) for name, cards in sorted(inside.items()))

    def _cell(self, cell: Cell) -> Cell:
        """How well they know each other, not when they met nor what we are after."""
        before = cell.was and cell.was._replace(target=None)
        is_same = before is not None and (before.level, figure(before.strength)) == (cell.level, figure(cell.strength))
        return Cell(
            member=self._key(cell.member),
            person=self._key(cell.person),
            level=cell.level,
            target=None,
            strength=cell.strength,
            last_touch=None,
            single=cell.single,
            change="" if is_same else cell.change,
            was=None if is_same else before,
        )

    def _key(self, ref: str) -> str:
        return self.called[ref].key

    def _keys(self, refs: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(map(self._key, refs)))


def _weight(arrow: Arrow) -> tuple[bool, float, float]:
    return arrow.lit, -(arrow.detour or inf), arrow.strength
