"""Whether two records with different ids are one: told by what they say, and rather not than wrongly.

A new record of somebody may be the successor of whoever is gone: the same chair, the same telephone, the same boss.
So a place in the house proves nothing; a name does, and what only one person has.
"""

from collections.abc import Iterator
from typing import Any

from relmap.analysis.addresses import address_key
from relmap.analysis.differences.values import canonical
from relmap.analysis.finding import has_title
from relmap.model.fields import FIELDS
from relmap.model.records import Member, Named, Person
from relmap.model.text import search_key

_EQUAL, _WITHIN, _OPEN, _NONE = 3, 2, 1, 0
"""How much the names of two records have in common: one whole name; one is a part of the other; it cannot be told, as
in two scripts or after a marriage; nothing."""
_OF_A_DESK = ("phone", "fax", "address", "website")
_OF_ONESELF = frozenset({"friend", "family", "former_colleague"})
_NAMES = ("name", "aliases", "names")
_HALF = 0.5


def likeness(before: Named, after: Named) -> float:
    """How surely `after` is what `before` was, to be compared with that of others; 0 where nothing says so."""
    if isinstance(before, Person) and isinstance(after, Person):
        return _of_people(before, after)
    if isinstance(before, Member) and isinstance(after, Member):
        return _of_members(before, after)
    return _of_things(before, after)


def looked_for(record: Named) -> set[str]:
    """Under what to look in `found_under` for whoever may be the same."""
    if isinstance(record, Person) and record.is_placeholder:
        return {f"post {record.account}"}
    found = {f"name {key}" for key in _names(record) | _aliases(record)}
    if isinstance(record, Person | Member):
        found |= {f"address {key}" for key in _addresses(record)}
    return found


def found_under(record: Named) -> set[str]:
    post = {f"post {record.account}"} if isinstance(record, Person) and record.title else set()
    return looked_for(record) | post


def _of_people(before: Person, after: Person) -> float:
    if before.is_placeholder:
        return _of_placeholder(before, after)
    names = _names_shared(before, after)
    if after.is_placeholder or names == _NONE:
        return 0.0
    addresses = len(_addresses(before) & _addresses(after))
    content = _links_shared(before, after) + _is_alike(before, after, "notes")
    facts = _agreement(before, after)
    certain = {
        _EQUAL: addresses + content > 0 or (before.account == after.account and (facts is None or facts >= _HALF)),
        _WITHIN: addresses > 0,
        _OPEN: addresses > 0 and content > 0,
    }
    return names + addresses + content + (facts or 0.0) if certain[names] else 0.0


def _of_placeholder(before: Person, after: Person) -> float:
    """Whoever has the title that nobody was named for is the one."""
    here = before.account == after.account and has_title(after, before.title)
    apart = before.department and after.department and search_key(before.department) != search_key(after.department)
    return 1.0 + (_agreement(before, after) or 0.0) if here and not apart else 0.0


def _of_members(before: Member, after: Member) -> float:
    names, addresses = _names_shared(before, after), len(_addresses(before) & _addresses(after))
    return float(names + addresses) if names == _EQUAL or (names >= _OPEN and addresses) else 0.0


def _of_things(before: Named, after: Named) -> float:
    """Accounts, deals and campaigns go by their names."""
    here = getattr(before, "account", "") == getattr(after, "account", "")
    return _EQUAL + (_agreement(before, after) or 0.0) if here and _names_shared(before, after) == _EQUAL else 0.0


def _names_shared(before: Named, after: Named) -> int:
    theirs, ours = _names(before), _names(after)
    if theirs & ours or theirs & _aliases(after) or ours & _aliases(before):
        return _EQUAL
    words = [set(" ".join(names).split()) for names in (theirs, ours)]
    if any(set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) for a in theirs for b in ours):
        return _WITHIN
    first = [{name.split()[0] for name in names} for names in (theirs, ours)]
    in_two_scripts = _scripts(words[0]).isdisjoint(_scripts(words[1]))
    return _OPEN if in_two_scripts or first[0] & first[1] else _NONE


def _names(record: Named) -> set[str]:
    """The full names in every language, as search keys."""
    return {key for name in (record.name, *getattr(record, "names", {}).values()) if (key := search_key(name))}


def _aliases(record: Named) -> set[str]:
    return {key for name in getattr(record, "aliases", ()) if (key := search_key(name))}


def _scripts(words: set[str]) -> set[str]:
    """Of names: "latin" for what anybody's keyboard has, else the first half of the code point of a letter."""
    return {"latin" if ord(letter) < 0x250 else hex(ord(letter) >> 12) for word in words for letter in word[:1]}


def _addresses(record: Person | Member) -> set[str]:
    """What reaches nobody else, unless it was handed over."""
    return {
        key
        for channel, texts in record.channels.items()
        if channel not in _OF_A_DESK
        for text in texts
        if (key := address_key(channel, text))
    }


def _links_shared(before: Person, after: Person) -> int:
    """How many ties of their own both have, which nobody inherits with a post."""
    theirs, ours = ([(link.to, link.kind) for link in one.links if link.kind in _OF_ONESELF] for one in (before, after))
    return len(set(theirs) & set(ours))


def _agreement(before: Named, after: Named) -> float | None:
    """The share of facts that both say in which they agree; None where there is none to compare."""
    found = list(_comparable(before, after))
    return sum(found) / len(found) if found else None


def _comparable(before: Named, after: Named) -> Iterator[bool]:
    for field in FIELDS[before.TYPE]:
        if field.name not in _NAMES and _says(before, field.slot) and _says(after, field.slot):
            yield _is_alike(before, after, field.slot)


def _says(record: Named, slot: str) -> bool:
    # That somebody is there is said of nearly everybody.
    return getattr(record, slot) not in (None, "", (), {}, "active")


def _is_alike(before: Any, after: Any, slot: str) -> bool:
    one, other = getattr(before, slot), getattr(after, slot)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return any(item in other for item in one)
    if isinstance(one, dict) and isinstance(other, dict):
        return any(other.get(key) == value for key, value in one.items())
    kind = next(field.kind for field in FIELDS[before.TYPE] if field.slot == slot)
    key = canonical(kind, one)
    return key is not None and key == canonical(kind, other)
