"""`relmap map`: what a map of an account or a deal shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from relmap.analysis.finding import deal_meant, people_meant
from relmap.analysis.map_building import build
from relmap.analysis.map_choosing import Choice, around, of_department
from relmap.analysis.map_contents import COVERAGE, INFLUENCE, ORG, QUADRANT, MapContents
from relmap.analysis.map_differences import dated, marked
from relmap.analysis.map_earlier import Earlier, with_the_gone
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.paths import Path
from relmap.analysis.redacting import redacted
from relmap.analysis.wording import as_committed
from relmap.errors import NoPathToDraw, StepsAlone, UnknownDepartment
from relmap.model.book import Book
from relmap.model.kinds import nearest
from relmap.model.records import Deal
from relmap.model.text import search_key
from relmap.usecases.path import path

VIEWS = (INFLUENCE, ORG, COVERAGE, QUADRANT)
STEPS = 2
"""How far round somebody a map reaches where nobody says it."""
WAYS = 3
"""The best path and its detours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapQuestion:
    """What a map is asked for; people, deal and department are given as typed.

    `path_to` has the best path lit and its detours marked. `around` leaves those within `steps` ties (2 if not said),
    `department` its people and whoever is tied to them, `top` so many of the most influential; together they leave
    whoever all of them leave. With `all_people`, and of a department that is asked for, nobody is folded. With
    `redact` the map is one that strangers may see.
    """

    view: str = INFLUENCE
    deal: str | None = None
    path_to: str | None = None
    around: str | None = None
    steps: int | None = None
    department: str | None = None
    top: int | None = None
    all_people: bool = False
    redact: bool = False


def map_contents(
    book: Book,
    account: str,
    question: MapQuestion,
    *,
    today: date,
    commit: str = "",
    facts: MapFacts | None = None,
    since: Earlier | None = None,
    committed: date | None = None,
) -> MapContents:
    """The contents of one map; `commit` is written beside the date, with its day `committed` where the past is shown.

    `facts` are those of another view of it. With `since`, what changed from then on is marked.

    Raises NobodyFound, Ambiguous, DealElsewhere, NoPathToDraw, UnknownDepartment, StepsAlone or QuadrantRedacted.
    """
    if question.steps is not None and question.around is None:
        raise StepsAlone
    within = deal_meant(book, question.deal, account=account)
    facts = facts or MapFacts(book=book, account=account, today=today, deal=within)
    circle = _circle(book, account, question, within)
    choice = circle.choice(book, account, question, today)
    contents = build(
        book,
        account,
        view=question.view,
        today=today,
        deal=within,
        paths=_paths(book, account, question, today),
        choice=choice,
        commit=commit,
        facts=facts,
    )
    if since is not None:
        before = circle.choice(since.book, account, question, today)
        contents = marked(contents, since, facts, choice=choice, choice_before=before)
        book = with_the_gone(book, since)
    contents = replace(contents, whole=question.all_people or question.department is not None)
    contents = redacted(contents, book) if question.redact else contents
    # Last, as strangers are not told that what is hidden from them changed.
    if since is not None:
        return dated(contents, since)
    return contents if committed is None else _of_the_past(contents, committed)


def _of_the_past(contents: MapContents, committed: date) -> MapContents:
    """The map with both days in its heading: that of the commit, and that for which it is weighed."""
    said = as_committed(committed, contents.commit, contents.today or committed)
    return replace(contents, committed=committed, subtitle=(*contents.subtitle[:-1], said))


def _paths(book: Book, account: str, question: MapQuestion, today: date) -> Sequence[Path]:
    if question.path_to is None:
        return ()
    answer = path(book, account, question.path_to, today=today, k=WAYS, deal=question.deal).answer
    if not answer.paths:
        raise NoPathToDraw(target=answer.target)
    return answer.paths


class _Circle(NamedTuple):
    """Whom a map was asked for: those round `centres`, the people of a `department`; None where nobody asked."""

    centres: tuple[str, ...] | None = None
    department: str | None = None

    def choice(self, book: Book, account: str, question: MapQuestion, today: date) -> Choice:
        """Who of a book that is."""
        found = []
        if self.centres is not None:
            found.append(around(book, self.centres, question.steps or STEPS, today))
        if self.department is not None:
            found.append(of_department(book, account, self.department, today))
        return Choice(people=frozenset.intersection(*found) if found else None, top=question.top)


def _circle(book: Book, account: str, question: MapQuestion, deal: Deal | None) -> _Circle:
    centres = department = None
    if question.around is not None:
        meant = people_meant(book, question.around, account=account, deal=deal)
        centres = tuple(person.ref for person in meant)
    if question.department is not None:
        department = _department(book, account, question.department)
    return _Circle(centres, department)


def _department(book: Book, account: str, text: str) -> str:
    """The department as the book writes it."""
    known = sorted({person.department for person in book.people_of(account) if person.department})
    meant = next((name for name in known if name == text or search_key(name) == search_key(text)), None)
    if meant is None:
        raise UnknownDepartment(text=text, account=account, known=known, nearest=nearest(text, known))
    return meant
