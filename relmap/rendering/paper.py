"""How large a map comes out on a sheet of paper: what layouts that could be wide or tall choose by."""

from collections.abc import Callable
from dataclasses import dataclass

# A4 within margins of 10 mm, in pixels of 1/96 inch.
SHORT_SIDE = 718.0
LONG_SIDE = 1047.0


def scale(width: float, height: float) -> float:
    """Times as large as drawn, fitted to A4 whichever way up it is larger."""
    upright = min(SHORT_SIDE / width, LONG_SIDE / height)
    return max(upright, min(LONG_SIDE / width, SHORT_SIDE / height))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """About what a layout takes, in pixels: its width and height, and the width and height of what stands on top in its
    middle, beside which heading and legend may have room."""

    width: float
    height: float
    top: tuple[float, float]


# How large the page of such a layout comes out on paper: the larger the better.
Fit = Callable[[Outline], float]
