"""G1xx: who is missing: every rule with a book that has the gap and one that just does not."""

from dataclasses import replace
from typing import Any

import pytest

from relmap.model.records import Champion
from relmap.model.settings import Settings

from .books import book, days_ago, deal, link, person, seat, touch
from .gap_books import GUIDE, boss, found, knows, mate, one


def test_the_one_to_ask_is_not_against_us() -> None:
    foe = person("foe", stance=-1, known_by=(knows("ann", level=4),))
    assert one(book([mate(), foe]), "G101").do_next.startswith("Bob asks Mate, with whom the tie is closest (.45), ")
    assert one(book([foe]), "G101").do_next.startswith("Ann asks Foe, with whom the tie is closest (.9), ")
    for people in ([person("x")], []):
        said = one(book(people), "G101").do_next
        assert said.startswith("None of us knows anybody there yet: find out who alone can release the money (")


def test_g101_nobody_decides() -> None:
    gap = one(book([mate()]), "G101")
    assert (gap.name, gap.about, gap.severity) == ("no-decision-maker", ("decision_maker",), "high")
    assert gap.do_next == (
        "Bob asks Mate, with whom the tie is closest (.45), who alone can release the money, and writes it down: "
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
    gone = person("gone", status="left", reports_to="chair")
    assert found(book([boss(reports_to="gone"), gone, person("chair")]), "G103") == []
    assert found(book([boss(name="?"), *loose[1:]]), "G103") == [("lead",)]
    assert found(book([boss(), mate(reports_to="lead"), person("lead", name="?")]), "G103") == []
    assert found(book([boss(), person("guru", seniority="external")]), "G103") == []
    assert found(book([boss(), person("x", reports_to="parent/chief")]), "G103") == []
    assert found(book([mate(reports_to="")]), "G103") == []
    sits = deal(committee=(seat("gm", roles=("decision_maker",)), seat("other/max")))
    assert found(book([boss(), person("other/max")], deals=[sits]), "G103", deal=sits) == []
    assert found(book([boss(), person("x", reports_to="y"), person("y", reports_to="x")]), "G103") == []


def test_g103_asks_somebody_who_can_tell() -> None:
    lead = person("lead", known_by=(knows("ann", level=1),))
    command = "and write it down: `relmap set acme/lead reports_to=BOSS`"
    assert one(book([boss(), lead]), "G103").do_next == f"Ask Lead who their boss is, {command}"
    stranger = replace(lead, known_by=())
    mail = touch("bob", "lead", channel="email", on=days_ago(300))
    assert one(book([boss(), stranger], touches=[mail]), "G103").do_next == f"Ask Lead who their boss is, {command}"
    assert one(book([boss(), stranger]), "G103").do_next == (
        f"Look up on their site or LinkedIn who is the boss of Lead, {command}"
    )
    guide = replace(GUIDE, links=(link("lead"),))
    assert one(book([boss(), guide, stranger]), "G103").do_next == f"Ask Guide who is the boss of Lead, {command}"
    against = one(book([boss(), replace(guide, stance=-1), stranger]), "G103").do_next
    assert against == f"Ask Guide who is the boss of Lead, {command}; but Guide is against us"


def test_g103_asks_nobody_against_us_where_somebody_else_leads_there() -> None:
    stranger = person("lead")
    foe = person("foe", stance=-2, reports_to="gm", links=(link("lead", level=4),), known_by=(knows("ann", level=4),))
    friend = person("friend", stance=0, reports_to="gm", links=(link("lead", level=3),))
    within = book([boss(known_by=()), foe, friend, stranger])
    said = one(within, "G103").do_next
    assert said.startswith("Ask Friend who is the boss of Lead")
    assert "against us" not in said


def test_g403_begins_with_somebody_unknown_rather_than_with_an_opponent() -> None:
    foe = person("foe", roles=("approver",), stance=-1, reports_to="gm")
    unknown = one(book([boss(stance=None), foe]), "G403").do_next
    assert unknown.startswith("Begin with Gm, whose stance is unknown")
    neutral = one(book([boss(stance=None), replace(foe, stance=0)]), "G403").do_next
    assert neutral.startswith("Begin with Foe")


def test_g104_a_listed_department_is_empty() -> None:
    listed: dict[str, Any] = {"departments": ("Kitchen", "Front Office")}
    cook = mate(department="kitchen ")
    assert found(book([boss(), cook], **listed), "G104") == [("Front Office",)]
    assert found(book([boss(department="Front Office"), cook], **listed), "G104") == []
    assert found(book([boss(), replace(cook, status="left")], **listed), "G104") == [("Front Office",), ("Kitchen",)]
    elsewhere = person("other/max", department="Front Office")
    sits = deal(committee=(seat("other/max"),))
    assert found(book([boss(), cook, elsewhere], deals=[sits], **listed), "G104", deal=sits) == [("Front Office",)]
    assert found(book([boss()], departments=("Spa", "Spa")), "G104") == [("Spa",)]
    own = Settings(departments=("Spa",))
    assert found(book([boss(), cook], settings=own), "G104") == [("Spa",)]
    assert found(book([boss(), cook], settings=own, departments=("Kitchen",)), "G104") == []


def test_g105_a_champion_fails_a_test() -> None:
    friendly = mate(roles=("user", "champion"), champion=Champion(sells_for_us=True, own_win=True), influence=4)
    gap = one(book([boss(), friendly]), "G105")
    assert gap.about == ("acme/mate",)
    # A coach's weight, as everywhere until it is proven; of several roles the weightiest counts.
    assert gap.score == pytest.approx(0.5 * 1 / 3)
    assert one(book([boss(), replace(friendly, roles=("champion", "influencer"))]), "G105").score == pytest.approx(0.2)
    assert one(book([boss(), replace(friendly, roles=("champion", "approver"))]), "G105").score == pytest.approx(0.3)
    assert gap.message == "Mate is called a champion, and counts as a coach: not proven is that they have power"
    written = one(book([boss(), replace(friendly, champion=Champion(has_power=False, own_win=False))]), "G105").message
    assert written.endswith(
        ": it is written that they have no power and that they win nothing by it; "
        "not proven is that they sell for us when we are not there"
    )
    assert "`relmap set acme/mate champion.has_power=true`" in gap.do_next
    assert one(book([boss(), replace(friendly, champion=None)]), "G105").score == pytest.approx(0.5)
    assert gap.do_next.startswith("Put them to the test; ")
    stranger = one(book([boss(), GUIDE, replace(friendly, reports_to="acme/guide", known_by=())]), "G105")
    assert stranger.do_next.startswith("Ask Guide to introduce you to Mate: path score .49, ")
    assert "`; then put them to the test; once it is passed, " in stranger.do_next
    proven = Champion(has_power=True, sells_for_us=True, own_win=True)
    assert found(book([boss(), replace(friendly, champion=proven)]), "G105") == []
    assert found(book([boss(), replace(friendly, roles=("user", "coach"))]), "G105") == []
