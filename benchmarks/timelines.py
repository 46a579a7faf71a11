"""What `relmap history` costs in a book of 10,000 people in 200 accounts: python benchmarks/timelines.py [COMMITS]

By default 1,000 commits: of the first half each changes the title of one person, of the second each notes a touch at
account a7, where every 25th also corrects one of before. Prints the processor time of whole processes, git's included,
the median of five.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import past
import reading

ROUNDS = 5
DIARY = "accounts/a7/touches/2024-nok.yaml"
DEAL = "accounts/a7/deals/ovens.yaml"
SEATS = "name: Ovens\ncommittee:\n  - {person: p10, stance: 1}\n"
GONE = "accounts/a7/people/gone.yaml"
ASKED = (
    ["list", "--account", "a7"],
    ["history", "a0/p15"],
    ["history", "Malee 15"],
    ["history", "a7/p10"],
    ["history", "a7"],
    ["history", "Account 7"],
    ["history", "a7", "-n", "5"],
    ["history", "a7/ovens"],
    ["history", "a7/gone"],
    ["history", "Long Gone"],
    ["history", "a0/p15", "--trend"],
    ["history", "a7", "--trend"],
)


def diary(commits: int) -> Iterator[str]:
    """What the diary says after each commit."""
    lines: list[str] = []
    for number in range(commits):
        if number % 25 == 24:
            lines[-3] = lines[-3].replace("visit", "call")
        day = f"2024-{1 + number * 12 // commits:02}-{1 + number % 28:02}"
        lines.append(f'- {{on: {day}, with: [p{number % 50}], channel: visit, note: "met number {number}"}}\n')
        yield "".join(lines)


def later(commits: int) -> Iterator[bytes]:
    """Further commits for `git fast-import`, upon those of `past.history`."""
    yield from changed(0, [(DEAL, SEATS), (GONE, "name: Long Gone\n")])
    yield from changed(1, [(GONE, "")])
    for number, text in enumerate(diary(commits), start=2):
        yield from changed(number, [(DIARY, text)])


def changed(number: int, files: list[tuple[str, str]]) -> Iterator[bytes]:
    yield f"commit refs/heads/main\ncommitter {past.WHO} {past.FIRST + (1_000 + number) * past.DAY} +0700\n".encode()
    yield b"data 4\nwork\n" + (b"" if number else b"from refs/heads/main^0\n")
    for path, text in files:
        data = text.encode()
        yield (
            f"M 100644 inline {path}\n".encode() + b"data %d\n%s\n" % (len(data), data)
            if text
            else f"D {path}\n".encode()
        )
    yield b"\n"


def main() -> None:
    commits = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "book")
        root.mkdir()
        reading.write_book(root, past.PEOPLE)
        past.commit_everything(root, commits // 2, loose=False)
        past.git(root, "fast-import", "--quiet", given=b"".join(later(commits - commits // 2 - 2)))
        past.git(root, "reset", "--quiet", "--hard")
        print(f"{past.PEOPLE:,} people, {commits:,} commits")
        for words in ASKED:
            median = statistics.median(past.processor_time(root, words) for _ in range(ROUNDS))
            print(f"  relmap {' '.join(words):<32}{median:6.2f} s of processor time")


if __name__ == "__main__":
    main()
