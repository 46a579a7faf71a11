"""A timeline: what is read for it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from relmap.analysis.differences.own_keys import NO_KEYS, OwnKeys
from relmap.analysis.timeline_steps import Commit, Step, Version
from relmap.model.problems import Problem
from relmap.model.records import Named, Person
from relmap.usecases.history import history
from relmap.usecases.history_question import Now, Wanted
from tests.analysis.books import book, person

STANCES = (-1, 0, 1, 2)


class Written:
    """A past in which Kim had one stance after another, a day apart; it knows what was read."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def commits(self, type_: str, refs: Collection[str]) -> list[Commit]:
        blobs = [str(stance) for stance in STANCES]
        days = [date(2026, 9, place) for place in range(1, len(blobs) + 1)]
        return [
            Commit(new, int(bool(old)), day, day, "Nok", "work", (Step("person", "acme/kim", (old,), new),))
            for old, new, day in zip(["", *blobs], blobs, days, strict=False)
        ][::-1]

    def version(self, type_: str, ref: str) -> Version:
        return Version(type_, ref, str(STANCES[-1]))

    def record(self, version: Version) -> Named:
        self.read.add(version.blob)
        return person("kim", stance=int(version.blob))

    def gone(self, text: str, *, on_disk: bool) -> list[Version]:
        return []

    def own_keys(self, version: Version) -> OwnKeys:
        return NO_KEYS

    def latest(self, refs: Collection[tuple[str, str]]) -> list[Named]:
        return []

    def path(self, version: Version) -> str:
        return version.ref

    def loses_lines(self, steps: Sequence[Step], ids: Collection[str]) -> bool:
        return False

    def faults(self, version: Version) -> tuple[Problem, ...]:
        return ()

    def fetch(self, versions: Iterable[Version]) -> None:
        self.read.update(version.blob for version in versions)


def told(past: Written, wanted: Wanted) -> list[int]:
    kim = person("kim", stance=2)
    found = history(past, Now(book([kim]), kim, kim.ref), wanted)
    people = [one.after for entry in found.entries for one in entry.found]
    return [int(one.stance) for one in people if isinstance(one, Person) and one.stance is not None]


def test_nothing_is_read_after_the_last_entry_that_is_told() -> None:
    past = Written()
    assert told(past, Wanted(most=1)) == [2]
    assert past.read == {"2", "1"}


def test_nothing_is_read_of_other_days() -> None:
    past = Written()
    assert told(past, Wanted(until=date(2026, 9, 1))) == [-1]
    assert past.read == {"-1"}


def test_without_a_limit_everything_is_told() -> None:
    assert told(Written(), Wanted(reverse=True)) == list(STANCES)
