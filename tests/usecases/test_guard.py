"""No change may bring a fault into the book that was not there before."""

from dataclasses import replace
from datetime import date

import pytest

from relmap.analysis.name_likeness import most_alike
from relmap.errors import WouldBreakBook
from relmap.model.changes import Removed, Updated
from relmap.model.records import Account, Person
from relmap.usecases.guard import guarded
from tests.books import book_of

TODAY = date(2026, 11, 23)
BOSS = Person(id="boss", account="acme", name="Boss")
CLERK = Person(id="clerk", account="acme", name="Clerk", reports_to="acme/boss")
BOOK = book_of(Account(id="acme", name="Acme"), BOSS, CLERK)


def test_a_sound_change_passes() -> None:
    changes = [Updated(before=CLERK, after=replace(CLERK, stance=1))]
    assert guarded(BOOK, changes, today=TODAY, broken=(), nearest=most_alike) is changes


@pytest.mark.parametrize(
    "change",
    [
        Updated(before=BOSS, after=replace(BOSS, reports_to="acme/clerk")),
        Updated(before=CLERK, after=replace(CLERK, reports_to="acme/clerk")),
        Updated(before=CLERK, after=replace(CLERK, reports_to="acme/nobody")),
        Removed(record=BOSS),
    ],
    ids=["a cycle", "a report to oneself", "a reference to nobody", "a reference left behind"],
)
def test_a_change_that_breaks_the_book_does_not(change: Updated | Removed) -> None:
    with pytest.raises(WouldBreakBook, match=r"; nothing was changed$"):
        guarded(BOOK, [change], today=TODAY, broken=(), nearest=most_alike)


def test_the_nearest_is_offered() -> None:
    change = Updated(before=CLERK, after=replace(CLERK, reports_to="acme/bos"))
    with pytest.raises(WouldBreakBook, match=r"did you mean acme/boss\?"):
        guarded(BOOK, [change], today=TODAY, broken=(), nearest=most_alike)


def test_a_fault_that_was_there_before_stops_nobody() -> None:
    torn = book_of(Account(id="acme", name="Acme"), CLERK)
    guarded(torn, [Updated(before=CLERK, after=replace(CLERK, stance=1))], today=TODAY, broken=(), nearest=most_alike)


def test_whoever_stands_in_a_broken_file_exists() -> None:
    change = Updated(before=CLERK, after=replace(CLERK, reports_to="acme/torn"))
    guarded(BOOK, [change], today=TODAY, broken={("person", "acme/torn")}, nearest=most_alike)
