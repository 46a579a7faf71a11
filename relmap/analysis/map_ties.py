"""The ties on a map, and which of them lie on the ways that it was asked to show."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from relmap.analysis.edges import KNOWN_BY, MANAGES, REPORTS_TO
from relmap.analysis.map_contents import KNOWS, REPORTS, Arrow
from relmap.analysis.paths import Path, Step
from relmap.analysis.strength import link_strength, ties_of
from relmap.model.book import Book
from relmap.model.records import Person
from relmap.model.vocabulary import SYMMETRIC_KINDS

_Way = tuple[str, str, str]
_KINDS: Mapping[str, str] = {KNOWN_BY: KNOWS, REPORTS_TO: REPORTS, MANAGES: REPORTS}


def drawn_kind(kind: str) -> str:
    """The kind of arrow that a step of a path is on a map: a step from boss to report is a reporting line, too."""
    return _KINDS.get(kind, kind)


def our_ties(book: Book, people: Iterable[Person], today: date) -> Iterator[Arrow]:
    """Our ties to those of `people` who have not left."""
    here = [person for person in people if not person.has_left]
    for person, by_member in ties_of(book, here, today).items():
        for member, tie in by_member.items():
            if tie.value > 0:
                yield Arrow(source=f"team/{member}", target=person, kind=KNOWS, strength=tie.value)


def reporting_lines(book: Book) -> Iterator[Arrow]:
    for person in book.people.values():
        if person.reports_to and person.reports_to != person.ref:
            yield _arrow(book, person, person.reports_to, REPORTS, book.settings.strength.reporting_up)


def links(book: Book, today: date) -> Collection[Arrow]:
    """Links as they hold today; one that both people wrote down is drawn once, with the greater strength."""
    drawn: dict[_Way, Arrow] = {}
    for person in sorted(book.people.values(), key=lambda person: person.ref):
        for link in person.links:
            if link.to == person.ref or not link.holds_on(today):
                continue
            arrow = _arrow(book, person, link.to, link.kind, link_strength(link, book.settings.strength))
            way = _way(arrow.source, arrow.target, arrow.kind)
            if way not in drawn or drawn[way].strength < arrow.strength:
                drawn[way] = arrow
    return drawn.values()


def _arrow(book: Book, person: Person, to: str, kind: str, strength: float) -> Arrow:
    other = book.people.get(to)
    gone = person.has_left or (other is not None and other.has_left)
    return Arrow(
        source=person.ref, target=to, kind=kind, strength=strength, both_ways=kind in SYMMETRIC_KINDS, dimmed=gone
    )


def lit(arrows: Iterable[Arrow], paths: Sequence[Path]) -> list[Arrow]:
    """The arrows with those of the best path lit and numbered, those of the others as detours, and the rest dimmed.

    `paths` come best first; a step that the view does not draw is added.
    """
    if not paths:
        return list(arrows)
    steps = _steps(paths)
    drawn = []
    for arrow in arrows:
        found = steps.pop(_way(arrow.source, arrow.target, arrow.kind), None)
        drawn.append(replace(arrow, dimmed=True) if found is None else _on_path(arrow, *found))
    return drawn + [_on_path(_step_arrow(step, kind), rank, number, step)
                    for (_, _, kind), (rank, number, step) in steps.items()]  # fmt: skip


def _steps(paths: Sequence[Path]) -> dict[_Way, tuple[int, int, Step]]:
    """Each tie with the rank of the best path on which it lies, and its number there among those of no better one."""
    found: dict[_Way, tuple[int, int, Step]] = {}
    for rank, path in enumerate(paths, 1):
        number = 1
        for step in path.steps:
            way = _way(step.source, step.target, drawn_kind(step.kind))
            if way not in found:
                found[way] = rank, number, step
                number += 1
    return found


def _on_path(arrow: Arrow, rank: int, number: int, step: Step) -> Arrow:
    if rank > 1:
        return replace(arrow, dimmed=False, detour=rank, begins=number == 1, strength=step.strength)
    return replace(arrow, lit=True, dimmed=False, step=number, strength=step.strength)


def _step_arrow(step: Step, kind: str) -> Arrow:
    return Arrow(
        source=step.source, target=step.target, kind=kind, strength=step.strength, both_ways=kind in SYMMETRIC_KINDS
    )


def _way(source: str, target: str, kind: str) -> _Way:
    """A tie that holds both ways, or a reporting line, is the same tie from either end."""
    if kind in SYMMETRIC_KINDS or kind == REPORTS:
        source, target = min(source, target), max(source, target)
    return source, target, kind
