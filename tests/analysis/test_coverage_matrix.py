"""The team x people matrix, and what losing one of us would cut, by hand."""

from dataclasses import replace

import pytest

from relmap.analysis.committee import BestPath
from relmap.analysis.coverage_matrix import CoverageMatrix, Loss, coverage_matrix, loss_without
from relmap.model.book import Book
from relmap.model.records import Member
from relmap.model.settings import Settings

from .books import TODAY, book, days_ago, deal, knows, link, person, seat, touch

ACME = book(
    [
        person("boss", roles=("decision_maker",), influence=4, stance=0, known_by=(knows("ann", level=1),)),
        person("chef", roles=("user",), influence=3, known_by=(knows("ann", level=3, target=4), knows("bob", level=2))),
        person("desk", influence=1, known_by=(knows("bob", level=2),), links=(link("boss", level=3),)),
        person("aide", influence=1, known_by=(knows("ann", level=2), knows("bob", level=2))),
        person("cfo", name="?", roles=("approver",), influence=4, known_by=(knows("ann", level=2),)),
        person("clerk"),
        person("gone", status="left", known_by=(knows("ann", level=4),)),
    ],
    members=("ann", "bob", "cat"),
    touches=[touch("cat", "clerk", on=days_ago(-3)), touch("ann", "boss", channel="email", on=days_ago(9))],
    settings=Settings(required_roles=("decision_maker", "sponsor")),
)


def matrix(within: Book = ACME) -> CoverageMatrix:
    return coverage_matrix(within, "acme", today=TODAY)


def loss(member: str, within: Book = ACME) -> Loss:
    return loss_without(within, "acme", member, today=TODAY)


def test_key_places_come_first_then_the_most_important() -> None:
    assert [row.ref for row in matrix().rows] == [
        "acme/boss",  # 1 x 4/4
        "acme/cfo",  # .9 x 4/4
        "acme/chef",  # .4 x 3/4
        "acme/clerk",  # .4 x 2/4, unsaid
        "acme/aide",  # .4 x 1/4
        "acme/desk",
    ]
    assert [row.ref for row in matrix().rows if not row.is_shown] == ["acme/clerk"]


def test_a_key_player_comes_before_somebody_more_important() -> None:
    # .4 x 3/4 against .8 x 2/4.
    people = [person("sponsor", roles=("sponsor",), influence=2), person("user", roles=("user",), influence=3)]
    assert [row.ref for row in matrix(book(people)).rows] == ["acme/user", "acme/sponsor"]


def test_members_are_those_with_a_tie_and_roles_those_that_nobody_holds() -> None:
    assert matrix().members == ("ann", "bob")
    assert matrix().unfilled == ("sponsor",)
    assert coverage_matrix(book([]), "acme", today=TODAY).unfilled == ("decision_maker",)


def test_a_placeholder_is_no_key_player_fills_no_role_and_has_no_thread() -> None:
    cfo = next(row for row in matrix().rows if row.ref == "acme/cfo")
    assert (cfo.standing.is_key_player, cfo.is_shown, list(cfo.ties)) == (False, True, ["ann"])
    assert (cfo.threads, cfo.single_thread) == ((), None)
    asks = replace(ACME, settings=Settings(required_roles=("approver", "user")))
    assert matrix(asks).unfilled == ("approver",)


def test_a_row_by_hand() -> None:
    boss, cfo, chef, clerk, aide, desk = matrix().rows
    assert chef.coverage == pytest.approx(1 - 0.3 * 0.55)
    assert (chef.threads, chef.single_thread) == (("ann", "bob"), None)
    assert (desk.threads, desk.single_thread) == (("bob",), "bob")
    assert (boss.threads, boss.single_thread) == ((), None)
    assert list(aide.ties) == ["ann", "bob"]
    # Whom nobody can name counts 0 in the coverage of the account, and so here.
    assert cfo.coverage == 0
    assert clerk.coverage == 0


def test_the_last_touch_is_anybody_s_and_none_that_is_to_come() -> None:
    assert {row.ref: row.last_touch for row in matrix().rows if row.last_touch} == {"acme/boss": days_ago(9)}
    earlier = [touch("bob", "desk", on=days_ago(days)) for days in (30, 20, 40)]
    (desk,) = coverage_matrix(book([person("desk")], touches=earlier), "acme", today=TODAY).rows
    assert desk.last_touch == days_ago(20)


def test_the_last_touch_with_somebody_elsewhere_is_found_over_there() -> None:
    plates = deal(committee=(seat("clerk"), seat("north/kim")))
    visit = replace(touch("bob", "north/kim", on=days_ago(4)), account="north")
    within = book([person("clerk"), person("north/kim")], deals=[plates])
    within = replace(within, touches={"north": (visit,)})
    rows = coverage_matrix(within, "acme", today=TODAY, deal=plates).rows
    assert {row.ref: row.last_touch for row in rows} == {"acme/clerk": None, "north/kim": days_ago(4)}


def test_a_tie_of_strength_0_is_none() -> None:
    (row,) = matrix(book([person("kim", known_by=(knows("ann", strength=0.0),))])).rows
    assert (dict(row.ties), row.is_shown) == ({}, False)


def test_in_a_deal_the_committee_says_who_counts() -> None:
    plates = deal(committee=(seat("clerk", roles=("sponsor",), influence=4), seat("north/kim", influence=3)))
    found = coverage_matrix(
        book([person("clerk"), person("north/kim", known_by=(knows("bob", level=2),))], deals=[plates]),
        "acme",
        today=TODAY,
        deal=plates,
    )
    assert [(row.ref, row.standing.is_key_player) for row in found.rows] == [("acme/clerk", True), ("north/kim", True)]
    assert (found.deal, found.members) == ("plates", ("bob",))


def test_to_hand_over_is_whom_the_member_knows_best_and_most_lost_comes_first() -> None:
    found = loss("ann")
    assert [one.row.ref for one in found.people] == ["acme/boss", "acme/chef", "acme/cfo"]
    boss, chef, _ = found.people
    assert (boss.tie.member, boss.next_best, boss.after, boss.is_only_thread) == ("ann", None, 0, False)
    assert boss.lost == pytest.approx(0.2)
    assert chef.next_best is not None
    assert (chef.next_best.member, chef.is_only_thread) == ("bob", False)
    assert chef.after == pytest.approx(0.45)
    assert chef.lost == pytest.approx(0.3 * (0.835 - 0.45))


def test_of_people_who_weigh_nothing_whoever_loses_most_comes_first() -> None:
    less = person("a", influence=0, known_by=(knows("ann", level=1),))
    more = person("b", influence=0, known_by=(knows("ann", level=3),))
    found = loss("ann", book([less, more]))
    assert [(one.row.ref, one.lost) for one in found.people] == [("acme/b", 0), ("acme/a", 0)]


def test_a_thread_that_is_left_alone_is_told_from_a_strongest_tie() -> None:
    kim = person("kim", known_by=(knows("ann", level=2), knows("bob", level=1)))
    (one,) = loss("ann", book([kim])).people
    assert one.is_only_thread


def test_what_a_colleague_has_as_strong_is_not_lost() -> None:
    assert "acme/aide" not in {one.row.ref for one in (*loss("ann").people, *loss("bob").people)}


def test_coverage_and_paths_before_and_after() -> None:
    found = loss("ann")
    assert found.before.value == pytest.approx((0.2 + 0.3 * 0.835) / (1 + 0.9 + 0.3 + 0.4))
    assert found.after.value == pytest.approx(0.3 * 0.45 / (1 + 0.9 + 0.3 + 0.4))
    (change,) = found.paths
    assert change.before == BestPath(score=0.2, nodes=("team/ann", "acme/boss"))
    assert change.after is not None
    assert change.after.score == pytest.approx(0.45 * 0.6 * 0.7)
    assert change.after.nodes == ("team/bob", "acme/desk", "acme/boss")
    unnamed = book([person("boss", name="?", roles=("decision_maker",), known_by=(knows("ann", level=1),))])
    assert loss("ann", unnamed).paths == ()
    alone = book([person("boss", roles=("decision_maker",), known_by=(knows("ann", level=1),))])
    assert [change.after for change in loss("ann", alone).paths] == [None]


def test_one_who_left_is_counted_as_if_still_there_before() -> None:
    gone = replace(ACME, members={**ACME.members, "ann": Member(id="ann", name="Ann", status="left")})
    assert loss("ann", gone) == loss("ann")
    assert matrix(gone).coverage == loss("ann").after


def test_one_without_a_tie_leaves_nothing_behind() -> None:
    found = loss("cat")
    assert (found.people, found.before) == ((), found.after)
    assert [change.before == change.after for change in found.paths] == [True]
