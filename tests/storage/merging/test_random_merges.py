"""Two people edit one book at random, and git merges their branches; benchmarks/merging.py does a thousand."""

import sys
from pathlib import Path

import pytest

from tests.storage.merging import broken_driver
from tests.storage.merging.expectation import OPEN, expected
from tests.storage.merging.random_merges import Merges, judged

SEEDS = range(5_000, 5_020)


def test_nothing_is_wrong_lost_or_broken(tmp_path: Path) -> None:
    merges = Merges(tmp_path / "book", f"{sys.executable} -m relmap")
    verdicts = {seed: merges.run(seed)[0] for seed in SEEDS}
    assert {seed: verdict.faults for seed, verdict in verdicts.items() if verdict.faults} == {}
    assert sum(verdict.false_conflict for verdict in verdicts.values()) <= 1


SEEN = {
    "lose a comment": (9_003, "lost the comment"),
    "double a comment": (9_017, "doubled the comment"),
    "move a comment": (9_017, "moved the comment"),
    "take ours": (9_009, "guessed"),
    "drop a field": (9_001, "not "),
    "break the text": (9_001, "broken"),
}


@pytest.mark.parametrize("fault", broken_driver.SPOILINGS)
def test_the_judge_sees_what_a_broken_driver_does(fault: str, tmp_path: Path) -> None:
    program = f"{sys.executable} {broken_driver.__file__} '{fault}'"
    seed, complaint = SEEN[fault]
    people, edits = (1, 10) if fault == "take ours" else (4, 6)
    verdict, _ = Merges(tmp_path / "book", program).run(seed, people=people, edits=edits)
    assert any(said.startswith(complaint) for said in verdict.faults)
    sound, _ = Merges(tmp_path / "again", f"{sys.executable} -m relmap").run(seed, people=people, edits=edits)
    assert sound.faults == ()
    assert not sound.false_conflict
    assert sound.conflict or fault != "take ours"


@pytest.mark.parametrize(
    ("before", "one", "two", "fact"),
    [("1", "1", "2", "2"), ("1", "2", "1", "2"), ("1", "2", "2", "2"), ("1", "2", "3", OPEN), ("1", None, "2", OPEN)],
)
def test_the_judge_knows_a_three_way_merge(before: str, one: str | None, two: str, fact: str) -> None:
    place = ("f", "stance")
    ours = {place: one} if one is not None else {}
    assert expected({place: before}, ours, {place: two}) == {place: fact}


def test_the_judge_sees_what_is_wrong() -> None:
    base = {"a.yaml": "name: A\nstance: 1\nlinks: [{to: b, kind: friend}]\n"}
    ours = {"a.yaml": base["a.yaml"].replace("1", "2")}
    theirs = {"a.yaml": "# told c1n\n" + base["a.yaml"].replace("friend", "family")}
    good = {"a.yaml": theirs["a.yaml"].replace("1\nl", "2\nl")}
    assert judged(base, ours, theirs, good, conflict=False).faults == ()
    assert judged(base, ours, theirs, ours, conflict=False).faults
    assert judged(base, ours, theirs, theirs, conflict=False).faults
    assert judged(base, ours, theirs, {"a.yaml": good["a.yaml"] + "x: [\n"}, conflict=False).faults
    lost = {"a.yaml": good["a.yaml"].replace("# told c1n\n", "")}
    assert judged(base, ours, theirs, lost, conflict=False).faults == ("lost the comment told c1n",)
    assert judged(base, ours, theirs, good, conflict=True).false_conflict
    other = {"a.yaml": base["a.yaml"].replace("1", "0")}
    assert judged(base, ours, other, ours, conflict=False).faults[0].startswith("guessed: a.yaml stance")
