"""What holds of every merge, whatever two people did to the lines of a file."""

import random
import re
from collections.abc import Hashable

from hypothesis import given, settings
from hypothesis import strategies as st

from relmap.storage.layout import Place, place_of
from relmap.storage.merging.shapes import shape_of_file, value_of
from relmap.storage.merging.texts import Merged, merged_bytes
from relmap.storage.yaml_source import read_source
from tests.cli.runner import HOTEL
from tests.storage.merging.random_merges import judged
from tests.storage.merging.versions import LABELS

FILES = [
    (place, file.read_text("utf-8"))
    for file in sorted(HOTEL.rglob("*.yaml"))
    if (place := place_of(file.relative_to(HOTEL).as_posix())) is not None
]


def edited(rng: random.Random, text: str) -> str:
    """`text` with some lines changed; only what can still be read counts."""
    for _ in range(rng.randint(1, 5)):
        lines = text.splitlines(keepends=True)
        at = rng.randrange(len(lines))
        line = lines[at]
        indent = line[: len(line) - len(line.lstrip())]
        lines[at : at + 1] = rng.choice(
            [
                [f"{indent}# c{rng.randint(0, 999)}\n", line],
                [f"{line.rstrip()} # t{rng.randint(0, 999)}\n"],
                [],
                ["\n", line],
                [re.sub(r"\d", str(rng.randint(0, 4)), line, count=1)],
                [re.sub(r": (\w)", rf": {rng.choice('xyz')}\1", line, count=1)],
                [re.sub(r"\]", f", n{rng.randint(0, 5)}]", line, count=1)],
                [re.sub(r"\}", f", note: n{rng.randint(0, 5)}}}", line, count=1)],
                [
                    re.sub(
                        r"^(\w+): \[(.*)\]\s*$",
                        lambda hit: f"{hit[1]}:\n- " + hit[2].replace(", ", "\n- ") + "\n",
                        line,
                    )
                ],
                [re.sub(r": (\w+)$", r': "\1"', line.rstrip("\n")) + "\n"],
                [line, f"x-k{rng.randint(0, 5)}: {rng.choice(('a', '{b: 1}', '[1, 2]', '|', '>-'))}\n"],
            ]
        )
        changed = "".join(lines)
        if changed.strip() and not read_source(changed.encode()).faults:
            text = changed
    return text.rstrip("\n") if rng.random() < 0.05 else text


def versions(seed: int) -> tuple[Place, bytes, bytes, bytes]:
    rng = random.Random(seed)
    place, text = rng.choice(FILES)
    base = edited(rng, text)
    ours, theirs = edited(rng, base), edited(rng, base)
    return place, b"" if rng.random() < 0.05 else base.encode(), ours.encode(), theirs.encode()


def merge(place: Place, base: bytes, ours: bytes, theirs: bytes) -> Merged:
    """None of these versions is left to git."""
    return merged_bytes(place, base, ours, theirs, LABELS)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_the_judge_of_merges_finds_nothing_wrong_and_nothing_lost(seed: int) -> None:
    """Of a diary it knows a line by its day, which these edits change."""
    place, *given = versions(seed)
    if place.type == "touch" or not given[0]:
        return
    merged = merge(place, *given)
    path = path_of(place)
    books = [{path: data.decode().removesuffix("\n") + "\n"} for data in (*given, merged.data)]
    verdict = judged(books[0], books[1], books[2], books[3], conflict=merged.conflicts > 0)
    # Where a line below a comment is another one on each side, nobody knows what the comment is about.
    assert not [fault for fault in verdict.faults if not fault.startswith(("moved", "brought back", "doubled"))]


def path_of(place: Place) -> str:
    """Where a file of the hotel's book lies."""
    return next(path for file in HOTEL.rglob("*.yaml") if place_of(path := file.relative_to(HOTEL).as_posix()) == place)


def meaning(place: Place, data: bytes) -> Hashable:
    """What a file says, in whatever order."""
    return _unordered(shape_of_file(place).meaning(value_of(read_source(data).root)))


def _unordered(value: Hashable) -> Hashable:
    return frozenset(map(_unordered, value)) if isinstance(value, tuple | frozenset) else value


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_both_ways_round_say_the_same(seed: int) -> None:
    place, base, ours, theirs = versions(seed)
    one, two = merge(place, base, ours, theirs), merge(place, base, theirs, ours)
    if one.conflicts or two.conflicts:
        return
    assert meaning(place, one.data) == meaning(place, two.data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_lines_that_nobody_touched_stay_and_nothing_is_written_that_nobody_wrote(seed: int) -> None:
    place, base, ours, theirs = versions(seed)
    found = merge(place, base, ours, theirs)
    if found.conflicts:
        return
    lines = [set(data.decode().splitlines()) for data in (base, ours, theirs, found.data)]
    kept = {line for line in lines[0] & lines[1] & lines[2] if line and not line.endswith(":")}
    assert kept <= lines[3]
    pieces = [{piece for line in side for piece in bare(line)} for side in lines]
    assert pieces[3] <= pieces[1] | pieces[2]


def bare(line: str) -> list[str]:
    """The words of a line without the signs of YAML."""
    return [word for word in re.split(r"[\s,\[\]{}\"':]+", line) if word] or [""]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_with_one_side_unchanged_the_other_is_the_merge(seed: int) -> None:
    place, base, ours, _ = versions(seed)
    assert merge(place, base, ours, base) == merge(place, base, base, ours) == Merged(ours, 0)
    assert merge(place, base, ours, ours) == Merged(ours, 0)
