"""What a commit, an undo and a file in words cost beside the plain command: `python benchmarks/commits.py`.

Processor time of relmap and of the git that it calls, in milliseconds, the median of several runs on the hotel's book.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

HOTEL = Path(__file__).parents[1] / "examples" / "hotel"
RUNS = 9


def git(book: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Nok", "-c", "user.email=nok@example.com", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", *who, *arguments], cwd=book, check=True, capture_output=True)


def cost(book: Path, *arguments: str) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "relmap", *arguments], cwd=book, check=True, capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    costs: dict[str, list[float]] = {"set": [], "set --commit": [], "undo": [], "textconv": []}
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        shutil.copytree(HOTEL, book)
        git(book, "init", "--quiet")
        git(book, "config", "user.name", "Nok")
        git(book, "config", "user.email", "nok@example.com")
        git(book, "add", ".")
        git(book, "commit", "--quiet", "-m", "The book as it was")
        for number in range(RUNS):
            # The values at the start are 2 and 1: every run changes something.
            costs["set"].append(cost(book, "set", "kanya", "influence", str(3 + number % 2)))
            git(book, "commit", "--quiet", "--all", "-m", "by hand")
            costs["set --commit"].append(cost(book, "set", "malee", "influence", str(2 + number % 2), "--commit"))
            costs["undo"].append(cost(book, "undo"))
            costs["textconv"].append(cost(book, "textconv", "accounts/siam-grand/people/malee.yaml"))
    for name, found in costs.items():
        print(f"{name:14}{median(found):6.0f}  {median(found) / median(costs['set']):.2f} x")


if __name__ == "__main__":
    main()
