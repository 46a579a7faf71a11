"""Which rules speak: selectors that name one rule, a family of them or all."""

from collections.abc import Iterable
from typing import NamedTuple

from relmap.analysis.gaps.rules import RULES

CODES = tuple(rule.code for rule in RULES)
ALL = "all"


class Selectors(NamedTuple):
    """What one place, relmap.yaml or the command line, says: selectors as `selector_of` gives them."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def selector_of(text: str) -> str:
    """`text` as a code, the beginning of one (`G2`) or `all`; "" where no rule is called so. A rule's name will do."""
    wanted = text.strip().casefold()
    if wanted == ALL:
        return ALL
    named = next((rule.code for rule in RULES if rule.name == wanted), wanted.upper())
    return named if named and any(code.startswith(named) for code in CODES) else ""


def chosen(*places: Selectors) -> frozenset[str]:
    """The codes that are left after each place, the later one beating the earlier, has had its say.

    In one place the longer selector wins, and of two that are equal the one that ignores. A place that selects
    anything begins anew; one that only ignores takes away from what there was.
    """
    left = frozenset(CODES)
    for place in places:
        before = frozenset() if place.select else left
        left = frozenset(code for code in CODES if _speaks(code, place, code in before))
    return left


def _speaks(code: str, place: Selectors, before: bool) -> bool:
    selected, ignored = _closeness(code, place.select), _closeness(code, place.ignore)
    return before if selected == ignored == -1 else selected > ignored


def _closeness(code: str, selectors: Iterable[str]) -> int:
    """How many signs of the code the closest selector names; -1 where none means it."""
    return max((0 if one == ALL else len(one) for one in selectors if one == ALL or code.startswith(one)), default=-1)
