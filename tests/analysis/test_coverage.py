"""Coverage of a person and of a group, by hand."""

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
