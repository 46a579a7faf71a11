"""How large a map is on paper, and how long big ones take."""

import re
import time
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from benchmarks.maps import write_book
from relmap.analysis.map_contents import REPORTS, MapContents
from relmap.cli.language import catalogue_of
from relmap.model.saying import speaking
from relmap.rendering import pdf, places, theme
from relmap.rendering.draw import drawing
from relmap.rendering.labels import labels_for
from relmap.storage.reader import load
from relmap.usecases.map import MapQuestion, map_contents
from tests.rendering import pictures
from tests.rendering.contents import arrow, contents, crowd, on_paper, person
from tests.rendering.test_in_chromium import ROOT, TODAY

# In points: a sheet of A4, upright, and the smallest text that can be read on it.
SHEET = (595.3, 841.9)
SMALLEST = 6.0
VIEWS = ("influence", "org")


def manufacturer(view: str, language: str) -> MapContents:
    with speaking(None, names=language):
        book = load(ROOT / "examples" / "manufacturer").book
        return map_contents(book, "lanshi-heavy", MapQuestion(view=view), today=TODAY)


def size(document: bytes) -> tuple[float, float]:
    root = ET.fromstring(document)
    return float(root.attrib["width"]), float(root.attrib["height"])


@pytest.mark.parametrize("language", ["en", "th", "zh"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_map_of_28_people_is_read_on_one_sheet(view: str, language: str) -> None:
    document = drawing(manufacturer(view, language))
    width, height = size(document)
    short, long = SHEET
    points = max(min(short / width, long / height), min(long / width, short / height))
    sizes = {float(text.attrib["font-size"]) for text in ET.fromstring(document).iter(f"{pictures.SVG}text")}
    assert min(sizes) * points >= SMALLEST


@pytest.mark.parametrize("language", ["en", "th", "zh"])
@pytest.mark.parametrize("view", VIEWS)
def test_names_and_titles_of_25_people_are_7_points_high_on_a4(view: str, language: str, tmp_path: Path) -> None:
    write_book(tmp_path, 25)
    shown = map_contents(load(tmp_path).book, "big", MapQuestion(view=view), today=TODAY)
    with speaking(catalogue_of(language)):
        document = pdf.from_svg(drawing(shown, labels_for(), shipped_fonts=True), "a4")
    scale, sizes = lettering(document)
    assert {theme.CARD_NAME_SIZE, theme.CARD_TEXT_SIZE} <= sizes
    assert scale * min(theme.CARD_NAME_SIZE, theme.CARD_TEXT_SIZE) >= 7


def lettering(document: bytes) -> tuple[float, set[float]]:
    """Points to a pixel of a PDF of ours, and the sizes of its letters in pixels."""
    packed = re.findall(rb"stream\n(.*?)\nendstream", document, re.DOTALL)
    text = next(page for page in map(zlib.decompress, packed) if b" Tf" in page).decode()
    found = re.match(r"(\S+) 0 0 -\1 \S+ \S+ cm", text)
    assert found
    return float(found[1]), {float(size) for size in re.findall(r"/F\d+ (\S+) Tf", text)}


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_covers_anything(view: str) -> None:
    drawn = list(pictures.cards(drawing(manufacturer(view, "en"))).values())
    assert len(drawn) > 25
    # Those beside the map are counted from where their list begins.
    placed = [card for card in drawn if not (view == "influence" and card.ref.endswith("gu-mingyuan"))]
    for one, other in combinations(placed, 2):
        apart = one.right < other.left or other.right < one.left or one.foot < other.top or other.foot < one.top
        assert apart, (one.ref, other.ref)


@pytest.mark.parametrize("view", VIEWS)
def test_five_hundred_people_take_less_than_three_seconds(view: str) -> None:
    shown = replace(crowd(500, view), whole=True)
    started = time.process_time()
    assert len(pictures.cards(drawing(shown))) == 500
    assert time.process_time() - started < 3


def test_lines_of_an_org_chart_run_through_no_card() -> None:
    shown = replace(crowd(120, "org"), whole=True)
    document = drawing(shown)
    cards = list(pictures.cards(document).values())
    lines = [
        part.attrib["d"]
        for group in ET.fromstring(document).iter(f"{pictures.SVG}g")
        if "tie" in group.get("class", "").split()
        for part in group.iter(f"{pictures.SVG}path")
    ]
    assert len(lines) == 119
    for line in lines:
        points = corners(line)
        for (x1, y1), (x2, y2) in pairwise(points):
            for card in cards:
                inside = min(x1, x2) < card.right - 1 and max(x1, x2) > card.left + 1
                assert not (inside and min(y1, y2) < card.foot - 1 and max(y1, y2) > card.top + 1), (line, card.ref)


def corners(path: str) -> list[tuple[float, float]]:
    """Where each piece of a chain of curves begins and ends."""
    first, *curves = path.removeprefix("M").split("C")
    found = [first, *(" ".join(curve.split()[4:]) for curve in curves)]
    return [(float(x), float(y)) for x, y in (point.split() for point in found)]


def test_lines_round_the_outermost_cards_stay_on_the_page() -> None:
    people = [person(f"p{place:02}") for place in range(30)]
    ties = [arrow(f"p{place:02}", f"p{place // 3:02}", REPORTS) for place in range(1, 30)]
    ties += [arrow(f"p{place:02}", "p00") for place in range(12, 30)]
    placed = places.influence_picture(
        contents(*people, arrows=tuple(ties)), {each.key: (168.0, 110.0) for each in people}, on_paper
    )
    across = [x for curve in placed.curves.values() for x, _ in curve.points]
    assert len(placed.curves) == len(ties)
    assert min(across) >= -places.OVERHANG
    assert max(across) <= placed.width + places.OVERHANG


def test_cycles_within_and_between_departments_are_drawn() -> None:
    people = [person(name, department=name.upper()) for name in "abcd"]
    ties = tuple(arrow(one, other, REPORTS) for one, other in ("ab", "bc", "ca", "dd"))
    assert len(pictures.cards(drawing(contents(*people, arrows=ties, view="org")))) == 4


def test_a_long_title_is_cut_on_the_card_and_whole_on_hovering() -> None:
    title = "Director of everything " * 13
    (card,) = pictures.cards(drawing(contents(person("a", title=title)))).values()
    assert any(text.text.endswith("…") for text in card.texts)
    assert all(text.right <= card.right for text in card.texts)
    assert title.strip() in card.tooltip
