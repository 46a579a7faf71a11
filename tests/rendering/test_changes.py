"""The marks of what changed, read back from what was drawn."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from relmap.analysis.map_contents import (
    ADDED,
    CHANGED,
    COVERAGE,
    ORG,
    QUADRANT,
    REMOVED,
    REPORTS,
    Arrow,
    Card,
    Cell,
    CellBefore,
    MapContents,
    Moment,
    Told,
)
from relmap.rendering import change_marks, step_marks, svg, theme
from relmap.rendering.draw import drawing
from relmap.rendering.graphviz import Box, Curve
from tests.rendering import pictures
from tests.rendering.contents import arrow, contents, member, person
from tests.rendering.groups import group

SVG = "{http://www.w3.org/2000/svg}"
TITLE = Told("title", "title Manager of purchasing and supply -> Head of everything that is bought in this house")


def changed(ref: str, *told: Told, **fields: object) -> Card:
    return person(ref, change=CHANGED, changes=told or (Told("title", "title A -> B"),), **fields)


def with_changes(*cards: Card, arrows: tuple[Arrow, ...] = (), **fields: object) -> MapContents:
    return contents(*cards, arrows=arrows, since=Moment(date(2026, 9, 30), "1a2b3c4"), **fields)


def team_of(view: str) -> MapContents:
    """Bosses with people of whom everything changed, close to each other."""
    marks = (ADDED, CHANGED, REMOVED, CHANGED)
    people = [
        person(f"p{n}", title="Manager", department=f"D{n % 3}", change=marks[n % 4], left=n % 7 == 3, changes=(TITLE,))
        for n in range(18)
    ]
    boss = person("boss", department="Top", roles=("decision_maker",))
    lines = tuple(
        arrow(f"p{n}", "boss" if n < 3 else f"p{n % 3}", REPORTS, change=marks[(n + 1) % 4].replace(CHANGED, ""))
        for n in range(18)
    )
    return with_changes(boss, *people, arrows=lines, view=view)


def signs(document: bytes) -> list[tuple[float, float, float, float]]:
    """Left, top, right and foot of the signs on the map, without those of the legend."""
    found = []
    for parent in ET.fromstring(document).iter():
        parts = [part for part in parent if part.tag == f"{SVG}rect" and part.get("class", "").startswith("change ")]
        if parent.get("class") == "legend":
            continue
        for part in parts:
            x, y, width, height = (float(part.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append((x, y, x + width, y + height))
    return found


def test_no_sign_in_an_org_chart_covers_another() -> None:
    found = signs(drawing(team_of(ORG)))
    assert len(found) > 25
    apart = [
        max(a[0], b[0]) >= min(a[2], b[2]) or max(a[1], b[1]) >= min(a[3], b[3]) for a, b in combinations(found, 2)
    ]
    assert all(apart)


@pytest.mark.parametrize(("gap", "said"), [(90.0, [".7 -> .9", "~"]), (24.0, [".7", ".9", "~"])])
def test_a_tie_without_room_for_its_figures_has_them_one_below_the_other(gap: float, said: list[str]) -> None:
    cards = [Box(left=left, top=0.0, width=160.0, height=90.0) for left in (0.0, 160.0 + gap)]
    ends = (160.0, 45.0), (160.0 + gap, 45.0)
    tie = arrow("one", "other", strength=0.9, change=CHANGED, was=0.7)
    drawn, taken = ET.Element("g"), list(cards)
    curve = Curve(points=(ends[0], ends[0], ends[1], ends[1]))
    change_marks.draw_tie_sign(drawn, svg.Pen(theme.LIGHT), tie, curve, taken, [])
    assert ["".join(text.itertext()) for text in drawn.iter("text")] == said
    assert step_marks.covers(taken[-1], cards) == 0


def test_that_somebody_left_covers_neither_their_name_nor_the_department() -> None:
    boss = person("boss", department="Top")
    gone = person("gone", "王思雨", department="Kitchen", left=True, change=CHANGED)
    document = drawing(with_changes(boss, gone, arrows=(arrow("gone", "boss", REPORTS),), view=ORG))
    texts = {text.text: text for text in pictures.cards(document)["hotel/gone"].texts}
    assert texts["left"].left > texts["王思雨"].right
    assert texts["left"].y < texts["王思雨"].y


def test_what_changed_of_one_of_us_stands_on_their_card() -> None:
    ours = member("nok", change=CHANGED, changes=(Told("title", "title Sales -> Head of sales"),))
    drawn = drawing(with_changes(person("boss"), ours, arrows=(arrow("team/nok", "boss", "knows"),)))
    said = " ".join(text.text for text in pictures.cards(drawn)["team/nok"].texts)
    assert "title Sales -> Head of" in said


@pytest.mark.parametrize("view", [COVERAGE, QUADRANT])
def test_what_a_grid_cuts_is_told_in_full_below_it(view: str) -> None:
    long, short = changed("long", TITLE, stance=1, influence=2), changed("short", stance=1, influence=2)
    ours = member("nok", change=CHANGED, changes=(Told("title", "title Sales -> Head of sales"),))
    texts = pictures.texts(drawing(with_changes(long, short, ours, view=view)))
    at = texts.index("What changed")
    told = " ".join(texts[at : texts.index("Changes")])
    assert "~ Long title Manager of purchasing and supply -> Head of everything" in told
    assert "~ Nok title Sales -> Head of sales" in told
    assert "~ Short" not in told
    assert "What changed" not in pictures.texts(drawing(with_changes(short, view=view)))


def test_a_cell_that_changed_still_says_that_it_is_the_only_thread() -> None:
    cell = Cell(
        member="team/nok", person="hotel/boss", level=4, target=None, strength=0.9, last_touch=None, single=True,
        change=CHANGED, was=CellBefore(2, None, 0.67),
    )  # fmt: skip
    whole = with_changes(person("boss", influence=4), member("nok"), view=COVERAGE, cells=(cell,))
    drawn = [ET.fromstring(drawing(replace(whole, cells=(each,)))) for each in (cell, replace(cell, single=False))]
    ones, none = (
        sum("".join(text.itertext()) == "1" for part in root.iter(f"{SVG}g") if part.get("class") == "cell"
            for text in part.iter(f"{SVG}text"))
        for root in drawn
    )  # fmt: skip
    assert (ones, none) == (1, 0)


@pytest.mark.parametrize("view", ["influence", ORG, COVERAGE, QUADRANT])
def test_the_heading_tells_of_the_account_and_of_what_was_not_compared(view: str) -> None:
    plain = group(6, 2, view)
    said = replace(plain, changes=("Grand Hotel: goal plates -> bowls",), uncompared=("hotel/malee",))
    before, now = drawing(plain), drawing(said)
    assert "Grand Hotel: goal plates -> bowls" in pictures.texts(now)
    assert "not compared, because it cannot be read: hotel/malee" in pictures.texts(now)
    height, taller = (float(ET.fromstring(document).attrib["height"]) for document in (before, now))
    assert taller >= height
