"""Every rule with a book that has the gap and one that just does not; severity; waivers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from relmap.analysis.gaps import RULES, Gap, GapReport, find_gaps
from relmap.analysis.gaps.record import severity_of
from relmap.analysis.paths import find_paths
from relmap.model.book import Book
from relmap.model.records import Champion, Person
from relmap.model.settings import GapSettings, Settings, Strength, Waiver

from .books import TODAY, book, days_ago, deal, knows, link, person, seat, touch


def report(within: Book, **fields: Any) -> GapReport:
    return find_gaps(within, "acme", today=TODAY, **fields)


def found(within: Book, code: str, **fields: Any) -> list[tuple[str, ...]]:
    """What the gaps of a code are about, in order; references without the account."""
    gaps = [gap for gap in report(within, **fields).gaps if gap.code == code]
    return [tuple(word.removeprefix("acme/") for word in gap.about) for gap in gaps]


def one(within: Book, code: str, **fields: Any) -> Gap:
    (gap,) = [gap for gap in report(within, **fields).gaps if gap.code == code]
    return gap


PHONE = {"phone": ("0211111111",)}


def boss(name: str = "gm", **fields: Any) -> Person:
    """A decision maker about whom nothing is missing, but for what a test takes away."""
    whole = {
        "roles": ("decision_maker",),
        "influence": 4,
        "stance": 1,
        "channels": PHONE,
        "known_by": (knows("ann", level=3), knows("bob", level=3)),
    }
    return person(name, **(whole | fields))


def mate(**fields: Any) -> Person:
    return person("mate", **({"reports_to": "gm", "influence": 1, "known_by": (knows("bob", level=2),)} | fields))


def test_a_healthy_account_has_no_gap() -> None:
    assert report(book([boss(), mate()])).gaps == ()


# ---- G1xx: who is missing -----------------------------------------------------------------------------------------


def test_g101_nobody_decides() -> None:
    gap = one(book([mate()]), "G101")
    assert (gap.name, gap.about, gap.severity) == ("no-decision-maker", ("decision_maker",), "high")
    assert gap.do_next == (
        "Ask Mate, whom we know best, who alone can release the money, and write it down: "
        '`relmap add-contact "NAME" --account acme --role decision_maker`'
    )
    assert found(book([boss()]), "G101") == []
    assert found(book([boss(name="?")]), "G101") == []
    assert found(book([boss(status="left")]), "G101") == [("decision_maker",)]
    assert found(book([boss()]), "G101", deal=deal(committee=(seat("gm", roles=("user",)),))) == [("decision_maker",)]


def test_g102_a_required_role_has_nobody_or_a_placeholder() -> None:
    asks = Settings(required_roles=("decision_maker", "approver"))
    assert found(book([boss()], settings=asks), "G102") == [("approver",)]
    assert found(book([boss(roles=("decision_maker", "approver"))], settings=asks), "G102") == []
    assert found(book([boss()]), "G102", deal=deal(required_roles=("user",))) == [("user",)]
    cfo = person("cfo", name="?", title="CFO", roles=("approver",))
    gap = one(book([boss(), cfo], settings=asks), "G102")
    assert gap.about == ("acme/cfo", "approver")
    assert gap.message == "Nobody knows who the CFO is (approver)"
    assert found(book([boss(), cfo]), "G102") == [("cfo", "approver")]


def test_g102_leaves_a_missing_decision_maker_to_g101() -> None:
    assert found(book([mate()]), "G102") == []


def test_g103_a_line_ends_below_every_decision_maker() -> None:
    loose = [boss(), mate(reports_to="lead"), person("lead")]
    assert found(book(loose), "G103") == [("lead",)]
    assert found(book([*loose[:2], person("lead", reports_to="gm")]), "G103") == []
    assert found(book([*loose[:2], person("lead", reports_to="gone"), person("gone", status="left")]), "G103") == [
        ("lead",)
    ]
    assert found(book([boss(reports_to="chair"), person("chair")]), "G103") == []
    assert found(book([boss(), person("guru", seniority="external")]), "G103") == []
    assert found(book([boss(), person("x", reports_to="parent/chief")]), "G103") == []
    assert found(book([mate(reports_to="")]), "G103") == []
    assert found(book([boss(), person("x", reports_to="y"), person("y", reports_to="x")]), "G103") == []


def test_g104_a_listed_department_is_empty() -> None:
    listed = {"departments": ("Kitchen", "Front Office")}
    cook = mate(department="kitchen ")
    assert found(book([boss(), cook], **listed), "G104") == [("Front Office",)]
    assert found(book([boss(department="Front Office"), cook], **listed), "G104") == []
    assert found(book([boss(), replace(cook, status="left")], **listed), "G104") == [("Front Office",), ("Kitchen",)]
    elsewhere = person("other/max", department="Front Office")
    sits = deal(committee=(seat("other/max"),))
    assert found(book([boss(), cook, elsewhere], deals=[sits], **listed), "G104", deal=sits) == [("Front Office",)]
    own = Settings(departments=("Spa",))
    assert found(book([boss(), cook], settings=own), "G104") == [("Spa",)]
    assert found(book([boss(), cook], settings=own, departments=("Kitchen",)), "G104") == []


def test_g105_a_champion_fails_a_test() -> None:
    friendly = mate(roles=("user", "champion"), champion=Champion(sells_for_us=True, own_win=True), influence=4)
    gap = one(book([boss(), friendly]), "G105")
    assert gap.about == ("acme/mate",)
    assert gap.score == pytest.approx(0.8 * 1 / 3)
    assert gap.message == "Mate is called a champion, and counts as a coach: not proven is that they have power"
    assert "`relmap set acme/mate champion.has_power=true`" in gap.do_next
    assert one(book([boss(), replace(friendly, champion=None)]), "G105").score == pytest.approx(0.8)
    proven = Champion(has_power=True, sells_for_us=True, own_win=True)
    assert found(book([boss(), replace(friendly, champion=proven)]), "G105") == []
    assert found(book([boss(), replace(friendly, roles=("user", "coach"))]), "G105") == []


# ---- G2xx: how the decision makers are reached --------------------------------------------------------------------

GUIDE = person("guide", stance=2, reports_to="gm", known_by=(knows("ann", level=3), knows("bob", level=3)))


def test_g201_no_path_leads_there() -> None:
    gap = one(book([boss(known_by=())]), "G201")
    assert gap.about == ("acme/gm",)
    assert gap.do_next == (
        "Find out who has the ear of Gm, and write it down: `relmap link PERSON acme/gm --kind influences`"
    )
    assert found(book([boss(known_by=()), GUIDE]), "G201") == []
    near = one(book([boss(known_by=()), replace(GUIDE, known_by=())]), "G201")
    assert near.do_next == "Get to know Guide, who has the strongest tie to Gm (.45)"
    assert found(book([boss(name="?", known_by=())]), "G201") == []


def test_g202_reachable_but_never_met() -> None:
    gap = one(book([boss(known_by=()), GUIDE]), "G202")
    assert gap.message == "None of us has ever met Gm, who decides"
    assert gap.do_next == "Ask Guide to introduce you to Gm: path score .32, `relmap path --to acme/gm`"
    chain = person("first", stance=2, reports_to="guide", known_by=(knows("ann", level=3),))
    far = one(book([boss(known_by=()), replace(GUIDE, known_by=()), chain]), "G202")
    assert far.do_next == "Ask First to open the way to Gm through Guide: path score .14, `relmap path --to acme/gm`"
    mail = touch("ann", "gm", channel="email", on=days_ago(9))
    assert found(book([boss(known_by=()), GUIDE], touches=[mail]), "G202") == []
    assert found(book([boss(known_by=(knows("ann", level=1),)), GUIDE]), "G202") == []
    assert found(book([boss(known_by=())]), "G202") == []


def test_g203_every_good_path_crosses_somebody_against_us() -> None:
    foe = replace(GUIDE, id="foe", name="Foe", stance=-1)
    people = [boss(known_by=()), foe]
    gap = one(book(people), "G203")
    assert (gap.about, gap.message) == (("acme/gm", "acme/foe"), "Every good path to Gm goes through Foe, against us")
    assert found(book([*people, replace(GUIDE, stance=0)]), "G203") == []
    # A detour that is not good does not help: .20 x .45 x .6 = .054, against .70 x .45 x .35 = .11.
    weak = replace(GUIDE, stance=None, known_by=(knows("ann", level=1),))
    assert one(book([*people, weak]), "G203").score < gap.score
    # Where no path is good, one as good as the best is enough.
    faint = [replace(foe, known_by=(knows("ann", level=1),)), replace(GUIDE, stance=0, known_by=())]
    tied = (knows("ann", strength=0.1),)
    assert found(book([boss(known_by=()), faint[0], replace(faint[1], known_by=tied)]), "G203") == []
    assert found(book([boss(known_by=()), faint[0]]), "G203") == [("gm", "foe")]


def test_g204_one_person_carries_every_path() -> None:
    people = [boss(known_by=()), GUIDE]
    gap = one(book(people), "G204")
    assert (gap.about, gap.score) == (("acme/gm", "acme/guide"), 0.5)
    assert found(book([*people, replace(GUIDE, id="other")]), "G204") == []
    assert found(book([boss(known_by=(knows("ann", level=1),)), GUIDE]), "G204") == []


def test_g205_the_best_path_is_weak() -> None:
    faint = [boss(known_by=()), replace(GUIDE, stance=None, known_by=(knows("ann", level=1),))]
    gap = one(book(faint), "G205")
    assert gap.score == pytest.approx(1 - 0.2 * 0.45 * 0.6 / 0.10)
    assert gap.message == "The best path to Gm scores only .05"
    action = find_paths(book(faint), "acme", "acme/gm", today=TODAY).action
    assert action is not None
    assert gap.do_next == f"{action.sentence}, then `{action.command}`"
    just = boss(known_by=(knows("ann", strength=0.10),))
    assert found(book([just]), "G205") == []
    assert found(book([boss(known_by=(knows("ann", strength=0.0999),))]), "G205") == [("gm",)]
    assert found(book([just], settings=Settings(strength=Strength(weak_path=0.11))), "G205") == [("gm",)]


# ---- G3xx: threads ------------------------------------------------------------------------------------------------


def test_g301_only_one_of_theirs_has_a_thread() -> None:
    assert found(book([boss(), mate(known_by=(knows("bob", strength=0.29),))]), "G301") == [("gm",)]
    assert found(book([boss(), mate(known_by=(knows("bob", strength=0.30),))]), "G301") == []
    assert found(book([boss(known_by=())]), "G301") == []
    assert one(book([boss(), mate(known_by=())]), "G301").score == 0.5


def test_g302_only_one_of_ours_has_threads() -> None:
    only = (knows("ann", level=3), knows("bob", strength=0.29))
    gap = one(book([boss(known_by=only), mate(known_by=())]), "G302")
    assert (gap.about, gap.do_next) == (("team/ann",), "Ann takes Bob along to the next meeting")
    assert found(book([boss(known_by=only), mate()]), "G302") == []


def test_g303_a_key_player_without_a_thread() -> None:
    almost = book([boss(known_by=(knows("ann", strength=0.15),))])
    assert one(almost, "G303").score == pytest.approx(0.5)
    assert found(book([boss(known_by=(knows("ann", strength=0.30),))]), "G303") == []
    assert found(book([boss(), mate(known_by=(), influence=3)]), "G303") == [("mate",)]
    assert found(book([boss(), mate(known_by=(), influence=2)]), "G303") == []
    assert found(book([boss(), mate(known_by=(), roles=("approver",))]), "G303") == [("mate",)]
    assert found(book([boss(), mate(known_by=())]), "G303", deal=deal(committee=(seat("mate", influence=4),))) == [
        ("mate",)
    ]


def test_g305_a_key_player_without_a_channel() -> None:
    assert found(book([boss(channels={})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": ()})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": ("",)})]), "G305") == [("gm",)]
    assert found(book([boss(), mate()]), "G305") == []


# ---- G4xx: stances ------------------------------------------------------------------------------------------------


def test_g401_a_key_players_stance_is_unknown() -> None:
    assert found(book([boss(stance=None), mate()]), "G401") == [("gm",)]
    assert found(book([boss(stance="unknown"), mate()]), "G401") == [("gm",)]
    assert found(book([boss(stance=0), mate()]), "G401") == []
    assert found(book([boss(stance=None)]), "G401", deal=deal(committee=(seat("gm", stance=-1),))) == []


def test_g402_a_strong_opponent_whom_nobody_answers() -> None:
    foe = person("foe", stance=-1, influence=3, reports_to="gm", channels=PHONE, known_by=(knows("ann", level=2),))
    assert found(book([boss(), foe]), "G402") == [("foe", "gm")]
    assert found(book([boss(), replace(foe, influence=2)]), "G402") == []
    assert found(book([boss(), replace(foe, stance=0)]), "G402") == []
    friend = mate(stance=1)
    assert found(book([boss(), foe, friend]), "G402") == []
    assert found(book([boss(), foe, replace(friend, reports_to="", stance=1)]), "G402") == [("foe", "gm")]
    two = [boss(), boss("vp"), foe, mate(stance=1, reports_to="vp")]
    assert found(book(two), "G402") == [("foe", "gm")]
    apart = replace(foe, reports_to="")
    assert found(book([*two[:2], apart, two[3]]), "G402") == [("foe", "gm")]
    assert found(book([boss(stance=-2)]), "G402") == [("gm",)]


def test_g403_nobody_who_matters_supports_us() -> None:
    inner = person("inner", influence=4, stance=0, channels=PHONE, known_by=(knows("ann", level=2),))
    assert found(book([boss(stance=0), inner]), "G403") == [("gm", "inner")]
    assert found(book([boss(stance=0), replace(inner, stance=1)]), "G403") == []
    assert found(book([boss(stance=0), replace(inner, stance=1, influence=3)]), "G403") == [("gm",)]
    assert found(book([mate(stance=0)]), "G403") == []


def test_an_unproven_champion_counts_as_coach() -> None:
    asks = Settings(required_roles=("champion",))
    assert found(book([boss(), mate(roles=("champion",))], settings=asks), "G102") == [("champion",)]


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
        ("acme/gm", None, ["acme/gm"]),
        ("gm", TODAY, ["acme/gm"]),
        ("gm", TODAY - timedelta(days=1), []),
        ("", None, ["acme/gm", "acme/mate"]),
        ("acme", None, ["acme/gm", "acme/mate"]),
        ("nobody", None, []),
    ],
)
def test_a_waiver_moves_what_it_is_about(about: str, until: Any, waived: list[str]) -> None:
    waiver = Waiver(code="G305", about=about, reason="known", until=until)
    found = with_gap_settings(waivers=(waiver,))
    assert codes(found.waived) == [("G305", (ref,)) for ref in waived]
    assert len(codes(found.gaps)) == 2 - len(waived)
    assert all(gap.waiver == waiver for gap in found.waived)
    assert codes(with_gap_settings(waivers=(replace(waiver, code="G401"),)).waived) == []


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
