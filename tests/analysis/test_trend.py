"""How somebody or an account is covered, reached and disposed to us on a day."""

from datetime import date

import pytest

from relmap.analysis.trend import evenly, last_of_each_day, point
from relmap.model.records import Account
from tests.analysis.books import TODAY, book, knows, person


def test_of_somebody() -> None:
    kim = person("kim", stance=1, known_by=(knows("ann", level=3),))
    lee = person("lee", stance="unknown")
    people = book([kim, lee])
    known = point(people, kim, TODAY, "c")
    assert (known.day, known.commit, known.stance) == (TODAY, "c", 1)
    assert known.coverage
    assert known.path
    unknown = point(people, lee, TODAY)
    assert (unknown.path, unknown.stance) == (0.0, None)


def test_who_has_left_is_neither_covered_nor_reached() -> None:
    kim = person("kim", stance=1, status="left", known_by=(knows("ann", level=3),))
    found = point(book([kim]), kim, TODAY)
    assert (found.coverage, found.path) == (None, None)


def test_an_account_is_told_by_the_decider_who_is_best_reached() -> None:
    cold = person("cold", stance=-2, roles=("decision_maker",), influence=4)
    warm = person("warm", stance=2, roles=("decision_maker",), influence=4, known_by=(knows("ann", level=4),))
    people = book([cold, warm])
    found = point(people, Account(id="acme", name="Acme"), TODAY)
    assert (found.stance, found.path) == (2, point(people, warm, TODAY).path)


def test_an_account_where_nobody_decides_has_no_way() -> None:
    found = point(book([person("kim", influence=2)]), Account(id="acme", name="Acme"), TODAY)
    assert (found.path, found.stance) == (None, None)


@pytest.mark.parametrize(("length", "most"), [(0, 3), (3, 3), (4, 3), (1000, 40)])
def test_evenly_keeps_the_ends(length: int, most: int) -> None:
    items = list(range(length))
    found = evenly(items, most)
    assert len(found) == min(length, most)
    assert found == sorted(set(found))
    assert (found[:1], found[-1:]) == (items[:1], items[-1:])


def test_the_last_of_each_day() -> None:
    one, two = date(2026, 9, 1), date(2026, 9, 2)
    items = [(two, "late"), (two, "early"), (one, "only")]
    assert last_of_each_day(items, lambda item: item[0]) == [(one, "only"), (two, "late")]
