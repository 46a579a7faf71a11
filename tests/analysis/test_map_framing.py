"""The frames of an org chart: departments, and branches where departments cut across the reporting lines."""

from dataclasses import replace

from relmap.analysis.map_contents import ORG, REPORTS, Arrow, Card, Group, MapContents
from relmap.analysis.map_folding import FOLD_ABOVE, folded
from relmap.analysis.map_framing import framed, scattered_departments


def chart(*lines: str) -> MapContents:
    """An org chart of lines such as `b Sales a`: somebody, their department (- for none), and their boss."""
    seats = [(*line.split(), "")[:3] for line in lines]
    cards = tuple(Card(key=key, name=key, department=None if unit == "-" else unit) for key, unit, _ in seats)
    units = sorted({unit for _, unit, _ in seats} - {"-"})
    return MapContents(
        view="org",
        title="Northwind",
        cards=tuple(sorted(cards, key=lambda card: card.key)),
        arrows=tuple(
            Arrow(source=key, target=boss, kind=REPORTS, strength=0.45) for key, _, boss in sorted(seats) if boss
        ),
        groups=tuple(
            Group(name=unit, cards=tuple(sorted(key for key, each, _ in seats if each == unit))) for unit in units
        ),
    )


def frames(contents: MapContents) -> list[str]:
    return [f"{group.name}: {' '.join(group.cards)}" for group in framed(contents).groups]


def test_departments_that_hang_together_have_frames() -> None:
    shown = chart("a Board", "b Sales a", "c Sales b", "d Sales a", "e IT a", "f IT e")
    assert framed(shown) is shown


def test_one_person_with_a_boss_elsewhere_stays_in_the_department() -> None:
    shown = chart("a Board", "b Sales a", "c Sales b", "d Sales b", "e IT a", "f IT e", "g Sales f")
    assert scattered_departments(shown) == frozenset()


# Legal has a person under almost everybody.
MATRIX = ("a Board", "b Sales a", "c Sales b", "d Sales b", "e IT a", "f IT e", "g Legal c", "h Legal f", "i Legal e")


def test_people_of_a_department_that_cuts_across_stand_with_their_bosses() -> None:
    shown = chart(*MATRIX, "j Legal i")
    assert scattered_departments(shown) == {"Legal"}
    assert frames(shown) == ["Board: a", "IT: e f h i j", "Sales: b c d g"]


def test_where_all_departments_cut_across_frames_are_branches() -> None:
    lines = ["a0 X"]
    for number, branch in enumerate("bcd"):
        lines.append(f"{branch}0 {'XYZ'[number]} a0")
        lines += [f"{branch}{place} {'XYZ'[(place + number) % 3]} {branch}0" for place in range(1, 10)]
    shown = chart(*lines, "e0 Y a0", "e1 Z e0")
    assert scattered_departments(shown) == {"X", "Y", "Z"}
    assert frames(shown) == [
        ": a0 e0 e1",
        *(f": {' '.join(f'{branch}{place}' for place in range(10))}" for branch in "bcd"),
    ]


def test_a_branch_with_most_of_the_people_has_its_head_on_top() -> None:
    lines = ["a X", "b Y a", *(f"{key}0 {unit} b" for key, unit in zip("cde", "XYZ", strict=True))]
    for key in "cde":
        lines += [f"{key}{place} {'XYZ'[place % 3]} {key}0" for place in range(1, 5)]
    assert frames(chart(*lines))[0] == ": a b"


def test_a_department_that_cuts_across_is_not_folded() -> None:
    many = chart(*MATRIX, *(f"n{place:02} Store a" for place in range(FOLD_ABOVE[ORG])))
    names = {card.name for card in folded(many).cards if card.kind == "fold"}
    assert {"Store", "Sales"} <= names
    assert "Legal" not in names
    assert "Legal" in {card.name for card in folded(replace(many, view="influence", groups=())).cards}


def test_nobody_is_their_own_boss() -> None:
    shown = chart("a X b", "b Y c", "c Z a", "d X d", "e Y d", "f Z b", "g X c", "h Y f", "i Z g", "j X e")
    assert sorted(key for group in framed(shown).groups for key in group.cards) == list("abcdefghij")
