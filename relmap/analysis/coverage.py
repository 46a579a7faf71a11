"""How well our team covers the people who matter: docs/method.md, "Coverage"."""

from collections.abc import Iterable, Mapping
from math import prod
from typing import NamedTuple

from relmap.analysis.standing import Standing
from relmap.analysis.strength import Tie
from relmap.model.records import Deal
from relmap.model.settings import Settings, Strength

DEFAULT_ROLES = ("decision_maker",)
"""What every account needs when neither the deal nor the book asks for roles."""


class Seat(NamedTuple):
    """One thing to cover, with its `weight` (role weight x influence / 4) and how far it is covered, 0-1.

    `about` is a person's reference, or a role that nobody holds.
    """

    about: str
    weight: float
    covered: float
    supportive: bool


class Coverage(NamedTuple):
    """`value` is the mean over `seats` by weight; `supportive` counts only those whose stance is 1 or more."""

    value: float
    supportive: float
    seats: tuple[Seat, ...]


def coverage_of_person(ties: Iterable[Tie]) -> float:
    """1 - product over members (1 - strength): each further member closes a part of what is still open."""
    return 1 - prod(1 - tie.value for tie in ties)


def threads(ties: Iterable[Tie], constants: Strength) -> list[Tie]:
    """The ties that are strong enough to count as a thread."""
    return [tie for tie in ties if tie.value >= constants.thread]


def required_roles(settings: Settings, deal: Deal | None = None) -> tuple[str, ...]:
    """The deal's, else the book's, else decision_maker."""
    own = deal.required_roles if deal else ()
    return tuple(dict.fromkeys(own or settings.required_roles or DEFAULT_ROLES))


def coverage_of_group(
    group: Mapping[str, Standing],
    ties: Mapping[str, Mapping[str, Tie]],
    roles: Iterable[str],
    constants: Strength,
) -> Coverage:
    """Coverage of an account's or a deal's people: of every key player, and of every required role.

    A role whose holders are no key players is covered as well as the best covered of them. A role that nobody holds
    counts 0, with the default influence. Nobody counts twice. Without anything to cover the coverage is 0.
    """
    people = {ref: standing for ref, standing in group.items() if standing.is_key_player}
    covered = {ref: coverage_of_person(ties.get(ref, {}).values()) for ref in group}
    empty = []
    for role in roles:
        holders = [ref for ref in group if group[ref].holds(role)]
        if not holders:
            weight = constants.of_role(role) * constants.default_influence / 4
            empty.append(Seat(about=role, weight=weight, covered=0.0, supportive=False))
        elif not people.keys() & holders:
            best = max(holders, key=lambda ref: covered[ref])
            people[best] = group[best]
    seats = [_seat(standing, covered[ref], constants) for ref, standing in people.items()]
    return _mean([*seats, *empty])


def _seat(standing: Standing, covered: float, constants: Strength) -> Seat:
    return Seat(
        about=standing.ref,
        weight=standing.importance(constants),
        covered=covered if standing.is_named else 0.0,
        supportive=standing.is_supportive,
    )


def _mean(seats: list[Seat]) -> Coverage:
    whole = sum(seat.weight for seat in seats)
    if whole == 0:
        return Coverage(value=0.0, supportive=0.0, seats=tuple(seats))
    return Coverage(
        value=sum(seat.weight * seat.covered for seat in seats) / whole,
        supportive=sum(seat.weight * seat.covered for seat in seats if seat.supportive) / whole,
        seats=tuple(seats),
    )
