"""Accounts about which nothing is missing, but for what a test takes away, and the gaps that are found then."""

from typing import Any

from relmap.analysis.gaps import Gap, GapReport, find_gaps
from relmap.model.book import Book
from relmap.model.records import KnownBy, Person

from . import books
from .books import TODAY, person


def report(within: Book, **fields: Any) -> GapReport:
    return find_gaps(within, "acme", today=TODAY, **fields)


def found(within: Book, code: str, **fields: Any) -> list[tuple[str, ...]]:
    """What the gaps of a code are about, in order; references without the account."""
    gaps = [gap for gap in report(within, **fields).gaps if gap.code == code]
    return [tuple(word.removeprefix("acme/") for word in gap.about) for gap in gaps]


def one(within: Book, code: str, **fields: Any) -> Gap:
    (gap,) = [gap for gap in report(within, **fields).gaps if gap.code == code]
    return gap


def knows(member: str, **fields: Any) -> KnownBy:
    """A tie that was judged today."""
    return books.knows(member, **({"assessed_on": TODAY} | fields))


PHONE = {"phone": ("0211111111",)}


def boss(name: str = "gm", **fields: Any) -> Person:
    """A decision maker about whom nothing is missing, but for what a test takes away."""
    whole = {
        "roles": ("decision_maker",),
        "influence": 4,
        "stance": 1,
        "channels": PHONE,
        "known_by": (knows("ann", level=3), knows("bob", level=3)),
        "source": "Bob",
        "verified_on": TODAY,
    }
    return person(name, **(whole | fields))


def mate(**fields: Any) -> Person:
    """Somebody below the boss who is no key player, and about whom nothing is missing."""
    return person("mate", **({"reports_to": "gm", "influence": 1, "known_by": (knows("bob", level=2),)} | fields))


GUIDE = person("guide", stance=2, reports_to="gm", known_by=(knows("ann", level=3), knows("bob", level=3)))
