"""What changed since an earlier state of the book, on the map of the later one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from relmap.analysis.map_building import build
from relmap.analysis.map_choosing import Choice
from relmap.analysis.map_contents import (
    ADDED,
    CHANGED,
    COVERAGE,
    INFLUENCE,
    ORG,
    QUADRANT,
    REMOVED,
    Card,
    CellBefore,
    MapContents,
    Moment,
)
from relmap.analysis.map_differences import dated, marked
from relmap.analysis.map_earlier import earlier, with_the_gone, with_the_uncompared
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.map_folding import FOLD_ABOVE, folded
from relmap.analysis.map_framing import bosses
from relmap.analysis.redacting import redacted
from relmap.model.book import Book
from relmap.model.records import Deal, Person
from tests.analysis.books import TODAY, book, deal, knows, link, person, seat

BEFORE, NOW = Moment(date(2026, 9, 30), "1a2b3c4"), Moment(TODAY, "9f8e7d6")
VIEWS = (INFLUENCE, ORG, COVERAGE, QUADRANT)
PEOPLE = [
    person("boss", roles=("decision_maker",), department="Top", influence=4, stance=0),
    person("chef", reports_to="boss", links=(link("boss", "advises", level=3),), department="Kitchen", influence=2),
    person("cook", reports_to="chef", known_by=(knows("ann", level=2),), department="Kitchen", influence=1),
    person("porter", reports_to="boss", department="Door"),
]


def changed(*people: Person, without: Sequence[str] = ()) -> Book:
    """The book with other files for some people, and without those of others."""
    found = {one.ref: one for one in (*PEOPLE, *people) if one.id not in without}
    return book(list(found.values()))


def shown(
    after: Book,
    view: str = INFLUENCE,
    *,
    before: Book | None = None,
    of: Deal | None = None,
    choice: Choice | None = None,
) -> MapContents:
    facts = MapFacts(book=after, account="acme", today=TODAY, deal=of)
    chosen = choice or Choice()
    plain = build(after, "acme", view=view, today=TODAY, deal=of, choice=chosen, facts=facts)
    since = earlier(before or book(PEOPLE), after, "acme", BEFORE, NOW)
    return dated(marked(plain, since, facts, choice=chosen, choice_before=chosen), since)


def card(contents: MapContents, name: str) -> Card:
    return next(card for card in contents.cards if card.key == f"acme/{name}")


def changes(contents: MapContents) -> dict[str, str]:
    return {card.key.removeprefix("acme/"): card.change for card in contents.cards if card.change}


def ties(contents: MapContents) -> dict[tuple[str, str, str], str]:
    return {
        (each.source.removeprefix("acme/"), each.target.removeprefix("acme/"), each.kind): each.change
        for each in contents.arrows
        if each.change
    }


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_changed_is_the_map_as_it_is_and_says_so(view: str) -> None:
    of = book(PEOPLE)
    plain = build(of, "acme", view=view, today=TODAY)
    found = shown(of, view)
    assert not found.shows_change
    assert found.subtitle == ("nothing on this map changed from 2026-09-30 (1a2b3c4) to 2026-11-23 (9f8e7d6)",)
    assert replace(found, subtitle=plain.subtitle, since=None) == plain


@pytest.mark.parametrize("view", VIEWS)
def test_who_is_new_gone_and_changed_is_marked_in_every_view(view: str) -> None:
    chef = replace(PEOPLE[1], stance=1, department="Bar")
    found = shown(changed(chef, person("new", reports_to="boss"), without=["porter"]), view)
    assert changes(found) == {"chef": CHANGED, "new": ADDED, "porter": REMOVED}
    assert [one.text for one in card(found, "chef").changes] == [
        "stance unknown -> supporter",
        "moved from Kitchen to Bar",
    ]
    assert dict(card(found, "chef").was) == {"stance": None, "department": "Kitchen"}
    assert card(found, "porter").dimmed
    assert found.subtitle == ("changes from 2026-09-30 (1a2b3c4) to 2026-11-23 (9f8e7d6)",)


def test_who_is_gone_stands_where_they_would() -> None:
    found = shown(changed(without=["porter"]), ORG)
    assert ("porter", "boss", "reports") in ties(found)
    assert "acme/porter" in {key for group in found.groups for key in group.cards}
    assert "acme/porter" not in found.unplaced
    assert bosses(found)["acme/porter"] == "acme/boss"


def test_ties_that_are_new_gone_or_as_strong_as_never_before() -> None:
    chef = replace(PEOPLE[1], links=(link("boss", "advises", level=4), link("porter", "friend", level=1)))
    cook = replace(PEOPLE[2], known_by=(), reports_to="acme/boss")
    found = shown(changed(chef, cook))
    assert ties(found) == {
        ("chef", "boss", "advises"): CHANGED,
        ("chef", "porter", "friend"): ADDED,
        ("cook", "boss", "reports"): ADDED,
        ("cook", "chef", "reports"): REMOVED,
        ("team/ann", "cook", "knows"): REMOVED,
    }
    advises = next(arrow for arrow in found.arrows if arrow.kind == "advises")
    assert advises.was is not None
    assert advises.was < advises.strength
    assert changes(found) == {}, "a tie is no matter of the card"
    assert bosses(found)["acme/cook"] == "acme/boss", "an org chart goes by the boss of now"


def test_one_of_us_who_knows_nobody_any_more_stays_with_the_tie_that_is_gone() -> None:
    found = shown(changed(replace(PEOPLE[2], known_by=())))
    assert "team/ann" in {card.key for card in found.cards}


def test_cells_tell_the_level_before() -> None:
    cook = replace(PEOPLE[2], known_by=(knows("ann", level=4),))
    chef = replace(PEOPLE[1], known_by=(knows("ann", level=1),))
    found = {cell.person: cell for cell in shown(changed(cook, chef), COVERAGE).cells}
    assert found["acme/chef"].change == ADDED
    assert found["acme/cook"].change == CHANGED
    was = found["acme/cook"].was
    assert isinstance(was, CellBefore)
    assert (was.level, found["acme/cook"].level) == (2, 4)
    gone = shown(changed(replace(PEOPLE[2], known_by=())), COVERAGE).cells
    assert [(cell.level, cell.change) for cell in gone] == [(2, REMOVED)]


def test_in_a_deal_it_is_the_place_in_the_committee_that_changes() -> None:
    before = book(PEOPLE, deals=[deal(committee=(seat("boss", stance=-1),))])
    of = deal(committee=(seat("boss", stance=1),))
    found = shown(book([replace(PEOPLE[0], stance=2), *PEOPLE[1:]], deals=[of]), before=before, of=of)
    assert [one.text for one in card(found, "boss").changes] == ["stance non-supporter -> supporter"]


def test_whose_file_has_another_name_is_the_same() -> None:
    renamed = [replace(one, id="porter-2") if one.id == "porter" else one for one in PEOPLE]
    found = shown(book(renamed))
    assert changes(found) == {"porter-2": CHANGED}
    assert [one.text for one in card(found, "porter-2").changes] == ["has another id, was porter"]


def test_who_moved_to_another_customer_is_gone_from_here() -> None:
    here = replace(PEOPLE[3], notes="Collects keys")
    there = replace(here, account="other", reports_to="")
    found = shown(book([*PEOPLE[:3], there]), before=book([*PEOPLE[:3], here, person("other/else")]))
    assert changes(found)["porter"] == REMOVED
    assert [one.text for one in card(found, "porter").changes] == ["moved to Other"]


def test_only_whom_the_map_was_asked_for() -> None:
    after = changed(replace(PEOPLE[2], stance=1), without=["porter"])
    assert changes(shown(after, choice=Choice(people=frozenset({"acme/cook"})))) == {"cook": CHANGED}


def test_who_changed_is_never_folded() -> None:
    crowd = [person(f"p{n:03}", reports_to="boss", department="Crowd") for n in range(FOLD_ABOVE[INFLUENCE] + 5)]
    after = [*crowd[:-1], replace(crowd[3], stance=1), person("new", department="Crowd")]
    found = folded(shown(book([*PEOPLE, *{one.ref: one for one in after}.values()]), before=book([*PEOPLE, *crowd])))
    assert {"acme/p003", "acme/new", crowd[-1].ref} <= {card.key for card in found.cards}
    assert "fold:Crowd" in {card.key for card in found.cards}


def test_strangers_are_told_of_no_side_taken() -> None:
    chef = replace(PEOPLE[1], stance=-2, title="Chef")
    after = changed(chef, replace(PEOPLE[0], stance=2), without=["porter"])
    since = earlier(book(PEOPLE), after, "acme", BEFORE, NOW)
    found = redacted(shown(after), with_the_gone(after, since))
    assert sorted(card.change for card in found.cards if card.change) == [CHANGED, REMOVED]
    assert not any(one.field == "stance" for card in found.cards for one in card.changes)


def test_the_order_of_roles_says_nothing() -> None:
    before = [*PEOPLE[:3], replace(PEOPLE[3], roles=("user", "evaluator"))]
    after = [*PEOPLE[:3], replace(PEOPLE[3], roles=("evaluator", "user"))]
    assert not shown(book(after), before=book(before)).shows_change


def test_of_the_gone_those_whom_the_map_was_asked_for_would_have_been_on_it() -> None:
    top = Choice(top=2)
    assert changes(shown(changed(without=["porter"]), choice=top)) == {}, "the least influential of then"
    assert changes(shown(changed(without=["chef"]), choice=top))["chef"] == REMOVED


def test_what_changed_of_the_account_and_the_deal_is_told_over_the_map() -> None:
    before = book(PEOPLE, deals=[deal(stage="proposal")], goal="All plates")
    now = deal(stage="won", committee=(seat("boss"),))
    after = book(PEOPLE, deals=[now], goal="All bowls")
    assert shown(after, before=before).changes == ("Acme: goal All plates -> All bowls",)
    of_deal = shown(after, before=before, of=now)
    assert of_deal.changes == ("Acme: goal All plates -> All bowls", "plates: stage proposal -> won")
    assert [one.text for one in card(of_deal, "boss").changes] == ["in the committee now"]
    assert of_deal.subtitle[-1].startswith("changes from")


def test_a_deal_that_is_new_changed_nobodys_stance() -> None:
    now = deal(committee=(seat("boss", stance=-1),))
    found = shown(book(PEOPLE, deals=[now]), of=now)
    assert found.changes == ("plates: new deal",)
    assert changes(found) == {}


def test_what_could_not_be_read_then_is_drawn_as_it_is_and_named() -> None:
    after = changed(replace(PEOPLE[0], stance=2))
    then, compared = book(PEOPLE[:2] + PEOPLE[3:]), replace(after, people=dict(after.people))
    compared.people.pop("acme/cook")
    since = earlier(with_the_uncompared(then, compared, after), after, "acme", BEFORE, NOW, unread=["acme/cook"])
    facts = MapFacts(book=after, account="acme", today=TODAY)
    plain = build(after, "acme", view=INFLUENCE, today=TODAY, facts=facts)
    found = dated(marked(plain, since, facts, choice=Choice(), choice_before=Choice()), since)
    assert changes(found) == {"boss": CHANGED}
    assert ties(found) == {}
    assert found.uncompared == ("acme/cook",)
    assert dated(replace(found, cards=(), arrows=()), since).subtitle[-1].startswith("of what can be read, nothing")


def test_strangers_are_told_once_of_roles_and_that_somebody_has_a_name_but_not_which() -> None:
    before = [replace(PEOPLE[0], name="?", title="Head", roles=("user",)), *PEOPLE[1:]]
    named = replace(PEOPLE[0], id="somchai", name="Somchai Dee", title="Head", roles=("approver",))
    after = book([named, *(replace(one, reports_to="") for one in PEOPLE[1:])])
    since = earlier(book(before), after, "acme", BEFORE, NOW)
    whole = shown(after, before=book(before))
    told = next(card for card in redacted(whole, with_the_gone(after, since)).cards if card.change == CHANGED)
    assert [one.text for one in told.changes] == ["has a name now, was ?", "roles user -> approver"]
    assert "name" not in dict(told.was)
