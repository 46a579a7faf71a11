"""`--explain` prints every constant, and as the book has it."""

from dataclasses import fields, replace
from typing import Any

import pytest

from relmap.cli.constants import constant_lines
from relmap.model.settings import Cadence, Settings, Strength

OTHER: dict[str, Any] = {
    "levels": {"2": 0.123},
    "carriers": {"neutral": 0.123},
    "touch_weights": {"visit": 7},
    "role_weights": {"user": 0.123},
    "touch_half_life_days": 77,
    "default_influence": 4,
}


@pytest.mark.parametrize("name", [field.name for field in fields(Strength)])
def test_every_constant_is_shown_as_the_book_has_it(name: str) -> None:
    own = Settings(strength=replace(Strength(), **{name: OTHER.get(name, 0.123)}))
    assert list(constant_lines(own)) != list(constant_lines(Settings()))


def test_a_constant_is_printed_in_full() -> None:
    own = Settings(strength=Strength(levels={"1": 0.123456789}, touch_scale=1234567.25, reporting_up=0.00001))
    said = "\n".join(constant_lines(own))
    assert "levels: 1 .123456789, 2 .45," in said
    assert "scale 1234567.25," in said
    assert "reporting lines: up .00001, down .7" in said


def test_the_cadence_is_shown_as_the_book_has_it() -> None:
    own = Settings(cadence={"fan": Cadence(max_days=99)})
    assert "fan 14/99" in list(constant_lines(own))[-1]
    assert "bargain campaigns only" in list(constant_lines(own))[-1]
    assert list(constant_lines(Settings()))[-1].endswith("none 30/60")
