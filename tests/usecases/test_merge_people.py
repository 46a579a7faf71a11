"""Two records of one person: what of each is in the one that stays, and who names them by which id."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.integrity import findings
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import find_paths
from relmap.errors import InvalidValue, MergeConflicts, OnePersonTwice, PeopleOfTwoAccounts
from relmap.model.book import Book
from relmap.model.changes import Removed
from relmap.model.changing import changed
from relmap.model.records import Campaign, CampaignResult, Champion, Person, Touch
from relmap.model.settings import GapSettings, Settings, Waiver
from relmap.usecases.merge_people import Merging, merge_people, merged_people
from tests.analysis.books import TODAY, book, days_ago, deal, knows, link, person, seat, touch
from tests.analysis.random_books import books
from tests.analysis.test_path_laws import dated


def merging(first: str = "a", second: str = "b", **fields: Any) -> Merging:
    return Merging(account="acme", first=first, second=second, **fields)


def after(book: Book, **fields: Any) -> Book:
    return changed(book, merge_people(book, merging(**fields), today=TODAY).changes)


def one(a: Person, b: Person, **fields: Any) -> Person:
    """The record that stays of two."""
    kept = "b" if fields.get("keep") == "B" else "a"
    new = after(book([a, b, person("c"), person("d")]), **fields)
    assert ("acme/a" in new.people) != ("acme/b" in new.people)
    return new.people[f"acme/{kept}"]


def conflicts(a: Person, b: Person, **fields: Any) -> list[str]:
    return [one.path for one in merged_people(book([a, b]), merging(**fields), today=TODAY).conflicts]


def test_lists_are_united_and_empty_fields_filled() -> None:
    a = person("a", name="Kim", needs=("price",), roles=("user",), title="Chef", stance="unknown")
    b = person(
        "b",
        name="Kim",
        needs=("time", "price"),
        roles=("user", "influencer"),
        department="Kitchen",
        stance=1,
        influence=0,
        champion=Champion(has_power=False),
        channels={"email": ("kim@acme.example",)},
    )
    assert one(a, b) == replace(
        b, id="a", needs=("price", "time"), title="Chef", roles=("user", "influencer"), channels=b.channels
    )


def test_a_number_that_both_have_is_taken_once() -> None:
    a = person("a", name="Kim", channels={"phone": ("081 234 5678",), "email": ("kim@acme.example",)})
    b = person("b", name="Kim", channels={"phone": ("+66812345678", "02 999 9999"), "email": ("KIM@acme.example",)})
    assert one(a, b).channels == {"phone": ("081 234 5678", "02 999 9999"), "email": ("kim@acme.example",)}


def test_names_that_do_not_stay_become_aliases() -> None:
    a = person("a", name="Kim Lee", aliases=("K",), names={"th": "คิม"})
    b = person("b", name="Lee, Kim", aliases=("Kimmy",), names={"th": "คิม ลี", "zh": "李金"})
    new = one(a, b)
    assert (new.name, new.names) == ("Kim Lee", {"th": "คิม", "zh": "李金"})
    assert new.aliases == ("K", "Kimmy", "Lee, Kim", "คิม ลี")
    new = one(a, b, take=["name=B", "names.th=B"])
    assert (new.name, new.names["th"], new.aliases) == ("Lee, Kim", "คิม ลี", ("K", "Kimmy", "Kim Lee", "คิม"))


def test_somebody_nobody_had_named_has_a_name_now() -> None:
    new = one(person("a", name="?", title="GM"), person("b", name="Kim"))
    assert (new.name, new.title, new.aliases) == ("Kim", "GM", ())
    assert one(person("a", name="Kim"), person("b", name="?")).aliases == ()


def test_the_later_check_stays_and_notes_and_sources_of_both() -> None:
    a = person("a", name="K", verified_on=days_ago(9), source="visit", notes="one\n")
    b = person("b", name="K", verified_on=days_ago(2), source="LinkedIn", notes="two\n")
    new = one(a, b)
    assert (new.verified_on, new.source, new.notes) == (days_ago(2), "visit; LinkedIn", "one\n\ntwo\n")
    assert one(a, replace(b, source="visit")).source == "visit"
    assert one(a, b, take=["source=B"]).source == "LinkedIn"


CONTRARY = (
    person("a", name="K", title="Chef", stance=1, status="active", champion=Champion(own_win=True)),
    person("b", name="K", title="Cook", stance=-1, status="left", champion=Champion(own_win=False, has_power=True)),
)


def test_contradictions_are_told_with_both_sides() -> None:
    with pytest.raises(MergeConflicts) as caught:
        one(*CONTRARY)
    assert str(caught.value) == (
        "acme/a (A) and acme/b (B) differ in title (A: 'Chef', B: 'Cook'), champion.own_win (A: True, B: False), "
        "stance (A: 1, B: -1), status (A: 'active', B: 'left'); say whose is right with --take title=A, or B, "
        "for each, or --take A for all of it; nothing was changed"
    )
    with pytest.raises(MergeConflicts, match=r"title \(A: 'Chef', B: 'Cook'\)"):
        one(*CONTRARY, keep="B")


def test_what_is_taken_is_the_named_one_s_whoever_stays() -> None:
    for keep in ("A", "B"):
        new = one(*CONTRARY, keep=keep, take=["title=B", "stance=a", "status=A", "champion.own_win=B"])
        assert (new.title, new.stance, new.status) == ("Cook", 1, "active")
        assert new.champion == Champion(own_win=False, has_power=True)
        new = one(*CONTRARY, keep=keep, take=["B", "title=A"])
        assert (new.title, new.stance, new.status) == ("Chef", -1, "left")
    assert conflicts(*CONTRARY, take=["title=A"]) == ["champion.own_win", "stance", "status"]


@pytest.mark.parametrize(
    ("fields", "error", "said"),
    [
        ({"take": ["titel=A"]}, InvalidValue, "'titel' is no field in which they differ; they differ in title, "),
        ({"take": ["title=C"]}, InvalidValue, "'title=C' names neither of the two; write A for the first"),
        ({"take": ["title"]}, InvalidValue, "names neither of the two"),
        ({"keep": "C"}, InvalidValue, "--keep: 'C' names neither"),
        ({"second": "a"}, OnePersonTwice, "'a' and 'a' are both acme/a"),
        ({"second": "far/x"}, PeopleOfTwoAccounts, "acme/a and far/x are of two accounts"),
    ],
)
def test_refusals(fields: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        merged_people(book([*CONTRARY, person("far/x")]), merging(**fields), today=TODAY)
    assert said in str(caught.value)


def test_of_two_ties_to_one_person_the_stronger_today_stays() -> None:
    a = person("a", name="K", known_by=(knows("ann", level=2, note="golf"),), links=(link("c", level=1, source="x"),))
    b = person(
        "b",
        name="K",
        known_by=(knows("ann", level=3, target=4, note="school"), knows("bob", level=1)),
        links=(link("c", level=3), link("c", "friend", level=1), link("d", level=2)),
    )
    new = one(a, b)
    assert new.known_by == (knows("ann", level=3, target=4, note="golf; school"), knows("bob", level=1))
    assert new.links == (link("c", level=3, source="x"), link("c", "friend", level=1), link("d", level=2))
    notes = merge_people(book([a, b, person("c"), person("d")]), merging(), today=TODAY).notes
    assert notes == [
        "of two ties (influences) to acme/c the stronger stays: level 3, not level 1",
        "of two ties of team/ann the stronger stays: level 3, not level 2",
    ]


def test_a_tie_that_has_faded_or_ended_is_not_the_stronger_one() -> None:
    a = person("a", name="K", known_by=(knows("ann", level=4, assessed_on=days_ago(3000)),))
    b = person("b", name="K", known_by=(knows("ann", level=3, assessed_on=days_ago(1)),))
    assert one(a, b).known_by == b.known_by
    ended = person("a", name="K", links=(link("c", level=4, until=days_ago(1)),))
    holds = person("b", name="K", links=(link("c", level=1),))
    assert one(ended, holds).links == holds.links


def test_a_tie_is_as_fresh_as_the_last_touch_between_the_two() -> None:
    a = person("a", name="K", known_by=(knows("ann", level=4, assessed_on=days_ago(3000)),))
    b = person("b", name="K", known_by=(knows("ann", level=3, assessed_on=days_ago(1)),))

    def stays(*touches: Touch) -> int | None:
        (tie,) = after(book([a, b, person("c")], touches=touches)).people["acme/a"].known_by
        return tie.level

    assert stays(touch("ann", "c")) == 3
    assert stays(touch("bob", "a")) == 3
    assert stays(touch("ann", "a")) == stays(touch("bob", "b", together=("ann",))) == 4


def test_a_target_is_not_lost_with_the_weaker_tie() -> None:
    a = person("a", name="K", known_by=(knows("ann", level=3),))
    b = person("b", name="K", known_by=(knows("ann", level=2, target=4),))
    assert one(a, b).known_by == (knows("ann", level=3, target=4),)


def test_ties_between_the_two_are_dropped_and_said() -> None:
    a = person("a", name="K", reports_to="b", links=(link("b", "friend"), link("c")))
    b = person("b", name="K", links=(link("a", "advises"),))
    people = [a, b, person("c")]
    new = changed(book(people), (merged := merge_people(book(people), merging(), today=TODAY)).changes)
    assert (new.people["acme/a"].links, new.people["acme/a"].reports_to) == ((link("c"),), "")
    assert merged.notes == [
        "acme/a had a tie (friend) to acme/b, who is the same person",
        "acme/a reported to acme/b, who is the same person",
        "acme/b had a tie (advises) to acme/a, who is the same person",
    ]


def everywhere() -> Book:
    """A book that names B in every kind of record, and A beside B wherever both can stand."""
    people = [
        person("a", name="K", roles=("user",)),
        person("b", name="K"),
        person("c", reports_to="b", links=(link("a", level=1), link("b", level=3), link("b", "friend"))),
        person("far/x", links=(link("b"),)),
    ]
    found = book(
        people,
        touches=[touch("ann", "a", "b"), touch("ann", "b", "c", on=days_ago(3)), touch("bob", "c")],
        deals=[
            deal(committee=(seat("b", roles=("user",), note="x"), seat("c"), seat("a", roles=("approver",), stance=1)))
        ],
        referred_by="acme/b",
        settings=Settings(
            gaps=GapSettings(
                waivers=(
                    Waiver(code="G303", about="acme/b", reason="ill", until=date(2027, 1, 1)),
                    Waiver(code="G303", about="acme/a", reason="away", until=date(2026, 12, 1)),
                )
            )
        ),
    )
    campaign = Campaign(
        id="spring",
        name="Spring",
        people=("acme/b", "acme/c", "acme/a"),
        results=(CampaignResult(person="acme/a", result="came"), CampaignResult(person="acme/b", satisfaction=1)),
    )
    return replace(found, campaigns={"spring": campaign})


def test_every_reference_is_rewritten_and_nobody_stands_anywhere_twice() -> None:
    new = after(everywhere())
    assert [one.code for one in findings(new, today=TODAY, whole=True)] == []
    assert new.people["acme/c"].reports_to == "acme/a"
    assert new.people["acme/c"].links == (link("a", level=3), link("a", "friend"))
    assert new.people["far/x"].links == (link("a"),)
    assert [one.people for one in new.all_touches()] == [("acme/a",), ("acme/a", "acme/c"), ("acme/c",)]
    assert new.deals["acme/plates"].committee == (
        seat("a", roles=("approver", "user"), stance=1, note="x"),
        seat("c"),
    )
    assert new.campaigns["spring"].people == ("acme/a", "acme/c")
    assert new.campaigns["spring"].results == (CampaignResult(person="acme/a", result="came", satisfaction=1),)
    assert new.accounts["acme"].referred_by == "acme/a"
    (waiver,) = new.settings.gaps.waivers
    assert (waiver.about, waiver.reason, waiver.until) == ("acme/a", "away; ill", date(2027, 1, 1))


def test_views_of_the_two_in_one_deal_that_contradict_each_other_are_asked_too() -> None:
    found = book(
        [person("a", name="K"), person("b", name="K")],
        deals=[deal(committee=(seat("a", stance=1), seat("b", stance=-2)))],
    )
    assert [one.path for one in merged_people(found, merging(), today=TODAY).conflicts] == ["plates.stance"]
    assert after(found, take=["plates.stance=B"]).deals["acme/plates"].committee == (seat("a", stance=-2),)


def test_nothing_that_was_twice_already_is_touched() -> None:
    twice = person("c", links=(link("d", level=1), link("d", level=2), link("b")))
    new = after(book([person("a", name="K"), person("b", name="K"), twice, person("d")]))
    assert new.people["acme/c"].links == (link("d", level=1), link("d", level=2), link("a"))


def test_of_several_ties_of_one_kind_to_the_one_who_goes_the_strongest_stays() -> None:
    twice = (link("b", level=1), link("b", level=3), link("b", level=2))
    new = after(book([person("a", name="K"), person("b", name="K"), person("c", links=twice)]))
    assert new.people["acme/c"].links == (link("a", level=3),)
    new = after(book([person("a", name="K"), person("b", name="K"), person("c", links=(link("a", level=1), *twice))]))
    assert new.people["acme/c"].links == (link("a", level=3),)


def test_two_records_that_hold_the_same_are_one_file_less() -> None:
    found = book([person("a", name="K"), person("b", name="K")])
    gone = Removed(record=found.people["acme/b"], into=found.people["acme/a"])
    assert merge_people(found, merging(), today=TODAY).changes == [gone]


def best(found: Book, target: str) -> float:
    return find_paths(found, "acme", target, PathQuestion(k=1), today=TODAY).score


@settings(max_examples=150, deadline=None)
@given(books().map(dated), st.sampled_from(["gm", "p1", "p2", "p3"]), st.sampled_from(["p1", "p2", "p3", "p4"]))
def test_no_path_gets_worse_by_merging(found: Book, first: str, second: str) -> None:
    """Where the two do not contradict each other: a stance or a boss that is given up may have carried a path."""
    if first == second:
        return
    a, b = found.people[f"acme/{first}"], found.people[f"acme/{second}"]
    a = replace(a, name="K", status="active")
    b = replace(
        b, name="K", status="active", stance=a.stance, reports_to=a.reports_to and b.reports_to and a.reports_to
    )
    found = replace(found, people={**found.people, a.ref: a, b.ref: b})
    merged = merged_people(found, merging(first, second), today=TODAY)
    assert merged.conflicts == []
    new = changed(found, merged.changes)
    for ref in found.people:
        target = a.ref if ref == b.ref else ref
        assert best(new, target) >= best(found, ref) * (1 - 1e-12)
