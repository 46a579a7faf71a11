"""Which files one record was in over time."""

from collections.abc import Mapping
from datetime import date

from relmap.analysis.differences.books import former
from relmap.analysis.timeline_steps import Commit, Step, Version, books_of
from relmap.analysis.timeline_versions import versions_of
from relmap.model.records import Named
from tests.analysis.books import person

DAY = date(2026, 9, 1)


def commit(*steps: Step, name: str = "1") -> Commit:
    return Commit(name, 1, DAY, DAY, "Nok", "work", steps)


def step(who: str, before: str, after: str) -> Step:
    return Step("person", f"acme/{who}", (before,), after)


def version(who: str, blob: str) -> Version:
    return Version("person", f"acme/{who}", blob)


def found(start: Version, commits: list[Commit], blobs: Mapping[str, Named]) -> set[Version]:
    return set(versions_of([start], commits, lambda one: blobs.get(one.blob)))


def test_a_file_is_followed_through_its_changes_and_no_other_is() -> None:
    commits = [commit(step("kim", "2", "3"), step("lee", "8", "9"), name="b"), commit(step("kim", "1", "2"), name="a")]
    assert found(version("kim", "3"), commits, {}) == {version("kim", blob) for blob in "123"}


def test_who_has_another_file_is_found_by_what_it_says() -> None:
    before, after = person("kim", name="Kim Park", title="CFO"), person("kp", name="Kim Park", title="CFO")
    commits = [commit(step("kim", "1", ""), step("kp", "", "2"))]
    assert found(version("kp", "2"), commits, {"1": before, "2": after}) == {version("kp", "2"), version("kim", "1")}
    stranger = person("kp", name="Lee Chang", title="Driver")
    assert found(version("kp", "2"), commits, {"1": before, "2": stranger}) == {version("kp", "2")}


def test_who_was_made_one_with_another_is_a_part_of_them() -> None:
    gone, before = person("kim2", name="Kimmy"), person("kim", name="Kim Park")
    after = person("kim", name="Kim Park", aliases=("Kimmy",))
    commits = [commit(step("kim2", "g", ""), step("kim", "1", "2"))]
    blobs = {"g": gone, "1": before, "2": after}
    assert found(version("kim", "2"), commits, blobs) == {
        version("kim", "2"),
        version("kim", "1"),
        version("kim2", "g"),
    }
    assert version("kim2", "g") not in found(version("kim", "2"), commits, {**blobs, "2": person("kim", name="Kim P.")})


def test_what_cannot_be_read_now_is_in_neither_state() -> None:
    kim, lee = person("kim"), person("lee")
    blobs = {"1": kim, "2": lee, "3": lee}
    change = commit(step("kim", "1", "broken"), step("lee", "2", "3"))
    before, after = books_of(change, 0, lambda one: blobs.get(one.blob))
    assert (set(before.book.people), set(after.book.people)) == ({lee.ref}, {lee.ref})


def test_the_reference_before() -> None:
    was = {"new": "old", "new/kim": "new/lee"}
    assert [former(ref, was) for ref in ("new", "new/kim", "new/lee", "far/kim")] == [
        "old",
        "old/lee",
        "old/lee",
        "far/kim",
    ]
