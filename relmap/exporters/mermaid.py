"""A map as a Mermaid flowchart, which git hosts draw where a README has it within a fence.

Mermaid looks for its own words, markdown, icons, formulas and HTML inside labels as well; so of a label only letters,
digits and spaces stand as they are, and all else as numbers, which it shows and never reads.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from relmap.analysis.map_contents import ADDED, CHANGE_SIGNS, CHANGED, REMOVED, Arrow, Card, MapContents
from relmap.analysis.wording import figure
from relmap.errors import TooMuchForMermaid
from relmap.exporters.map_graph import Colour, heading, shown_name
from relmap.model.text import visible

# What Mermaid draws unless a page allows more; git hosts do not.
MOST_TIES = 500
MOST_CHARACTERS = 50_000

SIGNS: Mapping[int | None, str] = {2: "+ +", 1: "+", 0: "0", -1: "−", -2: "− −", None: "?"}
# Formulas, icons, and the marks that Mermaid itself puts in the place of numbers: read after the numbers are.
SPLIT = ("$$", ":fa-", "ﬂ°", "¶ß")
NOTHING = "\u200c"
NO_TAGS = str.maketrans("<>", "＜＞")
DOTTED = frozenset({"advises", "refers", "friend", "family", "former_colleague"})


def mermaid(contents: MapContents, labels: Mapping[str, str], colour: Colour) -> str:
    """The diagram without the fence. Raises TooMuchForMermaid, beyond which git hosts draw nothing."""
    ids = {card.key: f"n{place}" for place, card in enumerate(contents.cards, 1)}
    text = "\n".join(
        [
            f"---\ntitle: {_title(heading(contents))}\n---",
            "flowchart BT",
            *_nodes(contents, ids, labels),
            *(f"  {_tie(arrow, ids, labels)}" for arrow in contents.arrows),
            *_looks(contents, ids, colour),
        ]
    )
    if len(contents.arrows) > MOST_TIES or len(text) >= MOST_CHARACTERS:
        raise TooMuchForMermaid(ties=len(contents.arrows), characters=len(text))
    return text + "\n"


def escaped(text: str) -> str:
    """A label that Mermaid shows as it was written."""
    text = " ".join(visible(text).split())
    for word in SPLIT:
        while word in text:
            text = text.replace(word, word[0] + NOTHING + word[1:])
    return "".join(
        letter if letter == " " or letter.isalnum() or ord(letter) > 0x7F else f"#{ord(letter)};" for letter in text
    )


def _title(text: str) -> str:
    """The title as a string of YAML. Mermaid takes tags out of it, and shows `&lt;` as that: so no `<` stands in it."""
    return json.dumps(visible(text).translate(NO_TAGS), ensure_ascii=False)


def _nodes(contents: MapContents, ids: Mapping[str, str], labels: Mapping[str, str]) -> Iterator[str]:
    inside = {key for group in contents.groups for key in group.cards}
    cards = {card.key: card for card in contents.cards}
    for place, group in enumerate(contents.groups, 1):
        yield f'  subgraph g{place}["{escaped(group.name)}"]'
        for key in group.cards:
            yield f"    {_node(cards[key], ids, labels)}"
        yield "  end"
    for card in contents.cards:
        if card.key not in inside:
            yield f"  {_node(card, ids, labels)}"


def _node(card: Card, ids: Mapping[str, str], labels: Mapping[str, str]) -> str:
    roles = ", ".join(labels.get(role) or labels.get(f"role.{role}") or role for role in card.roles)
    name = " ".join(filter(None, (CHANGE_SIGNS.get(card.change), shown_name(card, labels))))
    lines = [name, card.second_name, card.title, roles]
    if card.kind == "person" and not card.redacted:
        lines.append(SIGNS[card.stance])
    if card.left:
        lines.append(labels["map.left"])
    if card.change == CHANGED:
        lines += [one.text for one in card.changes]
    text = "<br/>".join(escaped(line) for line in lines if line)
    start, end = ("([", "])") if card.kind == "member" else ("[", "]")
    return f'{ids[card.key]}{start}"{text}"{end}'


def _tie(arrow: Arrow, ids: Mapping[str, str], labels: Mapping[str, str]) -> str:
    said = labels.get(arrow.kind) or labels.get(f"kind.{arrow.kind}") or arrow.kind.replace("_", " ")
    if arrow.step:
        said = f"{arrow.step} · {said}"
    if arrow.change:
        said = f"{CHANGE_SIGNS[arrow.change]} {said}"
    if arrow.was is not None:
        said += f" {figure(arrow.was)} -> {figure(arrow.strength)}"
    line = (
        "-.-"
        if arrow.change == REMOVED
        else "=="
        if arrow.lit
        else "-.-"
        if arrow.kind in DOTTED or arrow.detour
        else "--"
    )
    start, end = ("x", "x") if arrow.kind == "conflicts" else ("<" if arrow.both_ways else "", ">")
    return f'{ids[arrow.source]} {start}{line}{end}|"{escaped(said)}"| {ids[arrow.target]}'


def _looks(contents: MapContents, ids: Mapping[str, str], colour: Colour) -> Iterator[str]:
    """Lines round the cards, on whatever ground the page has: the sign within says the stance as well."""
    by_look = sorted((_look(card), card.key, colour(card)) for card in contents.cards)
    for look, found in groupby(by_look, key=lambda each: each[0]):
        members = list(found)
        yield f"  classDef {look} stroke:{members[0][2]},stroke-width:{2 if look == 'unknown' else 3}px"
        yield _classed(look, [key for _, key, _ in members], ids)
    for look, style, keys in (
        ("placeholder", "stroke-dasharray:6 4", [card.key for card in contents.cards if card.placeholder]),
        ("on_path", "stroke-width:6px", [card.key for card in contents.cards if card.lit]),
        ("added", "stroke-width:6px", [card.key for card in contents.cards if card.change == ADDED]),
        ("removed", "stroke-dasharray:3 4", [card.key for card in contents.cards if card.change == REMOVED]),
        ("aside", "opacity:0.7", [card.key for card in contents.cards if card.dimmed or card.left]),
    ):
        if keys:
            yield f"  classDef {look} {style}"
            yield _classed(look, keys, ids)


def _look(card: Card) -> str:
    if card.kind == "member":
        return "ours"
    if card.redacted:
        return "theirs"
    names = {2: "advocate", 1: "supporter", 0: "neutral", -1: "non_supporter", -2: "opponent", None: "unknown"}
    return names[card.stance]


def _classed(look: str, keys: Sequence[str], ids: Mapping[str, str]) -> str:
    return f"  class {','.join(ids[key] for key in keys)} {look}"
