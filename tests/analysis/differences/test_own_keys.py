"""Keys of the user's own: what of them differs between two states of a record, and of a book."""

from dataclasses import replace
from datetime import date
from typing import Any

from relmap.analysis.differences.books import aligned
from relmap.analysis.differences.own_books import OwnKeysOf, own_differences
from relmap.analysis.differences.own_keys import NO_KEYS, OwnKeys, own_key_changes
from relmap.analysis.differences.record import Entry
from relmap.model.book import Book
from tests.analysis.books import book, link, person, touch

MALEE = person(
    "malee", name="Malee", title="Desk", links=(link("gm", "friend", level=2), link("gm", "refers", level=3))
)
GM = person("gm", name="Anucha")


def in_links(**keys: str) -> OwnKeys:
    """Own keys of the links at these places: `_0="x"`."""
    return OwnKeys(
        within={"links": OwnKeys(within={int(place[1:]): OwnKeys({"x-a": own}) for place, own in keys.items()})}
    )


def told(before: Any, after: Any, old: OwnKeys, new: OwnKeys) -> list[tuple[Any, ...]]:
    return [tuple(change) for change in own_key_changes(before, after, old, new)]


def test_what_differs_under_them() -> None:
    old, new = (
        OwnKeys({"x-a": "1", "x-b": {"k": "1", "l": "2"}, "x-c": "1"}),
        OwnKeys({"x-b": {"l": "2", "k": "1"}, "x-c": "2"}),
    )
    assert told(MALEE, MALEE, old, new) == [(("x-a",), "1", None), (("x-c",), "1", "2")]
    assert told(MALEE, MALEE, OwnKeys({"x-a": None}), NO_KEYS) == []


def test_an_item_is_known_by_what_relmap_s_fields_say() -> None:
    turned = replace(MALEE, links=MALEE.links[::-1])
    assert told(MALEE, turned, in_links(_0="1"), in_links(_1="1")) == []
    mark = Entry(("acme/gm", "friend"))
    assert told(MALEE, turned, in_links(_0="1"), in_links(_1="2")) == [(("links", mark, "x-a"), "1", "2")]
    higher = replace(MALEE, links=(replace(MALEE.links[0], level=4), MALEE.links[1]))
    assert told(MALEE, higher, in_links(_0="1"), in_links(_0="2")) == [(("links", mark, "x-a"), "1", "2")]


def test_of_items_that_say_the_same_those_with_the_same_own_keys_are_one() -> None:
    twins = replace(MALEE, links=(MALEE.links[0],) * 2)
    assert told(twins, twins, in_links(_0="1", _1="2"), in_links(_0="2", _1="1")) == []


def between(before: Book, after: Book, old: OwnKeysOf, new: OwnKeysOf) -> list[tuple[str, Any, Any]]:
    found = own_differences(aligned(before, after), after, old, new).found
    return [(one.record.ref, change.before, change.after) for one in found for change in one.changes]


def test_whoever_has_another_id_has_their_own_keys_with_them() -> None:
    before, after = book([MALEE, GM]), book([replace(MALEE, id="mali"), GM])
    old, new = {("person", "acme/malee"): OwnKeys({"x-a": "1"})}, {("person", "acme/mali"): OwnKeys({"x-a": "1"})}
    assert between(before, after, old, new) == []
    assert between(before, after, old, {}) == [("acme/mali", "1", None)]
    assert between(before, after, {}, new) == [("acme/mali", None, "1")]


def test_those_of_a_successor_are_another_s() -> None:
    before = book([person("desk", name="Malee Jaidee", notes="Golf"), GM])
    after = book([person("desk", name="Somchai Kha"), person("malee", name="Malee Jaidee", notes="Golf"), GM])
    old = {("person", "acme/desk"): OwnKeys({"x-a": "1"})}
    assert between(before, after, old, {("person", "acme/malee"): OwnKeys({"x-a": "1"})}) == []
    assert between(before, after, old, {("person", "acme/desk"): OwnKeys({"x-a": "1"})}) == [
        ("acme/desk", None, "1"),
        ("acme/malee", "1", None),
    ]


def test_those_of_touches_go_by_what_the_touches_say() -> None:
    first, second = (touch("ann", "malee", on=date(2026, 11, day), index=day, year=2026) for day in (1, 2))
    before, after = book([MALEE, GM], touches=[first, second]), book([MALEE, GM], touches=[replace(second, index=0)])
    ref = first.ref
    old = {("touch", ref): OwnKeys(within={2: OwnKeys({"x-a": "1"})})}
    assert between(before, after, old, {("touch", ref): OwnKeys(within={0: OwnKeys({"x-a": "1"})})}) == []
    assert between(before, after, old, {}) == [(ref, "1", None)]
