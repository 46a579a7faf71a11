"""Lines of an org chart beside each other, and the numbers on them."""

from itertools import combinations

import pytest

from relmap.analysis.map_contents import REPORTS, MapContents
from relmap.rendering import cards, org_layout, org_lines, step_marks
from relmap.rendering.draw import drawing
from relmap.rendering.graphviz import Box, Curve
from relmap.rendering.labels import ENGLISH
from relmap.rendering.org_tracks import NEAREST, Tracks, stretches
from relmap.storage.reader import load
from relmap.usecases.map import MapQuestion, map_contents
from tests.rendering import pictures
from tests.rendering.contents import on_paper
from tests.rendering.test_in_chromium import ROOT, TODAY


def hotel(view: str) -> MapContents:
    """The example with the way to its general manager."""
    book = load(ROOT / "examples" / "hotel").book
    return map_contents(book, "siam-grand", MapQuestion(view=view, path_to="GM"), today=TODAY)


def test_a_second_line_in_the_same_gutter_moves_aside() -> None:
    tracks = Tracks([])
    line = [(0.0, 0.0), (0.0, 50.0), (100.0, 50.0), (100.0, 100.0)]
    assert tracks.place(line) == line
    moved = tracks.place(line)
    for one, other in zip(stretches(line), stretches(moved), strict=True):
        assert one.upright == other.upright
        assert abs(one.at - other.at) >= NEAREST


def test_a_line_moves_to_the_side_where_no_card_is() -> None:
    tracks = Tracks([Box(left=8.0, top=20.0, width=50.0, height=20.0)])
    tracks.take([(0.0, 0.0), (0.0, 100.0)])
    (start, _) = tracks.place([(0.0, 0.0), (0.0, 100.0)])
    assert start[0] < 0


def test_lines_on_ways_of_the_hotel_run_apart() -> None:
    shown = hotel("org")
    frame = {key: group.name for group in shown.groups for key in group.cards}
    plans = [cards.plan(card, ENGLISH, with_department=card.key not in frame) for card in shown.cards]
    sizes = {plan.card.key: (plan.width, 116.0) for plan in plans}
    curves = org_lines.curves(shown, org_layout.place(shown, sizes, "", on_paper))
    lines = [
        stretches([*curves[place].points[::3]])
        for place, arrow in enumerate(shown.arrows, 1)
        if (arrow.lit or arrow.detour) and arrow.kind != REPORTS
    ]
    assert len(lines) > 4
    for one, other in combinations(lines, 2):
        long = [(a, b) for a in one for b in other if min(a.high - a.low, b.high - b.low) > 20]
        assert not [(a, b) for a, b in long if a.distance(b) < NEAREST]


@pytest.mark.parametrize("view", ["influence", "org"])
def test_numbers_of_steps_cover_no_card_and_no_other_number(view: str) -> None:
    marks = pictures.step_marks(drawing(hotel(view)))
    assert len(marks) == 6
    assert not [pair for pair in combinations(marks, 2) if pair[0].lies_on(pair[1])]


def test_a_number_leaves_the_middle_where_another_way_crosses() -> None:
    curve = Curve(points=((0.0, 0.0), (0.0, 0.0), (400.0, 0.0), (400.0, 0.0)))
    free = step_marks.free_place(curve, 60.0, [], [])
    assert free.left + 30 == pytest.approx(200.0)
    crossed = step_marks.free_place(curve, 60.0, [], [[(200.0, y) for y in range(-10, 11, 5)]])
    assert abs(crossed.left + 30 - 200) > 30
