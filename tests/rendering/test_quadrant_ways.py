"""The arrows of the quadrant lead between the pills."""

import re
import xml.etree.ElementTree as ET
from random import Random

import pytest

from relmap.analysis.map_contents import CHANGED, QUADRANT, Told
from relmap.rendering import quadrant_plan, quadrant_ways
from relmap.rendering.draw import drawing
from relmap.rendering.graphviz import Box
from relmap.rendering.labels import ENGLISH
from relmap.rendering.quadrant_plan import Plan
from relmap.rendering.step_marks import points
from tests.rendering.contents import contents, person

STANCES = (None, -2, -1, 0, 1, 2)


def crowd(people: int, moved: int, seed: int = 3) -> Plan:
    """So many in random places, of whom some stood in another one before."""
    chance = Random(seed)
    cards = []
    for n in range(people):
        was = (("stance", chance.choice(STANCES)), ("influence", chance.randrange(5)))
        changes = (Told("stance", "stance"),)
        turned = {"change": CHANGED, "was": was, "changes": changes} if n < moved else {}
        cards.append(person(f"p{n}", stance=chance.choice(STANCES), influence=chance.randrange(5), **turned))
    return quadrant_plan.plan(contents(*cards, view=QUADRANT), ENGLISH)


@pytest.mark.parametrize(("people", "moved"), [(6, 2), (40, 10), (150, 20), (150, 150)])
def test_no_arrow_runs_behind_a_pill(people: int, moved: int) -> None:
    plan = crowd(people, moved)
    boxes = [Box(left=each.left, top=each.top, width=plan.pill_width, height=each.pill.height) for each in plan.placed]
    rows = {row: (span.start, span.end) for row, span in plan.rows.items()}
    moves = list(plan.moves)
    assert len(moves) == moved
    for way in quadrant_ways.ways(moves, rows):
        behind = [
            (x, y)
            for x, y in points(way)[1:-1]
            for box in boxes
            if box.left < x < box.left + box.width and box.top < y < box.top + box.height
        ]
        assert behind == []


def test_an_arrow_leads_from_where_they_stood_to_where_they_stand() -> None:
    plan = crowd(40, 10)
    rows = {row: (span.start, span.end) for row, span in plan.rows.items()}
    for (old, new), way in zip(plan.moves, quadrant_ways.ways(plan.moves, rows), strict=True):
        for (x, y), box in ((way.points[0], old), (way.points[-1], new)):
            assert x in (box.left, box.left + box.width)
            assert y == box.top + box.height / 2


def test_no_arrow_runs_through_the_name_of_a_zone() -> None:
    moved = person("one", stance=1, influence=4, change=CHANGED, was=(("influence", 0),))
    root = ET.fromstring(drawing(contents(moved, view=QUADRANT)))
    parts = [part for part in root.iter() if part.get("class") == "move" or (part.text or "") == "Keep informed"]
    assert [bool(re.search("Keep", part.text or "")) for part in parts[:2]] == [False, True], "the name is drawn on top"
