"""The value of a field as people say it: `supporter` for a stance of 1."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from relmap.model.saying import _, as_listed, in_order, in_words, on_day
from relmap.model.vocabulary import BOND_NAMES, INFLUENCE_NAMES, LEVEL_NAMES, STANCE_NAMES

_NUMBERS: Mapping[str, tuple[str, Mapping[int, str]]] = {
    "stance": ("stance", STANCE_NAMES),
    "influence": ("influence", INFLUENCE_NAMES),
    "level": ("level", LEVEL_NAMES),
    "target": ("level", LEVEL_NAMES),
    "bond": ("bond", BOND_NAMES),
}
_WORDS: Mapping[str, str] = {
    "roles": "role",
    "required_roles": "role",
    "kind": "kind",
    "channel": "channel",
    "status": "status",
    "segment": "segment",
    "strategy": "strategy",
    "seniority": "seniority",
}


def value_in_words(name: str, value: Any) -> str:
    """The value that a field called `name` has in a record; of several, all of them."""
    if value is None or value in ("", ()):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return on_day(value)
    if isinstance(value, tuple):
        return in_order(value_in_words(name, item) for item in value)
    if isinstance(value, int) and name in _NUMBERS:
        context, names = _NUMBERS[name]
        return in_words(context, names[value])
    return as_listed(_WORDS[name], str(value)) if name in _WORDS else str(value)
