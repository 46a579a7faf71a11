"""Why a step is as strong as it is, in words a salesperson uses."""

from collections.abc import Iterator, Sequence
from datetime import date

from relmap.analysis.edges import MANAGES, REPORTS_TO, Edge
from relmap.analysis.standing import Standing
from relmap.analysis.strength import UNSAID_LINK_LEVEL, Tie
from relmap.analysis.tie_facts import Figure, level_in_words, tie_facts, tie_in_words
from relmap.analysis.wording import called, figure, stance_in_words, written
from relmap.model.records import Link

_REPORTING = {REPORTS_TO: "reports to", MANAGES: "manages"}


def why(edge: Edge, carrier: Standing | None, factor: float) -> str:
    """One sentence about a step: what ties the two, and how well the one who carries it speaks for us."""
    if isinstance(edge.origin, Tie):
        return tie_in_words(edge.origin)
    text = _in_words(edge, figure)
    if carrier is None or factor == 1:
        return text
    return f"{text}; {stance_in_words(carrier.stance)}: carries at {figure(factor)}"


def facts(
    edge: Edge,
    carrier: Standing | None,
    factor: float,
    *,
    target: Standing | None = None,
    beside: Sequence[Edge] = (),
) -> tuple[str, ...]:
    """Everything that went into a step, with its date and source, one sentence each, for `--explain`.

    `target` is where the step leads, `beside` the other ties that join the two the same way, none stronger. What
    follows an `=` can be worked out from the numbers before it, and is off by one in its last digit at most.
    """
    if isinstance(edge.origin, Tie):
        return tuple(tie_facts(edge.origin))
    found = [_in_words(edge, written)]
    if isinstance(edge.origin, Link):
        found += _link_facts(edge.origin)
    else:
        found += _line_facts(target if edge.kind == MANAGES else carrier)
    if beside:
        found.append(
            f"beside it, and no stronger, so not counted: {'; '.join(_in_words(one, written) for one in beside)}"
        )
    if carrier is not None:
        stance = stance_in_words(carrier.stance)
        found.append(
            f"{called(carrier.person)}: stance {stance}, passes on {written(factor)} of it; {_where_from(carrier)}"
        )
    return tuple(found)


def _in_words(edge: Edge, number: Figure) -> str:
    """A link or a reporting line: kind, level and strength."""
    link = edge.origin
    if not isinstance(link, Link):
        return f"{_REPORTING[edge.kind]} ({number(edge.strength)})"
    kind = edge.kind.replace("_", " ")
    if link.strength is not None:
        return f"{kind} (strength {number(edge.strength)})"
    return f"{kind}, {level_in_words(link.level, UNSAID_LINK_LEVEL, number(edge.strength))}"


def _link_facts(link: Link) -> Iterator[str]:
    if link.since or link.until:
        ends = [f"{word} {day.isoformat()}" for word, day in (("since", link.since), ("until", link.until)) if day]
        yield f"in force {', '.join(ends)}"
    yield _provenance(link.verified_on, link.source)
    if link.note:
        yield f"note: {link.note}"


def _line_facts(reporting: Standing | None) -> Iterator[str]:
    """A reporting line stands in the file of the one who reports."""
    if reporting is not None:
        person = reporting.person
        yield f"as {called(person)} has it: {_provenance(person.verified_on, person.source)}"


def _where_from(carrier: Standing) -> str:
    """Who says what stance they have."""
    person, seat = carrier.person, carrier.seat
    if seat is not None and seat.stance is not None:
        own = person.known_stance
        differs = f" (own: {stance_in_words(own)})" if own != carrier.stance else ""
        note = f": {seat.note}" if seat.note else ", nobody wrote why"
        return f"from the deal's committee{differs}{note}"
    if person.stance is None:
        return "nobody wrote one"
    return _provenance(person.verified_on, person.source)


def _provenance(verified_on: date | None, source: str) -> str:
    if verified_on is None:
        return f"source: {source}, nobody wrote when" if source else "nobody wrote when or from whom"
    day = f"verified {verified_on.isoformat()}"
    return f"{day}, source: {source}" if source else f"{day}, nobody wrote from whom"
