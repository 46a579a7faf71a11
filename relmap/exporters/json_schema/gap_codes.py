"""The schema of texts that name gap rules: the fields table has them as texts, since the model knows no rules."""

from relmap.analysis.gaps.choosing import ALL, CODES
from relmap.analysis.gaps.rules import RULES
from relmap.exporters.json_schema.patterns import spelled, whole_text
from relmap.exporters.json_schema.scalars import Schema
from relmap.model.saying import _, later

_NAMES = tuple(rule.name for rule in RULES)
_BEGINNINGS = tuple(dict.fromkeys(code[:length] for code in CODES for length in range(1, len(code))))
_ONE = ((*CODES,), (*CODES, *_NAMES), later("Write the code of a gap, such as G104, or its name."))
_SOME = (
    (ALL, *CODES),
    (ALL, *_BEGINNINGS, *CODES, *_NAMES),
    later("Write the code of a gap, such as G104, the beginning of several (G2), or all."),
)
_PLACES = {"settings.gaps.select": _SOME, "settings.gaps.ignore": _SOME, "settings.gaps.waivers.code": _ONE}


def gap_schema(place: str, *, needed: bool) -> Schema | None:
    """Of the texts at `place`, the kind of file and its keys joined by dots; None where those name no gap rules."""
    if place not in _PLACES:
        return None
    offered, taken, mend = _PLACES[place]
    pattern = whole_text(spelled(taken, around=r"\s*"))
    named: Schema = {"type": "string", "pattern": pattern, "patternErrorMessage": _(mend)}
    return {"anyOf": [{"enum": list(offered)}, named, *([] if needed else [{"type": "null"}])]}
