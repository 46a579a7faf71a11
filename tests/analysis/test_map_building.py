"""What a map shows: who, which ties, and what of it is lit."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from relmap.analysis import paths as ways
from relmap.analysis.gaps import find_gaps
from relmap.analysis.map_building import build
from relmap.analysis.map_contents import (
    COVERAGE,
    INFLUENCE,
    KNOWS,
    ORG,
    QUADRANT,
    REPORTS,
    Arrow,
    Card,
    Cell,
    MapContents,
)
from relmap.analysis.path_question import PathQuestion
from relmap.analysis.paths import find_paths
from relmap.model.book import Book
from relmap.model.saying import speaking
from relmap.model.settings import GapSettings, Settings, Waiver
from relmap.storage.reader import load
from tests.analysis.books import TODAY, book, days_ago, deal, knows, link, person, seat, touch


def hotel() -> Book:
    people = [
        person("boss", roles=("decision_maker",), department="Top"),
        person("chef", reports_to="boss", links=(link("boss", "advises", level=3),), department="Kitchen"),
        person("front", links=(link("chef", "friend", level=2),), known_by=(knows("ann", level=2),)),
        person("loner", department="Kitchen"),
        person("gone", status="left", reports_to="boss", links=(link("chef"),)),
        person("todo", name="?", title="CFO"),
        person("other/twin", links=(link("chef", "former_colleague"),), department="Sales"),
        person("other/stranger", links=(link("other/twin"),)),
    ]
    return book(people)


def made(view: str = INFLUENCE, of: Book | None = None, path: ways.Path | None = None) -> MapContents:
    return build(of or hotel(), "acme", view=view, today=TODAY, paths=[path] if path else [])


def ties(contents: MapContents) -> list[tuple[str, str, str]]:
    return [(arrow.source, arrow.target, arrow.kind) for arrow in contents.arrows]


def way_to_boss(of: Book) -> ways.Path:
    return find_paths(of, "acme", "acme/boss", today=TODAY).paths[0]


def test_everybody_of_the_account_and_whoever_is_tied_to_them() -> None:
    keys = [card.key for card in made().cards]
    assert keys == [*(f"acme/{name}" for name in ("boss", "chef", "front", "gone", "loner", "todo")),
                    "other/twin", "team/ann"]  # fmt: skip


def test_people_of_other_accounts_say_where_they_are() -> None:
    twin = next(card for card in made().cards if card.key == "other/twin")
    assert (twin.outside, twin.department) == (True, "Other · Sales")


def test_the_ties_of_the_influence_map() -> None:
    assert ties(made()) == [
        ("acme/chef", "acme/boss", "advises"),
        ("acme/chef", "acme/boss", REPORTS),
        ("acme/front", "acme/chef", "friend"),
        ("acme/gone", "acme/boss", REPORTS),
        ("acme/gone", "acme/chef", "influences"),
        ("other/twin", "acme/chef", "former_colleague"),
        ("team/ann", "acme/front", KNOWS),
    ]


def test_the_org_chart_has_reporting_lines_and_departments() -> None:
    contents = made(ORG)
    assert {arrow.kind for arrow in contents.arrows} == {REPORTS}
    assert [(group.name, group.cards) for group in contents.groups] == [
        ("Kitchen", ("acme/chef",)),
        ("Top", ("acme/boss",)),
    ]
    assert "team/ann" in [card.key for card in contents.cards]


def test_a_path_is_lit_and_numbered_and_the_rest_dimmed() -> None:
    of = hotel()
    contents = made(of=of, path=way_to_boss(of))
    lit = sorted((arrow for arrow in contents.arrows if arrow.lit), key=lambda arrow: arrow.step or 0)
    assert [(arrow.step, arrow.source, arrow.target, arrow.kind) for arrow in lit] == [
        (1, "team/ann", "acme/front", KNOWS),
        (2, "acme/front", "acme/chef", "friend"),
        (3, "acme/chef", "acme/boss", "advises"),
    ]
    assert all(arrow.lit != arrow.dimmed for arrow in contents.arrows)
    assert {card.key for card in contents.cards if card.lit} == {"team/ann", "acme/front", "acme/chef", "acme/boss"}
    assert all(card.lit != card.dimmed for card in contents.cards)


def test_an_org_chart_gains_the_steps_that_are_no_reporting_lines() -> None:
    of = hotel()
    assert [arrow.kind for arrow in made(ORG, of, way_to_boss(of)).arrows if arrow.lit] == [
        "advises", "friend", KNOWS
    ]  # fmt: skip


def test_a_step_down_a_reporting_line_lights_that_line_with_the_strength_of_the_step() -> None:
    of = book([person("boss", known_by=(knows("ann", level=3),)), person("chef", reports_to="boss")])
    path = find_paths(of, "acme", "acme/chef", today=TODAY).paths[0]
    line = next(arrow for arrow in made(of=of, path=path).arrows if arrow.kind == REPORTS)
    assert (line.source, line.target, line.lit, line.step, line.strength) == ("acme/chef", "acme/boss", True, 2, 0.7)


def test_a_tie_that_both_wrote_down_is_one_arrow_with_the_greater_strength() -> None:
    of = book([
        person("a", links=(link("b", "friend", level=1), link("b", "influences"))),
        person("b", links=(link("a", "friend", level=3),)),
    ])  # fmt: skip
    friends = [arrow for arrow in made(of=of).arrows if arrow.kind == "friend"]
    assert friends == [Arrow(source="acme/b", target="acme/a", kind="friend", strength=0.7, both_ways=True)]


def test_links_hold_on_and_between_their_dates() -> None:
    day = timedelta(days=1)
    for fields, drawn in (
        ({"since": TODAY}, True),
        ({"since": TODAY + day}, False),
        ({"until": TODAY}, True),
        ({"until": TODAY - day}, False),
    ):
        of = book([person("a", links=(link("b", **fields),)), person("b")])
        assert bool(made(of=of).arrows) == drawn, fields


def test_ties_from_touches_count_too() -> None:
    of = book([person("a")], touches=[touch("bob", "a")])
    arrow = made(of=of).arrows[0]
    assert (arrow.source, arrow.target, round(arrow.strength, 2)) == ("team/bob", "acme/a", 0.39)


def test_whoever_is_in_charge_is_on_the_map_without_a_tie() -> None:
    of = replace(book([person("a")], owner="ann"), deals={})
    assert [card.key for card in made(of=of).cards] == ["acme/a", "team/ann"]
    one = deal(owner="bob")
    contents = build(of, "acme", view=INFLUENCE, today=TODAY, deal=one)
    assert [card.key for card in contents.cards] == ["acme/a", "team/ann", "team/bob"]
    assert contents.subtitle == ("plates", "2026-11-23")


def test_the_committee_s_word_goes_for_the_deal() -> None:
    of = book([person("a", stance=1, influence=1)])
    one = deal(committee=(seat("a", roles=("approver",), stance=-2, influence=4),))
    card = build(of, "acme", view=INFLUENCE, today=TODAY, deal=one).cards[0]
    assert (card.roles, card.stance, card.influence) == (("approver",), -2, 4)


def test_marks_second_names_and_the_calendar() -> None:
    with speaking(None, "buddhist"):
        contents = made()
    cards = by_key(contents)
    assert cards["acme/todo"].placeholder
    assert cards["acme/gone"].left
    assert all(arrow.dimmed for arrow in contents.arrows if arrow.source == "acme/gone")
    assert contents.subtitle == ("2569-11-23",)
    of = book([person("a", name="อนุชา", names={"zh": "阿努查", "en": "Anucha"})])
    with speaking(None, names="th"):
        assert made(of=of).cards[0].second_name == "Anucha"
    with speaking(None, names="zh"):
        assert (made(of=of).cards[0].name, made(of=of).cards[0].second_name) == ("阿努查", "อนุชา")


def test_self_links_and_ties_to_nobody_are_left_out() -> None:
    of = book([person("a", links=(link("a"), link("ghost")), reports_to="a")])
    assert made(of=of).arrows == ()


def test_today_is_given_and_not_asked_for() -> None:
    assert build(hotel(), "acme", view=ORG, today=date(2030, 1, 2)).subtitle == ("2030-01-02",)


def by_key(contents: MapContents) -> dict[str, Card]:
    return {card.key: card for card in contents.cards}


def test_who_has_no_place_in_a_view_stands_beside_it() -> None:
    assert made().unplaced == ("acme/loner", "acme/todo")
    assert made(ORG).unplaced == ("acme/front", "acme/loner", "acme/todo")
    rated = book([
        person("a", stance=0, influence=0), person("b", stance=1), person("c", influence=2),
        person("d", stance=1, influence=1, status="left"),
    ])  # fmt: skip
    assert made(QUADRANT, rated).unplaced == ("acme/b", "acme/d")
    assert made(COVERAGE, rated).unplaced == ("acme/d",)


def test_a_key_place_is_one_by_influence_or_role_and_ends_with_leaving() -> None:
    of = book([
        person("boss", roles=("decision_maker",)), person("c", influence=3), person("d", influence=2, roles=("user",)),
        person("gone", influence=4, status="left"),
    ])  # fmt: skip
    placed = {key for key, card in by_key(made(of=of)).items() if card.key_place}
    assert placed == {"acme/boss", "acme/c"}


def test_the_other_paths_are_detours() -> None:
    of = book([
        person("boss", roles=("decision_maker",)),
        person("a", known_by=(knows("ann", level=4),), links=(link("boss", level=4),)),
        person("b", known_by=(knows("ann", level=3),), links=(link("boss", level=3),)),
        person("c", known_by=(knows("bob", level=2),), links=(link("boss", level=2),)),
        person("d"),
    ])  # fmt: skip
    paths = find_paths(of, "acme", "acme/boss", PathQuestion(k=3), today=TODAY).paths
    for view in (INFLUENCE, ORG):
        contents = build(of, "acme", view=view, today=TODAY, paths=paths)
        found = {(arrow.source, arrow.target): (arrow.step, arrow.detour, arrow.dimmed) for arrow in contents.arrows}
        assert found == {
            ("team/ann", "acme/a"): (1, None, False), ("acme/a", "acme/boss"): (2, None, False),
            ("team/ann", "acme/b"): (None, 2, False), ("acme/b", "acme/boss"): (None, 2, False),
            ("team/bob", "acme/c"): (None, 3, False), ("acme/c", "acme/boss"): (None, 3, False),
        }  # fmt: skip
        cards = by_key(contents)
        assert [key for key, card in cards.items() if card.lit] == ["acme/a", "acme/boss", "team/ann"]
        assert [key for key, card in cards.items() if card.dimmed] == ["acme/d"]


def test_a_tie_of_several_paths_belongs_to_the_best() -> None:
    of = book([
        person("boss", roles=("decision_maker",)),
        person("a", known_by=(knows("ann", level=4),), links=(link("boss", level=4), link("b", level=4))),
        person("b", links=(link("boss", level=3), link("c", level=2))),
        person("c", links=(link("boss", level=2),)),
    ])  # fmt: skip
    paths = find_paths(of, "acme", "acme/boss", PathQuestion(k=3), today=TODAY).paths
    found = {
        (arrow.source, arrow.target): (arrow.step, arrow.detour)
        for arrow in build(of, "acme", view=INFLUENCE, today=TODAY, paths=paths).arrows
    }
    assert found["team/ann", "acme/a"] == (1, None)
    assert found["acme/a", "acme/b"] == (None, 2)
    assert found["acme/b", "acme/c"] == (None, 3)


def test_coverage_and_the_gaps_about_a_person() -> None:
    of = book([person("boss", roles=("decision_maker",), influence=4), person("a", known_by=(knows("ann", level=2),))])
    contents = made(of=of)
    cards = by_key(contents)
    report = find_gaps(of, "acme", today=TODAY)
    about = [gap for gap in report.gaps if "acme/boss" in gap.about]
    assert cards["acme/boss"].gaps == tuple(dict.fromkeys(gap.code for gap in about))
    assert "G201" in cards["acme/boss"].gaps
    assert cards["acme/boss"].severity == about[0].severity
    assert [cards[key].coverage for key in ("acme/boss", "acme/a", "team/ann")] == [0, pytest.approx(0.45), None]
    assert contents.coverage == report.coverage


def test_gaps_come_worst_first_and_also_of_our_people() -> None:
    of = load(Path(__file__).parents[2] / "examples" / "hotel").book
    report = find_gaps(of, "siam-grand", today=TODAY)
    cards = by_key(build(of, "siam-grand", view=INFLUENCE, today=TODAY))
    for ref in ("siam-grand/malee", "team/nok"):
        about = [gap for gap in report.gaps if ref in gap.about]
        assert len({gap.severity for gap in about}) > 1
        assert cards[ref].gaps == tuple(dict.fromkeys(gap.code for gap in about))
        assert cards[ref].severity == about[0].severity


def test_a_waived_gap_is_no_gap_of_the_person() -> None:
    people = [person("boss", roles=("decision_maker",), influence=4)]
    codes = by_key(made(of=book(people)))["acme/boss"].gaps
    waivers = tuple(Waiver(code=code, about="boss", reason="known", until=TODAY) for code in codes)
    card = by_key(made(of=book(people, settings=Settings(gaps=GapSettings(waivers=waivers)))))["acme/boss"]
    assert waivers
    assert (card.gaps, card.severity) == ((), "")


def test_the_cells_of_the_coverage_view() -> None:
    of = book(
        [person("a", known_by=(knows("ann", level=2, target=4), knows("bob", strength=0.01))), person("b")],
        touches=[touch("ann", "a", on=days_ago(61))],
    )
    contents = made(COVERAGE, of)
    first, second = contents.cells
    assert first == Cell(
        member="team/ann", person="acme/a", level=2, target=4, strength=first.strength, last_touch=days_ago(61),
        single=True, overdue=True,
    )  # fmt: skip
    assert (second.member, second.level, second.single, second.overdue) == ("team/bob", None, False, False)
    assert made(of=of).cells == ()
    assert contents.arrows == ()


def test_the_committee_of_a_deal_is_on_its_map_wherever_it_works() -> None:
    one = deal(committee=(seat("other/adviser"),))
    of = book([person("a"), person("other/adviser", known_by=(knows("bob", level=2),))])
    contents = build(of, "acme", view=INFLUENCE, today=TODAY, deal=one)
    assert {"other/adviser", "team/bob"} <= by_key(contents).keys()
    assert (contents.account, contents.deal, contents.today) == ("acme", "plates", TODAY)
