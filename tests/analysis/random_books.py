"""Random small books with all that counts for a path: ties of every kind, dates, stances, placeholders, a deal."""

from datetime import date, timedelta

from hypothesis import strategies as st

from relmap.model.book import Book
from relmap.model.records import Deal, KnownBy, Link, Member, Person, Touch
from relmap.model.settings import Settings, Strength

from .books import TODAY, book, days_ago, deal, knows, link, person, ref, seat, touch

TARGET = "acme/gm"
PEOPLE = ("gm", "p1", "p2", "p3", "p4", "far/x1")
MEMBERS = ("ann", "bob", "cleo", "zoe")
"""Zoe has no file of her own."""

# Few values whose products meet in many ways, so that ties are common.
STRENGTHS = st.sampled_from([0.0, 0.2, 0.3, 0.45, 0.5, 0.7, 0.9, 1.0])
LEVELS = st.sampled_from([1, 2, 3, 4])
STANCES = st.sampled_from([None, "unknown", -2, -1, 0, 1, 2])
PAST = st.sampled_from([0, 1, 30, 31, 60, 90, 200]).map(days_ago)
BOUNDS: st.SearchStrategy[date | None] = st.sampled_from(
    [None, None, None, None, days_ago(9), days_ago(1), TODAY, TODAY + timedelta(days=1)]
)
KINDS = st.sampled_from(
    ["influences", "advises", "refers", "friend", "family", "former_colleague", "conflicts", "golf"]
)
CHANNELS = st.sampled_from(["visit", "call", "email", "carrier pigeon"])
CONSTANTS = st.sampled_from(
    [
        Strength(),
        Strength(),
        Strength(carriers={"opponent": 0.0, "unknown": 0.9}, levels={"2": 0.5}),
        Strength(reporting_up=0.0, reporting_down=0.9),
    ]
)


def said(draw: st.DrawFn) -> dict[str, float | int]:
    """How strong a tie is called: by a level, a number, both or neither."""
    level, strength = draw(st.none() | LEVELS), draw(st.none() | STRENGTHS)
    return ({} if level is None else {"level": level}) | ({} if strength is None else {"strength": strength})


@st.composite
def links(draw: st.DrawFn) -> Link:
    to, kind = draw(st.sampled_from(PEOPLE)), draw(KINDS)
    return link(to, kind, since=draw(BOUNDS), until=draw(BOUNDS), **said(draw))


@st.composite
def ours(draw: st.DrawFn, member: str) -> KnownBy:
    return knows(member, assessed_on=draw(st.none() | PAST), **said(draw))


@st.composite
def people(draw: st.DrawFn, name: str) -> Person:
    # The target is mostly not known to us, or there would be little to look for.
    seldom = draw(st.integers(0, 9)) if name == "gm" else 0
    known = draw(st.sets(st.sampled_from(MEMBERS), max_size=0 if seldom else 2))
    return person(
        name,
        name=draw(st.sampled_from(["Kim"] * 5 + ["?"])),
        status=draw(st.sampled_from(["active"] * 11 + ["left"])),
        stance=draw(STANCES),
        reports_to=draw(st.sampled_from(["", "", "", *PEOPLE])),
        links=tuple(draw(st.lists(links(), max_size=3))),
        known_by=tuple(draw(ours(member)) for member in sorted(known)),
    )


@st.composite
def touches(draw: st.DrawFn) -> Touch:
    met = draw(st.lists(st.sampled_from(PEOPLE[1:]), min_size=1, max_size=2))
    return touch(
        draw(st.sampled_from(MEMBERS)),
        *met,
        on=draw(PAST | st.just(TODAY + timedelta(days=3))),
        channel=draw(CHANNELS),
        two_way=draw(st.sampled_from([None, None, True, False])),
        together=draw(st.sampled_from([(), (), ("ann",)])),
    )


@st.composite
def books(draw: st.DrawFn) -> Book:
    found = book(
        [draw(people(name)) for name in PEOPLE],
        touches=draw(st.lists(touches(), max_size=3)),
        members=(),
        settings=Settings(strength=draw(CONSTANTS)),
        segment=draw(st.sampled_from(["", "new", "bargain"])),
    )
    statuses = {"ann": "active", "bob": "active", "cleo": "left"}
    members = {name: Member(id=name, name=name.title(), status=status) for name, status in statuses.items()}
    return Book(
        settings=found.settings,
        members=members,
        accounts=found.accounts,
        people=found.people,
        touches=found.touches,
    )


@st.composite
def deals(draw: st.DrawFn) -> Deal | None:
    names = draw(st.none() | st.sets(st.sampled_from(PEOPLE), max_size=3))
    if names is None:
        return None
    return deal(committee=tuple(seat(name, stance=draw(STANCES)) for name in sorted(names)))


REFS = st.sampled_from([ref(name) for name in PEOPLE])
