"""Who stands in one frame of an org chart: a department, or the people under one boss where departments cut across.

A department that reports to many bosses all over the house has no place of its own among the reporting lines: a frame
round it would be left and entered by every one of them. Its people stand with their bosses, and their cards say their
department.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from relmap.analysis.map_contents import REMOVED, REPORTS, Group, MapContents

# A department is still one where at most one person, or this share, reports to another boss than most do.
NEARLY = 0.25
# Fewer people than this need no frames of their own below the first.
BRANCH = 3


def framed(contents: MapContents) -> MapContents:
    """The contents with the people of departments that cut across the lines in the frames of their bosses; frames of
    several departments have no name."""
    scattered = scattered_departments(contents)
    if not scattered:
        return contents
    boss = bosses(contents)
    groups = {group.name: list(group.cards) for group in contents.groups if group.name not in scattered}
    home = {key: name for name, keys in groups.items() for key in keys}
    loose = [key for group in contents.groups if group.name in scattered for key in group.cards]
    rest: list[str] = []
    for key in loose:
        name = next((home[above] for above in _upwards(key, boss) if above in home), None)
        (rest if name is None else groups[name]).append(key)
    kept = [Group(name=name, cards=tuple(sorted(keys))) for name, keys in groups.items()]
    branches = [Group(name="", cards=tuple(sorted(keys))) for keys in _branches(rest, boss)]
    return replace(contents, groups=(*branches, *kept))


def scattered_departments(contents: MapContents) -> frozenset[str]:
    """The departments of an org chart that report to several bosses in others."""
    boss = bosses(contents)
    return frozenset(group.name for group in contents.groups if _is_scattered(group.cards, boss))


def _is_scattered(keys: Collection[str], boss: Mapping[str, str]) -> bool:
    inside = set(keys)
    outside = Counter(boss[key] for key in keys if key in boss and boss[key] not in inside)
    strays = outside.total() - max(outside.values(), default=0)
    return strays > max(1.0, NEARLY * len(keys))


def bosses(contents: MapContents) -> dict[str, str]:
    """Everybody's boss; nobody is above themselves, round however many corners."""
    people = {card.key for card in contents.cards if card.kind != "member"}
    found: dict[str, str] = {}
    # Where somebody has another boss now, the line to the earlier one is drawn as well.
    for arrow in sorted(contents.arrows, key=lambda arrow: arrow.change == REMOVED):
        if arrow.kind != REPORTS or arrow.source in found or not {arrow.source, arrow.target} <= people:
            continue
        if arrow.source not in (arrow.target, *_upwards(arrow.target, found)):
            found[arrow.source] = arrow.target
    return found


def _upwards(key: str, boss: Mapping[str, str]) -> list[str]:
    """All above somebody, the nearest first."""
    above = []
    while key in boss:
        key = boss[key]
        above.append(key)
    return above


def _branches(people: Collection[str], boss: Mapping[str, str]) -> list[list[str]]:
    """People in trees of bosses, parted: those on top with whoever has few below them, then each large branch."""
    inside = set(people)
    under = {key: [key] for key in people}
    for key in people:
        for above in _upwards(key, boss):
            if above in inside:
                under[above].append(key)
    top = {key for key in people if boss.get(key) not in inside}
    # A single branch with most of the people is no part of the whole: its head belongs on top.
    while wide := next((key for key in _next(people, top, boss) if 2 * len(under[key]) > len(people)), None):
        top.add(wide)
    below = _next(people, top, boss)
    few = [each for key in below if len(under[key]) < BRANCH for each in under[key]]
    return [
        keys for keys in ([*sorted(top), *few], *(under[key] for key in below if len(under[key]) >= BRANCH)) if keys
    ]


def _next(people: Iterable[str], top: Collection[str], boss: Mapping[str, str]) -> list[str]:
    return sorted(key for key in people if key not in top and boss.get(key) in top)
