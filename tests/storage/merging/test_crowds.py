"""The judge of merges and items that share what they are told apart by: it knows right and wrong."""

import random
from collections.abc import Hashable, Sequence

import pytest

from relmap.storage.merging import values
from relmap.storage.merging.matching import Ids
from tests.storage.merging.crowds import Item, said, truth_of
from tests.storage.merging.random_merges import Verdict, judged
from tests.storage.merging.versions import conflicts, merged

OLD = {"level": "2", "since": "2019-01-01"}
NEW = {"level": "3", "since": "2025-01-01"}
ENDED = OLD | {"until": "2024-12-31"}
FILE = "accounts/siam-grand/people/malee.yaml"
SEEDS = range(400)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcomes", "is_open"),
    [
        ([OLD], [NEW, OLD], [ENDED], [[NEW, ENDED]], False),
        ([OLD, NEW], [ENDED, NEW], [NEW], [], True),  # ended here, struck out there
        ([OLD, NEW], [ENDED, NEW], [OLD, NEW | {"note": "n"}], [[ENDED, NEW | {"note": "n"}]], False),
        ([OLD], [OLD, NEW], [OLD, NEW], [[OLD, NEW]], False),
        ([OLD], [OLD, NEW], [OLD, NEW | {"note": "n"}], [[OLD, NEW, NEW | {"note": "n"}]], True),  # one, or two
        ([OLD, NEW], [OLD], [NEW], [[]], False),
    ],
)
def test_what_may_come_out(
    base: list[Item], ours: list[Item], theirs: list[Item], outcomes: list[list[Item]], is_open: bool
) -> None:
    expected = frozenset(map(said, outcomes)), is_open
    assert truth_of(base, ours, theirs) == truth_of(base, theirs, ours) == expected


def test_the_merge_of_such_items_is_what_it_must_be() -> None:
    verdicts = {seed: _verdict(seed) for seed in SEEDS}
    assert {seed: verdict.faults for seed, verdict in verdicts.items() if verdict.faults} == {}
    stopped = [seed for seed, verdict in verdicts.items() if verdict.conflict]
    assert len(stopped) < len(SEEDS) / 2, "most of these the judge decides"
    assert sum(verdict.false_conflict for verdict in verdicts.values()) <= len(SEEDS) / 20


def test_the_judge_sees_items_that_are_paired_wrongly(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_place(base: Ids, side: Ids, *_: object) -> list[int | None]:
        """Of those that share an id the first with the last."""
        left: dict[Hashable, list[int]] = {}
        for place, mark in enumerate(base):
            left.setdefault(mark, []).append(place)
        return [left[mark].pop() if left.get(mark) else None for mark in side]

    monkeypatch.setattr(values, "by_content", by_place)
    assert sum(bool(_verdict(seed).faults) for seed in SEEDS) > len(SEEDS) / 10


def _verdict(seed: int) -> Verdict:
    rng = random.Random(seed)
    items = [
        {"level": str(rng.randint(1, 4)), "since": f"20{at + 10}-01-01", "source": rng.choice(("web", "visit"))}
        for at in range(rng.randint(1, 3))
    ]
    base, ours, theirs = (_text(side) for side in (items, _worked_on(rng, items), _worked_on(rng, items)))
    books = [{FILE: text} for text in (base, ours, theirs, merged(base, ours, theirs))]
    return judged(books[0], books[1], books[2], books[3], conflict=conflicts(base, ours, theirs) > 0)


def _worked_on(rng: random.Random, items: Sequence[Item]) -> list[Item]:
    found = [dict(item) for item in items]
    for _ in range(rng.randint(1, 2)):
        kind = rng.randrange(4)
        if kind == 0:
            new = {"level": str(rng.randint(1, 4)), "since": "2025-01-01", "note": rng.choice("mn")}
            found.insert(rng.randint(0, len(found)), new)
        elif found and kind == 1:
            rng.choice(found)[rng.choice(("until", "note"))] = f"2027-01-{rng.randint(10, 12)}"
        elif found and kind == 2:
            rng.choice(found)["level"] = str(rng.randint(1, 4))
        elif len(found) > 1:
            found.pop(rng.randrange(len(found)))
    return found


def _text(items: Sequence[Item]) -> str:
    said = "".join(f"  - {{to: b, kind: advises, {', '.join(map(': '.join, item.items()))}}}\n" for item in items)
    return f"name: A\nlinks:\n{said}stance: 1\n"
