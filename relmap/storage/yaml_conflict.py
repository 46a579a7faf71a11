"""Where git, or relmap as its driver, left a merge for a person to decide, and what there is to decide."""

import re
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import NamedTuple

from relmap.model.saying import _, in_sentences, later
from relmap.model.text import visible
from relmap.storage.yaml_faults import MAX_FAULTS, Fault, fault_at
from relmap.storage.yaml_parser import PARSE_ERRORS, MappingNode, Node, ScalarNode, SequenceNode, compose

_LONG = 100_000  # characters: each conflict costs reading the whole text twice
_LONGEST_SHOWN = 40
_MOST_SHOWN = 3
_CONFLICT = re.compile(
    r"^<{7,}(?P<ours> [^\n]*)?\n"
    r"(?P<one>(?:(?![<=>|]{7}).*\n)*)"
    r"(?:\|{7,}[^\n]*\n(?:(?![<=>|]{7}).*\n)*)?"
    r"={7,}\r?\n"
    r"(?P<two>(?:(?![<=>|]{7}).*\n)*)"
    r">{7,}(?P<theirs> [^\n]*)?(?:\n|\Z)",
    re.MULTILINE,
)
_MEND = later("keep the lines you want and delete the lines <<<<<<<, ======= and >>>>>>>")

_Facts = dict[tuple[str, ...], str | None]


class _Conflict(NamedTuple):
    """What both sides are called, and the whole text as each would have it."""

    names: tuple[str, str]
    texts: tuple[str, str]


def conflict_faults(text: str) -> list[Fault]:
    """One fault for every `<<<<<<<` that begins a line; it says what differs where that can be told."""
    told = {hit.start(): _told(text, hit) for hit in _CONFLICT.finditer(text)} if len(text) < _LONG else {}
    starts = islice(re.finditer(r"^<{7,}(?: |\r?$)", text, re.MULTILINE), MAX_FAULTS)
    return [_fault(text, hit.start(), told.get(hit.start(), "")) for hit in starts]


def _fault(text: str, index: int, told: str) -> Fault:
    reason = _("an unfinished git merge: {told}").format(told=told or _("both versions stand here"))
    return fault_at(text, index, "yaml-merge-conflict", reason, _(_MEND))


def _told(text: str, hit: re.Match[str]) -> str:
    """`stance is 2 in main and 0 in topic`; "" where the versions cannot be read."""
    conflict = _versions(text, hit)
    try:
        one, two = (dict(_facts(compose(version))) for version in conflict.texts)
    except PARSE_ERRORS:
        return ""
    differing = [place for place in {**one, **two} if one.get(place, ...) != two.get(place, ...)]
    whole = {place for place in differing if one.get(place, two.get(place)) is None}
    differing = [place for place in differing if not any(place[:end] in whole for end in range(len(place)))]
    said = [_said(place, one, two, conflict.names) for place in differing[:_MOST_SHOWN]]
    return in_sentences([*said, *([_("and more")] if len(differing) > _MOST_SHOWN else [])])


def _versions(text: str, hit: re.Match[str]) -> _Conflict:
    """Other conflicts are as ours has them in both."""
    before, behind = (_CONFLICT.sub(r"\g<one>", part) for part in (text[: hit.start()], text[hit.end() :]))
    names = ((hit["ours"] or "").strip() or "ours", (hit["theirs"] or "").strip() or "theirs")
    return _Conflict(names, (before + hit["one"] + behind, before + hit["two"] + behind))


def _said(place: tuple[str, ...], one: _Facts, two: _Facts, names: tuple[str, str]) -> str:
    what, (ours, theirs) = visible(".".join(place)), map(visible, names)
    if None in (one.get(place, ""), two.get(place, "")):
        here, there = (ours, theirs) if place in one else (theirs, ours)
        return _("{what} is in {here} and not in {there}").format(what=what, here=here, there=there)
    first, second, others = _differing_lines(one.get(place), two.get(place))
    said = _("{what} is {first} in {ours} and {second} in {theirs}")
    if others:
        said = _("{what} is {first} in {ours} and {second} in {theirs}, and other lines of it differ")
    return said.format(what=what, first=first, ours=ours, second=second, theirs=theirs)


def _differing_lines(one: str | None, two: str | None) -> tuple[str, str, bool]:
    """Of texts in lines, the first lines that differ, and whether others do."""
    pairs = zip_longest((one or "").splitlines(), (two or "").splitlines())
    differing = [pair for pair in pairs if pair[0] != pair[1]] or [(one, two)]
    first, second = (_("nothing") if line is None else _shown(line) for line in differing[0])
    return first, second, len(differing) > 1


def _shown(text: str | None) -> str:
    whole = visible((text or "").strip())
    return f'"{whole[:_LONGEST_SHOWN]}…"' if len(whole) > _LONGEST_SHOWN else f'"{whole}"'


def _facts(node: Node | None, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """Every text of a tree with the way to it; None for a mapping in a list, which goes by its first text."""
    if type(node) is ScalarNode:
        yield place, node.value
    elif type(node) is MappingNode:
        for key, value in node.value:
            yield from _facts(value, (*place, key.value))
    elif type(node) is SequenceNode:
        for item in node.value:
            below = (*place, _first_text(item))
            if type(item) is MappingNode:
                yield below, None
            yield from _facts(item, below)


def _first_text(node: Node) -> str:
    while type(node) is not ScalarNode:
        if not node.value:
            return ""
        node = node.value[0][1] if type(node) is MappingNode else node.value[0]
    return str(node.value)
