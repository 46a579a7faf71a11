"""What a map shows, and that hostile text neither breaks it nor acts."""

import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from relmap.analysis.map_contents import COVERAGE, QUADRANT, REPORTS, Card, Cell, MapContents
from relmap.cli.language import catalogue_of
from relmap.model.saying import speaking
from relmap.rendering import graphviz, png, theme
from relmap.rendering.dot import readable_text
from relmap.rendering.draw import drawing
from relmap.rendering.influence_lines import TANGLED
from relmap.rendering.labels import ENGLISH, labels_for
from relmap.rendering.text_width import visible
from tests.rendering import pictures
from tests.rendering.contents import arrow, contents, crowd, hostile, hotel, member, person

VIEWS = ("influence", "org")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("made", [hotel, hostile], ids=["hotel", "hostile"])
def test_nobody_is_dropped(made: type, view: str) -> None:
    shown: MapContents = made(view)
    assert pictures.cards(drawing(shown)).keys() == {card.key for card in shown.cards}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("made", [hotel, hostile], ids=["hotel", "hostile"])
def test_every_text_is_inside_its_card(made: type, view: str) -> None:
    for card in pictures.cards(drawing(made(view))).values():
        for text in card.texts:
            assert card.left <= text.left, (card.ref, text)
            assert text.right <= card.right + 0.05, (card.ref, text)
            assert card.top - 10 <= text.y - 8, (card.ref, text)
            assert text.y <= card.foot, (card.ref, text)


@pytest.mark.parametrize("view", VIEWS)
def test_cards_do_not_lie_on_each_other(view: str) -> None:
    drawn = [card for card in pictures.cards(drawing(hotel(view))).values() if card.ref != "hotel/loner"]
    for one, other in combinations(drawn, 2):
        apart = one.right < other.left or other.right < one.left or one.foot < other.top or other.foot < one.top
        assert apart, (one.ref, other.ref)


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_is_text_and_nothing_else(view: str) -> None:
    document = drawing(hostile(view))
    assert pictures.acting_parts(document) == []
    shown = "".join(pictures.texts(document))
    assert "<b>" in shown
    assert "javascript:" in shown
    assert visible(shown) == shown


@pytest.mark.parametrize("view", VIEWS)
def test_a_map_of_our_own_alone_is_drawn(view: str) -> None:
    assert "Nok" in drawing(contents(member("nok"), view=view)).decode()


def test_a_long_name_is_cut_and_whole_on_hovering() -> None:
    card = pictures.cards(drawing(contents(person("a", "W" * 300))))["hotel/a"]
    assert card.texts[0].text.startswith("WWW")
    assert card.texts[1].text.endswith("…")
    assert "W" * 300 in card.tooltip


def test_the_decision_maker_stands_on_top_and_our_team_at_the_foot() -> None:
    drawn = pictures.cards(drawing(hotel()))
    order = sorted((card for card in drawn.values() if card.ref != "hotel/loner"), key=lambda card: card.top)
    assert order[0].ref == "hotel/boss"
    assert order[-1].ref == "team/nok"


def test_an_org_chart_has_the_boss_above_the_reports_and_departments_round_their_people() -> None:
    document = drawing(hotel("org"))
    drawn = pictures.cards(document)
    assert drawn["hotel/boss"].foot < drawn["hotel/buyer"].top
    feet = [card.foot for ref, card in drawn.items() if ref.startswith("hotel/") and ref != "hotel/loner"]
    assert drawn["team/nok"].top > max(feet)
    assert {"Front Office", "จัดซื้อ"} <= set(pictures.texts(document))


def test_cycles_of_reporting_lines_are_drawn() -> None:
    cards = [person(name) for name in "abc"]
    lines = tuple(arrow(a, b, REPORTS) for a, b in ("ab", "bc", "ca"))
    for view in VIEWS:
        assert len(pictures.cards(drawing(contents(*cards, arrows=lines, view=view)))) == 3


def test_an_empty_account_gives_a_map() -> None:
    for view in VIEWS:
        assert "Grand Hotel" in pictures.texts(drawing(contents(view=view)))


def test_the_legend_lists_what_occurs_and_nothing_else() -> None:
    small = contents(person("a", stance=1, influence=3), person("b", stance=1), arrows=(arrow("a", "b", "advises"),))
    words = set(pictures.texts(drawing(small)))
    assert {"Supporter", "High", "Advises"} <= words
    assert not words & {"Opponent", "Neutral", "Unknown", "Influences", "Reports to", "Our people", "Has left"}


def test_steps_are_numbered_with_their_strength() -> None:
    words = pictures.texts(drawing(hotel()))
    assert [word for word in words if word in ("1", "2", "3")] == ["1", "2", "3"]
    assert {".45", ".7", ".9"} <= set(words)


def test_stance_has_a_sign_beside_its_colour() -> None:
    for stance, sign in theme.SIGNS.items():
        drawn = pictures.cards(drawing(contents(person("a", stance=stance))))
        assert sign in [text.text for text in drawn["hotel/a"].texts]


def test_second_names_titles_roles_and_marks_are_shown() -> None:
    drawn = pictures.cards(drawing(hotel()))
    said = {ref: [text.text for text in card.texts] for ref, card in drawn.items()}
    assert said["hotel/buyer"][:3] == ["王小明", "Wang Xiaoming", "采购经理"]
    assert "Purchaser" in said["hotel/buyer"]
    assert said["hotel/money"][0] == ENGLISH["map.unnamed"]
    assert "left" in said["hotel/gone"]
    frame = drawn["hotel/money"].element.find(f"{pictures.SVG}rect[@class='frame']")
    assert frame is not None
    assert frame.get("stroke-dasharray")


def test_labels_in_the_book_s_language_and_the_book_s_own_words() -> None:
    with speaking(catalogue_of("zh")):
        labels = labels_for({"classmate": "同学"})
    words = pictures.texts(drawing(hotel(), labels))
    assert {"决策人", "同学", "我方团队"} <= set(words)


@pytest.mark.parametrize("draw", [drawing, readable_text, lambda shown, words: png.from_svg(drawing(shown, words))])
def test_the_same_map_gives_the_same_bytes(draw: Callable[..., object]) -> None:
    assert draw(hotel(), ENGLISH) == draw(hotel(), ENGLISH)


@pytest.mark.parametrize("view", VIEWS)
def test_five_hundred_people_take_seconds(view: str) -> None:
    started = time.perf_counter()
    document = drawing(crowd(500, view))
    assert len(pictures.cards(document)) == 500
    assert time.perf_counter() - started < 10


def test_a_big_org_chart_folds_into_columns() -> None:
    root = ET.fromstring(drawing(crowd(200, "org")))
    assert float(root.attrib["width"]) < 12 * float(root.attrib["height"])


def test_drawing_says_nothing_on_stderr() -> None:
    script = (
        "from relmap.rendering import png; from relmap.rendering.draw import drawing; "
        "from tests.rendering.contents import crowd, hotel; "
        "drawing(hotel()); png.from_svg(drawing(hotel('org'))); drawing(crowd(1001, 'org'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout == ""


def test_kinds_of_ties_are_told_apart_without_colour() -> None:
    looks = [(style.dash, style.head, style.thin, style.hollow) for style in theme.LINES.values()]
    alike = [look for look in set(looks) if looks.count(look) > 1]
    assert alike == []


def test_dimmed_people_keep_no_stance_colour() -> None:
    bright = person("a", stance=2)
    colours = {
        dimmed: drawing(contents(replace(bright, dimmed=dimmed))).decode().split('class="legend"')[0]
        for dimmed in (True, False)
    }
    assert theme.LIGHT.stances[2].line in colours[False]
    assert theme.LIGHT.stances[2].line not in colours[True]


def test_members_stand_apart() -> None:
    drawn = pictures.cards(drawing(contents(person("a"), member("nok"), arrows=(arrow("team/nok", "a", "knows"),))))
    assert "member" in drawn["team/nok"].element.attrib["class"]
    assert drawn["team/nok"].right - drawn["team/nok"].left != drawn["hotel/a"].right - drawn["hotel/a"].left


def test_a_tangle_of_ties_is_drawn_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = tuple(arrow(f"p{place}", f"p{(place * 7 + step) % 120}") for place in range(120) for step in range(4))
    tangle = contents(*(person(f"p{place}") for place in range(120)), arrows=ties)
    fewer = replace(tangle, arrows=ties[:TANGLED])
    monkeypatch.setattr(graphviz, "routes", lambda text: pytest.fail("asked for ways"))
    assert len(pictures.cards(drawing(tangle))) == 120
    with pytest.raises(BaseException, match="asked for ways"):
        drawing(fewer)


@pytest.mark.parametrize(
    ("title", "department", "lines"),
    [
        ("Director, IT", "IT", 0),
        ("Head of purchasing", "Purchasing", 0),
        ("Auditor", "IT", 1),
        ("采购部经理", "采购部", 0),
        (None, "IT", 1),
    ],
)
def test_a_department_that_the_title_names_is_not_written_again(title: str, department: str, lines: int) -> None:
    card = person("a", title=title, department=department)
    (drawn,) = pictures.cards(drawing(contents(card))).values()
    assert [text.text for text in drawn.texts].count(department) == lines
    assert department in drawn.tooltip


@pytest.mark.parametrize("view", [COVERAGE, QUADRANT])
def test_a_grid_of_a_crowd_counts_whom_it_does_not_name(view: str) -> None:
    cards = [
        Card(
            key=f"a/p{place:04}",
            name=f"P{place}",
            department=f"D{place % 40}",
            stance=place % 5 - 2,
            influence=place % 4,
            key_place=place % 100 == 3,
            coverage=0.5 if place % 50 == 1 else 0.0,
        )
        for place in range(2_501)
    ]
    cells = [
        Cell(
            member="team/nok", person=card.key, level=2, target=None, strength=0.5, last_touch=None, single=False
        )
        for card in cards
        if card.coverage
    ]  # fmt: skip
    nok = Card(key="team/nok", kind="member", name="Nok")
    document = drawing(
        MapContents(view=view, title="Crowd", cards=(*cards, nok), cells=tuple(cells) if view == COVERAGE else ())
    )
    drawn = pictures.cards(document)
    named = [card for card in cards if card.key in drawn]
    assert {card.key for card in cards if card.key_place or card.coverage} <= drawn.keys()
    counts = [int(found) for found in re.findall(r"people: ([\d]+)</title>", document.decode())]
    assert sum(counts) + len(named) == 2_501
    if view == COVERAGE:
        assert f"Knows {len(cells)}" in pictures.texts(document)
