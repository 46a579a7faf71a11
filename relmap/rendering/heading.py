"""What stands over a map, and what it says to those who cannot see it."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from relmap.analysis.map_contents import FOLD, Card, MapContents
from relmap.model.saying import _, in_order
from relmap.rendering import svg, text_width, theme
from relmap.rendering.labels import label

HEIGHT = 45.0
# Of each line below, how wide it becomes at most, and how many each remark has.
REMARK = 18.0
WIDEST_REMARK = 760.0
MOST_LINES = 3
TO = " → "


def draw(parent: ET.Element, pen: svg.Pen, contents: MapContents, labels: Mapping[str, str], room: float) -> None:
    """The title block, `room` pixels wide, with its top left corner at the origin: account, view, deal, day, commit,
    and what changed of the account itself."""
    fills = (pen.theme.ink, pen.theme.soft)
    for place, ((text, size, bold), fill) in enumerate(zip(_lines(contents, labels), fills, strict=True)):
        cut = text_width.shorten(text_width.visible(text), size, room, bold=bold)
        pen.text(parent, 0, 20 + 22 * place, cut, size=size, fill=fill, room=room, bold=bold)
    for place, text in enumerate(_remark_lines(contents), 1):
        pen.cut(parent, 0, 42 + REMARK * place, text, size=theme.SUBTITLE_SIZE, fill=pen.theme.ink, room=room)


def height(contents: MapContents) -> float:
    """Of the title block."""
    return HEIGHT + REMARK * len(_remark_lines(contents))


def width(contents: MapContents, labels: Mapping[str, str]) -> float:
    """Of the title block where nothing is cut."""
    remarks = ((text, theme.SUBTITLE_SIZE, False) for text in _remark_lines(contents))
    lines = (*_lines(contents, labels), *remarks)
    return max(text_width.width(text_width.visible(text), size, bold=bold) for text, size, bold in lines)


def remarks(contents: MapContents) -> list[str]:
    """What a map that shows changes says of them in sentences: what changed of the account itself, what was not
    compared."""
    said = list(contents.changes)
    if contents.uncompared:
        said.append(
            _("not compared, because it cannot be read: {records}").format(records=in_order(contents.uncompared))
        )
    return said


def _remark_lines(contents: MapContents) -> list[str]:
    return [
        line
        for text in remarks(contents)
        for line in text_width.wrap(text_width.visible(text), theme.SUBTITLE_SIZE, WIDEST_REMARK, MOST_LINES)
    ]


def _lines(contents: MapContents, labels: Mapping[str, str]) -> tuple[tuple[str, float, bool], ...]:
    """Text, size, and whether it is bold."""
    return (
        (contents.title, theme.TITLE_SIZE, True),
        (subtitle(contents, labels), theme.SUBTITLE_SIZE, False),
    )


def subtitle(contents: MapContents, labels: Mapping[str, str]) -> str:
    return " · ".join((label(labels, "view", contents.view), *moment(contents, labels)))


def moment(contents: MapContents, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Deal, day and commit; a map of the past, or one that shows changes, has said which commits."""
    says_commit = contents.commit and contents.since is None and contents.committed is None
    return (
        (*contents.subtitle, labels["map.commit"].format(commit=contents.commit)) if says_commit else contents.subtitle
    )


def title(contents: MapContents, labels: Mapping[str, str]) -> str:
    """The name of the picture: what `<title>` says."""
    return f"{contents.title} · {subtitle(contents, labels)}"


def description(contents: MapContents, labels: Mapping[str, str]) -> str:
    """One sentence, for `<desc>`: who decides, how many people there are, and the best path if it is lit."""
    people = [card for card in contents.cards if card.kind == "person"]
    deciders = [called(card, labels) for card in people if card.decides]
    decides = labels["desc.decides"].format(names=", ".join(deciders)) if deciders else labels["desc.nobody"]
    shown = len(people) + sum(card.folded for card in contents.cards)
    parts = [decides, labels["desc.people"].format(count=shown)]
    if way := way_in(contents):
        cards = {card.key: card for card in contents.cards}
        parts.append(labels["desc.path"].format(names=TO.join(called(cards[key], labels) for key in way)))
    return "; ".join([*parts, *remarks(contents)]) + "."


def way_in(contents: MapContents) -> list[str]:
    """The keys along the lit path, from one of us on; empty where none is lit."""
    steps = sorted((arrow for arrow in contents.arrows if arrow.step is not None), key=lambda arrow: arrow.step or 0)
    # The first step is a tie of ours; a later one may be walked from either end.
    keys = [arrow.source for arrow in steps[:1]]
    for arrow in steps:
        keys.append(arrow.source if keys[-1] == arrow.target else arrow.target)
    return keys


def called(card: Card, labels: Mapping[str, str]) -> str:
    """The name, else that there is none yet, or that they are others."""
    if card.kind == FOLD:
        return card.name or labels["map.others"]
    return labels["map.unnamed"] if card.placeholder else card.name
