"""What programs that analyse networks are told about the people and ties on a map: one table for all their formats."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from relmap.analysis.map_contents import Arrow, Card, MapContents
from relmap.model.text import escaped, visible

Value = str | int | float | bool | None
Colour = Callable[[Card], str]
"""A card's colour as `#rrggbb`."""

# Outside the characters of XML 1.0, beside those that `visible` writes out.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


class CardColumn(NamedTuple):
    """`type`: as Python has it; what is None or "" is left out."""

    name: str
    type: type
    of: Callable[[Card], Value]


class ArrowColumn(NamedTuple):
    name: str
    type: type
    of: Callable[[Arrow], Value]


PEOPLE = (
    CardColumn("ref", str, lambda card: card.key),
    CardColumn("kind", str, lambda card: card.kind),
    CardColumn("name", str, lambda card: card.name),
    CardColumn("second_name", str, lambda card: card.second_name),
    CardColumn("title", str, lambda card: card.title),
    CardColumn("department", str, lambda card: card.department),
    CardColumn("roles", str, lambda card: "|".join(card.roles)),
    CardColumn("stance", int, lambda card: card.stance),
    CardColumn("influence", int, lambda card: card.influence),
    CardColumn("coverage", float, lambda card: card.coverage),
    CardColumn("gaps", str, lambda card: "|".join(card.gaps)),
    CardColumn("placeholder", bool, lambda card: card.placeholder),
    CardColumn("left", bool, lambda card: card.left),
    CardColumn("outside", bool, lambda card: card.outside),
    CardColumn("on_path", bool, lambda card: card.lit),
)
TIES = (
    ArrowColumn("kind", str, lambda arrow: arrow.kind),
    ArrowColumn("strength", float, lambda arrow: arrow.strength),
    ArrowColumn("both_ways", bool, lambda arrow: arrow.both_ways),
    ArrowColumn("step", int, lambda arrow: arrow.step),
    ArrowColumn("detour", int, lambda arrow: arrow.detour),
)

_PEOPLE_CHANGED = (
    CardColumn("change", str, lambda card: card.change),
    CardColumn("was", str, lambda card: _json(dict(card.was)) if card.was else None),
    CardColumn("changes", str, lambda card: "; ".join(one.text for one in card.changes)),
)
_TIES_CHANGED = (
    ArrowColumn("change", str, lambda arrow: arrow.change),
    ArrowColumn("was", str, lambda arrow: None if arrow.was is None else _json({"strength": arrow.was})),
)


def columns(contents: MapContents) -> tuple[tuple[CardColumn, ...], tuple[ArrowColumn, ...]]:
    """Those of people and of ties; with what changed on a map that shows it."""
    return (PEOPLE, TIES) if contents.since is None else ((*PEOPLE, *_PEOPLE_CHANGED), (*TIES, *_TIES_CHANGED))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def written(value: Value) -> str:
    """As an attribute of XML Schema's types."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml_text(str(value))


def xml_text(text: str) -> str:
    """The text with every character that XML cannot hold, or that hides something, shown as an escape."""
    return _NOT_IN_XML.sub(lambda found: escaped(found[0]), visible(text))


def shown_name(card: Card, labels: Mapping[str, str]) -> str:
    """What stands on the card: whom nobody could name yet has no name."""
    return labels["map.unnamed"] if card.placeholder else card.name


def heading(contents: MapContents) -> str:
    return " · ".join((contents.title, *contents.subtitle, *contents.changes))
