"""Coverage of a person and of a group, by hand."""

from dataclasses import replace
from typing import Any

import pytest

from relmap.analysis.coverage import Coverage, coverage_of_group, coverage_of_person, required_roles, threads
from relmap.analysis.standing import buying_group
from relmap.analysis.strength import Tie, ties_of
from relmap.model.book import Book
from relmap.model.records import Deal
from relmap.model.settings import Settings

from .books import TODAY, book, deal, knows, person, seat


def ties(within: Book) -> dict[str, dict[str, Tie]]:
    return ties_of(within, within.people.values(), TODAY)


def cover(within: Book, within_deal: Deal | None = None) -> Coverage:
    roles = required_roles(within.settings, within_deal)
    return coverage_of_group(buying_group(within, "acme", within_deal), ties(within), roles, within.settings.strength)


def test_of_a_person_each_further_member_closes_a_part() -> None:
    of_kim = ties(book([person("kim", known_by=(knows("ann", level=2), knows("bob", level=1)))]))["acme/kim"]
    assert coverage_of_person(of_kim.values()) == pytest.approx(1 - 0.55 * 0.8)
    assert coverage_of_person(()) == 0
    assert [tie.member for tie in threads(of_kim.values(), Settings().strength)] == ["ann"]


def test_a_thread_begins_at_its_strength() -> None:
    of_kim = ties(book([person("kim", known_by=(knows("ann", strength=0.30), knows("bob", strength=0.29)))]))
    assert [tie.member for tie in threads(of_kim["acme/kim"].values(), Settings().strength)] == ["ann"]


def gm(**fields: Any) -> Any:
    return person("gm", roles=("decision_maker",), influence=4, **fields)


def test_of_an_account_is_the_mean_by_role_weight_and_influence() -> None:
    chef = person("chef", roles=("influencer",), influence=3, stance=2, known_by=(knows("ann", level=3),))
    minor = person("minor", roles=("user",), influence=1, known_by=(knows("ann", level=4),))
    found = cover(book([gm(known_by=(knows("ann", level=1),), stance=0), chef, minor]))
    assert found.value == pytest.approx((1.0 * 0.2 + 0.45 * 0.7) / 1.45)
    assert found.supportive == pytest.approx(0.45 * 0.7 / 1.45)


def test_an_unfilled_role_counts_zero() -> None:
    asks = Settings(required_roles=("decision_maker", "user"))
    half = 0.4 * 2 / 4
    known = gm(known_by=(knows("ann", level=4),))
    assert cover(book([known], settings=asks)).value == pytest.approx(0.9 / (1 + half))
    user = person("u", roles=("user",), known_by=(knows("bob", level=2),))
    assert cover(book([known, user], settings=asks)).value == pytest.approx((0.9 + half * 0.45) / (1 + half))


def test_a_placeholder_counts_zero() -> None:
    cfo = person("cfo", name="?", roles=("approver",), influence=4, known_by=(knows("ann", level=4),))
    assert cover(book([gm(known_by=(knows("ann", level=4),)), cfo])).value == pytest.approx(0.9 / 1.9)


def test_a_required_role_held_by_several_is_as_good_as_the_best_covered() -> None:
    asks = Settings(required_roles=("user",))
    users = [person(name, roles=("user",)) for name in "xy"]
    users.append(person("z", roles=("user",), known_by=(knows("ann", level=2),)))
    assert cover(book(users, settings=asks)).value == pytest.approx(0.45)


def test_a_required_role_of_a_key_player_is_theirs_alone() -> None:
    asks = Settings(required_roles=("user",))
    chef = person("chef", roles=("user",), influence=3)
    user = person("user", roles=("user",), known_by=(knows("ann", level=4),))
    assert cover(book([chef, user], settings=asks)).value == 0


def test_of_a_deal_the_committee_decides_who_counts() -> None:
    small = book([gm(known_by=(knows("ann", level=4),)), person("kim", known_by=(knows("ann", level=2),))])
    plates = deal(committee=(seat("kim", roles=("decision_maker",), influence=4), seat("gm", roles=(), influence=0)))
    assert cover(small, plates).value == pytest.approx(0.45)


def test_nothing_to_cover_is_covered_by_nothing() -> None:
    assert cover(book([])).value == 0.0


def test_required_roles() -> None:
    asks = Settings(required_roles=("approver",))
    assert required_roles(Settings()) == ("decision_maker",)
    assert required_roles(asks, deal()) == ("approver",)
    assert required_roles(asks, deal(required_roles=("user", "user"))) == ("user",)


USER = person("ann", roles=("user",), known_by=(knows("ann", level=2),))
ASKS_USER = Settings(required_roles=("user",))


def test_a_placeholder_hides_nobody() -> None:
    head = person("head", name="?", roles=("user",), known_by=(knows("ann", level=3),))
    assert cover(book([USER, head], settings=ASKS_USER)).value == pytest.approx(0.45)
    # In a key place it counts, as 0, and Ann still stands for the role: .2 x .45 of .4 + .2.
    key = replace(head, influence=4)
    assert cover(book([USER, key], settings=ASKS_USER)).value == pytest.approx(0.2 * 0.45 / 0.6)
    # Nor does one in whose role there is somebody whom none of us knows: both count 0, Ann with her weight of .2.
    known = gm(known_by=(knows("ann", level=4),))
    asks = Settings(required_roles=("decision_maker", "user"))
    weighty = replace(head, influence=2, roles=("user", "influencer"))
    assert cover(book([known, replace(USER, known_by=()), weighty], settings=asks)).value == pytest.approx(0.9 / 1.2)
    assert cover(book([known, head], settings=asks)).value == pytest.approx(0.9 / 1.2)


@pytest.mark.parametrize(("first", "second"), [("p0", "p9"), ("p9", "p0")])
def test_of_holders_covered_equally_the_weightiest_stands_for_the_role_whatever_their_ids(
    first: str, second: str
) -> None:
    asks = Settings(required_roles=("decision_maker", "user"))
    known = gm(known_by=(knows("ann", level=4),))
    # In floats 1 - .1 x .8 x .8 is more than 1 - .8 x .8 x .1 by the last bit.
    ties = (knows("ann", level=4), knows("bob", level=1), knows("cat", level=1))
    backwards = (knows("ann", level=1), knows("bob", level=1), knows("cat", level=4))
    light = person(first, roles=("user",), influence=1, known_by=ties, stance=1)
    heavy = person(second, roles=("user",), influence=2, known_by=backwards)
    found = cover(book([known, light, heavy], settings=asks, members=("ann", "bob", "cat")))
    assert found.value == pytest.approx((0.9 + 0.2 * 0.936) / 1.2)
    supporter = replace(light, influence=2)
    found = cover(book([known, supporter, heavy], settings=asks, members=("ann", "bob", "cat")))
    assert found.supportive == pytest.approx(0.2 * 0.936 / 1.2)


@pytest.mark.parametrize("roles", [("user", "evaluator"), ("evaluator", "user")])
def test_the_order_of_the_roles_decides_nothing(roles: tuple[str, str]) -> None:
    both = person("both", roles=roles, known_by=(knows("ann", level=1),))
    tester = person("tester", roles=("evaluator",), known_by=(knows("ann", level=3),))
    found = cover(book([both, tester], settings=Settings(required_roles=roles)))
    assert found.value == pytest.approx((0.3 * 0.2 + 0.3 * 0.7) / 0.6)
