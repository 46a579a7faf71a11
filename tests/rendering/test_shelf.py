"""The list beside a map: whom its view cannot place, and how many it leaves out."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from relmap.rendering.arrows import DETOUR_DASH
from relmap.rendering.draw import drawing
from relmap.rendering.labels import ENGLISH
from tests.rendering import pictures
from tests.rendering.contents import arrow, contents, hotel, person


def _moved_parts(document: bytes) -> list[tuple[float, ET.Element]]:
    """The parts of a map, each with how far down it begins."""
    return [
        (float(part.attrib["transform"].split()[1].rstrip(")")), part)
        for part in ET.fromstring(document)
        if "transform" in part.attrib
    ]


def test_whoever_has_no_place_stands_under_its_reason_below_the_map() -> None:
    document = drawing(hotel())
    assert ENGLISH["aside.influence"] in pictures.texts(document)
    places = {key: top for top, part in _moved_parts(document) for key in pictures.cards(ET.tostring(part))}
    assert places["hotel/loner"] > places["hotel/boss"] + pictures.cards(document)["team/nok"].foot


def test_in_an_org_chart_a_frame_of_their_own_is_round_whoever_has_no_place() -> None:
    document = drawing(hotel("org"))
    assert ENGLISH["aside.org"] in pictures.texts(document)
    (frame,) = (rect for rect in ET.fromstring(document).iter(f"{pictures.SVG}rect") if rect.get("class") == "shelf")
    left, top, width, height = (float(frame.attrib[name]) for name in ("x", "y", "width", "height"))
    inside = {
        ref
        for ref, card in pictures.cards(document).items()
        if left < card.left and card.right < left + width and top < card.top and card.foot < top + height
    }
    assert inside == {"hotel/loner"}


@pytest.mark.parametrize("view", ["influence", "org"])
def test_there_is_no_list_where_all_have_a_place(view: str) -> None:
    placed = contents(person("a"), person("b"), arrows=(arrow("a", "b", "reports"),), view=view)
    assert ENGLISH[f"aside.{view}"] not in pictures.texts(drawing(placed))


def test_an_org_chart_says_the_department_of_whom_it_does_not_frame() -> None:
    shown = contents(person("a", department="Kitchen"), view="org")
    assert "Kitchen" in [text.text for text in pictures.cards(drawing(shown))["hotel/a"].texts]


@pytest.mark.parametrize("alone", [True, False])
def test_how_many_are_left_out_is_said_with_and_without_a_list(alone: bool) -> None:
    shown = contents(person("a"), person("b"), arrows=() if alone else (arrow("a", "b"),))
    note = "Not shown on this map: 12"
    assert note in pictures.texts(drawing(replace(shown, left_out=12)))
    assert not [text for text in pictures.texts(drawing(shown)) if text.startswith("Not shown")]


def test_detours_are_marked_and_in_the_legend() -> None:
    shown = contents(person("a"), person("b"), arrows=(arrow("a", "b", detour=2),))
    plain = replace(shown, arrows=(arrow("a", "b"),))
    assert "Detour" in pictures.texts(drawing(shown))
    assert "Detour" not in pictures.texts(drawing(plain))
    assert "Detour 2" in drawing(shown).decode()
    for made, marked in ((shown, True), (plain, False)):
        tie = next(part for part in ET.fromstring(drawing(made)).iter() if part.get("id", "").startswith("tie.."))
        assert any(line.get("stroke-dasharray") == DETOUR_DASH for line in tie) == marked
