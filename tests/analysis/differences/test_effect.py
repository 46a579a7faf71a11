"""What a difference means: ways, gaps and coverage of the account before and after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from relmap.analysis.coverage import Coverage
from relmap.analysis.differences import differences
from relmap.analysis.differences.books import aligned
from relmap.analysis.differences.effect import Days, Effect, effects
from relmap.analysis.differences.gap_changes import gap_changes
from relmap.analysis.gaps import Gap, GapReport
from relmap.analysis.gaps.record import Step
from relmap.model.book import Book
from relmap.model.settings import GapSettings, Settings, Waiver
from tests.analysis.books import TODAY, book, days_ago, deal, knows, link, person, seat

GM = person("gm", name="Anucha", title="GM", roles=("decision_maker",), influence=4)
DESK = person("desk", known_by=(knows("ann", level=2, assessed_on=TODAY),), links=(link("gm", level=2),), stance=1)


def found(before: Book, after: Book, days: Days | None = None) -> list[Effect]:
    then = aligned(before, after).book
    return effects(then, after, differences(before, after), ["acme"], days or Days(TODAY, TODAY))["acme"]


def test_the_way_to_the_one_who_decides() -> None:
    (effect,) = found(book([GM, DESK]), book([GM, replace(DESK, stance=-2)]))
    (way,) = effect.ways
    assert (way.person, way.before and way.before.nodes) == ("acme/gm", ("team/ann", "acme/desk", "acme/gm"))
    assert way.scores == pytest.approx((0.45 * 0.9 * 0.45, 0.45 * 0.1 * 0.45))
    assert effect.is_any


def test_a_way_that_begins_and_ends_to_be_one() -> None:
    without = replace(DESK, links=())
    (opened,) = found(book([GM, without]), book([GM, DESK]))
    assert (opened.ways[0].before, opened.ways[0].scores[0]) == (None, 0.0)
    (closed,) = found(book([GM, DESK]), book([GM, without]))
    assert closed.ways[0].after is None
    assert "G201" in [gap.code for gap in closed.gaps.opened]
    assert "G201" in [gap.code for gap in opened.gaps.closed]


def test_a_renamed_decision_maker_is_the_same_one() -> None:
    renamed = replace(GM, id="anucha")
    (effect,) = found(book([GM, DESK]), book([renamed, replace(DESK, links=(link("anucha", level=2),))]))
    assert not effect.is_any
    assert [way.person for way in effect.ways] == ["acme/anucha"]


def test_a_gap_of_a_group_stays_one_when_somebody_joins_it() -> None:
    (effect,) = found(book([GM, DESK]), book([GM, DESK, person("cfo", roles=("approver",), influence=3, stance=0)]))
    codes = [gap.code for gap in (*effect.gaps.opened, *effect.gaps.closed)]
    assert "G403" not in codes


def test_a_gap_that_is_waived_is_accepted_and_not_closed() -> None:
    waiver = Waiver(code="G202", about="acme/gm", reason="on leave", until=TODAY + timedelta(days=9))
    waived = Settings(gaps=GapSettings(waivers=(waiver,)))
    (effect,) = found(book([GM, DESK]), book([GM, replace(DESK, title="Desk")], settings=waived))
    assert [gap.code for gap in effect.gaps.accepted] == ["G202"]
    assert "G202" not in [gap.code for gap in effect.gaps.closed]


def test_a_gap_of_another_severity() -> None:
    before, after = (book([replace(GM, influence=influence), DESK]) for influence in (4, 1))
    (effect,) = found(before, after)
    shifts = {shift.after.code: (shift.before.severity, shift.after.severity) for shift in effect.gaps.shifted}
    assert shifts["G202"] == ("critical", "medium")


def test_a_new_account_has_nothing_to_be_compared_with() -> None:
    (effect,) = found(Book(), book([GM, DESK]))
    assert effect.coverage[0] is None
    assert effect.coverage[1] is not None
    assert effect.gaps.before == 0


def test_only_deals_that_are_touched() -> None:
    deals = [
        deal("theirs", committee=(seat("desk"),)),
        deal("other", committee=(seat("gm"),)),
        deal("done", stage="won", committee=(seat("desk"),)),
    ]
    before, after = (book([GM, replace(DESK, stance=stance)], deals=deals) for stance in (1, 2))
    assert [effect.deal for effect in found(before, after)] == [None, "theirs"]


def test_both_are_weighed_for_the_days_asked_for() -> None:
    old = replace(DESK, known_by=(knows("ann", level=2, assessed_on=days_ago(200)),))
    before, after = book([GM, old]), book([GM, replace(old, title="Desk")])
    (same,) = found(before, after)
    (own,) = found(before, after, Days(days_ago(200), TODAY))
    assert not same.is_any
    assert own.ways[0].scores[0] > own.ways[0].scores[1] > 0


def test_gaps_are_the_same_by_what_they_are_about() -> None:
    def report(*about: str) -> GapReport:
        gaps = [Gap("G304", "below-target", "low", 0.1, tuple(one.split()), one, Step("Do it")) for one in about]
        return GapReport("acme", None, tuple(gaps), (), Coverage(0.0, 0.0))

    def told(before: GapReport, after: GapReport) -> tuple[list[str], list[str]]:
        found = gap_changes(before, after)
        return [gap.message for gap in found.opened], [gap.message for gap in found.closed]

    assert told(report("a", "b"), report("b", "c")) == (["c"], ["a"])
    assert told(report("a"), report("a b")) == told(report("a b"), report("b")) == ([], [])
    assert told(report("a team/x"), report("a team/y")) == (["a team/y"], ["a team/x"])


def test_what_it_means_for_many_is_what_it_means_for_each() -> None:
    """Also where a tie leads through another account, and where one is new, gone or in a committee elsewhere."""
    names = ("acme", "beta", "gamma", "delta", "late")
    people = [person(f"{name}/boss", roles=("decision_maker",), influence=4) for name in names[:4]]
    desks = [
        person(f"{name}/desk", known_by=(knows("ann", level=3),), links=(link(f"{other}/boss", level=3),))
        for name, other in zip(names[:4], (*names[1:4], "acme"), strict=True)
    ]
    before = book([*people, *desks[1:]], deals=[deal(committee=(seat("gamma/boss"),))])
    after = book([*people[1:], *desks, person("late/boss")], deals=[deal(committee=(seat("gamma/boss", stance=1),))])
    found, days = differences(before, after), Days(TODAY, TODAY)
    each = {name: effects(before, after, found, [name], days)[name] for name in names}
    assert effects(before, after, found, names, days) == each
    assert sum(effect.is_any for own in each.values() for effect in own) >= 4
