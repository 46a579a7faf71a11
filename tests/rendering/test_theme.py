"""Colours that can be read, in every theme: WCAG 2.2 AA, measured."""

import re
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest

from relmap.rendering import theme
from relmap.rendering.draw import drawing
from relmap.rendering.theme import THEMES, Look, Theme
from tests.rendering.contents import hotel
from tests.rendering.groups import group

TEXT, GRAPHICS = 4.5, 3.0


def looks(colours: Theme) -> list[Look]:
    own = [value for field in fields(colours) if isinstance(value := getattr(colours, field.name), Look)]
    return [*own, *colours.stances.values(), *colours.severities.values(), *colours.changes.values()]


def text_pairs(colours: Theme) -> list[tuple[str, str]]:
    inks, grounds = (colours.ink, colours.soft, colours.faint), (colours.panel, colours.greyed)
    return [
        *product(inks, grounds),
        *product((colours.ink, colours.soft), (colours.page, colours.ground)),
        *((look.ink, look.ground) for look in looks(colours)),
        (colours.faint, colours.chip.ground),
        (colours.team_soft, colours.team.ground),
        (colours.lit_ink, colours.panel),
    ]


def line_pairs(colours: Theme) -> list[tuple[str, str]]:
    ties = [*colours.lines.values(), *colours.spare_lines, colours.greyed_tie]
    marks = [colours.ink, colours.faint, *(look.line for look in colours.stances.values())]
    changes = [look.line for look in colours.changes.values()]
    return [
        *product(changes, (colours.page, colours.ground, colours.panel)),
        *product(ties, (colours.page, colours.ground, colours.panel)),
        *product(marks, (colours.panel, colours.page, colours.ground)),
        *product((colours.ink, colours.lit, colours.team.line), (colours.page, colours.ground)),
        *product((colours.team.line, colours.lit), (colours.panel,)),
        (colours.team.line, colours.team_band.ground),
        *product((colours.lines["knows"], colours.lines["refers"]), (colours.lit_halo,)),
    ]


@pytest.mark.parametrize("name", THEMES)
def test_text_is_readable_on_its_ground(name: str) -> None:
    assert [pair for pair in text_pairs(THEMES[name]) if contrast(*pair) < TEXT] == []


@pytest.mark.parametrize("name", THEMES)
def test_lines_and_signs_are_seen_on_their_ground(name: str) -> None:
    assert [pair for pair in line_pairs(THEMES[name]) if contrast(*pair) < GRAPHICS] == []


@pytest.mark.parametrize("name", THEMES)
def test_a_map_has_no_colour_but_those_of_its_theme(name: str) -> None:
    colours = THEMES[name]
    flat = [getattr(colours, field.name) for field in fields(colours)]
    known = {value for value in flat if isinstance(value, str)} | set(colours.spare_lines) | set(colours.lines.values())
    known |= {part for look in looks(colours) for part in (look.ground, look.ink, look.line)}
    for shown in (hotel(), hotel("org"), group(40, 3, "coverage"), group(40, 3, "quadrant")):
        drawn = drawing(shown, colours=colours).decode()
        assert set(re.findall(r"#[0-9a-f]{6}", drawn)) <= known
        assert not re.findall(r'(?:fill|stroke)="(?!#|none")', drawn)


def test_paper_is_white_and_its_ink_has_no_colour() -> None:
    drawn = drawing(hotel(), colours=theme.PRINT).decode()
    found = set(re.findall(r"#([0-9a-f]{6})", drawn))
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in found)
    filled = re.findall(r'<rect [^>]*width="(\d+)[^>]*fill="#([0-9a-f]{2})', drawn)
    assert filled
    assert [width for width, shade in filled if int(shade, 16) < 0xD0 and int(width) > 10] == []


def test_the_measure_of_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_colours_stand_in_the_theme_only() -> None:
    rooms = Path(theme.__file__).parent
    others = [file for file in rooms.glob("*.py") if file.name != "theme.py"]
    assert [file.name for file in others if re.search(r"#[0-9a-fA-F]{6}\b", file.read_text("utf-8"))] == []


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
