"""How long commands take on one large account: python benchmarks/large.py [PEOPLE]        by default 10,000

Everybody reports to somebody and has two ties; ten are known to us. Whole processes, the median of three.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAP_PEOPLE = 500


def write_book(root: Path, people: int) -> None:
    rng = random.Random(3)
    folder = root / "accounts" / "big" / "people"
    folder.mkdir(parents=True)
    (root / "team").mkdir()
    (root / "relmap.yaml").write_text("relmap: 1\n")
    (root / "team" / "nok.yaml").write_text("name: Nok\n")
    (root / "accounts" / "big" / "account.yaml").write_text("name: Big\n")
    for number in range(people):
        near = [other for other in range(max(0, number - 50), min(people, number + 50)) if other != number]
        lines = [f"name: Person {number}", f"title: Title {number % 50}", f"department: D{number % 20}"]
        lines += [f"reports_to: p{(number - 1) // 8}"] if number else []
        lines += [f"roles: [{'influencer' if number else 'decision_maker'}]"]
        lines += [f"influence: {rng.randint(0, 4)}", f"stance: {rng.randint(-2, 2)}", "links:"]
        for other in rng.sample(near, 2):
            lines.append(f"  - {{to: p{other}, kind: influences, level: {rng.randint(1, 4)}}}")
        lines += ["known_by:", "  - {member: nok, level: 3}"] if number >= people - 10 else []
        (folder / f"p{number}.yaml").write_text("\n".join(lines) + "\n")


def measured(root: Path, *arguments: str) -> float:
    """Seconds of wall time of one command, the median of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        command = [sys.executable, "-m", "relmap", "--book", str(root), *arguments]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        big, small = Path(folder, "big"), Path(folder, "small")
        write_book(big, people)
        write_book(small, MAP_PEOPLE)
        print(f"{people:,} people in one account")
        for command in ("path --to decision_maker", "list", "gaps --top 10", "check", "set p77 title Boss --dry-run"):
            print(f"  relmap {command:<32}{measured(big, *command.split()):8.2f} s")
        print(f"{MAP_PEOPLE} people in one account")
        for view in ("influence", "org"):
            for ending in ("svg", "png"):
                arguments = ("map", "--view", view, "-o", str(Path(folder, f"map.{ending}")))
                print(f"  relmap map --view {view} -o map.{ending:<8}{measured(small, *arguments):8.2f} s")


if __name__ == "__main__":
    main()
