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


def test_the_cadence_is_shown_as_the_book_has_it() -> None:
    own = Settings(cadence={"fan": Cadence(max_days=99)})
    assert "fan 14/99" in list(constant_lines(own))[-1]
    assert "bargain campaigns only" in list(constant_lines(own))[-1]
    assert list(constant_lines(Settings()))[-1].endswith("none 30/60")
