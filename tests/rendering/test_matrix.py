"""The coverage view: team x people, read back from what was drawn."""

import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from relmap.analysis.map_contents import COVERAGE, KNOWS, Cell, MapContents
from relmap.rendering import paper
from relmap.rendering.draw import drawing
from relmap.rendering.labels import ENGLISH
from relmap.rendering.matrix_plan import plan
from relmap.rendering.theme import LIGHT
from tests.rendering import grid_rules, pictures
from tests.rendering.contents import arrow, contents, hostile, hotel, member, person
from tests.rendering.groups import group

GOLDEN = Path(__file__).parents[1] / "golden" / "maps" / "hotel-coverage.svg"
SIX_POINTS = 8.0


def cell(of_ours: str, of_theirs: str, **fields: object) -> Cell:
    settings = {"level": 2, "target": 3, "strength": 0.456, "last_touch": date(2026, 11, 1), "single": False, **fields}
    return Cell(member=f"team/{of_ours}", person=f"hotel/{of_theirs}", **settings)  # type: ignore[arg-type]


def known_hotel() -> MapContents:
    cells = (
        cell("nok", "buyer", level=None, target=2, strength=0.1, last_touch=None),
        cell("nok", "chef", single=True, strength=1.0, overdue=True),
        cell("nok", "front", level=4, target=None),
    )
    shown = hotel(COVERAGE)
    cards = tuple(replace(card, key_place=(card.influence or 0) >= 3) for card in shown.cards)
    way = tuple(each for each in shown.arrows if each.lit)
    return replace(shown, cards=cards, cells=cells, arrows=way, calendar="buddhist")


def cells(document: bytes) -> dict[str, ET.Element]:
    return {
        element.attrib["id"]: element
        for element in ET.fromstring(document).iter(f"{pictures.SVG}g")
        if element.get("class") == "cell"
    }


def said(element: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in element.iter(f"{pictures.SVG}text")]


def test_the_hotel() -> None:
    assert grid_rules.read(drawing(known_hotel())) == GOLDEN.read_text("utf-8")


@settings(deadline=None, max_examples=60)
@given(grid_rules.sizes)
def test_whoever_is_there_stands_once_and_on_nobody(size: tuple[int, int, int]) -> None:
    shown = grid_rules.drawn_group(size, COVERAGE)
    document = drawing(shown)
    assert pictures.cards(document).keys() == {card.key for card in shown.cards}
    grid_rules.check_ids(document)
    grid_rules.check_frames(document)
    grid_rules.check_texts(document)


def test_hostile_text_stays_text_and_inside() -> None:
    document = drawing(hostile(COVERAGE))
    assert pictures.acting_parts(document) == []
    assert len(pictures.cards(document)) == len(hostile(COVERAGE).cards)
    grid_rules.check_frames(document)
    grid_rules.check_texts(document)


def test_a_cell_says_strength_and_the_last_touch_in_the_calendar_of_the_book() -> None:
    drawn = cells(drawing(known_hotel()))
    assert said(drawn["cell..team.nok..hotel.front"]) == [".46", "2569-11-01"]
    assert said(drawn["cell..team.nok..hotel.chef"]) == ["1", "2569-11-01", "1"]
    assert said(drawn["cell..team.nok..hotel.buyer"]) == [".1", "no touch"]
    tooltip = drawn["cell..team.nok..hotel.chef"].findtext(f"{pictures.SVG}title") or ""
    assert "Working" in tooltip
    assert "Level wanted: Trusted" in tooltip
    assert ENGLISH["legend.single"] in tooltip
    assert ENGLISH["legend.overdue"] in tooltip


@pytest.mark.parametrize(
    ("level", "target", "filled", "outlined"),
    [(None, None, 0, 0), (2, 3, 2, 1), (4, 2, 4, 0), (None, 4, 0, 4), (1, None, 1, 0)],
)
def test_steps_are_filled_up_to_the_level_and_outlined_up_to_the_one_wanted(
    level: int | None, target: int | None, filled: int, outlined: int
) -> None:
    shown = contents(
        person("a"), member("m"), view=COVERAGE, cells=(cell("m", "a", level=level, target=target),)
    )  # fmt: skip
    (drawn,) = cells(drawing(shown)).values()
    steps = [part for part in drawn.iter(f"{pictures.SVG}rect") if part.get("rx") == "1"]
    assert len([step for step in steps if not step.get("stroke-dasharray")]) == filled
    assert len([step for step in steps if step.get("stroke-dasharray")]) == outlined


def test_key_players_come_first_then_a_rule_and_who_has_left_last() -> None:
    document = drawing(known_hotel())
    tops = {frame.id: frame.top for frame in pictures.frames(document)}
    ordered = [ref for ref in sorted(tops, key=lambda ref: tops[ref]) if ref.startswith("card..hotel")]
    assert ordered == [f"card..hotel.{name}" for name in ("boss", "money", "chef", "buyer", "front", "loner", "gone")]
    texts = pictures.texts(document)
    assert [text for text in texts if text in ("Key players", "Others", "Has left")] == [
        "Key players", "Others", "Has left",
    ]  # fmt: skip


def test_whom_nobody_knows_is_marked_and_a_key_player_with_a_warning() -> None:
    shown = contents(
        person("a", key_place=True, influence=4), person("b"), person("c", placeholder=True), member("m"), view=COVERAGE
    )
    document = drawing(shown)
    nobody = [part for part in ET.fromstring(document).iter() if part.get("class") == "nobody"]
    texts = pictures.texts(document)
    assert len(nobody) == 3
    assert texts.count(ENGLISH["matrix.nobody"]) == 2
    assert texts.count("!") == 2  # one of them in the legend
    assert ENGLISH["matrix.missing"] in texts


def test_where_one_knows_them_the_others_have_an_empty_place() -> None:
    shown = contents(person("a"), person("b"), member("m"), member("n"), view=COVERAGE, cells=(cell("n", "a"),))
    places = [part for part in ET.fromstring(drawing(shown)).iter() if part.get("fill") == LIGHT.ground]
    (known,) = (frame for frame in pictures.frames(drawing(shown)) if frame.id.startswith("cell"))
    assert [float(part.attrib["width"]) for part in places] == [pytest.approx(known.right - known.left, abs=0.02)]


def test_a_column_says_how_many_the_member_knows_and_holds_alone() -> None:
    head = pictures.cards(drawing(known_hotel()))["team/nok"]
    assert [text.text for text in head.texts] == ["นก สุขใจ", "Knows 3", "1", "×1"]


def test_coverage_of_each_and_of_the_account_with_and_without_supporters() -> None:
    shown = group(1, 1, COVERAGE)
    covered = replace(shown, cards=tuple(replace(card, coverage=0.66) for card in shown.cards))
    texts = pictures.texts(drawing(covered))
    assert [text for text in texts if text.endswith("%")] == ["41%", "20%", "66%"]


def test_the_lit_path_is_said_and_numbered_and_its_first_tie_lit() -> None:
    document = drawing(known_hotel())
    assert "Way in, step by step: นก สุขใจ › มาลี ใจดี › วิชัย ครัวทอง › อนุชา มั่นคง" in pictures.texts(document)
    drawn = pictures.cards(document)
    steps = [[text.text for text in drawn[f"hotel/{name}"].texts][-1] for name in ("front", "chef", "boss")]
    assert steps == ["1", "2", "3"]


def test_the_legend_lists_only_what_occurs() -> None:
    keys = ("legend.single", "legend.overdue", "legend.target", "matrix.missing", "legend.path")
    full = pictures.texts(drawing(known_hotel()))
    plain = contents(person("a", stance=0), member("m"), view=COVERAGE, cells=(cell("m", "a", target=None),))
    bare = pictures.texts(drawing(plain))
    assert [key for key in keys if ENGLISH[key] not in full] == []
    assert [key for key in keys if ENGLISH[key] in bare] == []


def test_how_many_are_left_out_is_said() -> None:
    shown = contents(person("a"), view=COVERAGE)
    assert "Not shown on this map: 12" in pictures.texts(drawing(replace(shown, left_out=12)))
    assert "Not shown" not in "".join(pictures.texts(drawing(shown)))


def test_a_group_of_25_is_readable_on_one_page() -> None:
    document = drawing(group(25, 3, COVERAGE))
    root = ET.fromstring(document)
    scale = paper.scale(float(root.attrib["width"]), float(root.attrib["height"]))
    sizes = [float(text.attrib["font-size"]) for text in root.iter(f"{pictures.SVG}text")]
    assert min(sizes) * scale >= SIX_POINTS


def test_large_groups_stand_in_panels_side_by_side() -> None:
    assert len(plan(group(25, 3, COVERAGE), ENGLISH, 900).panels) == 1
    assert len(plan(group(150, 3, COVERAGE), ENGLISH, 900).panels) > 1
    started = time.perf_counter()
    drawing(group(500, 12, COVERAGE))
    assert time.perf_counter() - started < 3


def test_nobody_at_all_is_no_failure() -> None:
    grid_rules.check_frames(drawing(contents(view=COVERAGE)))
    grid_rules.check_frames(drawing(contents(member("m"), view=COVERAGE)))
    lonely = contents(person("a"), arrows=(arrow("team/gone", "a", KNOWS),), view=COVERAGE)
    grid_rules.check_frames(drawing(lonely))


def test_roles_have_their_icons_before_the_words_and_in_the_legend() -> None:
    shown = contents(person("a", roles=("approver", "king", "user")), person("b"), view=COVERAGE)
    root = ET.fromstring(drawing(shown))
    row = next(each for each in root.iter() if each.get("id") == "card..hotel.a")
    icons = [each.get("class") for each in row.iter() if (each.get("class") or "").startswith("icon ")]
    assert icons == ["icon approver", "icon user"]
    assert any("Approver · king · User" in (each.text or "") for each in row.iter())
    drawn = [each.get("class") for each in root.iter() if (each.get("class") or "").startswith("icon ")]
    assert sorted(drawn) == sorted(2 * icons)
