"""Big maps: people who do not matter much become one card a department, or a place, that says how many they are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from relmap.analysis.map_contents import (
    COVERAGE,
    FOLD,
    INFLUENCE,
    KNOWS,
    ORG,
    QUADRANT,
    REPORTS,
    Arrow,
    Card,
    Group,
    MapContents,
)
from relmap.analysis.map_framing import scattered_departments

# Up to so many cards everybody is shown. A grid has a line for somebody where a picture of ties has a card.
FOLD_ABOVE: Mapping[str, int] = {INFLUENCE: 60, ORG: 60, COVERAGE: 250, QUADRANT: 250}
# No picture has more cards: beyond the most influential people, and in a grid those we know best, everybody is folded,
# into the largest departments and one card for all the others.
MOST_CARDS = 1_000
MOST_INFLUENTIAL = 100
MOST_KNOWN = 400
MOST_DEPARTMENTS = 100

_GRIDS = (COVERAGE, QUADRANT)


class _Pile(NamedTuple):
    """Where somebody is folded: a department, "" for none or a small one; in the quadrant a stance and an influence."""

    key: str
    name: str = ""
    stance: int | None = None
    influence: int | None = None


def folded(contents: MapContents) -> MapContents:
    """The contents as they are drawn: on a map of more than `FOLD_ABOVE` cards, departments without a key player and
    without anybody on a path are folded, in a grid but for those whom we know; where that leaves more than
    `MOST_CARDS`, so is everybody but the most influential. `whole` maps stay as they are up to that bound.
    """
    if len(contents.cards) <= FOLD_ABOVE[contents.view]:
        return contents
    found = contents if contents.whole else _folded(contents, _in_minor_departments(contents))
    return _folded(contents, _all_but_first(contents)) if len(found.cards) > MOST_CARDS else found


def is_crowd(contents: MapContents) -> bool:
    """Whether no picture could show everybody."""
    return len(contents.cards) > MOST_CARDS


def _in_minor_departments(contents: MapContents) -> list[Card]:
    """The people of the departments of two or more in which all are minor; in a grid without those whom we know. Of an
    org chart a department that cuts across the reporting lines stays: its people stand between those of others."""
    kept, scattered, changed = _on_ways(contents), scattered_departments(contents), _changed(contents)
    members: dict[str, list[Card]] = {}
    for card in contents.cards:
        if card.kind == "person" and card.department and card.department not in scattered:
            members.setdefault(card.department, []).append(card)
    minor = [
        [card for card in cards if not _is_known(contents, card) and card.key not in changed]
        for cards in members.values()
        if not any(card.key_place or card.key in kept for card in cards)
    ]
    return [card for cards in minor if len(cards) > 1 for card in cards]


def _is_known(contents: MapContents, card: Card) -> bool:
    """Whether a grid, which is about our ties, has one with them."""
    return contents.view in _GRIDS and bool(card.coverage)


def _all_but_first(contents: MapContents) -> list[Card]:
    """All but those on a path, the most influential, and in a grid those whom we know best."""
    kept = _on_ways(contents) | _changed(contents)
    people = [card for card in contents.cards if card.kind == "person"]
    first = sorted(people, key=lambda card: (card.left, not card.key_place, -(card.influence or 0), card.key))
    kept |= {card.key for card in first[:MOST_INFLUENTIAL]}
    known = [card for card in people if _is_known(contents, card)]
    known.sort(key=lambda card: (-(card.coverage or 0.0), card.key))
    kept |= {card.key for card in known[:MOST_KNOWN]}
    return [card for card in people if card.key not in kept]


def _on_ways(contents: MapContents) -> set[str]:
    """Whoever lies on a path that the map was asked to show."""
    ways = [arrow for arrow in contents.arrows if arrow.lit or arrow.detour]
    return {key for arrow in ways for key in (arrow.source, arrow.target)}


def _changed(contents: MapContents) -> set[str]:
    """Of whom something is not as it was, on a map that shows that."""
    found = {card.key for card in contents.cards if card.change}
    for arrow in contents.arrows:
        found |= {arrow.source, arrow.target} if arrow.change else set()
    return found | {cell.person for cell in contents.cells if cell.change}


def _piles(contents: MapContents, gone: Iterable[Card]) -> dict[str, _Pile]:
    """Person -> where they are folded."""
    gone = list(gone)
    if contents.view == QUADRANT:
        aside = frozenset(contents.unplaced)
        return {card.key: _Pile("place:") if card.key in aside else _place(card) for card in gone}
    sizes = Counter(card.department or "" for card in gone)
    largest = frozenset(sorted(sizes, key=lambda name: (-sizes[name], name))[:MOST_DEPARTMENTS])
    names = {card.key: card.department or "" for card in gone}
    return {key: _Pile(f"fold:{name}", name) if name in largest else _Pile("fold:") for key, name in names.items()}


def _place(card: Card) -> _Pile:
    stance = "unknown" if card.stance is None else card.stance
    return _Pile(f"place:{stance}:{card.influence}", stance=card.stance, influence=card.influence)


def _folded(contents: MapContents, people: Iterable[Card]) -> MapContents:
    """Those people on the cards of their piles."""
    piles = _piles(contents, people)
    gone = {key: pile.key for key, pile in piles.items()}
    inside: dict[_Pile, list[Card]] = {}
    for card in contents.cards:
        if card.key in piles:
            inside.setdefault(piles[card.key], []).append(card)
    cards = [card for card in contents.cards if card.key not in gone]
    cards += [_fold(pile, people) for pile, people in inside.items()]
    groups = [
        Group(name=group.name, cards=tuple(dict.fromkeys(gone.get(key, key) for key in group.cards)))
        for group in contents.groups
    ]
    arrows = _merged(contents.arrows, gone)
    return replace(
        contents,
        cards=tuple(sorted(cards, key=lambda card: card.key)),
        arrows=arrows,
        groups=tuple(group for group in groups if not all(key.startswith("fold:") for key in group.cards)),
        cells=tuple(replace(cell, person=gone.get(cell.person, cell.person)) for cell in contents.cells),
        unplaced=_unplaced(contents, gone, arrows),
    )


def _unplaced(contents: MapContents, gone: Mapping[str, str], arrows: Iterable[Arrow]) -> tuple[str, ...]:
    """Whom the view has no place for, folded or not: among ties, whoever has none."""
    aside = {key for key in contents.unplaced if key not in gone}
    if contents.view in (INFLUENCE, ORG):
        tied = {key for arrow in arrows for key in (arrow.source, arrow.target)}
        aside |= set(gone.values()) - tied
    if contents.view == QUADRANT:
        aside |= {gone[key] for key in contents.unplaced if key in gone}
    return tuple(sorted(aside))


def _fold(pile: _Pile, inside: list[Card]) -> Card:
    return Card(
        key=pile.key,
        kind=FOLD,
        name=pile.name,
        stance=pile.stance,
        influence=pile.influence,
        folded=len(inside),
        dimmed=all(card.dimmed for card in inside),
    )


def _merged(arrows: Iterable[Arrow], gone: Mapping[str, str]) -> tuple[Arrow, ...]:
    """The ties between what is shown; of those that fall together the strongest. Whom a whole department moves says
    nothing: of a folded one only reporting lines and our own ties are left."""
    found: dict[tuple[str, str, str], Arrow] = {}
    for arrow in arrows:
        source, target = gone.get(arrow.source, arrow.source), gone.get(arrow.target, arrow.target)
        way = source, target, arrow.kind
        if arrow.kind not in (KNOWS, REPORTS) and (source != arrow.source or target != arrow.target):
            continue
        if source != target and (way not in found or found[way].strength < arrow.strength):
            found[way] = replace(arrow, source=source, target=target)
    return tuple(found[way] for way in sorted(found))
