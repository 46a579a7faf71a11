"""Which departments of a big map become one card, and that nobody is lost by it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmap.analysis.map_contents import (
    COVERAGE,
    FOLD,
    KNOWS,
    ORG,
    QUADRANT,
    REPORTS,
    Arrow,
    Card,
    Cell,
    Group,
    MapContents,
)
from relmap.analysis.map_folding import FOLD_ABOVE, MOST_CARDS, folded, is_crowd
from relmap.usecases.map import VIEWS


def card(number: int, department: str | None, **fields: object) -> Card:
    return Card(key=f"a/p{number:05}", name=f"P{number}", department=department, **fields)  # type: ignore[arg-type]


def shown(*cards: Card, arrows: tuple[Arrow, ...] = (), **fields: object) -> MapContents:
    return MapContents(view=ORG, title="A", cards=cards, arrows=arrows, **fields)  # type: ignore[arg-type]


def people(count: int, departments: int) -> tuple[Card, ...]:
    """The first of each third department is a key player."""
    return tuple(
        card(
            number, f"D{number % departments}", key_place=number < departments and number % 3 == 0, influence=number % 3
        )
        for number in range(count)
    )


def counted(contents: MapContents) -> int:
    return sum(each.folded if each.kind == FOLD else each.kind == "person" for each in contents.cards)


def test_a_department_without_a_key_player_is_one_card_with_its_number() -> None:
    drawn = folded(shown(*people(FOLD_ABOVE[ORG] + 1, 6)))
    folds = {each.name: each.folded for each in drawn.cards if each.kind == FOLD}
    assert folds.keys() == {"D1", "D2", "D4", "D5"}
    assert counted(drawn) == FOLD_ABOVE[ORG] + 1


def test_smaller_maps_and_whole_ones_stay() -> None:
    big = shown(*people(FOLD_ABOVE[ORG] + 1, 6))
    small = shown(*people(FOLD_ABOVE[ORG], 6))
    assert folded(small) is small
    whole = replace(big, whole=True)
    assert folded(whole) == whole
    assert folded(replace(big, view=COVERAGE)) == replace(big, view=COVERAGE)


def test_whoever_lies_on_a_way_is_shown_with_their_department() -> None:
    cards = people(FOLD_ABOVE[ORG] + 6, 6)
    way = (
        Arrow(source=cards[1].key, target=cards[0].key, kind=REPORTS, strength=0.5, lit=True, step=1),
        Arrow(source=cards[2].key, target=cards[0].key, kind=REPORTS, strength=0.5, detour=2),
    )
    drawn = folded(shown(*cards, arrows=way))
    assert {each.name for each in drawn.cards if each.kind == FOLD} == {"D4", "D5"}
    assert drawn.arrows == way


def test_ties_of_the_folded_are_our_own_and_reporting_lines_the_strongest_of_each() -> None:
    cards = (*people(FOLD_ABOVE[ORG] + 6, 6), Card(key="team/nok", kind="member", name="Nok"))
    one, other, boss = cards[1].key, cards[7].key, cards[0].key
    arrows = (
        Arrow(source=one, target=boss, kind=REPORTS, strength=0.5),
        Arrow(source=other, target=one, kind=REPORTS, strength=0.5),
        Arrow(source=one, target=boss, kind="advises", strength=0.9),
        Arrow(source="team/nok", target=one, kind=KNOWS, strength=0.2),
        Arrow(source="team/nok", target=other, kind=KNOWS, strength=0.6),
    )
    drawn = folded(shown(*cards, arrows=arrows))
    assert [(each.source, each.target, each.kind, each.strength) for each in drawn.arrows] == [
        ("fold:D1", boss, REPORTS, 0.5),
        ("team/nok", "fold:D1", KNOWS, 0.6),
    ]


def test_a_crowd_is_folded_to_what_a_picture_holds_even_where_nobody_should_be() -> None:
    cards = people(5_000, 40)
    crowd = shown(
        *cards, whole=True, groups=(Group(name="D0", cards=tuple(e.key for e in cards if e.department == "D0")),)
    )
    assert is_crowd(crowd)
    assert not is_crowd(shown(*cards[:MOST_CARDS]))
    drawn = folded(crowd)
    assert len(drawn.cards) <= MOST_CARDS
    assert counted(drawn) == 5_000
    assert {each.key for each in cards if each.key_place} <= {each.key for each in drawn.cards}
    assert "fold:D0" in drawn.groups[0].cards


def test_a_matrix_names_whom_we_know_and_counts_of_the_others_whom_each_of_us_knows() -> None:
    cards = [replace(each, coverage=0.0) for each in people(FOLD_ABOVE[COVERAGE] + 1, 6)]
    cards[1] = replace(cards[1], coverage=0.4)
    cell = Cell(
        member="team/nok", person=cards[1].key, level=2, target=None, strength=0.4, last_touch=None, single=True
    )
    drawn = folded(replace(shown(*cards, cells=(cell,)), view=COVERAGE))
    assert {each.name for each in drawn.cards if each.kind == FOLD} == {"D1", "D2", "D4", "D5"}
    assert cards[1].key in {each.key for each in drawn.cards}
    assert drawn.cells == (cell,)
    gone = Cell(member="team/nok", person=cards[2].key, level=2, target=None, strength=0, last_touch=None, single=True)
    (of_all,) = folded(replace(shown(*cards, cells=(gone,)), view=COVERAGE)).cells
    assert of_all.person == "fold:D2"


def test_a_quadrant_counts_the_folded_in_their_own_places() -> None:
    cards = [
        card(number, "D", stance=number % 2, influence=2 if number else None)
        for number in range(FOLD_ABOVE[QUADRANT] + 1)
    ]
    drawn = folded(replace(shown(*cards, unplaced=(cards[0].key,)), view=QUADRANT))
    assert {(each.stance, each.influence, each.folded) for each in drawn.cards} == {
        (None, None, 1),
        (0, 2, FOLD_ABOVE[QUADRANT] // 2),
        (1, 2, FOLD_ABOVE[QUADRANT] // 2),
    }
    assert [each.key for each in drawn.cards if each.key in drawn.unplaced] == ["place:"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("departments", [1, 300, 10_000])
def test_no_crowd_is_too_large_for_a_picture(view: str, departments: int) -> None:
    cards = [
        card(number, f"D{number % departments}", coverage=number % 3 / 3, influence=number % 5, stance=number % 5 - 2)
        for number in range(10_000)
    ]
    drawn = folded(replace(shown(*cards), view=view))
    assert len(drawn.cards) <= MOST_CARDS
    assert counted(drawn) == 10_000


@given(
    st.lists(st.tuples(st.sampled_from([None, "", "A", "B", 'say "C"', "D"]), st.booleans()), max_size=90),
    st.sampled_from(VIEWS),
    st.integers(1, 4),
)
def test_nobody_is_lost(made: list[tuple[str | None, bool]], view: str, times: int) -> None:
    cards = [card(number, department, key_place=key) for number, (department, key) in enumerate(made * times)]
    contents = replace(shown(*cards, unplaced=tuple(each.key for each in cards)), view=view)
    drawn = folded(contents)
    assert counted(drawn) == len(cards)
    keys = [each.key for each in drawn.cards]
    assert keys == sorted(set(keys))
    assert set(drawn.unplaced) <= set(keys)
