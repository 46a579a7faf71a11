"""Selectors of rules: which win, and which are none."""

import pytest

from relmap.analysis.gaps import RULES
from relmap.analysis.gaps.choosing import CODES, Selectors, chosen, selector_of


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("G204", "G204"),
        (" g204 ", "G204"),
        ("Bottleneck", "G204"),
        ("g2", "G2"),
        ("G", "G"),
        ("ALL", "all"),
        ("G9", ""),
        ("G2045", ""),
        ("204", ""),
        ("bottle", ""),
        ("", ""),
    ],
)
def test_a_selector_is_a_code_its_beginning_a_name_or_all(text: str, selector: str) -> None:
    assert selector_of(text) == selector


def only(*beginnings: str) -> frozenset[str]:
    return frozenset(code for code in CODES if code.startswith(beginnings))


EVERY = frozenset(rule.code for rule in RULES)


@pytest.mark.parametrize(
    ("places", "left"),
    [
        ([], EVERY),
        ([Selectors()], EVERY),
        ([Selectors(select=("G2",))], only("G2")),
        ([Selectors(ignore=("G2",))], EVERY - only("G2")),
        ([Selectors(select=("G2",), ignore=("G204",))], only("G2") - only("G204")),
        ([Selectors(select=("G204",), ignore=("G2",))], only("G204")),
        ([Selectors(select=("G2",), ignore=("G2",))], frozenset()),
        ([Selectors(select=("G204", "all"), ignore=("G2",))], EVERY - only("G2") | only("G204")),
        ([Selectors(ignore=("all",))], frozenset()),
        ([Selectors(ignore=("G204",)), Selectors(select=("G2",))], only("G2")),
        ([Selectors(select=("G2",)), Selectors(ignore=("G204",))], only("G2") - only("G204")),
        ([Selectors(select=("G2",), ignore=("G204",)), Selectors()], only("G2") - only("G204")),
        ([Selectors(select=("G2",)), Selectors(select=("G1",))], only("G1")),
    ],
)
def test_the_longer_selector_wins_and_the_later_place_beats_the_earlier(
    places: list[Selectors], left: frozenset[str]
) -> None:
    assert chosen(*places) == left
