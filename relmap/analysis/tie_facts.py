"""What a tie of ours is made of: in a few words, and number by number so that it can be redone on paper."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import ceil, log10

from relmap.analysis.strength import UNSAID_KNOWN_BY_LEVEL, Tie, WeighedTouch, weigh_touch
from relmap.analysis.wording import figure, precise, written
from relmap.model.records import KnownBy, Touch
from relmap.model.saying import _, in_clauses, in_words, labelled, ngettext, on_day
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
        faded, days = figure(tie.faded or 0), days_in_words(tie.days or 0)
        parts.append(_("faded to {strength} after {days}").format(strength=faded, days=days))
    if tie.last_touch is not None:
        count, observed, last = len(tie.touches), figure(tie.observed or 0), tie.last_touch
        so_far = ngettext("{n} touch so far ({strength})", "{n} touches so far ({strength})", count)
        parts.append(so_far.format(n=count, strength=observed))
        parts.append(_("last {channel} {day}").format(channel=_channel(last), day=on_day(last.on)))
    text = in_clauses(parts)
    if not tie.disagrees:
        return text
    return _("{tie}; the two differ by {difference}").format(tie=text, difference=figure(_difference(tie)))


def tie_facts(tie: Tie) -> Iterator[str]:
    """Every number, with its date; a line that belongs to the one before it is indented."""
    yield from _declaring(tie)
    yield from _observing(tie)
    if tie.faded is not None and tie.observed is not None:
        larger = precise(tie.value, TIE_DIGITS)
        if tie.observed > tie.faded:
            yield _("the larger counts: {strength}, observed").format(strength=larger)
        else:
            yield _("the larger counts: {strength}, declared").format(strength=larger)
    if tie.disagrees:
        yield _("the two differ by {difference}, more than {least}: one of them wants a second look").format(
            difference=precise(_difference(tie)), least=written(tie.constants.disagreement)
        )


def level_in_words(level: int | None, unsaid: int, strength: str) -> str:
    counted = level or unsaid
    said = _("{name} (level {level}, {strength})")
    if not level:
        said = _("{name} (level {level}, as nobody said, {strength})")
    return said.format(name=in_words("level", LEVEL_NAMES[counted]), level=counted, strength=strength)


def days_in_words(number: int) -> str:
    return ngettext("{n} day", "{n} days", number).format(n=number)


def _declared_in_words(known_by: KnownBy, declared: float, number: Figure) -> str:
    if known_by.strength is not None:
        return _("tie of strength {strength}").format(strength=number(declared))
    counted = known_by.level or UNSAID_KNOWN_BY_LEVEL
    said = _("{name} tie (level {level}, {strength})")
    if not known_by.level:
        said = _("{name} tie (level {level}, as nobody said, {strength})")
    return said.format(name=in_words("level", LEVEL_NAMES[counted]), level=counted, strength=number(declared))


def _declaring(tie: Tie) -> Iterator[str]:
    known_by = tie.known_by
    if known_by is None:
        yield _("declared: nothing")
        return
    declared = _declared_in_words(known_by, tie.declared or 0.0, written)
    if known_by.assessed_on:
        yield _("declared: {tie}, assessed {day}").format(tie=declared, day=on_day(known_by.assessed_on))
    else:
        yield _("declared: {tie}, nobody wrote when").format(tie=declared)
    if known_by.note:
        yield "  " + _("note: {note}").format(note=known_by.note)
    yield _("fading: {how}").format(how=_fading(tie))


def _fading(tie: Tie) -> str:
    most = tie.cadence.max_days
    if tie.days is None:
        return _("none, as its age is unknown")
    if most is None:
        return _("none, as this segment has no cadence")
    news = _("{days} since {event}, at most {most} wanted").format(
        days=days_in_words(tie.days), event=_newest(tie), most=most
    )
    late = tie.days - most
    if late <= 0:
        return _("{news}: none").format(news=news)
    floor = tie.constants.fade_floor
    rest = written(float(1 - Decimal(repr(floor))))
    kept = f"({written(floor)} + {rest} x 2^(-{late} / (2 x {most})))"
    return _("{news}, {late} too many: {formula} = {strength}").format(
        news=news,
        late=late,
        formula=f"{written(tie.declared or 0)} x {kept}",
        strength=precise(tie.faded or 0, TIE_DIGITS),
    )


def _newest(tie: Tie) -> str:
    assessed, touch = tie.known_by.assessed_on if tie.known_by else None, tie.last_touch
    if touch is None or (assessed is not None and assessed > touch.on):
        return _("it was assessed")
    return _("the {channel} of {day}").format(channel=_channel(touch), day=on_day(touch.on))


def _observing(tie: Tie) -> Iterator[str]:
    """The formula with its numbers, and a line for each touch, newest first; their points add up to the total."""
    if not tie.touches:
        yield _("observed: no touch recorded")
        return
    weighed = [(touch, weigh_touch(touch, tie.today, tie.constants)) for touch in reversed(tie.touches)]
    places = _places(len(weighed), sum(weight.points for _, weight in weighed))
    points = [Decimal(f"{weight.points:.{places}f}") for _, weight in weighed]
    total = written(float(sum(points)))
    yield ngettext(
        "observed: {n} touch, {points} points: {formula} = {strength}",
        "observed: {n} touches, {points} points: {formula} = {strength}",
        len(weighed),
    ).format(
        n=len(weighed),
        points=total,
        formula=f"1 - e^(-{total} / {written(tie.constants.touch_scale)})",
        strength=precise(tie.observed or 0, TIE_DIGITS),
    )
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
    facts = [
        f"{on_day(touch.on)} {_channel(touch)}",
        _("two-way") if weighed.two_way else _("one-way"),
        _("{days} ago").format(days=days_in_words(age)),
        *([_("logged by {member}").format(member=f"team/{touch.member}")] if touch.member != tie.member else []),
    ]
    direction = "" if weighed.two_way else f" x {written(constants.one_way_factor)}"
    weight = f"{written(constants.of_touch(touch.channel))}{direction}"
    return labelled(in_clauses(facts), f"{weight} x 2^(-{age} / {constants.touch_half_life_days})")


def _difference(tie: Tie) -> float:
    return abs((tie.faded or 0) - (tie.observed or 0))


def _channel(touch: Touch) -> str:
    return in_words("channel", touch.channel)
