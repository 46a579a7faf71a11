"""The quadrant view: everybody in the place of their stance and influence, read back from what was drawn."""

import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from relmap.analysis.map_contents import QUADRANT, MapContents
from relmap.rendering import paper
from relmap.rendering.draw import drawing
from relmap.rendering.labels import ENGLISH
from tests.rendering import grid_rules, pictures
from tests.rendering.contents import contents, hostile, hotel, member, person
from tests.rendering.groups import group

GOLDEN = Path(__file__).parents[1] / "golden" / "maps" / "hotel-quadrant.svg"
SIX_POINTS = 8.0


def rated_hotel() -> MapContents:
    shown = hotel(QUADRANT)
    cards = tuple(replace(card, key_place=(card.influence or 0) >= 3 and not card.left) for card in shown.cards)
    return replace(shown, cards=cards, arrows=tuple(each for each in shown.arrows if each.lit))


def frames(document: bytes) -> dict[str, pictures.Frame]:
    return {frame.id.removeprefix("card..hotel."): frame for frame in pictures.frames(document)}


def test_the_hotel() -> None:
    assert grid_rules.read(drawing(rated_hotel())) == GOLDEN.read_text("utf-8")


@settings(deadline=None, max_examples=60)
@given(grid_rules.sizes)
def test_whoever_is_there_stands_once_and_on_nobody(size: tuple[int, int, int]) -> None:
    shown = grid_rules.drawn_group(size, QUADRANT)
    document = drawing(shown)
    assert pictures.cards(document).keys() == {card.key for card in shown.cards if card.kind == "person"}
    grid_rules.check_ids(document)
    grid_rules.check_frames(document)
    grid_rules.check_texts(document)


def test_hostile_text_stays_text_and_inside() -> None:
    document = drawing(hostile(QUADRANT))
    assert pictures.acting_parts(document) == []
    assert len(pictures.cards(document)) == sum(card.kind == "person" for card in hostile(QUADRANT).cards)
    grid_rules.check_frames(document)
    grid_rules.check_texts(document)


def test_influence_rises_and_support_grows_to_the_right_and_unknown_stands_left() -> None:
    cards = [
        person(f"s{'x' if stance is None else stance + 2}i{influence}", stance=stance, influence=influence)
        for stance in (None, -2, -1, 0, 1, 2)
        for influence in range(5)
    ]
    drawn = frames(drawing(contents(*cards, view=QUADRANT)))
    for row in range(5):
        lefts = [drawn[f"s{stance}i{row}"].left for stance in "x01234"]
        assert lefts == sorted(set(lefts))
    for column in "x01234":
        tops = [drawn[f"s{column}i{influence}"].top for influence in (4, 3, 2, 1, 0)]
        assert tops == sorted(set(tops))
    assert len({frame.left for frame in drawn.values()}) == 6
    assert len({frame.top for frame in drawn.values()}) == 5


def test_each_zone_is_named_over_its_people() -> None:
    document = drawing(contents(person("a", stance=0, influence=3), view=QUADRANT))
    zones = [part for part in ET.fromstring(document).iter() if part.get("class") == "zone"]
    names = [ENGLISH[f"quadrant.{name}"] for name in ("win", "ours", "monitor", "informed")]
    assert len(zones) == 5
    assert [text for text in pictures.texts(document) if text in names] == names


def test_who_has_no_place_stands_below_with_what_is_known() -> None:
    shown = contents(
        person("a", stance=1, influence=1), person("b", stance=-1), person("gone", stance=1, influence=3, left=True),
        view=QUADRANT,
    )  # fmt: skip
    document = drawing(shown)
    drawn, cards = frames(document), pictures.cards(document)
    assert min(drawn["b"].top, drawn["gone"].top) > drawn["a"].foot
    assert ENGLISH["aside.quadrant"] in pictures.texts(document)
    assert [text.text for text in cards["hotel/b"].texts] == ["B", "−"]
    assert [text.text for text in cards["hotel/gone"].texts] == ["Gone", "Has left", "+"]
    placed = contents(person("a", stance=1, influence=1), view=QUADRANT)
    assert ENGLISH["aside.quadrant"] not in pictures.texts(drawing(placed))


def test_key_players_are_bold_and_say_what_they_do() -> None:
    shown = contents(
        person("a", "Ann", stance=1, influence=4, key_place=True, roles=("approver",), title="CFO"),
        person("b", "Bob", stance=1, influence=1, title="Clerk"),
        view=QUADRANT,
    )
    cards = pictures.cards(drawing(shown))
    assert [text.text for text in cards["hotel/a"].texts] == ["Ann", "Approver · CFO"]
    assert [text.text for text in cards["hotel/b"].texts] == ["Bob"]
    bold = {ref: 'font-weight="700"' in ET.tostring(card.element, "unicode") for ref, card in cards.items()}
    assert bold == {"hotel/a": True, "hotel/b": False}


@pytest.mark.parametrize(
    ("share", "arcs", "full"), [(0.0, [], 0), (0.4, ["0 1"], 0), (0.6, ["1 1"], 0), (1.0, [], 1), (None, [], 0)]
)
def test_the_ring_closes_with_coverage(share: float | None, arcs: list[str], full: int) -> None:
    """An arc says whether it is the longer way round, and that it runs clockwise."""
    shown = contents(person("a", stance=0, influence=1, coverage=share), view=QUADRANT)
    card = pictures.cards(drawing(shown))["hotel/a"].element
    assert [" ".join(part.attrib["d"].split()[-4:-2]) for part in card.iter(f"{pictures.SVG}path")] == arcs
    rings = list(card.iter(f"{pictures.SVG}circle"))
    assert len(rings) == 1 + full
    assert bool(rings[0].get("stroke-dasharray")) == (share is None)


def test_the_lit_path_is_said_and_numbered() -> None:
    document = drawing(rated_hotel())
    assert "Way in, step by step: นก สุขใจ › มาลี ใจดี › วิชัย ครัวทอง › อนุชา มั่นคง" in pictures.texts(document)
    drawn = pictures.cards(document)
    steps = [[text.text for text in drawn[f"hotel/{name}"].texts][-1] for name in ("front", "chef", "boss")]
    assert steps == ["1", "2", "3"]


def test_the_legend_lists_only_what_occurs() -> None:
    keys = ("legend.key", "legend.placeholder", "legend.path", "legend.coverage")
    covered = replace(rated_hotel(), cards=(*rated_hotel().cards, person("z", influence=0, stance=0, coverage=0.2)))
    full = pictures.texts(drawing(covered))
    bare = pictures.texts(drawing(contents(person("a", stance=0, influence=1), view=QUADRANT)))
    assert [key for key in keys if ENGLISH[key] not in full] == []
    assert [key for key in keys if ENGLISH[key] in bare] == []


def test_how_many_are_left_out_is_said() -> None:
    shown = contents(person("a", stance=0, influence=1), view=QUADRANT)
    assert "Not shown on this map: 12" in pictures.texts(drawing(replace(shown, left_out=12)))
    assert "Not shown" not in "".join(pictures.texts(drawing(shown)))


def test_a_group_of_25_is_readable_on_one_page_and_500_are_drawn_at_once() -> None:
    root = ET.fromstring(drawing(group(25, 3, QUADRANT)))
    scale = paper.scale(float(root.attrib["width"]), float(root.attrib["height"]))
    sizes = [float(text.attrib["font-size"]) for text in root.iter(f"{pictures.SVG}text")]
    assert min(sizes) * scale >= SIX_POINTS
    started = time.perf_counter()
    drawing(group(500, 3, QUADRANT))
    assert time.perf_counter() - started < 3


def test_nobody_at_all_is_no_failure() -> None:
    grid_rules.check_frames(drawing(contents(view=QUADRANT)))
    grid_rules.check_frames(drawing(contents(member("m"), view=QUADRANT)))


def test_a_line_that_would_be_cut_has_the_icons_of_roles_without_their_words() -> None:
    long, short = "Head of everything there is to buy", "Head"
    people = [
        person(name, roles=("purchaser", "influencer", "king"), title=title, influence=4, stance=1, key_place=True)
        for name, title in (("a", long), ("b", short))
    ]
    people.append(person("d", roles=("purchaser",), title=short, influence=4, stance=1, key_place=True))
    shown = contents(*people, person("c", roles=("user",), influence=1, stance=0), view=QUADRANT)
    root = ET.fromstring(drawing(shown))
    said = {}
    for each in root.iter():
        if each.get("class") == "card person":
            lines = [text.text for text in each.iter() if text.tag.endswith("}text")][1:]
            icons = [icon.get("class") for icon in each.iter() if (icon.get("class") or "").startswith("icon ")]
            said[each.get("data-ref")] = lines, icons
    assert said["hotel/c"] == ([], ["icon user"])
    assert said["hotel/b"] == (["king · Head"], ["icon purchaser", "icon influencer"])
    assert said["hotel/a"][0][0].startswith("king · Head of ")
    assert said["hotel/d"] == (["Purchaser · Head"], ["icon purchaser"])


def test_people_who_are_folded_together_are_explained() -> None:
    crowd = drawing(group(1_100, 3, QUADRANT))
    assert b"The others of a place, folded" in crowd
    assert b"The others of a place, folded" not in drawing(rated_hotel())
