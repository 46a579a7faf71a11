"""Why a step is as strong as it is, in words a salesperson uses."""

from relmap.analysis.graph import MANAGES, REPORTS_TO, Edge
from relmap.analysis.standing import Standing
from relmap.analysis.strength import UNSAID_KNOWN_BY_LEVEL, UNSAID_LINK_LEVEL, Tie, WeighedTouch, weigh_touch
from relmap.analysis.wording import called, figure, precise
from relmap.model.records import Link, Touch
from relmap.model.vocabulary import LEVEL_NAMES

_REPORTING = {REPORTS_TO: "reports to", MANAGES: "manages"}


def why(edge: Edge, carrier: Standing | None, factor: float) -> str:
    """One sentence about a step: what ties the two, and how well the one who carries it speaks for us."""
    if isinstance(edge.origin, Tie):
        return _tie_in_words(edge.origin)
    text = _link_in_words(edge)
    if carrier is None or factor == 1:
        return text
    return f"{text}; {carrier.stance_name.replace('_', '-')}: carries at {figure(factor)}"


def facts(edge: Edge, carrier: Standing | None, factor: float) -> tuple[str, ...]:
    """Everything that went into a step, one sentence each, for `--explain`."""
    if isinstance(edge.origin, Tie):
        return tuple(_tie_facts(edge.origin))
    found = [_link_in_words(edge)]
    if isinstance(edge.origin, Link):
        found += _link_facts(edge.origin)
    if carrier is not None:
        stance = carrier.stance_name.replace("_", "-")
        found.append(f"{called(carrier.person)}: stance {stance}, passes on {figure(factor)} of it")
    return tuple(found)


def _tie_in_words(tie: Tie) -> str:
    parts = []
    if tie.known_by is not None:
        parts.append(_declared_in_words(tie))
    if tie.has_faded:
        parts.append(f"faded to {figure(tie.faded or 0)} after {tie.days} days")
    if tie.observed is not None and tie.observed > (tie.faded or 0):
        parts.append(f"{_number_of_touches(tie)} so far ({figure(tie.observed)})")
    if tie.last_touch is not None:
        parts.append(f"last {tie.last_touch.channel.replace('_', ' ')} {tie.last_touch.on.isoformat()}")
    text = ", ".join(parts)
    if tie.disagrees:
        text = f"{text}; declared {figure(tie.faded or 0)} but touches show {figure(tie.observed or 0)}"
    return text


def _number_of_touches(tie: Tie) -> str:
    return "1 touch" if len(tie.touches) == 1 else f"{len(tie.touches)} touches"


def _declared_in_words(tie: Tie) -> str:
    known_by, declared = tie.known_by, tie.declared or 0.0
    if known_by is None or known_by.strength is not None:
        return f"tie of strength {figure(declared)}"
    level = known_by.level or UNSAID_KNOWN_BY_LEVEL
    said = f"level {level}" if known_by.level else f"level {level}, as nobody said"
    return f"{LEVEL_NAMES[level]} tie ({said}, {figure(declared)})"


def _link_in_words(edge: Edge) -> str:
    if edge.kind in _REPORTING:
        return f"{_REPORTING[edge.kind]} ({figure(edge.strength)})"
    kind = edge.kind.replace("_", " ")
    link = edge.origin
    if not isinstance(link, Link) or link.strength is not None:
        return f"{kind} (strength {figure(edge.strength)})"
    level = link.level or UNSAID_LINK_LEVEL
    said = f"level {level}" if link.level else f"level {level}, as nobody said"
    return f"{kind}, {LEVEL_NAMES[level]} ({said}, {figure(edge.strength)})"


def _tie_facts(tie: Tie) -> list[str]:
    found = []
    if tie.known_by is not None:
        assessed = tie.known_by.assessed_on
        found.append(f"declared: {_declared_in_words(tie)}{f', assessed {assessed.isoformat()}' if assessed else ''}")
        found.append(_fading(tie))
    else:
        found.append("declared: nothing")
    found += _observing(tie) if tie.touches else ["observed: no touch recorded"]
    if tie.disagrees:
        found.append(f"declared and observed differ by {figure(abs((tie.faded or 0) - (tie.observed or 0)))}")
    return found


def _fading(tie: Tie) -> str:
    if tie.days is None:
        return "fading: none, as nobody wrote when it was assessed"
    if tie.cadence.max_days is None:
        return "fading: none, as this segment has no cadence"
    news = f"fading: {tie.days} days without news, at most {tie.cadence.max_days} wanted"
    late = tie.days - tie.cadence.max_days
    if late <= 0:
        return f"{news}: none"
    floor = tie.constants.fade_floor
    kept = f"({precise(floor)} + {precise(1 - floor)} x 2^(-{late} / (2 x {tie.cadence.max_days})))"
    return f"{news}: {precise(tie.declared or 0)} x {kept} = {precise(tie.faded or 0)}"


def _observing(tie: Tie) -> list[str]:
    """A line for each touch, newest first, and the formula with its numbers."""
    weighed = [(touch, weigh_touch(touch, tie.today, tie.constants)) for touch in reversed(tie.touches)]
    total = precise(sum(weight.points for _, weight in weighed))
    scale = f"{tie.constants.touch_scale:g}"
    return [
        f"observed: {_number_of_touches(tie)}, {total} points: "
        f"1 - e^(-{total} / {scale}) = {precise(tie.observed or 0)}",
        *(_touch_in_words(touch, weight, (tie.today - touch.on).days) for touch, weight in weighed),
    ]


def _touch_in_words(touch: Touch, weighed: WeighedTouch, days: int) -> str:
    return (
        f"  {touch.on.isoformat()} {touch.channel}, {'two-way' if weighed.two_way else 'one-way'}: "
        f"weight {precise(weighed.weight)} x age factor {precise(weighed.age_factor)} "
        f"({'1 day' if days == 1 else f'{days} days'}) = {precise(weighed.points)}"
    )


def _link_facts(link: Link) -> list[str]:
    found = []
    for word, day in (("since", link.since), ("until", link.until), ("verified", link.verified_on)):
        if day is not None:
            found.append(f"{word} {day.isoformat()}")
    if link.source:
        found.append(f"source: {link.source}")
    if link.note:
        found.append(f"note: {link.note}")
    return found
