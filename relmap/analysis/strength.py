"""How strong a tie is, from 0 to 1: what people wrote, what time took away, and what the touches show.

Formulas and constants: docs/method.md, "Strength of a tie". Every constant comes from the book's settings.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import exp
from typing import NamedTuple

from relmap.model.book import Book
from relmap.model.records import KnownBy, Link, Person, Touch
from relmap.model.settings import LEVELS, Cadence, Strength
from relmap.model.vocabulary import TWO_WAY_CHANNELS

UNSAID_KNOWN_BY_LEVEL = 1
"""A `known_by` without level or strength: they have met, and more is not claimed."""

UNSAID_LINK_LEVEL = 2
"""A link without level or strength: somebody saw it at work, so it is a working tie."""


class WeighedTouch(NamedTuple):
    """What one touch adds: its channel's `weight`, less if nobody answered, times the `age_factor` (0-1)."""

    two_way: bool
    weight: float
    age_factor: float

    @property
    def points(self) -> float:
        return self.weight * self.age_factor


class Tie(NamedTuple):
    """What one of our members has with one person on a day.

    `declared` is what the book says, `faded` what is left of it, `observed` what the touches show (None where there
    is nothing to tell from); `value` is the larger of the last two. `days` counts from the newer of `assessed_on`
    and the last touch, None where neither is known. `disagrees` when faded and observed are far apart. `today` and
    `constants` are what all this was measured with.
    """

    member: str
    person: str
    known_by: KnownBy | None
    touches: tuple[Touch, ...]
    cadence: Cadence
    declared: float | None
    faded: float | None
    observed: float | None
    value: float
    days: int | None
    disagrees: bool
    today: date
    constants: Strength

    @property
    def last_touch(self) -> Touch | None:
        return self.touches[-1] if self.touches else None

    @property
    def has_faded(self) -> bool:
        return self.faded is not None and self.declared is not None and self.faded < self.declared


def declared_strength(known_by: KnownBy, constants: Strength) -> float:
    """An explicit strength wins over the level; without either the tie counts as level 1."""
    if known_by.strength is not None:
        return known_by.strength
    return constants.of_level(known_by.level or UNSAID_KNOWN_BY_LEVEL)


def link_strength(link: Link, constants: Strength) -> float:
    """An explicit strength wins over the level; without either the link counts as level 2. Links do not fade."""
    if link.strength is not None:
        return link.strength
    return constants.of_level(link.level or UNSAID_LINK_LEVEL)


def link_strengths(constants: Strength) -> Callable[[Link], float]:
    """`link_strength` for somebody with many links, who looks the constants up once."""
    levels: dict[int | None, float] = {level: constants.of_level(level) for level in map(int, LEVELS)}
    levels[None] = levels[UNSAID_LINK_LEVEL]
    return lambda link: levels[link.level] if link.strength is None else link.strength


def faded(declared: float, days: int | None, cadence: Cadence, constants: Strength) -> float:
    """`declared` after `days` without news; whole while the age or the cadence is unknown."""
    if days is None or cadence.max_days is None:
        return declared
    late = max(0, days - cadence.max_days)
    floor = constants.fade_floor
    return float(declared * (floor + (1 - floor) * 2 ** (-late / (2 * cadence.max_days))))


def observed_strength(touches: Iterable[Touch], today: date, constants: Strength) -> float:
    """What touches show: recent two-way ones count most, and each further one adds less."""
    total = sum(weigh_touch(touch, today, constants).points for touch in touches)
    return 1 - exp(-total / constants.touch_scale)


def is_two_way(touch: Touch) -> bool:
    """Whether they answered; where nobody wrote it, by channel."""
    return touch.channel in TWO_WAY_CHANNELS if touch.two_way is None else touch.two_way


def weigh_touch(touch: Touch, today: date, constants: Strength) -> WeighedTouch:
    two_way = is_two_way(touch)
    return WeighedTouch(
        two_way=two_way,
        weight=constants.of_touch(touch.channel) * (1 if two_way else constants.one_way_factor),
        age_factor=2 ** (-(today - touch.on).days / constants.touch_half_life_days),
    )


def measure_tie(
    member: str,
    person: str,
    known_by: KnownBy | None,
    touches: Sequence[Touch],
    *,
    cadence: Cadence,
    today: date,
    constants: Strength,
) -> Tie:
    """The tie of a member to a person today. Touches after today have not happened yet."""
    past = tuple(sorted((touch for touch in touches if touch.on <= today), key=lambda touch: touch.on))
    news = [touch.on for touch in past[-1:]]
    if known_by is not None and known_by.assessed_on is not None:
        news.append(known_by.assessed_on)
    days = max(0, (today - max(news)).days) if news else None
    declared = None if known_by is None else declared_strength(known_by, constants)
    left = None if declared is None else faded(declared, days, cadence, constants)
    observed = observed_strength(past, today, constants) if past else None
    return Tie(
        member=member,
        person=person,
        known_by=known_by,
        touches=past,
        cadence=cadence,
        declared=declared,
        faded=left,
        observed=observed,
        value=max(left or 0.0, observed or 0.0),
        days=days,
        disagrees=left is not None and observed is not None and abs(left - observed) > constants.disagreement,
        today=today,
        constants=constants,
    )


def tie_of(
    member: str, person: Person, touches: Sequence[Touch], *, cadence: Cadence, today: date, constants: Strength
) -> Tie:
    """The tie of a member to a person today; of several that were declared, the one that is strongest by now."""
    declared: list[KnownBy | None] = [known_by for known_by in person.known_by if known_by.member == member]
    found = [
        measure_tie(member, person.ref, known_by, touches, cadence=cadence, today=today, constants=constants)
        for known_by in declared or [None]
    ]
    return max(found, key=lambda tie: (tie.value, tie.faded or 0.0))


def ties_of(book: Book, people: Iterable[Person], today: date) -> dict[str, dict[str, Tie]]:
    """Every tie of ours to `people`: by person's reference, then by member id, both in code point order.

    Members who have left have no ties. A member whose file could not be read still has theirs.
    """
    people = list(people)
    met = _touches_between(book, {person.account for person in people}, today)
    ties: dict[str, dict[str, Tie]] = {}
    for person in people:
        touched = met.get(person.ref, {})
        members = {known_by.member for known_by in person.known_by} | touched.keys()
        if members:
            cadence = cadence_of(book, person.account)
            ties[person.ref] = {
                member: tie_of(
                    member,
                    person,
                    touched.get(member, ()),
                    cadence=cadence,
                    today=today,
                    constants=book.settings.strength,
                )
                for member in sorted(members)
                if not has_left(book, member)
            }
    return ties


def cadence_of(book: Book, account: str) -> Cadence:
    """How often to be in touch with the people of an account: that of the account's segment."""
    segment = book.accounts[account].segment if account in book.accounts else ""
    return book.settings.cadence_of(segment)


def ideal_wait(cadence: Cadence) -> int | None:
    """After how many days a touch is due; never longer than the longest wait, None where there is no cadence."""
    waits = [days for days in (cadence.ideal_days, cadence.max_days) if days is not None]
    return min(waits, default=None)


def has_left(book: Book, member: str) -> bool:
    return member in book.members and book.members[member].has_left


def _touches_between(book: Book, accounts: Iterable[str], today: date) -> Mapping[str, Mapping[str, list[Touch]]]:
    between: dict[str, dict[str, list[Touch]]] = {}
    for account in sorted(accounts):
        for touch in (touch for touch in book.touches.get(account, ()) if touch.on <= today):
            for person in dict.fromkeys(touch.people):
                of_person = between.setdefault(person, {})
                for member in dict.fromkeys((touch.member, *touch.together)):
                    of_person.setdefault(member, []).append(touch)
    return between
