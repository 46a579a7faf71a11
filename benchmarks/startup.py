"""How long short commands take, as ratios in one run: python benchmarks/startup.py [ROUNDS]

Each round runs every command once, so that a slow moment of the machine meets all of them alike; the median counts.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

HOTEL = Path(__file__).parents[1] / "examples" / "hotel"
PYTHON = sys.executable
COMMANDS = {
    "python -c pass": [PYTHON, "-c", "pass"],
    "import typer": [PYTHON, "-c", "import typer"],
    "relmap --version": [PYTHON, "-m", "relmap", "--version"],
    "relmap --help": [PYTHON, "-m", "relmap", "--help"],
    "relmap list": [PYTHON, "-m", "relmap", "list"],
    "relmap show malee": [PYTHON, "-m", "relmap", "show", "malee"],
    "relmap path --to GM": [PYTHON, "-m", "relmap", "path", "--to", "GM"],
    "relmap gaps": [PYTHON, "-m", "relmap", "gaps"],
    "import networkx": [PYTHON, "-c", "import networkx"],
}


def measured(command: list[str]) -> float:
    """Seconds of wall time."""
    start = time.perf_counter()
    subprocess.run(command, cwd=HOTEL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds + 1):
        for name, command in COMMANDS.items():
            times[name].append(measured(command))
    medians = {name: statistics.median(found[1:]) for name, found in times.items()}
    print(f"{'command':<24}{'ms':>8}{'x pass':>9}{'x typer':>9}")
    for name, seconds in medians.items():
        bare, typer = seconds / medians["python -c pass"], seconds / medians["import typer"]
        print(f"{name:<24}{seconds * 1000:8.1f}{bare:9.2f}{typer:9.2f}")


if __name__ == "__main__":
    main()
