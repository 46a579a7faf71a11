"""Why a step is as strong as it is, in words a salesperson uses."""

from collections.abc import Iterator, Sequence
from datetime import date

from relmap.analysis.edges import MANAGES, Edge
from relmap.analysis.standing import Standing
from relmap.analysis.strength import UNSAID_LINK_LEVEL, Tie
from relmap.analysis.tie_facts import Figure, level_in_words, tie_facts, tie_in_words
from relmap.analysis.wording import called, figure, stance_in_words, written
from relmap.model.records import Link
from relmap.model.saying import _, in_clauses, in_sentences, in_words, labelled, on_day, remarked


def why(edge: Edge, carrier: Standing | None, factor: float) -> str:
    """One sentence about a step: what ties the two, and how well the one who carries it speaks for us."""
    if isinstance(edge.origin, Tie):
        return tie_in_words(edge.origin)
    text = _in_words(edge, figure)
    if carrier is None or factor == 1:
        return text
    stance = stance_in_words(carrier.stance)
    return _("{tie}; {stance}: carries at {factor}").format(tie=text, stance=stance, factor=figure(factor))


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
        ties = in_sentences(_in_words(one, written) for one in beside)
        found.append(_("beside it, and no stronger, so not counted: {ties}").format(ties=ties))
    if carrier is not None:
        found.append(
            _("{person}: stance {stance}, passes on {factor} of it; {where_from}").format(
                person=called(carrier.person),
                stance=stance_in_words(carrier.stance),
                factor=written(factor),
                where_from=_where_from(carrier),
            )
        )
    return tuple(found)


def _in_words(edge: Edge, number: Figure) -> str:
    """A link or a reporting line: kind, level and strength."""
    link, kind, strength = edge.origin, in_words("kind", edge.kind), number(edge.strength)
    if not isinstance(link, Link):
        return remarked(kind, strength)
    if link.strength is not None:
        return _("{kind} (strength {strength})").format(kind=kind, strength=strength)
    return in_clauses([kind, level_in_words(link.level, UNSAID_LINK_LEVEL, strength)])


def _link_facts(link: Link) -> Iterator[str]:
    if link.since or link.until:
        yield _in_force(link.since, link.until)
    yield _provenance(link.verified_on, link.source)
    if link.note:
        yield _("note: {note}").format(note=link.note)


def _in_force(since: date | None, until: date | None) -> str:
    if since and until:
        return _("in force since {since}, until {until}").format(since=on_day(since), until=on_day(until))
    if since:
        return _("in force since {since}").format(since=on_day(since))
    return _("in force until {until}").format(until=on_day(until)) if until else ""


def _line_facts(reporting: Standing | None) -> Iterator[str]:
    """A reporting line stands in the file of the one who reports."""
    if reporting is not None:
        person = reporting.person
        provenance = _provenance(person.verified_on, person.source)
        yield _("as {person} has it: {provenance}").format(person=called(person), provenance=provenance)


def _where_from(carrier: Standing) -> str:
    """Who says what stance they have."""
    person, seat = carrier.person, carrier.seat
    if seat is not None and seat.stance is not None:
        source = _("from the deal's committee")
        if person.known_stance != carrier.stance:
            own = stance_in_words(person.known_stance)
            source = _("from the deal's committee (own: {own})").format(own=own)
        return labelled(source, seat.note) if seat.note else _("{source}, nobody wrote why").format(source=source)
    if person.stance is None:
        return _("nobody wrote one")
    return _provenance(person.verified_on, person.source)


def _provenance(verified_on: date | None, source: str) -> str:
    if verified_on is None:
        if not source:
            return _("nobody wrote when or from whom")
        return _("source: {source}, nobody wrote when").format(source=source)
    if not source:
        return _("verified {day}, nobody wrote from whom").format(day=on_day(verified_on))
    return _("verified {day}, source: {source}").format(day=on_day(verified_on), source=source)
