"""One account in one line, by hand."""

import pytest

from relmap.analysis.gaps import find_gaps
from relmap.analysis.portfolio import AccountLine, account_line
from relmap.model.book import Book
from relmap.model.settings import Settings

from .books import TODAY, book, days_ago, deal, knows, link, person, touch

ROLES = Settings(required_roles=("decision_maker", "approver", "user"))


def line(within: Book) -> AccountLine:
    return account_line(within, "acme", today=TODAY)


def test_deciders_come_best_reached_first() -> None:
    desk = person("desk", known_by=(knows("ann", level=2),), stance=0, links=(link("far", level=3),))
    deciders = [person(name, roles=("decision_maker",)) for name in ("cut-off", "far")]
    known = person("near", roles=("decision_maker",), known_by=(knows("bob", level=3),))
    found = line(book([desk, *deciders, known, person("unnamed", name="?", roles=("decision_maker",))])).deciders
    assert [(one.person, one.score) for one in found] == [
        ("acme/near", pytest.approx(0.7)),
        ("acme/far", pytest.approx(0.45 * 0.7 * 0.7)),
        ("acme/cut-off", 0.0),
    ]
    assert found[2].path is None
    assert found[1].path is not None
    assert found[1].path.nodes == ("team/ann", "acme/desk", "acme/far")


def test_a_decision_maker_whom_nobody_has_named_is_none() -> None:
    found = line(book([person("boss", name="?", roles=("decision_maker",))], settings=ROLES))
    assert (found.deciders, found.filled) == ((), ())


def test_threads_of_ours_and_of_theirs() -> None:
    people = [
        person("both", known_by=(knows("ann", level=2), knows("bob", level=3))),
        person("one", known_by=(knows("ann", level=2),)),
        person("weak", known_by=(knows("bob", level=1),)),
        person("gone", status="left", known_by=(knows("ann", level=3),)),
        person("north/elsewhere", known_by=(knows("ann", level=3),)),
    ]
    assert line(book(people)).threads == (2, 2)
    assert line(book([])).threads == (0, 0)
    # Whom nobody can name is known to none of us.
    unnamed = person("cfo", name="?", known_by=(knows("cat", level=3),))
    assert line(book([*people, unnamed], members=("ann", "bob", "cat"))).threads == (2, 2)


def test_roles_that_somebody_with_a_name_holds() -> None:
    people = [person("boss", roles=("user", "decision_maker")), person("cfo", name="?", roles=("approver",))]
    found = line(book(people, settings=ROLES))
    assert (found.roles, found.filled) == (("decision_maker", "approver", "user"), ("decision_maker", "user"))
    assert found.unnamed == ("acme/cfo",)


def test_a_placeholder_is_counted_beside_somebody_who_fills_the_role() -> None:
    people = [person("boss", roles=("decision_maker",)), person("chair", name="?", roles=("decision_maker",))]
    found = line(book(people))
    assert (found.filled, found.unnamed) == (("decision_maker",), ("acme/chair",))
    assert "G102" in found.gaps.codes


def test_open_amounts_by_currency() -> None:
    deals = [
        deal("a", amount=100, currency="THB", stage="proposal"),
        deal("b", amount=50, currency="thb"),
        deal("c", amount=7, currency="CNY"),
        deal("d"),
        deal("won", amount=1000, currency="THB", stage="won"),
        deal("elsewhere", account="north", amount=9, currency="THB"),
    ]
    found = line(book([], deals=deals))
    assert (found.open_deals, dict(found.open_amounts)) == (4, {"CNY": 7, "THB": 150})
    assert dict(line(book([], deals=[deal("free", amount=0, currency="THB")])).open_amounts) == {"THB": 0}


def test_the_last_touch_is_none_that_is_to_come() -> None:
    touches = [touch("ann", "kim", on=days_ago(days)) for days in (9, 3, 30, -4)]
    assert line(book([person("kim")], touches=touches)).last_touch == days_ago(3)
    assert line(book([person("kim")])).last_touch is None


def test_gaps_and_coverage_are_those_of_the_account() -> None:
    acme = book([person("boss", roles=("decision_maker",), influence=4, known_by=(knows("ann", level=2),))])
    report = find_gaps(acme, "acme", today=TODAY)
    found = line(acme)
    assert (found.coverage, found.gaps.worst) == (report.coverage, report.gaps[0])
    assert sum(found.gaps.severities.values()) == len(report.gaps)
    assert found.gaps.codes == {gap.code for gap in report.gaps}
