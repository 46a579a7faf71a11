"""What a merge must say, worked out the plainest way: every fact of a book a line in a table, three tables compared.

Nothing of relmap is used here: this is the judge of its merge.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.storage.merging.crowds import Item, said

MARKS = re.compile(r"^<{7,}.*?\n(.*?)^={7,}\n(.*?)^>{7,}.*?\n", re.MULTILINE | re.DOTALL)
"""A conflict as git writes it, with ours and theirs."""
Facts = dict[tuple[str, ...], str]

SETS = {"roles", "aliases", "needs", "concerns", "required_roles", "departments", "people", "with", "together"}
KEYED = {
    "links": ("to", "kind"),
    "known_by": ("member",),
    "committee": ("person",),
    "results": ("person",),
    "waivers": ("code", "about"),
}
OPEN = "open"
HERE = "here"


def texts_of(root: Path) -> dict[str, str]:
    """The files of a book."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.yaml"))}


def decided(text: str, side: int) -> str:
    """The text with every conflict decided for ours (1) or theirs (2)."""
    return MARKS.sub(lambda hit: hit[side], text)


class Known(NamedTuple):
    """What is to be known of all versions before one of them is put into a table.

    `touches`: those lines of diaries that may be mended, by file, day, people, channel. `crowds`: where several items
    share what they are told apart by, in any version.
    """

    touches: frozenset[str]
    crowds: frozenset[tuple[str, ...]]


def known_of(base: dict[str, str], *others: dict[str, str]) -> Known:
    """`others` are all further versions of the book."""
    crowds = {place for texts in (base, *others) for place, items in keyed_items(texts).items() if len(items) > 1}
    return Known(frozenset(_touches_of(base)), frozenset(crowds))


def keyed_items(texts: dict[str, str]) -> dict[tuple[str, ...], list[Item]]:
    """The items of each place in a list that has such things as tell them apart."""
    found: dict[tuple[str, ...], list[Item]] = {}
    for path, text in texts.items():
        data = {} if "/touches/" in path else yaml.load(text, yaml.BaseLoader) or {}
        for keys, record in (((path,), data), ((path, "gaps"), data.get("gaps") or {})):
            for key, names in KEYED.items():
                for item in record.get(key) or []:
                    found.setdefault((*keys, key, *(item.get(name, "") for name in names)), []).append(_flat(item))
    return found


def _flat(item: dict[str, Any]) -> Item:
    """An item in which each word of a list is a value of its own."""
    found: Item = {}
    for key, value in item.items():
        found |= {f"{key} {word}": HERE for word in value} if isinstance(value, list) else {key: value}
    return found


def facts_of(texts: dict[str, str], known: Known) -> Facts:
    """Every fact of a book."""
    found: Facts = {}
    for path, text in texts.items():
        found[(path,)] = HERE
        data = yaml.load(text, yaml.BaseLoader)
        if "/touches/" in path:
            _diary((path,), data or [], found, known.touches)
        else:
            _mapping((path,), data or {}, found, known.crowds)
    for place, items in keyed_items(texts).items():
        if place in known.crowds:
            found[place] = said(items)
    return found


def _touches_of(texts: dict[str, str]) -> set[str]:
    """Day, people and channel of every line of the diaries."""
    return {
        path + _touch_key(touch)
        for path, text in texts.items()
        if "/touches/" in path
        for touch in yaml.load(text, yaml.BaseLoader) or []
    }


def _touch_key(touch: dict[str, Any]) -> str:
    return json.dumps([touch["on"], touch["with"], touch["channel"]])


def _diary(at: tuple[str, ...], touches: list[dict[str, Any]], found: Facts, base_touches: frozenset[str]) -> None:
    seen: dict[str, int] = {}
    for touch in touches:
        key = _touch_key(touch)
        mendable = at[0] + key in base_touches
        mark = key if mendable else json.dumps(touch, sort_keys=True)
        seen[mark] = seen.get(mark, 0) + 1
        place = (*at, mark, str(seen[mark]))
        found[place] = HERE
        if mendable:
            _mapping(place, touch, found)


def _mapping(
    at: tuple[str, ...], data: dict[str, Any], found: Facts, crowds: frozenset[tuple[str, ...]] = frozenset()
) -> None:
    for key, value in data.items():
        _value((*at, key), key, value, found, crowds)


def _value(at: tuple[str, ...], key: str, value: Any, found: Facts, crowds: frozenset[tuple[str, ...]]) -> None:
    if key in KEYED:
        for item in value or []:
            place = (*at, *(item.get(name, "") for name in KEYED[key]))
            if place not in crowds:
                found[place] = HERE
                _mapping(place, item, found)
    elif key in SETS or "channels" in at[1:-1]:
        for item in value if isinstance(value, list) else [value]:
            found[(*at, item)] = HERE
    elif isinstance(value, dict):
        _mapping(at, value, found, crowds)
    elif value not in ("", None, []):
        found[at] = json.dumps(value)


def expected(base: Facts, ours: Facts, theirs: Facts) -> Facts:
    """The facts after the merge; OPEN where both sides changed one differently."""
    merged: Facts = {}
    for place in {**base, **ours, **theirs}:
        before, one, two = base.get(place), ours.get(place), theirs.get(place)
        fact = two if one == before else one if two in (before, one) else OPEN
        if fact is not None:
            merged[place] = fact
    for place, fact in base.items():
        if fact == HERE:
            _open_what_one_side_took_out(place, base, ours, theirs, merged)
    return merged


def _open_what_one_side_took_out(
    place: tuple[str, ...], base: Facts, ours: Facts, theirs: Facts, merged: Facts
) -> None:
    for gone, other in ((ours, theirs), (theirs, ours)):
        if place not in gone and place in other and _below(place, other) != _below(place, base):
            for fact in list(_below(place, merged)) + list(_below(place, other)):
                merged[fact] = OPEN
            merged[place] = OPEN


def _below(place: tuple[str, ...], facts: Facts) -> Facts:
    return {other: fact for other, fact in facts.items() if other[: len(place)] == place}


def dangling(texts: dict[str, str]) -> Counter[str]:
    """How many references to nobody each file of the hotel's book holds, to whatever a record can be."""
    there = {path.removesuffix(".yaml") for path in texts}
    found: Counter[str] = Counter()
    for path, text in texts.items():
        data = yaml.load(text, yaml.BaseLoader) or {}
        home = "/".join(path.split("/")[:2])
        if "/touches/" in path and data:
            found[path] += f"team/{path.removesuffix('.yaml').rpartition('/')[2].partition('-')[2]}" not in there
        for record in data if isinstance(data, list) else [data]:
            found[path] += sum(not there.intersection(names) for names in _named(record, home))
    return +found


def _named(record: dict[str, Any], home: str) -> Iterator[set[str]]:
    """What a record names, each as files without their ending of which there must be one."""
    people = [record.get("reports_to"), *_all(record, "links", "to"), *_all(record, "committee", "person")]
    people += [*_all(record, "results", "person"), *_list(record.get("with")), *_list(record.get("people"))]
    for person in filter(None, people):
        account, _, name = person.rpartition("/")
        yield {f"{'accounts/' + account if account else home}/people/{name}"}
    waivers = (record.get("gaps") or {}).get("waivers") or []
    for text in filter(None, [record.get("referred_by"), *(waiver["about"] for waiver in waivers)]):
        account, slash, name = text.partition("/")
        if slash:
            yield {text} if account == "team" else {f"accounts/{account}/{kind}/{name}" for kind in ("people", "deals")}
    for member in filter(
        None, [record.get("owner"), *_all(record, "known_by", "member"), *_list(record.get("together"))]
    ):
        yield {f"team/{member}"}
    for account in filter(None, [record.get("parent"), record.get("default_account")]):
        yield {f"accounts/{account}/account"}
    if record.get("deal"):
        yield {f"{home}/deals/{record['deal']}"}
    if record.get("campaign"):
        yield {f"campaigns/{record['campaign']}"}


def _all(record: dict[str, Any], key: str, name: str) -> list[str]:
    return [item.get(name) for item in record.get(key) or []]


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []
