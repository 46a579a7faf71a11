"""How long a book takes to read, against PyYAML's C loader on the same bytes.

    python benchmarks/reading.py [PEOPLE ...]        by default 100, 1,000 and 10,000

Both run in turn in one process, and the smallest time of each counts; only the ratio can be compared between machines.
The loader is given the files' bytes from memory; relmap also walks the folders, opens the files and makes the records.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from relmap.storage.reader import load

PEOPLE_PER_ACCOUNT = 50
ROLES = ("decision_maker", "approver", "influencer", "evaluator", "user", "purchaser", "gatekeeper")
KINDS = ("influences", "advises", "refers", "friend")


def person(rng: random.Random, number: int, colleagues: int = PEOPLE_PER_ACCOUNT) -> str:
    """A person's file with the keys that a person in use has."""
    boss, friend = rng.randrange(colleagues), rng.randrange(colleagues)
    return f"""\
name: มาลี ใจดี {number}
aliases: [พี่มาลี, Malee {number}]
names: {{en: Malee Jaidee {number}, zh: 玛丽}}
title: พนักงานต้อนรับ
department: Front Office
seniority: staff
reports_to: p{boss}
roles: [{rng.choice(ROLES)}]
influence: {rng.randrange(5)}
stance: {rng.randrange(-2, 3)}
needs: [อยากให้ผู้ขายนัดล่วงหน้า]
channels:
  phone: "02{rng.randrange(10**7):07}"
  email: malee{number}@example.com
links:
  - {{to: p{friend}, kind: {rng.choice(KINDS)}, level: {rng.randrange(1, 5)}, source: มาลีเล่าเอง}}
known_by:
  - {{member: nok, level: 2, target: 3, assessed_on: 2026-{rng.randrange(1, 12):02}-{rng.randrange(1, 29):02}}}
verified_on: 2026-{rng.randrange(1, 12):02}-{rng.randrange(1, 29):02}
source: เจอที่โรงแรม
"""


def write_book(root: Path, people: int) -> None:
    rng = random.Random(people)
    (root / "team").mkdir(parents=True)
    (root / "relmap.yaml").write_text("relmap: 1\n")
    (root / "team" / "nok.yaml").write_text("name: Nok\n")
    for number in range(people):
        account, place = divmod(number, PEOPLE_PER_ACCOUNT)
        folder = root / "accounts" / f"a{account}" / "people"
        if not place:
            folder.mkdir(parents=True)
            (folder.parent / "account.yaml").write_text(f"name: Account {account}\n")
        (folder / f"p{place}.yaml").write_text(person(rng, number))


def load_plainly(files: list[bytes]) -> None:
    for data in files:
        yaml.load(data, yaml.CSafeLoader)


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        write_book(root, people)
        files = [file.read_bytes() for file in sorted(root.rglob("*.yaml"))]
        rounds = 15 if people <= 1000 else 5
        times = [(seconds(lambda: load(root)), seconds(lambda: load_plainly(files))) for _ in range(rounds)]
        ours, plain = (min(column) for column in zip(*times, strict=True))
    print(
        f"{people:>7,} people  relmap {ours * 1e3:8.1f} ms  CSafeLoader {plain * 1e3:8.1f} ms  ratio {ours / plain:.2f}"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:] or ("100", "1000", "10000"):
        measure(int(argument))
