"""What became of a record, told from the versions of its file."""

from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.analysis.differences import Differences
from relmap.analysis.timeline import Earlier, Entry, entry_of, in_order, last_readable, only_field
from relmap.analysis.timeline_steps import Commit, RecordOf, Step, Version, book_of
from relmap.analysis.timeline_subject import follows, touches_of
from relmap.model.book import Book
from relmap.model.records import Account, Named, Person
from tests.analysis.books import deal, person, touch
from tests.analysis.differences.applying import applied, content
from tests.analysis.random_books import people

FIRST, LATER = date(2026, 9, 1), date(2026, 9, 2)
KIM = "acme/kim"


def said(blobs: Mapping[str, Named]) -> RecordOf:
    return lambda version: blobs.get(version.blob)


def commit(*steps: Step, parents: int = 1, day: date = FIRST, begins: bool = False) -> Commit:
    return Commit("1", parents, day, day, "Nok", "work", steps, begins)


def told(entry: Entry) -> list[tuple[str, object, object]]:
    return [(change.field, change.before, change.after) for one in entry.found for change in one.changes]


def follow(one: Person, *blobs: str) -> list[Version]:
    return [Version("person", one.ref, blob) for blob in blobs]


def told_of(states: list[Person | None]) -> list[Entry]:
    """The timeline, the oldest first, of a file that says each of `states` in turn; None: nobody can read it."""
    blobs = [str(place) for place in range(len(states))]
    record_of = said({blob: state for blob, state in zip(blobs, states, strict=True) if state is not None})
    ref = next(state.ref for state in states if state is not None)
    commits = [commit(Step("person", ref, (old,), new)) for old, new in zip(["", *blobs], blobs, strict=False)][::-1]
    what = follows(person("p1"), (Version("person", ref, blob) for blob in blobs))
    readable = last_readable(commits, record_of)
    earlier = Earlier(lambda version: record_of(readable(version)))
    return [entry_of(one, what, record_of, earlier) for one in reversed(commits)]


@given(people("p1"), st.lists(st.none() | people("p1"), max_size=5), people("p1"))
@settings(max_examples=150, deadline=None)
def test_what_is_told_applied_to_the_first_state_gives_the_last(
    first: Person, between: list[Person | None], last: Person
) -> None:
    entries = told_of([first, *between, last])
    book = Book()
    for place, entry in enumerate(entries):
        book = applied(book, Differences(entry.found))
        if not place:
            assert content(book) == content(book_of([first]))
    assert content(book) == content(book_of([last]))


def test_a_file_that_cannot_be_read_is_named_and_what_it_hid_is_told_later() -> None:
    first, broken, mended = told_of([person("kim", stance=0), None, person("kim", stance=1)])[:3]
    assert [one.kind for one in first.found] == ["added"]
    assert (broken.found, broken.unread) == ((), (Version("person", KIM, "1"),))
    assert (told(mended), mended.unread) == ([("stance", 0, 1)], ())


def test_a_merge_tells_what_no_parent_says() -> None:
    ours, theirs = person("kim", stance=1, influence=1), person("kim", stance=0, influence=2)
    both = person("kim", stance=2, influence=2)
    record_of = said({"o": ours, "t": theirs, "b": both})
    what = follows(both, follow(both, "o", "t", "b"))
    merge = commit(Step("person", KIM, ("o", "t"), "b"), parents=2)
    assert told(entry_of(merge, what, record_of, Earlier(record_of))) == [("stance", 1, 2)]


def test_of_a_shallow_clones_first_commit_nobody_can_tell_what_it_changed() -> None:
    kim = person("kim")
    record_of = said({"k": kim})
    beginning = commit(Step("person", KIM, ("",), "k"), begins=True)
    entry = entry_of(beginning, follows(kim, follow(kim, "k")), record_of, Earlier(record_of))
    assert (entry.begins, entry.found, entry.is_any) == (True, (), True)
    other = entry_of(beginning, follows(person("lee"), follow(person("lee"), "l")), record_of, Earlier(record_of))
    assert not other.is_any


def test_somebody_elses_change_in_the_same_commit_is_told_of_the_account_only() -> None:
    record_of = said({"k": person("kim", stance=0), "K": person("kim", stance=1), "l": person("lee", stance=2)})
    both = commit(Step("person", KIM, ("k",), "K"), Step("person", "acme/lee", ("",), "l"))
    of_kim = follows(person("kim"), follow(person("kim"), "k", "K"))
    assert [one.record.ref for one in entry_of(both, of_kim, record_of, Earlier(record_of)).found] == [KIM]
    acme = Account(id="acme", name="Acme")
    of_acme = follows(acme, [Version("account", "acme", "a")])
    assert {one.record.ref for one in entry_of(both, of_acme, record_of, Earlier(record_of)).found} == {KIM, "acme/lee"}


def test_one_field_only() -> None:
    first, changed = told_of([person("kim", stance=0, influence=1), person("kim", stance=1, influence=2)])
    assert told(only_field(changed, "stance")) == [("stance", 0, 1)]
    assert told(only_field(first, "stance")) == [("stance", None, 0)]
    assert not only_field(changed, "title").is_any


def test_the_order() -> None:
    """What is not committed first, then the newest day; of one day the commits as git has them before the touches."""
    newest, older = commit(day=LATER), commit(parents=2, day=FIRST)
    same = commit(parents=3, day=FIRST)
    visit = touch("ann", "kim", on=FIRST)
    uncommitted = Entry(FIRST)
    entries = [Entry(FIRST, touch=visit), Entry(FIRST, older), uncommitted, Entry(FIRST, same), Entry(LATER, newest)]
    found = in_order(entries)
    assert [entry.commit or entry.touch for entry in found] == [None, newest, older, same, visit]
    assert in_order(entries, reverse=True) == found[::-1]


def test_the_touches_that_somebody_or_something_had_a_part_in() -> None:
    met = touch("ann", "kim")
    for_deal = touch("ann", "lee", deal="plates")
    touches = [met, for_deal]
    assert list(touches_of(person("kim"), touches)) == [met]
    assert list(touches_of(Account(id="acme", name="Acme"), touches)) == touches
    assert list(touches_of(deal("plates"), touches)) == [for_deal]
