"""How long `relmap portfolio` takes on a large book, and how much memory, against just parsing its files.

    python benchmarks/portfolio.py [ACCOUNTS [PEOPLE]]        by default 1,000 accounts of 20 people

The book is written into a temporary folder. Each run is a process of its own, in turn; the smallest time counts. The
loader, PyYAML's in C, reads the same files from the disk and drops what it read.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL, Popen

from reading import person

MEMBERS = ("nok", "pim", "tan", "art", "may")
SEGMENTS = ("new", "repeat", "regular", "fan", "occasional", "dormant")
CHANNELS = ("visit", "call", "chat", "email")
PARSING = """
import sys, yaml
from pathlib import Path
for file in Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(file.read_bytes(), yaml.CSafeLoader)
"""


def write_book(root: Path, accounts: int, people: int) -> None:
    """One account in fifty has a tie into another, one in ten belongs to a group; two in three have an open deal."""
    rng = random.Random(accounts)
    (root / "team").mkdir(parents=True)
    (root / "relmap.yaml").write_text("relmap: 1\nrequired_roles: [decision_maker, approver, influencer, user]\n")
    for member in MEMBERS:
        (root / "team" / f"{member}.yaml").write_text(f"name: {member.title()}\n")
    for number in range(accounts):
        _write_account(root / "accounts" / f"a{number}", number, accounts, people, rng)


def _write_account(folder: Path, number: int, accounts: int, people: int, rng: random.Random) -> None:
    for part in ("people", "deals", "touches"):
        (folder / part).mkdir(parents=True)
    lines = [f"name: Account {number}", f"segment: {rng.choice(SEGMENTS)}", f"owner: {rng.choice(MEMBERS)}"]
    lines += [f"parent: a{number // 10 * 10}"] if number % 10 == 1 else []
    lines += ["revenue:", f"  2025: {{amount: {int(rng.paretovariate(1.2) * 10_000)}, currency: THB}}"]
    (folder / "account.yaml").write_text("\n".join(lines) + "\n")
    for place in range(people):
        text = person(rng, place, people)
        if number % 50 == 1 and place == 0:
            text = text.replace("links:\n", f"links:\n  - {{to: a{(number + 7) % accounts}/p0, kind: friend}}\n")
        (folder / "people" / f"p{place}.yaml").write_text(text)
    if number % 3:
        seats = "".join(
            f"  - {{person: p{place}, stance: {rng.randrange(-2, 3)}}}\n" for place in range(min(5, people))
        )
        deal = (
            f"name: Deal {number}\nstage: proposal\namount: {rng.randrange(10**6)}\ncurrency: THB\ncommittee:\n{seats}"
        )
        (folder / "deals" / "d.yaml").write_text(deal)
    for member in rng.sample(MEMBERS, 2):
        touches = (
            f"- {{on: 2026-{rng.randrange(1, 11):02}-{rng.randrange(1, 29):02}, with: [p{rng.randrange(people)}], "
            f'channel: {rng.choice(CHANNELS)}, note: "ส่งตัวอย่างให้ดู"}}\n'
            for _ in range(10)
        )
        (folder / "touches" / f"2026-{member}.yaml").write_text("".join(touches))


def run(*command: str) -> tuple[float, float]:
    """Seconds of wall time and the largest resident size in MB of one process."""
    import os

    start = time.perf_counter()
    process = Popen([sys.executable, *command], stdout=DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    accounts, people = map(int, (*sys.argv[1:3], *("1000", "20")[len(sys.argv[1:3]) :]))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        write_book(root, accounts, people)
        files = sum(1 for _ in root.rglob("*.yaml"))
        commands = {
            "yaml.CSafeLoader": ("-c", PARSING, str(root)),
            "relmap portfolio": ("-m", "relmap", "--book", str(root), "--today", "2026-11-23", "portfolio"),
        }
        best: dict[str, tuple[float, float]] = {}
        for _ in range(3 if accounts <= 1000 else 1):
            for name, command in commands.items():
                best[name] = min(best.get(name, (float("inf"), 0.0)), run(*command))
    print(f"{accounts:,} accounts of {people} people, {files:,} files")
    plain = best["yaml.CSafeLoader"][0]
    for name, (seconds, memory) in best.items():
        print(f"  {name:<18}{seconds:8.1f} s  {seconds / plain:5.2f} x  {memory:7.0f} MB")


if __name__ == "__main__":
    main()
