"""How long `relmap diff` takes on a large book in which one person changed, against one reading of the whole of it.

    python benchmarks/differences.py [ACCOUNTS [PEOPLE]]        by default 500 accounts of 20 people

The book is written into a temporary folder and committed. Whole processes, in turn; the smallest time of three counts.
"""

import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL, run

from portfolio import write_book

COMMANDS = (("diff",), ("diff", "--no-effect"), ("gaps", "--account", "a7"), ("check",))


def committed(root: Path, accounts: int, people: int) -> Path:
    write_book(root, accounts, people)
    git = ("git", "-C", str(root), "-c", "user.name=Nok", "-c", "user.email=nok@example.com")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "book")):
        run([*git, *arguments], check=True)
    person = root / "accounts/a7/people/p3.yaml"
    person.write_text(person.read_text("utf-8") + "x-seen: yes\ntemperament: calm\n", "utf-8")
    return root


def seconds(root: Path, arguments: tuple[str, ...]) -> float:
    start = time.perf_counter()
    run([sys.executable, "-m", "relmap", "--book", str(root), *arguments], stdout=DEVNULL, stderr=DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    accounts, people = map(int, (*sys.argv[1:], *("500", "20")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        root = committed(Path(folder) / "book", accounts, people)
        runs = [[seconds(root, command) for command in COMMANDS] for _ in range(3)]
    best = [min(times) for times in zip(*runs, strict=True)]
    for command, took in zip(COMMANDS, best, strict=True):
        print(f"relmap {' '.join(command):24} {took:6.2f} s   {took / best[-1]:.2f} x check")


if __name__ == "__main__":
    main()
