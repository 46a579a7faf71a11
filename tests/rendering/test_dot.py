"""DOT text: ours for the routes, readable for people; no user's word ever acts in it."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pygraphviz
import pytest

from relmap.analysis.map_contents import MapContents
from relmap.rendering import dot, influence_layout
from relmap.rendering.dot_routes import routing_text
from relmap.rendering.labels import ENGLISH
from relmap.rendering.text_width import visible
from tests.rendering.contents import arrow, contents, hostile, hostile_names, hotel, on_paper, person

GOLDEN = Path(__file__).parents[1] / "golden" / "maps"


def routes(shown: MapContents) -> str:
    sizes = {card.key: (168.0, 120.0) for card in shown.cards if card.key not in shown.unplaced}
    return routing_text(shown, influence_layout.place(shown, sizes, on_paper).boxes)


def test_the_routing_text() -> None:
    assert routes(hotel()) == (GOLDEN / "hotel-influence.routes.dot").read_text("utf-8")


@pytest.mark.parametrize("view", ["influence", "org"])
def test_the_readable_text(view: str) -> None:
    assert dot.readable_text(hotel(view), ENGLISH) == (GOLDEN / f"hotel-{view}.dot").read_text("utf-8")


def test_a_detour_is_dashed() -> None:
    shown = contents(person("a"), person("b"), arrows=(arrow("a", "b", detour=2), arrow("b", "a")))
    lines = [line for line in dot.readable_text(shown, ENGLISH).splitlines() if "->" in line]
    assert ["style=dashed" in line for line in lines] == [True, False]


def test_no_word_of_the_book_reaches_graphviz() -> None:
    text = routes(hostile())
    assert text.isascii()
    assert "alert" not in text
    assert "javascript" not in text


def test_hostile_names_are_drawn_by_graphviz_as_they_are_shown() -> None:
    names = [name for name in hostile_names() if visible(name).strip()]
    shown = contents(*(person(f"p{place:03}", name) for place, name in enumerate(names)))
    graph = pygraphviz.AGraph(string=dot.readable_text(shown, ENGLISH))
    drawn = ET.fromstring(graph.draw(format="svg", prog="dot"))
    texts = [element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")]
    title, *labels = texts
    assert title == "Grand Hotel"
    assert labels == [visible(name) for name in names]
