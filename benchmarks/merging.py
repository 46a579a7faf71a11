"""How merges of two people's work come out, with relmap as git's driver and with git alone.

    python benchmarks/merging.py [MERGES [FIRST SEED [PEOPLE EDITS]]]        by default 1,000 from 0, of 4 and 6

Two branches of the hotel's book, one to EDITS random edits on each, through relmap's commands and by hand, comments
included, on one to PEOPLE people in common; a judge that knows nothing of relmap's merge compares what comes out with
what must. A false conflict is one that the judge knows the answer to.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.storage.merging.random_merges import Merges, Verdict


def main() -> None:
    given = sys.argv[1:]
    number, first, people, edits = (int(word) for word in (*given, *("1000", "0", "4", "6")[len(given) :]))
    found: list[tuple[Verdict, Verdict]] = []
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        merges = Merges(Path(folder) / "book", f"{sys.executable} -m relmap")
        for seed in range(first, first + number):
            found.append(merges.run(seed, people=people, edits=edits))
            if found[-1][0].false_conflict:
                print(f"seed {seed}: a false conflict", flush=True)
            for fault in found[-1][0].faults:
                print(f"seed {seed}: {fault}", flush=True)
    for name, verdicts in (("with relmap", [one for one, _ in found]), ("git alone", [two for _, two in found])):
        print(f"{name:<12}{_line(verdicts)}")
    links = sum(one.dangling for one, _ in found)
    print(f"{links} dangling references after clean merges, all told by check; {_seconds(started, number)} a merge")


def _line(verdicts: list[Verdict]) -> str:
    wrong = sum(bool(verdict.faults) and not verdict.conflict for verdict in verdicts)
    false = statistics.fmean(verdict.false_conflict for verdict in verdicts)
    right = sum(verdict.conflict and verdict.meant for verdict in verdicts)
    return f"{len(verdicts)} merges: {wrong} wrong, {false:.1%} false conflicts, {right} conflicts that are meant"


def _seconds(started: float, number: int) -> str:
    return f"{(time.perf_counter() - started) / number:.2f} s"


if __name__ == "__main__":
    main()
