"""A person as they stand in a deal: the committee's word overrides the person's own, for this deal only."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from relmap.model.book import Book
from relmap.model.records import Deal, Person, Seat
from relmap.model.settings import Strength
from relmap.model.vocabulary import STANCE_NAMES

KEY_INFLUENCE = 3
INNER_CIRCLE = 4
_KEY_ROLES = frozenset({"decision_maker", "approver"})


class Standing(NamedTuple):
    """Roles, stance (-2 to 2, None unknown) and influence (0-4, None unsaid) of one person in a deal or at large.

    A champion without the three proofs is a coach here, and `unproven`: nothing may take them for a champion. `seat`
    is their place in the deal's committee, if they have one.
    """

    person: Person
    roles: tuple[str, ...]
    stance: int | None
    influence: int | None
    unproven: bool = False
    seat: Seat | None = None

    @property
    def ref(self) -> str:
        return self.person.ref

    @property
    def stance_name(self) -> str:
        return "unknown" if self.stance is None else STANCE_NAMES[self.stance]

    @property
    def is_supportive(self) -> bool:
        return self.stance is not None and self.stance >= 1

    @property
    def is_against(self) -> bool:
        return self.stance is not None and self.stance < 0

    @property
    def is_named(self) -> bool:
        return not self.person.is_placeholder

    @property
    def has_key_place(self) -> bool:
        """Influence of 3 or more, or a decision maker or approver; a placeholder, too."""
        return (self.influence or 0) >= KEY_INFLUENCE or not _KEY_ROLES.isdisjoint(self.roles)

    @property
    def is_key_player(self) -> bool:
        """Somebody with a name in a key place."""
        return self.is_named and self.has_key_place

    def holds(self, role: str) -> bool:
        return role in self.roles

    def importance(self, constants: Strength) -> float:
        """That of the weightiest role: 0-1."""
        weight = max(map(constants.of_role, self.roles), default=constants.other_role_weight)
        return importance(weight, self.influence, constants)


def importance(role_weight: float, influence: int | None, constants: Strength) -> float:
    """Role weight x influence / 4: 0-1. Influence that nobody has said counts as the default."""
    return role_weight * (constants.default_influence if influence is None else influence) / INNER_CIRCLE


def importance_of_role(role: str, constants: Strength) -> float:
    """Of a role that nobody holds, so that its influence is unknown."""
    return importance(constants.of_role(role), None, constants)


def standing_of(person: Person, deal: Deal | None = None) -> Standing:
    """`person` in `deal`, or at large without one."""
    return _standing(person, seat_of(person, deal))


def standings_of(people: Iterable[Person], deal: Deal | None = None) -> dict[str, Standing]:
    """The standing of each of `people` who has not left, by reference, in code point order."""
    seats = {seat.person: seat for seat in deal.committee} if deal else {}
    here = sorted((person for person in people if not person.has_left), key=lambda person: person.ref)
    return {person.ref: _standing(person, seats.get(person.ref)) for person in here}


def buying_group(book: Book, account: str, deal: Deal | None = None) -> dict[str, Standing]:
    """Everybody at the account, and whoever else sits in the deal's committee, by reference."""
    people = {person.ref: person for person in book.people_of(account)}
    for seat in deal.committee if deal else ():
        if seat.person in book.people:
            people[seat.person] = book.people[seat.person]
    return standings_of(people.values(), deal)


def in_deal(person: Person, seat: Seat | None) -> Person:
    """`person` with what their seat in a committee sets in place of their own roles, stance and influence."""
    if seat is None:
        return person
    return replace(
        person,
        roles=person.roles if seat.roles is None else seat.roles,
        stance=person.stance if seat.stance is None else seat.stance,
        influence=person.influence if seat.influence is None else seat.influence,
    )


def seat_of(person: Person, deal: Deal | None) -> Seat | None:
    """Their place in the deal's committee."""
    return next((seat for seat in deal.committee if seat.person == person.ref), None) if deal else None


def _standing(person: Person, seat: Seat | None) -> Standing:
    seen = in_deal(person, seat)
    roles = seen.roles
    unproven = "champion" in roles and not (person.champion is not None and person.champion.proven)
    if unproven:
        roles = tuple(dict.fromkeys("coach" if role == "champion" else role for role in roles))
    return Standing(
        person=person,
        roles=roles,
        stance=seen.known_stance,
        influence=seen.influence,
        unproven=unproven,
        seat=seat,
    )
