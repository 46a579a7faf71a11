"""How well our team covers the people who matter: docs/method.md, "Coverage"."""

from collections.abc import Iterable, Mapping
from math import prod
from typing import NamedTuple

from relmap.analysis.standing import Standing, importance_of_role
from relmap.analysis.strength import Tie
from relmap.model.records import Deal
from relmap.model.settings import Settings, Strength

DEFAULT_ROLES = ("decision_maker",)
"""What every account needs when neither the deal nor the book asks for roles."""


class Coverage(NamedTuple):
    """How far a group is covered, 0-1; `supportive` counts only those whose stance is 1 or more."""

    value: float
    supportive: float


class _Share(NamedTuple):
    """Somebody, or a role that nobody holds: `weight` is its importance, `covered` how far it is covered, 0-1."""

    weight: float
    covered: float
    supportive: bool


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
    """Coverage of an account's or a deal's people: of everybody in a key place, and of every required role.

    A role none of whose named holders is a key player is covered as well as the best covered of them. A placeholder
    counts 0 and hides nobody; so does a role that nobody holds, with the default influence. Nobody counts twice.
    Without anything to cover the coverage is 0.
    """
    people = {ref: standing for ref, standing in group.items() if standing.has_key_place}
    covered = {ref: _covered(standing, ties.get(ref, {}).values()) for ref, standing in group.items()}
    empty = []
    for role in roles:
        holders = [standing for standing in group.values() if standing.holds(role)]
        named = [standing for standing in holders if standing.is_named]
        if not holders:
            empty.append(_Share(weight=importance_of_role(role, constants), covered=0.0, supportive=False))
        elif not any(standing.has_key_place for standing in named or holders):
            best = max(named or holders, key=lambda standing: _rank(standing, covered[standing.ref], constants))
            people[best.ref] = best
    filled = [
        _Share(standing.importance(constants), covered[ref], standing.is_supportive) for ref, standing in people.items()
    ]
    return _mean([*filled, *empty])


def _covered(standing: Standing, ties: Iterable[Tie]) -> float:
    """Whom nobody can name is known to none of us."""
    return coverage_of_person(ties) if standing.is_named else 0.0


def _rank(standing: Standing, covered: float, constants: Strength) -> tuple[float, float, bool]:
    """Which of several holders stands for a role: the best covered, the weightiest of these, one who supports us.

    Rounded, so that the last bit of a float, which the order of the ties sets, decides nothing.
    """
    return round(covered, 9), round(standing.importance(constants), 9), standing.is_supportive


def _share(standing: Standing, covered: float, constants: Strength) -> _Share:
    return _Share(
        weight=standing.importance(constants),
        covered=covered if standing.is_named else 0.0,
        supportive=standing.is_supportive,
    )


def _mean(shares: list[_Share]) -> Coverage:
    """The mean by weight."""
    whole = sum(share.weight for share in shares)
    if whole == 0:
        return Coverage(value=0.0, supportive=0.0)
    return Coverage(
        value=sum(share.weight * share.covered for share in shares) / whole,
        supportive=sum(share.weight * share.covered for share in shares if share.supportive) / whole,
    )
