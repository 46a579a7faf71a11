"""Merges of which the base was left open itself, as git makes one of the two of a criss-cross merge."""

import random
from pathlib import Path

import pytest

from relmap.storage.layout import Place
from relmap.storage.merging.chunks import Labels
from relmap.storage.merging.texts import CannotMerge, merged_bytes
from tests.storage.merging.expectation import HERE, MARKS, OPEN, SETS, Facts, Known, expected, facts_of
from tests.storage.merging.test_driver import MALEE, Repository, git
from tests.storage.merging.test_laws import FILES, edited
from tests.storage.merging.versions import around, conflicts, merged

BASE = f"name: A\ntitle: T\n{around('stance: 1', 'stance: 2')}notes: n\n".replace("1=", "1\n=").replace("2>", "2\n>")


def resolved(stance: str, title: str = "T", notes: str = "n") -> str:
    return f"name: A\ntitle: {title}\n{stance}notes: {notes}\n"


@pytest.mark.parametrize("stance", ["stance: 1\n", "stance: 2\n", "stance: 0\n", ""])
def test_what_both_decided_alike_is_decided(stance: str) -> None:
    assert merged(BASE, resolved(stance, title="U"), resolved(stance, notes="m")) == resolved(stance, "U", "m")


@pytest.mark.parametrize(
    ("ours", "theirs"), [("stance: 1\n", "stance: 2\n"), ("stance: 2\n", "stance: 0\n"), ("", "stance: 1\n")]
)
def test_what_both_decided_differently_is_open_and_nothing_else(ours: str, theirs: str) -> None:
    found = merged(BASE, resolved(ours, title="U"), resolved(theirs, notes="m"))
    assert found == resolved(around(ours, theirs), "U", "m")
    carriage = (text.replace("\n", "\r\n") for text in (BASE, resolved(ours, "U"), resolved(theirs, notes="m")))
    assert merged(*carriage) == found.replace("\n", "\r\n")


def test_an_item_that_one_version_of_the_base_has_is_open_unless_both_have_it() -> None:
    item, other = "- {to: x, kind: friend, level: 1}\n", "- {to: y, kind: friend, level: 1}\n"
    base = f"name: A\nlinks:\n{other}{around(item, '')}"
    one, none = f"name: A\nlinks:\n{other}{item}", f"name: A\nlinks:\n{other}"
    assert merged(base, one, one + "notes: n\n") == one + "notes: n\n"
    assert merged(base, none + "title: T\n", none + "notes: n\n") == none + "title: T\nnotes: n\n"
    assert merged(base, one, none + "notes: n\n") == none + around(item, "") + "notes: n\n"


def test_marks_of_a_side_and_marks_that_cannot_be_read_are_left_to_git() -> None:
    with pytest.raises(CannotMerge):
        conflicts("name: A\n", BASE, "name: C\n")
    with pytest.raises(CannotMerge):
        conflicts("name: A\n<<<<<<< x\nstance: [\n=======\nstance: 1\n>>>>>>> y\n", "name: B\n", "name: C\n")


@pytest.mark.parametrize("seed", range(300))
def test_nothing_is_decided_that_the_base_leaves_open(seed: int) -> None:
    rng = random.Random(seed)
    place, text = rng.choice([(place, text) for place, text in FILES if place.type not in ("touch", "settings")])
    versions = [_edited(rng, text) for _ in "ab"]
    base = _merged(place, text, *versions)
    one, two = (_decided(base, side) for side in (1, 2))
    ours, theirs = (_edited(rng, rng.choice((one, two))) for _ in "ab")
    found = _merged(place, base, ours, theirs)
    if "<<<<<<<" in found:
        return
    wanted = _wanted(
        *(facts_of({"f": version}, Known(frozenset(), frozenset())) for version in (one, two, ours, theirs))
    )
    assert OPEN not in wanted.values(), (base, ours, theirs, found)
    assert facts_of({"f": found}, Known(frozenset(), frozenset())) == wanted


def _edited(rng: random.Random, text: str) -> str:
    return edited(rng, text).removesuffix("\n") + "\n"


def _merged(place: Place, base: str, ours: str, theirs: str) -> str:
    try:
        return merged_bytes(place, base.encode(), ours.encode(), theirs.encode(), Labels(size=9)).data.decode()
    except CannotMerge:
        return "<<<<<<<"


def _decided(text: str, side: int) -> str:
    return MARKS.sub(lambda hit: hit[side], text)


def _wanted(one: Facts, two: Facts, ours: Facts, theirs: Facts) -> Facts:
    """What both versions of the base say is the base; of the rest both sides must say the same."""
    wanted = expected({place: fact for place, fact in one.items() if two.get(place) == fact}, ours, theirs)
    for place in {**one, **two}:
        if one.get(place) != two.get(place) and ours.get(place) != theirs.get(place):
            wanted[place] = HERE if {*place[-2:]} & SETS else OPEN
    return wanted


def test_a_criss_cross_merge_with_real_git(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    folder = repository.folder
    decided = MALEE.replace("stance: 1", "stance: 0")
    assert repository.merge(MALEE.replace("stance: 1", "stance: 2"), decided).returncode == 1
    git(folder, "tag", "ours")
    repository.write(decided)
    repository.commit("main took theirs")
    git(folder, "checkout", "-q", "topic")
    assert git(folder, "merge", "-q", "--no-edit", "ours", check=False).returncode == 1
    repository.write(decided.replace("Malee", "Mali"))
    repository.commit("topic kept its own, and more")
    git(folder, "checkout", "-q", "main")
    repository.write(decided.replace("notes: n", "notes: m"))
    repository.commit("more on main")
    done = git(folder, "merge", "-q", "--no-edit", "topic", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert repository.file.read_text() == "name: Mali\nstance: 0\nnotes: m\n"
