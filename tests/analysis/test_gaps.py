"""Severity, order, what is ignored and waived."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from relmap.analysis.gaps import RULES, Gap, GapReport
from relmap.analysis.gaps.record import severity_of
from relmap.analysis.gaps.waivers import settings_findings
from relmap.model.settings import GapSettings, Settings, Strength, Waiver

from .books import TODAY, book, days_ago, deal, link, person, seat, touch
from .gap_books import GUIDE, PHONE, boss, found, knows, mate, one, report


def test_a_healthy_account_has_no_gap() -> None:
    assert report(book([boss(), mate()])).gaps == ()


# ---- severity, order, waivers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "severity"),
    [
        (1.0, "critical"),
        (0.8, "critical"),
        (0.1 + 0.7, "critical"),
        (0.79, "high"),
        (0.5, "high"),
        (0.49, "medium"),
        (0.25, "medium"),
        (0.249, "low"),
        (0.0, "low"),
    ],
)
def test_severity(score: float, severity: str) -> None:
    assert severity_of(score) == severity


def test_score_is_importance_x_shortfall_x_urgency() -> None:
    lost = boss(influence=2, channels={}, known_by=(knows("ann", level=4), knows("bob", level=4)))

    def score(**fields: Any) -> float:
        return one(book([lost], **fields), "G305").score

    assert score() == 0.5
    assert score(deals=[deal(stage="proposal")]) == 0.75
    assert score(deals=[deal(stage="won")]) == 0.5
    assert score(touches=[touch("ann", "gm", on=days_ago(60))]) == 0.5
    assert score(touches=[touch("ann", "gm", on=days_ago(90))]) == pytest.approx(0.5 * 1.25)
    assert score(touches=[touch("ann", "gm", on=days_ago(500))]) == pytest.approx(0.5 * 1.5)
    assert score(touches=[touch("ann", "x", on=days_ago(90))]) == pytest.approx(0.5 * 1.25)
    assert score(touches=[touch("ann", "gm", on=days_ago(500)), touch("ann", "x")]) == pytest.approx(0.5 * 1.5)
    assert score(touches=[touch("ann", "gm", on=days_ago(500))], deals=[deal()]) == 1.0
    assert score(touches=[touch("ann", "gm", on=days_ago(500))], segment="bargain") == 0.5


def test_in_a_deal_that_is_closed_another_one_presses_nobody() -> None:
    closed, opened = deal("old", stage="won"), deal()
    within = book([boss(influence=2, channels={})], deals=[closed, opened])
    scores = [one(within, "G305", deal=within_deal).score for within_deal in (closed, opened, None)]
    assert scores == [0.5, 0.75, 0.75]


def test_somebody_of_another_account_is_overdue_by_the_cadence_and_the_touches_of_theirs() -> None:
    plates = deal(stage="won", committee=(seat("other/max"),))
    max_ = person("other/max", roles=("approver",), influence=2)

    def score(*days: int, here: int | None = None, segment: str = "repeat", whom: str = "other/max") -> float:
        there = tuple(replace(touch("ann", whom, on=days_ago(day)), account="other") for day in days)
        home = [] if here is None else [touch("ann", "gm", on=days_ago(here))]
        within = book([boss(), max_], deals=[plates], touches=home, segment="new")
        other = replace(within.accounts["other"], segment=segment)
        within = replace(within, accounts={**within.accounts, "other": other})
        return one(replace(within, touches={**within.touches, "other": there}), "G305", deal=plates).score

    # repeat: 90 days at most; new, the segment of the deal's own account: 30.
    assert score(90) == pytest.approx(0.45)
    assert score(135) == pytest.approx(0.45 * 1.25)
    assert score(500, segment="bargain") == pytest.approx(0.45)
    # Nobody was in touch with them: then the last touch is that of their account.
    assert score(135, whom="other/x") == pytest.approx(0.45 * 1.25)
    assert score(here=135) == pytest.approx(0.45)


def test_a_target_of_zero_is_no_fault() -> None:
    none = Settings(strength=Strength(thread=0.0, weak_path=0.0))
    foe = replace(GUIDE, stance=-1)
    gaps = report(book([boss(known_by=()), foe], settings=none)).gaps
    assert {gap.code: gap.score for gap in gaps if gap.code in ("G203", "G303")} == {"G203": 1.0, "G303": 1.0}


def test_worst_first_then_by_code() -> None:
    gaps = report(book([boss(known_by=(), channels={}, stance=None), mate(influence=3, known_by=())])).gaps
    order = [(-gap.score, gap.code, gap.about) for gap in gaps]
    assert order == sorted(order)
    assert len(order) > 4


def with_gap_settings(**fields: Any) -> GapReport:
    return report(book([boss(channels={}), mate(influence=3)], settings=Settings(gaps=GapSettings(**fields))))


def codes(gaps: tuple[Gap, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(gap.code, gap.about) for gap in gaps if gap.code == "G305"]


def test_ignored_codes_are_nowhere() -> None:
    assert codes(with_gap_settings().gaps) == [("G305", ("acme/gm",)), ("G305", ("acme/mate",))]
    quiet = with_gap_settings(ignore=("G305",))
    assert codes(quiet.gaps) == codes(quiet.waived) == []


@pytest.mark.parametrize(
    ("about", "until", "waived"),
    [
        ("acme/gm", TODAY, ["acme/gm"]),
        ("gm", TODAY, ["acme/gm"]),
        ("gm", TODAY - timedelta(days=1), []),
        ("gm", None, []),
        ("", TODAY, []),
        ("acme", TODAY, ["acme/gm", "acme/mate"]),
        ("nobody", TODAY, []),
    ],
)
def test_a_waiver_moves_what_it_is_about(about: str, until: Any, waived: list[str]) -> None:
    waiver = Waiver(code="G305", about=about, reason="known", until=until)
    found = with_gap_settings(waivers=(waiver,))
    assert codes(found.waived) == [("G305", (ref,)) for ref in waived]
    assert len(codes(found.gaps)) == 2 - len(waived)
    assert all(gap.waiver == waiver for gap in found.waived)
    assert codes(with_gap_settings(waivers=(replace(waiver, code="g305"),)).waived) == codes(found.waived)
    assert codes(with_gap_settings(waivers=(replace(waiver, code="G401"),)).waived) == []


def test_a_waiver_of_what_could_not_be_read_is_about_something() -> None:
    waiver = Waiver(code="G305", about="torn", reason="known", until=TODAY)
    within = book([boss()], settings=Settings(gaps=GapSettings(waivers=(waiver,))))
    assert [one.code for one in settings_findings(within, today=TODAY)] == ["waiver-of-nothing"]
    assert settings_findings(within, today=TODAY, unread=frozenset({("person", "acme/torn")})) == []


def test_a_waiver_without_a_reason_waives_nothing() -> None:
    found = with_gap_settings(waivers=(Waiver(code="G305", about="acme", until=TODAY),))
    assert codes(found.waived) == []
    assert len(codes(found.gaps)) == 2


def test_the_coverage_is_beside() -> None:
    assert report(book([boss()])).coverage.value == pytest.approx(1 - 0.3 * 0.3)


def test_the_table_is_in_order_and_documented() -> None:
    listed = [rule.code for rule in RULES]
    assert listed == sorted(set(listed))
    functions: list[Callable[..., Any]] = [rule.find for rule in RULES]
    assert len(set(functions)) == len(functions)
    for rule in RULES:
        assert rule.find.__doc__
        assert "Have" in rule.find.__doc__, rule.code


def test_people_elsewhere_in_the_committee_count() -> None:
    committee = deal(committee=(seat("group/ceo", roles=("decision_maker",), influence=4, stance=1),))
    chief = person("group/ceo", channels=PHONE, known_by=(knows("ann", level=3), knows("bob", level=3)))
    within = book([mate(links=(link("group/ceo"),)), chief])
    assert found(within, "G101") == [("decision_maker",)]
    assert found(within, "G101", deal=committee) == []
    assert found(within, "G201", deal=committee) == []
