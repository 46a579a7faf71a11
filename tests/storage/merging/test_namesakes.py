"""Two items of a list that share what they are told apart by, such as an old and a new link to one person."""

import random
from collections.abc import Sequence

import pytest
import yaml

from relmap.storage.merging.texts import merged_bytes
from tests.storage.merging.versions import LABELS, PERSON, around, conflicts, merged

HEAD = "name: A\nlinks:\n"
OLD = "  - {to: b, kind: advises, level: 2, since: 2019-01-01} # by hand\n"
NEW = "  - {to: b, kind: advises, level: 3, since: 2025-01-01}\n"
ENDED = OLD.replace("}", ", until: 2024-12-31}")


def links(*items: str) -> str:
    return HEAD + "".join(items)


@pytest.mark.parametrize("added", [(NEW, OLD), (OLD, NEW)])
def test_a_second_item_beside_the_old_one_and_the_old_one_mended(added: tuple[str, str]) -> None:
    expected = links(*(ENDED if item == OLD else item for item in added))
    assert merged(links(OLD), links(*added), links(ENDED)) == expected
    assert merged(links(OLD), links(ENDED), links(*added)) == expected


def test_in_lines_too() -> None:
    old = "  # the old\n  - to: b\n    kind: advises\n    level: 2\n    since: 2019-01-01 # by hand\n"
    new = "  - to: b\n    kind: advises\n    level: 3\n    note: again\n"
    ended = old + "    until: 2024-12-31\n"
    assert merged(links(old), links(new, old), links(ended)) == links(new, ended)
    assert merged(links(old), links(ended), links(new, old)) == links(new, ended)


def test_two_mend_the_one_and_the_other() -> None:
    one, two = NEW.replace("}", ", note: n}"), ENDED
    for base in ((OLD, NEW), (NEW, OLD)):
        ours = links(*(item.replace(NEW, one) for item in base))
        theirs = links(*(item.replace(OLD, two) for item in base))
        assert merged(links(*base), ours, theirs) == ours.replace(OLD, two)
    assert merged(links(OLD, NEW), links(one), links(two, NEW)) == links(around("", two), one)


def test_what_might_be_the_one_or_the_other_is_open() -> None:
    """Both of ours share one value with the old one, which theirs mended."""
    twice = [OLD.replace("2,", "4,"), OLD.replace("2019", "2020")]
    found = merged(links(OLD), links(*twice), links(ENDED))
    assert around("", ENDED) in found
    assert all(item in found for item in twice)
    assert merged(links(OLD), links(*twice), links(OLD)) == links(*twice)


def test_two_that_both_sides_added_differently_are_open_as_a_list() -> None:
    other = NEW.replace("3", "1").replace("2025", "2026")
    assert merged(links(OLD), links(NEW, OLD), links(OLD, other)) == (HEAD + around(NEW + OLD, OLD + other))
    assert merged(links(OLD), links(NEW, OLD), links(OLD, NEW)) in (links(NEW, OLD), links(OLD, NEW))
    inline = "name: A\nknown_by: [{member: m, level: 1}]\n"
    one, two = (inline.replace("]", f", {{member: m, level: {level}}}]") for level in (2, 3))
    assert conflicts(inline, one, two) == 1


@pytest.mark.parametrize("seed", range(200))
def test_every_value_stays_with_its_item(seed: int) -> None:
    """Items carry a value of their own, `source`, by which the test knows them; no merge puts them together anew."""
    rng = random.Random(seed)
    base = [
        {"source": f"s{at}", "level": str(at % 4 + 1), "since": f"20{at + 10}-01-01"} for at in range(rng.randint(1, 3))
    ]
    ours, theirs = (_worked_on(rng, base, side) for side in "ab")
    versions = [_text(rng, items) for items in (base, ours, theirs)]
    found = merged_bytes(PERSON, *(version.encode() for version in versions), LABELS)
    if found.conflicts:
        return
    before, one, two = ({item["source"]: item for item in items} for items in (base, ours, theirs))
    for item in yaml.load(found.data, yaml.BaseLoader)["links"] or []:
        name = item.pop("source")
        item = {key: value for key, value in item.items() if key not in ("to", "kind")}
        for key in ("level", "since", "until", "note"):
            known = [version.get(name, {}).get(key) for version in (before, one, two)]
            changed = [value for value in known[1:] if value != known[0]]
            assert item.get(key) in (changed or [known[0]]), (versions, found.data.decode())


def _worked_on(rng: random.Random, base: Sequence[dict[str, str]], side: str) -> list[dict[str, str]]:
    items = [dict(item) for item in base]
    for at in range(rng.randint(1, 2)):
        kind = rng.randrange(3)
        if kind == 0:
            new = {"source": f"{side}{at}", "level": str(rng.randint(1, 4))}
            items.insert(rng.randint(0, len(items)), new)
        elif items and kind == 1:
            rng.choice(items)[rng.choice(("until", "note"))] = f"2027-01-{rng.randint(10, 12)}"
        elif len(base) > 1 and items:  # one that alone stands for one is that one, whatever it says
            items.pop(rng.randrange(len(items)))
    return items


def _text(rng: random.Random, items: list[dict[str, str]]) -> str:
    in_lines = rng.random() < 0.5
    said = []
    for item in items:
        pairs = [f"{key}: {value}" for key, value in {"to": "b", "kind": "advises", **item}.items()]
        said.append("  - " + "\n    ".join(pairs) + "\n" if in_lines else f"  - {{{', '.join(pairs)}}}\n")
    return HEAD + "".join(said)
