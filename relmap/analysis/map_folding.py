"""Big maps: departments in which nobody matters much become one card each that says how many they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from relmap.analysis.map_contents import FOLD, INFLUENCE, KNOWS, ORG, REPORTS, Arrow, Card, Group, MapContents
from relmap.analysis.map_framing import scattered_departments

# Up to so many cards everybody is shown.
FOLD_ABOVE = 60
# No picture has more cards: beyond the most influential people everybody is folded.
MOST_CARDS = 1_000
MOST_INFLUENTIAL = 100


def folded(contents: MapContents) -> MapContents:
    """The contents as they are drawn: on a map of more than `FOLD_ABOVE` cards, departments without a key player and
    without anybody on a path are folded; where that leaves more than `MOST_CARDS`, so is everybody but the most
    influential. `whole` maps stay as they are up to that bound.
    """
    if contents.view not in (INFLUENCE, ORG) or len(contents.cards) <= FOLD_ABOVE:
        return contents
    found = contents if contents.whole else _folded(contents, _minor_departments(contents))
    if len(found.cards) > MOST_CARDS:
        found = _folded(contents, _all_but_first(contents))
    return found


def is_crowd(contents: MapContents) -> bool:
    """Whether no picture of ties could show everybody."""
    return contents.view in (INFLUENCE, ORG) and len(contents.cards) > MOST_CARDS


def _minor_departments(contents: MapContents) -> dict[str, str]:
    """Person -> department, of the departments of two or more in which all are minor. Of an org chart one that cuts
    across the reporting lines stays: its people stand between those of others."""
    kept, scattered = _on_ways(contents), scattered_departments(contents)
    members: dict[str, list[Card]] = {}
    for card in contents.cards:
        if card.kind == "person" and card.department and card.department not in scattered:
            members.setdefault(card.department, []).append(card)
    return {
        card.key: department
        for department, cards in members.items()
        if len(cards) > 1 and not any(card.key_place or card.key in kept for card in cards)
        for card in cards
    }


def _all_but_first(contents: MapContents) -> dict[str, str]:
    """Person -> department, "" for none, of all but those on a path and the most influential."""
    kept = _on_ways(contents)
    people = [card for card in contents.cards if card.kind == "person"]
    first = sorted(people, key=lambda card: (card.left, not card.key_place, -(card.influence or 0), card.key))
    kept |= {card.key for card in first[:MOST_INFLUENTIAL]}
    return {card.key: card.department or "" for card in people if card.key not in kept}


def _on_ways(contents: MapContents) -> set[str]:
    """Whoever lies on a path that the map was asked to show."""
    ways = [arrow for arrow in contents.arrows if arrow.lit or arrow.detour]
    return {key for arrow in ways for key in (arrow.source, arrow.target)}


def _folded(contents: MapContents, department: Mapping[str, str]) -> MapContents:
    """Everybody in `department` (person -> name) on the card of theirs."""
    gone = {key: f"fold:{name}" for key, name in department.items()}
    cards = [card for card in contents.cards if card.key not in gone]
    inside: dict[str, list[Card]] = {}
    for card in contents.cards:
        if card.key in department:
            inside.setdefault(department[card.key], []).append(card)
    cards += [_fold(name, people) for name, people in sorted(inside.items())]
    groups = [
        Group(name=group.name, cards=tuple(dict.fromkeys(gone.get(key, key) for key in group.cards)))
        for group in contents.groups
    ]
    arrows = _merged(contents.arrows, gone)
    tied = {key for arrow in arrows for key in (arrow.source, arrow.target)}
    folds = [card.key for card in cards if card.kind == FOLD and card.key not in tied]
    return replace(
        contents,
        cards=tuple(sorted(cards, key=lambda card: card.key)),
        arrows=arrows,
        groups=tuple(group for group in groups if not all(key.startswith("fold:") for key in group.cards)),
        unplaced=tuple(sorted({key for key in contents.unplaced if key not in gone} | set(folds))),
    )


def _fold(name: str, inside: Collection[Card]) -> Card:
    return Card(
        key=f"fold:{name}", kind=FOLD, name=name, folded=len(inside), dimmed=all(card.dimmed for card in inside)
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
