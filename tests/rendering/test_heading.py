"""The title block, and what a map says to those who cannot see it."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from relmap.analysis.map_contents import REPORTS, MapContents
from relmap.rendering import heading, svg
from relmap.rendering.draw import drawing
from relmap.rendering.labels import ENGLISH
from tests.rendering import pictures
from tests.rendering.contents import arrow, contents, hostile, hotel, member, person


def root(shown: MapContents) -> ET.Element:
    return ET.fromstring(drawing(shown))


def test_account_view_deal_day_and_commit_stand_over_the_map() -> None:
    shown = contents(person("a"), subtitle=("Plates", "2026-11-23"), commit="0a1b2c3+")
    assert pictures.texts(drawing(shown))[:2] == [
        "Grand Hotel",
        "Influence map · Plates · 2026-11-23 · commit 0a1b2c3+",
    ]
    assert "commit" not in pictures.texts(drawing(replace(shown, commit="")))[1]


def test_the_picture_has_a_name_and_a_description() -> None:
    drawn = root(hotel())
    assert drawn.get("role") == "img"
    assert drawn.findtext(f"{pictures.SVG}title") == "Grand Hotel · Influence map · 2026-11-23"
    assert drawn.findtext(f"{pictures.SVG}desc") == (
        "Decides: อนุชา มั่นคง; people on the map: 7; best path: นก สุขใจ → มาลี ใจดี → วิชัย ครัวทอง → อนุชา มั่นคง."
    )


def test_nobody_decides_who_has_left_or_works_elsewhere_and_a_path_may_go_down_a_reporting_line() -> None:
    shown = contents(
        person("a", roles=("decision_maker",), left=True), person("b", "?", placeholder=True),
        person("c", roles=("decision_maker",), outside=True), member("m"),
        arrows=(
            arrow("b", "a", REPORTS, lit=True, step=2), arrow("c", "b", REPORTS, lit=True, step=3),
            arrow("team/m", "a", "knows", lit=True, step=1),
        ),
    )  # fmt: skip
    assert heading.description(shown, ENGLISH) == (
        "Nobody is known to decide; people on the map: 3; best path: M → A → Not named yet → C."
    )


@pytest.mark.parametrize("view", ["influence", "org"])
@pytest.mark.parametrize("made", [hotel, hostile], ids=["hotel", "hostile"])
def test_ids_are_references_and_differ(made: type, view: str) -> None:
    drawn = root(made(view))
    ids = [element.attrib["id"] for element in drawn.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert not any(letter.isspace() or letter in "#\"'<>&/:" for one in ids for letter in one)
    cards = {group.get("id") for group in drawn.iter(f"{pictures.SVG}g") if group.get("data-ref")}
    assert len(cards) == len(made(view).cards)


def test_an_id_stays_when_others_come_and_go() -> None:
    few = contents(person("b"), person("c"), arrows=(arrow("b", "c", "refers"),))
    more = contents(*few.cards, person("a"), arrows=(arrow("a", "b"), *few.arrows))
    for shown in (few, more):
        ids = {element.get("id") for element in root(shown).iter()}
        assert {"card..hotel.b", "card..hotel.c", "tie..hotel.b..refers..hotel.c"} <= ids


def test_different_references_have_different_ids() -> None:
    assert svg.identity("card", "a/b") == "card..a.b"
    names = ["a b", "a-b", "a/b", "a.b", "ก", "a\u200bb", "a_b"]
    assert len({svg.identity("x", name) for name in names}) == len(names)
    assert svg.identity("x", "a", "b") != svg.identity("x", "a/b")
