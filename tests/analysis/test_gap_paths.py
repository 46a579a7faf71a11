"""G2xx: how the decision makers are reached: every rule with a book that has the gap and one that just does not."""

from dataclasses import replace

import pytest

from relmap.analysis.paths import find_paths
from relmap.model.settings import Settings, Strength

from .books import TODAY, book, days_ago, link, person, touch
from .gap_books import GUIDE, boss, found, knows, one


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
