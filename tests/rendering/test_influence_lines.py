"""Which ties a map that is full of them draws palely, and that it says so."""

from dataclasses import replace

from relmap.analysis.map_contents import KNOWS, REPORTS, MapContents
from relmap.rendering.draw import drawing
from relmap.rendering.influence_lines import TANGLED, pale
from relmap.rendering.labels import ENGLISH
from tests.rendering import pictures
from tests.rendering.contents import arrow, contents, member, person


def tangle() -> MapContents:
    people = [person(f"p{place:03}") for place in range(60)]
    ties = [arrow(f"p{place:03}", f"p{(place * 7 + step) % 60:03}", strength=step / 10) for place in range(60)
            for step in (1, 2, 5) if (place * 6 + step) % 60]  # fmt: skip
    ties += [arrow("p001", "p000", REPORTS), arrow("team/m", "p009", KNOWS, 0.1)]
    return contents(*people, member("m"), arrows=tuple(ties))


def test_everybody_keeps_their_strongest_tie_and_we_ours() -> None:
    shown = tangle()
    assert len(shown.arrows) > TANGLED
    full = [each for place, each in enumerate(shown.arrows, 1) if place not in pale(shown)]
    assert {key for each in full for key in (each.source, each.target)} == {card.key for card in shown.cards}
    assert [each.kind for each in full].count(KNOWS) == 1
    assert all(each.strength == 0.5 for each in full if each.kind == "influences")
    assert not any(each.kind == REPORTS for each in full)


def test_of_us_each_keeps_the_five_strongest() -> None:
    shown = tangle()
    known = tuple(arrow("team/m", f"p{place:03}", KNOWS, place / 60) for place in range(1, 60))
    more = replace(shown, arrows=(*(each for each in shown.arrows if each.kind != KNOWS), *known))
    full = [each for place, each in enumerate(more.arrows, 1) if place not in pale(more)]
    assert [each.target[-2:] for each in full if each.kind == KNOWS] == ["55", "56", "57", "58", "59"]


def test_ways_are_never_pale() -> None:
    shown = tangle()
    weak = min(range(len(shown.arrows)), key=lambda place: shown.arrows[place].strength)
    lit = replace(shown, arrows=tuple(replace(each, lit=place == weak) for place, each in enumerate(shown.arrows)))
    assert weak + 1 not in pale(lit)


def test_the_legend_says_what_pale_lines_are_where_there_are_any() -> None:
    shown = tangle()
    assert ENGLISH["legend.pale"] in pictures.texts(drawing(shown))
    few = replace(shown, arrows=shown.arrows[:TANGLED])
    assert not pale(few)
    assert ENGLISH["legend.pale"] not in pictures.texts(drawing(few))


def test_no_tie_is_left_out() -> None:
    shown = tangle()
    assert drawing(shown).count(b'class="tie') == len(shown.arrows)
