"""The value of a field as people say it: `supporter` for a stance of 1, `decision maker` for a role."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from relmap.analysis.wording import written
from relmap.model.saying import _, as_listed, in_order, in_words, on_day
from relmap.model.vocabulary import BOND_NAMES, INFLUENCE_NAMES, LEVEL_NAMES, STANCE_NAMES

CLOSED_LISTS: Mapping[str, str] = {
    "roles": "role",
    "required_roles": "role",
    "seniority": "seniority",
    "segment": "segment",
    "strategy": "strategy",
    "status": "status",
    "channel": "channel",
    "kind": "kind",
    "stance": "stance",
    "language": "language",
    "calendar": "calendar",
    "min_severity": "severity",
    "fail_on": "severity",
}
"""Fields whose texts are words of a closed list, with the list."""
NUMBER_NAMES: Mapping[str, tuple[str, Mapping[int, str]]] = {
    "stance": ("stance", STANCE_NAMES),
    "influence": ("influence", INFLUENCE_NAMES),
    "default_influence": ("influence", INFLUENCE_NAMES),
    "level": ("level", LEVEL_NAMES),
    "target": ("level", LEVEL_NAMES),
    "bond": ("bond", BOND_NAMES),
}
"""Fields whose whole numbers have names, with the list that the names are words of."""
# Numbers on both sides of zero.
_SIGNED = ("feeling", "satisfaction")


def value_in_words(name: str, value: Any) -> str:
    """The value that a field called `name` has in a record, in a sentence; of several, all of them."""
    if value is None or value in ("", ()):
        return _("nothing")
    if isinstance(value, tuple):
        return in_order(value_in_words(name, item) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return on_day(value)
    if isinstance(value, int | float):
        return _number(name, value)
    return in_words(CLOSED_LISTS[name], str(value)) if name in CLOSED_LISTS else str(value)


def words_as_listed(name: str, value: str | Iterable[str]) -> str:
    """The word, or the words, that a field of CLOSED_LISTS has in a record, for a table."""
    return in_order(as_listed(CLOSED_LISTS[name], word) for word in ([value] if isinstance(value, str) else value))


def _number(name: str, value: float) -> str:
    if name in NUMBER_NAMES and isinstance(value, int):
        context, names = NUMBER_NAMES[name]
        return in_words(context, names[value])
    return f"{value:+}" if name in _SIGNED else written(value)
