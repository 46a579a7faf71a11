"""What a tie of ours is made of: in a few words, and number by number so that it can be redone on paper."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import ceil, log10

from relmap.analysis.strength import UNSAID_KNOWN_BY_LEVEL, Tie, WeighedTouch, weigh_touch
from relmap.analysis.wording import figure, precise, written
from relmap.model.records import KnownBy, Touch
from relmap.model.vocabulary import LEVEL_NAMES

Figure = Callable[[float], str]
"""How a strength is printed: rounded for a reader, or in full."""

TIE_DIGITS = 5
"""Of a worked-out strength: one more than a score has, so that the product of the printed ones gives the score."""

_MOST_PLACES = 12


def tie_in_words(tie: Tie) -> str:
    """What was declared, what is left of it, and what the touches show."""
    parts = []
    if tie.known_by is not None:
        parts.append(_declared_in_words(tie.known_by, tie.declared or 0.0, figure))
    if tie.has_faded:
        parts.append(f"faded to {figure(tie.faded or 0)} after {_days(tie.days or 0)}")
    if tie.last_touch is not None:
        parts.append(f"{_number_of_touches(tie)} so far ({figure(tie.observed or 0)})")
        parts.append(f"last {_channel(tie.last_touch)} {tie.last_touch.on.isoformat()}")
    text = ", ".join(parts)
    return f"{text}; the two differ by {figure(_difference(tie))}" if tie.disagrees else text


def tie_facts(tie: Tie) -> Iterator[str]:
    """Every number, with its date; a line that belongs to the one before it is indented."""
    yield from _declaring(tie)
    yield from _observing(tie)
    if tie.faded is not None and tie.observed is not None:
        which = "observed" if tie.observed > tie.faded else "declared"
        yield f"the larger counts: {precise(tie.value, TIE_DIGITS)}, {which}"
    if tie.disagrees:
        least = written(tie.constants.disagreement)
        yield f"the two differ by {precise(_difference(tie))}, more than {least}: one of them wants a second look"


def level_in_words(level: int | None, unsaid: int, strength: str) -> str:
    counted = level or unsaid
    said = f"level {level}" if level else f"level {counted}, as nobody said"
    return f"{LEVEL_NAMES[counted]} ({said}, {strength})"


def _declared_in_words(known_by: KnownBy, declared: float, number: Figure) -> str:
    if known_by.strength is not None:
        return f"tie of strength {number(declared)}"
    words = level_in_words(known_by.level, UNSAID_KNOWN_BY_LEVEL, number(declared))
    return words.replace(" (", " tie (", 1)


def _declaring(tie: Tie) -> Iterator[str]:
    known_by = tie.known_by
    if known_by is None:
        yield "declared: nothing"
        return
    assessed = f"assessed {known_by.assessed_on.isoformat()}" if known_by.assessed_on else "nobody wrote when"
    yield f"declared: {_declared_in_words(known_by, tie.declared or 0.0, written)}, {assessed}"
    if known_by.note:
        yield f"  note: {known_by.note}"
    yield f"fading: {_fading(tie)}"


def _fading(tie: Tie) -> str:
    most = tie.cadence.max_days
    if tie.days is None:
        return "none, as its age is unknown"
    if most is None:
        return "none, as this segment has no cadence"
    news = f"{_days(tie.days)} since {_newest(tie)}, at most {most} wanted"
    late = tie.days - most
    if late <= 0:
        return f"{news}: none"
    floor = tie.constants.fade_floor
    rest = written(float(1 - Decimal(repr(floor))))
    kept = f"({written(floor)} + {rest} x 2^(-{late} / (2 x {most})))"
    return f"{news}, {late} too many: {written(tie.declared or 0)} x {kept} = {precise(tie.faded or 0, TIE_DIGITS)}"


def _newest(tie: Tie) -> str:
    assessed, touch = tie.known_by.assessed_on if tie.known_by else None, tie.last_touch
    if touch is None or (assessed is not None and assessed > touch.on):
        return "it was assessed"
    return f"the {_channel(touch)} of {touch.on.isoformat()}"


def _observing(tie: Tie) -> Iterator[str]:
    """The formula with its numbers, and a line for each touch, newest first; their points add up to the total."""
    if not tie.touches:
        yield "observed: no touch recorded"
        return
    weighed = [(touch, weigh_touch(touch, tie.today, tie.constants)) for touch in reversed(tie.touches)]
    places = _places(len(weighed), sum(weight.points for _, weight in weighed))
    points = [Decimal(f"{weight.points:.{places}f}") for _, weight in weighed]
    total = written(float(sum(points)))
    formula = f"1 - e^(-{total} / {written(tie.constants.touch_scale)})"
    yield f"observed: {_number_of_touches(tie)}, {total} points: {formula} = {precise(tie.observed or 0, TIE_DIGITS)}"
    for (touch, weight), worth in zip(weighed, points, strict=True):
        yield f"  {_touch_in_words(tie, touch, weight)} = {written(float(worth))}"


def _places(count: int, total: float) -> int:
    """How many decimals so many points need, so that their rounding does not show in the strength."""
    if total <= 0:
        return 0
    # Half a unit of the last place of each, against half a unit of the last digit of the whole.
    return min(_MOST_PLACES, max(0, ceil(log10(count) - log10(total)) + TIE_DIGITS))


def _touch_in_words(tie: Tie, touch: Touch, weighed: WeighedTouch) -> str:
    age, constants = (tie.today - touch.on).days, tie.constants
    way = "two-way" if weighed.two_way else "one-way"
    direction = "" if weighed.two_way else f" x {written(constants.one_way_factor)}"
    logged = f", logged by team/{touch.member}" if touch.member != tie.member else ""
    return (
        f"{touch.on.isoformat()} {_channel(touch)}, {way}, {_days(age)} ago{logged}: "
        f"{written(constants.of_touch(touch.channel))}{direction} x 2^(-{age} / {constants.touch_half_life_days})"
    )


def _difference(tie: Tie) -> float:
    return abs((tie.faded or 0) - (tie.observed or 0))


def _number_of_touches(tie: Tie) -> str:
    return "1 touch" if len(tie.touches) == 1 else f"{len(tie.touches)} touches"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _channel(touch: Touch) -> str:
    return touch.channel.replace("_", " ")
