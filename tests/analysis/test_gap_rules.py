"""G1xx to G4xx: every rule with a book that has the gap and one that just does not."""

from dataclasses import replace
from typing import Any

import pytest

from relmap.analysis.paths import find_paths
from relmap.model.records import Champion, Person, Touch
from relmap.model.settings import Settings, Strength

from .books import TODAY, book, days_ago, deal, link, person, seat, touch
from .gap_books import GUIDE, PHONE, boss, found, knows, mate, one

# ---- G1xx: who is missing -----------------------------------------------------------------------------------------


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


# ---- G2xx: how the decision makers are reached --------------------------------------------------------------------


def test_g201_no_path_leads_there() -> None:
    gap = one(book([boss(known_by=())]), "G201")
    assert gap.about == ("acme/gm",)
    assert gap.do_next == (
        "Find out who has the ear of Gm, and write it down: `relmap link PERSON acme/gm --kind influences`"
    )
    assert found(book([boss(known_by=()), GUIDE]), "G201") == []
    near = one(book([boss(known_by=()), replace(GUIDE, known_by=())]), "G201")
    visiting = "Ann visits Guide for the first time, who reports to Gm"
    command = "`relmap touch acme/guide --by ann --channel visit`"
    assert near.do_next == f"{visiting}: score 0 -> .18, then {command}"
    foe = one(book([boss(known_by=()), replace(GUIDE, known_by=(), stance=-2)]), "G201")
    assert foe.do_next == f"{visiting}: score 0 -> .02, then {command}; but Guide is against us"
    assert found(book([boss(name="?", known_by=())]), "G201") == []


def test_g202_reachable_but_never_met() -> None:
    gap = one(book([boss(known_by=()), GUIDE]), "G202")
    assert gap.message == "None of us has ever met Gm, who decides"
    assert (
        gap.do_next == "Ask Guide to introduce you to Gm: score .32 -> .39 after one visit, `relmap path --to acme/gm`"
    )
    assert gap.step[1:] == ("acme/guide", "ann")
    chain = person("first", stance=2, reports_to="guide", known_by=(knows("ann", level=3),))
    far = one(book([boss(known_by=()), replace(GUIDE, known_by=()), chain]), "G202")
    assert far.do_next == (
        "Ask First to open the way to Gm through Guide: score .14 -> .39 after one visit, `relmap path --to acme/gm`"
    )
    assert far.step.person == "acme/first"
    mail = touch("ann", "gm", channel="email", on=days_ago(9))
    assert found(book([boss(known_by=()), GUIDE], touches=[mail]), "G202") == []
    left = book([boss(known_by=()), GUIDE], touches=[touch("cat", "gm", on=days_ago(9))], members=("ann", "bob", "cat"))
    cat = replace(left.members["cat"], status="left")
    assert found(replace(left, members={**left.members, "cat": cat}), "G202") == []
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
    # How much is missing is counted from the best there is: .03 x .45 x .7 against .20 x .45 x .35.
    fainter = replace(faint[1], known_by=(knows("ann", strength=0.03),))
    gap = one(book([boss(known_by=()), faint[0], fainter]), "G203")
    assert gap.score == pytest.approx(1 - 0.03 * 0.7 / (0.20 * 0.35))
    # That who decides is against us takes no way to them away: .33 x .45 x .7 = .104, against .11 by way of Foe.
    detour = replace(GUIDE, stance=0, known_by=(knows("ann", strength=0.33),))
    assert found(book([boss(known_by=(), stance=-1), foe, detour]), "G203") == []


def test_g203_the_way_around_begins_behind_the_last_of_them() -> None:
    near = person("near", stance=-1, reports_to="far", known_by=(knows("ann", level=3),))
    far = person("far", stance=-1, reports_to="gm")
    gap = one(book([boss(known_by=()), far, near]), "G203")
    assert gap.about == ("acme/gm", "acme/near", "acme/far")
    assert gap.do_next.startswith("Build a way around Near and Far: meet Gm yourselves, then ")


def test_a_path_through_somebody_against_us_says_so() -> None:
    foe = replace(GUIDE, id="foe", name="Foe", stance=-1)
    gap = one(book([boss(known_by=()), foe]), "G202")
    assert gap.do_next == (
        "Ask Foe to introduce you to Gm: score .11 -> .39 after one visit, `relmap path --to acme/gm`; "
        "but Foe is against us"
    )


def test_where_the_path_is_weak_or_hostile_the_visit_that_helps_most_comes_first() -> None:
    foe = replace(GUIDE, id="foe", name="Foe", stance=-1)
    clerk = person("clerk", links=(link("gm", level=3),))
    gap = one(book([boss(known_by=()), foe, clerk]), "G202")
    assert gap.do_next == (
        "Ann visits Clerk for the first time, who knows Gm: score .11 -> .17, "
        "then `relmap touch acme/clerk --by ann --channel visit`"
    )
    assert gap.step[1:] == ("acme/clerk", "ann")
    desk = person("desk", links=(link("clerk", level=4),), known_by=(knows("bob", level=1),))
    introduced = one(book([boss(known_by=()), foe, clerk, desk]), "G202").do_next
    assert introduced.startswith("Ann visits Clerk (for the first time, introduced by Desk), who knows Gm: ")
    report = replace(clerk, links=(), known_by=())
    manager = boss(known_by=(), reports_to="clerk")
    weak = one(book([manager, replace(foe, reports_to="", links=(link("gm", strength=0.1),)), report]), "G202").do_next
    assert weak.startswith("Ann visits Clerk for the first time, who is the boss of Gm: score ")


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
    assert found(book([boss(), mate(name="?")]), "G301") == [("gm",)]


def test_what_hangs_on_an_account_is_its_most_important_role_also_if_nobody_holds_it() -> None:
    only = mate(reports_to="")
    asks = Settings(required_roles=("approver",))
    assert one(book([only], settings=asks), "G301").score == pytest.approx(0.9 * 2 / 4 * 0.5)


def test_g302_only_one_of_ours_has_threads() -> None:
    only = (knows("ann", level=3), knows("bob", strength=0.29))
    gap = one(book([boss(known_by=only), mate(known_by=())]), "G302")
    assert (gap.about, gap.do_next) == (("team/ann",), "Ann takes Bob along to the next meeting")
    assert found(book([boss(known_by=only), mate()]), "G302") == []
    assert found(book([boss(known_by=only), mate(name="?")]), "G302") == [("team/ann",)]


def test_g303_a_key_player_without_a_thread() -> None:
    almost = book([boss(known_by=(knows("ann", strength=0.15),))])
    assert one(almost, "G303").score == pytest.approx(0.5)
    assert one(almost, "G303").message == "Gm is a key player without a thread to us: our strongest tie is .15"
    assert found(book([boss(known_by=(knows("ann", strength=0.30),))]), "G303") == []
    assert found(book([boss(), mate(known_by=(), influence=3)]), "G303") == [("mate",)]
    assert found(book([boss(), mate(known_by=(), influence=2)]), "G303") == []
    assert found(book([boss(), mate(known_by=(), roles=("approver",))]), "G303") == [("mate",)]
    assert found(book([boss(), mate(known_by=())]), "G303", deal=deal(committee=(seat("mate", influence=4),))) == [
        ("mate",)
    ]


def test_g304_a_tie_below_its_target() -> None:
    near = mate(known_by=(knows("bob", level=2, target=3), knows("ann", level=3, target=3)))
    gap = one(book([boss(), near]), "G304")
    assert gap.about == ("acme/mate", "team/bob")
    assert gap.score == pytest.approx(0.4 * 1 / 4 * (1 - 0.45 / 0.70))
    assert gap.message == "Bob's tie to Mate is .45, and the target is level 3 (trusted, .7)"
    assert gap.do_next == (
        "Bob sees Mate: `relmap touch acme/mate --by bob --channel visit`; "
        "once it is level 3 (trusted), `relmap know bob acme/mate --level 3`"
    )
    met = [touch("bob", "mate", on=days_ago(days)) for days in (1, 2, 3)]
    assert found(book([boss(), near], touches=met), "G304") == []
    assert found(book([boss(), replace(near, known_by=(knows("bob", level=2),))]), "G304") == []
    assert found(book([boss(), replace(near, status="left")]), "G304") == []


def test_g304_a_tie_that_has_faded_wants_a_meeting_only() -> None:
    old = mate(known_by=(knows("bob", level=3, target=3, assessed_on=days_ago(200)),))
    assert (
        one(book([boss(), old]), "G304").do_next == "Bob sees Mate: `relmap touch acme/mate --by bob --channel visit`"
    )


def test_g305_a_key_player_without_a_channel() -> None:
    assert found(book([boss(channels={})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": ()})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": ("",)})]), "G305") == [("gm",)]
    assert found(book([boss(channels={"phone": (" ",)})]), "G305") == [("gm",)]
    assert found(book([boss(), mate()]), "G305") == []


def test_g305_asks_somebody_who_can_tell() -> None:
    def told(*people: Person) -> str:
        return one(book(people), "G305").do_next.partition(", and write it down: ")[0]

    assert told(boss(channels={})) == "Look at their card, their site or LinkedIn"
    stranger = boss(channels={}, known_by=())
    assert told(stranger) == "Look on their site or LinkedIn"
    assert told(stranger, GUIDE) == "Ask Guide for the number of Gm, or look on their site or LinkedIn"


# ---- G4xx: stances ------------------------------------------------------------------------------------------------


def test_g401_a_key_players_stance_is_unknown() -> None:
    assert found(book([boss(stance=None), mate()]), "G401") == [("gm",)]
    assert found(book([boss(stance="unknown"), mate()]), "G401") == [("gm",)]
    assert found(book([boss(stance=0), mate()]), "G401") == []
    assert found(book([boss(stance=None)]), "G401", deal=deal(committee=(seat("gm", stance=-1),))) == []


def test_g401_whom_nobody_met_is_met_first_or_asked_about() -> None:
    def told(*people: Person) -> str:
        return one(book(people), "G401").do_next

    command = "`relmap set acme/gm stance=STANCE`"
    assert told(boss(stance=None)) == f"Ask them, or somebody close to them: then {command}"
    stranger = boss(stance=None, known_by=())
    assert told(stranger, GUIDE) == (
        f"Ask Guide to introduce you to Gm: score .32 -> .39 after one visit, `relmap path --to acme/gm`; "
        f"once you know where they stand, {command}"
    )
    assert told(stranger).startswith("Find out who has the ear of Gm, ")
    approver = replace(stranger, roles=("approver",))
    assert told(approver, GUIDE) == f"Ask Guide how Gm sees us, then {command}"
    assert (
        told(approver, replace(GUIDE, stance=-1))
        == f"Ask Guide how Gm sees us, then {command}; but Guide is against us"
    )
    assert told(approver).startswith("Find out who has the ear of Gm, ")


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
    assert found(book([boss(stance=-2), boss("vp")]), "G402") == [("gm",)]
    assert found(book([boss(), foe, replace(friend, name="?")]), "G402") == [("foe", "gm")]


def test_g403_nobody_who_matters_supports_us() -> None:
    inner = person("inner", influence=4, stance=0, channels=PHONE, known_by=(knows("ann", level=2),))
    assert found(book([boss(stance=0), inner]), "G403") == [("gm", "inner")]
    assert found(book([boss(stance=0), replace(inner, stance=1)]), "G403") == []
    assert found(book([boss(stance=0), replace(inner, stance=1, influence=3)]), "G403") == [("gm",)]
    approver = replace(inner, roles=("approver",), influence=2, stance=1)
    assert found(book([boss(stance=0), approver]), "G403") == []
    assert found(book([mate(stance=0)]), "G403") == []


def feels(feeling: int | None, days: int, **fields: Any) -> Touch:
    return touch("bob", "mate", on=days_ago(days), feeling=feeling, **fields)


def test_g404_the_mood_falls() -> None:
    people = [boss(), mate()]
    felt = [feels(2, 150), feels(1, 90), feels(1, 89), feels(-1, 5, channel="call"), feels(None, 1)]
    gap = one(book(people, touches=felt), "G404")
    assert gap.about == ("acme/mate",)
    assert gap.score == pytest.approx(0.4 * 1 / 4 * (1 - 2 / 3.5))
    assert gap.message == (
        "The mood with Mate is lower than before: +0 on average in the last 90 days (+1, -1), "
        "+1.5 in the 90 before (+2, +1); lowest at the call of 2026-11-18"
    )
    assert "`relmap touch acme/mate --by bob --channel visit`" in gap.do_next
    assert found(book(people, touches=felt[2:]), "G404") == []
    assert found(book(people, touches=[feels(-2, 5)]), "G404") == []
    assert found(book(people, touches=felt[:2]), "G404") == []
    assert found(book(people, touches=[feels(0, 100), feels(0, 5)]), "G404") == []
    assert found(book(people, touches=[feels(1, 179), feels(0, 5)]), "G404") == [("mate",)]
    assert found(book(people, touches=[feels(1, 180), feels(0, 5)]), "G404") == []
    assert found(book(people, touches=[feels(1, 100), feels(0, -1)]), "G404") == []
    longer = Settings(strength=Strength(mood_days=100))
    assert found(book(people, touches=[feels(1, 90), feels(0, 5)], settings=longer), "G404") == []


def test_an_unproven_champion_counts_as_coach() -> None:
    asks = Settings(required_roles=("champion",))
    assert found(book([boss(), mate(roles=("champion",))], settings=asks), "G102") == [("champion",)]
