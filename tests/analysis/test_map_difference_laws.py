"""What a map marks is what `relmap diff` tells of the same two books, and nothing else: on random books."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.differences import Difference, differences
from relmap.analysis.map_building import build
from relmap.analysis.map_choosing import Choice
from relmap.analysis.map_contents import (
    ADDED,
    CHANGED,
    COVERAGE,
    INFLUENCE,
    KNOWS,
    ORG,
    QUADRANT,
    REMOVED,
    REPORTS,
    Arrow,
    MapContents,
    Moment,
)
from relmap.analysis.map_differences import marked
from relmap.analysis.map_earlier import earlier
from relmap.analysis.map_facts import MapFacts
from relmap.analysis.standing import standing_of
from relmap.model.book import Book
from relmap.model.records import Link, Person
from relmap.model.vocabulary import SYMMETRIC_KINDS
from tests.analysis.books import TODAY
from tests.analysis.random_books import books, people

VIEWS = (INFLUENCE, ORG, COVERAGE, QUADRANT)
MOMENT = Moment(TODAY, "1a2b3c4")
TIES = ("links", "known_by", "reports_to")
STANDING = ("stance", "roles", "influence")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Book, Book]:
    """A book, and what became of it: some people are as other files would have them, some gone, some new."""
    drawn = draw(books())
    # Each with a name of their own: who is who is told elsewhere.
    named = {ref: replace(one, name=one.name if one.is_placeholder else one.id) for ref, one in drawn.people.items()}
    before = replace(drawn, people=named)
    after = dict(named)
    for ref, one in before.people.items():
        what = draw(st.sampled_from(["same", "same", "file", "title", "order", "gone"]))
        if what == "file":
            other = draw(people(one.id))
            after[ref] = replace(other, account=one.account, name=one.name)
        elif what == "title":
            after[ref] = replace(one, title="Head of everything", department="Attic")
        elif what == "order":
            after[ref] = replace(one, links=one.links[::-1], known_by=one.known_by[::-1], roles=one.roles[::-1])
        elif what == "gone":
            del after[ref]
    if draw(st.booleans()):
        after["acme/new"] = replace(draw(people("p9")), id="new", name="Nobody Else")
    return before, replace(before, people=after)


def shown(before: Book, after: Book, view: str) -> MapContents:
    facts = MapFacts(book=after, account="acme", today=TODAY)
    plain = build(after, "acme", view=view, today=TODAY, facts=facts)
    since = earlier(before, after, "acme", MOMENT, MOMENT)
    return marked(plain, since, facts, choice=Choice(), choice_before=Choice())


def of_people(before: Book, after: Book) -> dict[str, Difference]:
    return {one.record.ref: one for one in differences(before, after).of("person")}


def expected(one: Difference | None) -> str:
    """What the card of somebody says who differs so: ties are no matter of a card."""
    if one is None:
        return ""
    if not isinstance(one.before, Person) or not isinstance(one.after, Person):
        return ADDED if one.before is None else REMOVED
    old, new = standing_of(one.before, None), standing_of(one.after, None)
    stands = (old.stance, set(old.roles), old.influence) != (new.stance, set(new.roles), new.influence)
    rest = [change for change in one.changes if change.field not in (*TIES, *STANDING)]
    return CHANGED if stands or rest or one.was else ""


@given(pairs(), st.sampled_from(VIEWS))
@settings(max_examples=300, deadline=None)
def test_cards_are_marked_as_the_differences_say(states: tuple[Book, Book], view: str) -> None:
    told = of_people(*states)
    found = {card.key: card.change for card in shown(*states, view).cards if card.kind == "person"}
    assert found == {ref: expected(told.get(ref)) for ref in found}
    own = {ref for book in states for ref, one in book.people.items() if one.account == "acme"}
    assert own <= found.keys(), "nobody of the account is left out, gone or not"


def link_changes(told: dict[str, Difference]) -> Iterator[tuple[str, Link, str]]:
    """Whose link was added or is gone, of those who are in both books."""
    for ref, one in told.items():
        for change in one.changes:
            if change.field == "links" and (change.before is None) != (change.after is None):
                yield ref, change.after or change.before, ADDED if change.before is None else REMOVED


def are_tied(book: Book, one: str, other: str, kind: str) -> bool:
    """Whether a link of the kind leads from one to the other on the day, or back where that is the same."""
    ends = [(one, other), (other, one)] if kind in SYMMETRIC_KINDS else [(one, other)]
    return any(
        link.to == target and link.kind == kind and link.holds_on(TODAY)
        for source, target in ends
        for link in (book.people[source].links if source in book.people else ())
    )


@given(pairs())
@settings(max_examples=300, deadline=None)
def test_every_link_that_came_or_went_is_marked(states: tuple[Book, Book]) -> None:
    contents = shown(*states, INFLUENCE)
    keys = {card.key for card in contents.cards}
    marks = {(frozenset((each.source, each.target)), each.kind, each.change) for each in contents.arrows}
    for ref, link, change in link_changes(of_people(*states)):
        tied = [are_tied(book, ref, link.to, link.kind) for book in states]
        is_drawn = {ref, link.to} <= keys and ref != link.to
        if change == ADDED:
            is_drawn = is_drawn and link.to in states[1].people  # else it leads to nobody
        if tied == [change == REMOVED, change == ADDED] and is_drawn:
            assert (frozenset((ref, link.to)), link.kind, change) in marks


@given(pairs())
@settings(max_examples=300, deadline=None)
def test_a_marked_tie_has_a_difference_behind_it(states: tuple[Book, Book]) -> None:
    told = of_people(*states)
    for arrow in shown(*states, INFLUENCE).arrows:
        assert not arrow.change or any(explains(told.get(end), arrow) for end in (arrow.source, arrow.target)), arrow


@given(pairs())
@settings(max_examples=300, deadline=None)
def test_a_marked_cell_has_a_difference_behind_it(states: tuple[Book, Book]) -> None:
    told = of_people(*states)
    for cell in shown(*states, COVERAGE).cells:
        assert not cell.change or has(told.get(cell.person), "known_by", "status")


def explains(one: Difference | None, arrow: Arrow) -> bool:
    field = {KNOWS: "known_by", REPORTS: "reports_to"}.get(arrow.kind, "links")
    return has(one, field, *(["status"] if arrow.kind == KNOWS else []))


def has(one: Difference | None, *fields: str) -> bool:
    """Whether somebody is new or gone, has another id, or differs in one of the fields."""
    if one is None:
        return False
    return one.before is None or one.after is None or any(change.field in fields for change in one.changes)
