"""How long maps of large accounts take, and how large they are: python benchmarks/maps.py [FOLDER [PEOPLE ...]]

Draws accounts of 25, 150, 500 and 5,000 people in every view and format, as whole processes; with a folder the pictures
stay there. Everybody but the head reports to somebody; there are about three ties a person.
"""

import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (25, 150, 500, 5_000)
VIEWS = ("influence", "org", "coverage", "quadrant")
ENDINGS = ("svg", "png", "pdf")
GIVEN = (
    "สมชาย",
    "มาลี",
    "วิภา",
    "ประเสริฐ",
    "กัญญา",
    "志强",
    "丽华",
    "建国",
    "思雨",
    "文博",
    "Oliver",
    "Hannah",
    "Marcus",
    "Priya",
)
FAMILY = {"th": ("รอบคอบ", "ใจดี", "มั่นคง", "ขยันงาน", "รสเลิศ", "สุขใจ"), "zh": ("王", "李", "张", "陈", "赵", "沈"),
          "en": ("Ashworth", "Bellamy", "Crowther", "Delacroix", "Eastwood", "Fenwick")}  # fmt: skip
UNITS = ("Finance", "IT", "Purchasing", "Production", "Legal", "Research", "Sales", "Logistics", "Quality", "Service")
RANKS = ("Chief officer", "Director", "Manager", "Specialist")
ROLES = ("user", "evaluator", "influencer", "purchaser", "gatekeeper", "coach", "blocker", "adviser")
KINDS = ("influences", "influences", "advises", "friend", "refers", "former_colleague", "conflicts")
TEAM = ("nok", "lin", "hannah", "sun")


def write_book(root: Path, people: int) -> None:
    """A book with one account: a head, departments of about a dozen, teams within them."""
    rng = random.Random(people)
    folder = root / "accounts" / "big" / "people"
    folder.mkdir(parents=True)
    (root / "team").mkdir()
    (root / "relmap.yaml").write_text("relmap: 1\n", "utf-8")
    (root / "accounts" / "big" / "account.yaml").write_text("name: Northwind Harbour Group\nowner: nok\n", "utf-8")
    for member in TEAM:
        (root / "team" / f"{member}.yaml").write_text(f"name: {member.title()}\ntitle: Account team\n", "utf-8")
    boss, unit = _tree(people)
    for number in range(people):
        lines = _person(rng, number, boss, unit, people)
        (folder / f"p{number}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _tree(people: int) -> tuple[dict[int, int], dict[int, str]]:
    """Number -> boss, and department: the first of each department reports to the head, others to one of its first."""
    departments = max(4, people // 12)
    boss: dict[int, int] = {}
    unit = {0: "Board"}
    for number in range(1, people):
        home = number % departments
        unit[number] = UNITS[home % len(UNITS)] + (f" {home // len(UNITS) + 1}" if departments > len(UNITS) else "")
        rank = number // departments
        boss[number] = 0 if number <= departments else home + departments * ((rank - 1) // 4 if rank > 1 else 0) or 0
    return boss, unit


def _person(rng: random.Random, number: int, boss: dict[int, int], unit: dict[int, str], people: int) -> list[str]:
    given = GIVEN[rng.randrange(len(GIVEN))]
    language = "th" if "ก" <= given[0] <= "๛" else "en" if given.isascii() else "zh"
    family = FAMILY[language][rng.randrange(6)]
    name = f"{family}{given}" if language == "zh" else f"{given} {family}"
    depth = 0 if number == 0 else 1 if boss[number] == 0 else 2 if boss[boss[number]] == 0 else 3
    # Most departments have nobody who matters much.
    matters = depth == 0 or (depth == 1 and number % 3 == 0)
    influence = 4 if depth == 0 else 3 if matters else rng.randint(0, 2)
    lines = [f"name: {name} {number}", f"title: {RANKS[depth]}, {unit[number]}", f"department: {unit[number]}"]
    lines += [f"reports_to: p{boss[number]}"] if number else []
    lines += [f"roles: [{'decision_maker' if number == 0 else rng.choice(ROLES)}]", f"influence: {influence}"]
    lines += [f"stance: {rng.randint(-2, 2)}"] if rng.random() < 0.8 else []
    others = sorted(
        rng.sample(range(people), 2) if rng.random() < 0.3 else [(number + 3) % people, (number + 7) % people]
    )
    lines += ["links:"] + [
        f"  - {{to: p{other}, kind: {rng.choice(KINDS)}, level: {rng.randint(1, 4)}}}"
        for other in others
        if other != number
    ]
    if number % 9 == 1:
        lines += ["known_by:", f"  - {{member: {TEAM[number % 4]}, level: {rng.randint(1, 4)}}}"]
    return lines


def measured(root: Path, *arguments: str) -> float:
    """Seconds of processor time of one command, the median of three: other work on the machine counts less."""
    times = []
    for _ in range(3):
        before = _processor_time()
        command = [sys.executable, "-m", "relmap", "--book", str(root), *arguments]
        done = subprocess.run(command, env={**os.environ, "RELMAP_LANG": "en"}, capture_output=True, check=False)
        if done.returncode:
            sys.exit(done.stderr.decode())
        times.append(_processor_time() - before)
    return statistics.median(times)


def _processor_time() -> float:
    """Seconds that the processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as books:
        pictures = Path(sys.argv[1] if len(sys.argv) > 1 else books)
        for people in map(int, sys.argv[2:] or SIZES):
            root = Path(books, str(people))
            write_book(root, people)
            print(f"{people:5,} people  list {measured(root, 'list'):6.2f} s", flush=True)
            for view in VIEWS:
                files = [pictures / f"{people}-{view}.{ending}" for ending in ENDINGS]
                figures = [f"{file.suffix[1:]} {_drawn(root, view, file):6.2f} s " for file in files]
                size = re.search(r'width="([\d.]+)" height="([\d.]+)"', files[0].read_text("utf-8"))
                print(f"  {view:<10}", *figures, " x ".join(size.groups()) if size else "", flush=True)
            print(f"  every view html {_drawn(root, VIEWS[0], pictures / f'{people}.html'):6.2f} s", flush=True)


def _drawn(root: Path, view: str, file: Path) -> float:
    return measured(root, "map", "--view", view, "--today", "2026-11-23", "-o", str(file))


if __name__ == "__main__":
    main()
