"""What the past costs: `relmap path` with --at and without, 10,000 people: python benchmarks/past.py [COMMITS]

By default 1,000 commits, each of which changes one person. Processor time of whole processes with git's in it, in
turn, the median of seven rounds: on a machine that does other things, too, the time on the clock says little. Of the
two books one has its people in a single account, the other 50 in each. "packed" is what `git gc` leaves, which git
runs by itself; "loose" is the last commit as `git add` wrote it, file by file.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import large
import reading

PEOPLE = 10_000
ROUNDS = 7
DAY = 86_400
FIRST = 1_700_000_000
COMMANDS = {
    "as it is": [],
    "--at HEAD": ["--at", "HEAD"],
    "--at DAY": ["--at", "2024-06-01"],
}
WHO = "Nok <nok@example.com>"


def git(root: Path, *arguments: str, given: bytes = b"") -> None:
    subprocess.run(["git", "-c", "gc.auto=0", *arguments], cwd=root, input=given, capture_output=True, check=True)


def history(people: list[Path], root: Path, commits: int) -> Iterator[bytes]:
    """Commits for `git fast-import`: everything, then the title of one person after another, a day apart."""
    files = sorted(root.rglob("*.yaml"))
    for number in range(commits):
        said = f"work {number}".encode()
        yield f"commit refs/heads/main\ncommitter {WHO} {FIRST + number * DAY} +0700\n".encode()
        yield b"data %d\n%s\n" % (len(said), said)
        for file in files if not number else [people[number * 7 % len(people)]]:
            text = file.read_bytes()
            text = text.replace(b"title: ", b"title: %d " % number, 1) if number else text
            yield f"M 100644 inline {file.relative_to(root).as_posix()}\n".encode()
            yield b"data %d\n%s\n" % (len(text), text)
        yield b"\n"


def commit_everything(root: Path, commits: int, *, loose: bool) -> None:
    people = sorted(root.rglob("people/*.yaml"))
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "fast-import", "--quiet", given=b"".join(history(people, root, commits)))
    git(root, "reset", "--quiet", "--hard")
    if loose:
        pack = next((root / ".git" / "objects" / "pack").glob("*.pack"))
        away = root / ".git" / "away.pack"
        pack.rename(away)
        for file in pack.parent.iterdir():
            file.unlink()
        git(root, "unpack-objects", "-q", given=away.read_bytes())
        away.unlink()


def measured(root: Path, account: str, options: list[str]) -> float:
    """Seconds of processor time of one whole process."""
    return processor_time(root, ["path", "--account", account, "--to", "p0", *options])


def processor_time(root: Path, words: list[str]) -> float:
    """Of relmap and of the git that it calls, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "relmap", "--book", str(root), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1) or "error:" in done.stderr:
        raise SystemExit(done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    commits = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    books: dict[str, tuple[Callable[[Path, int], None], str]] = {
        "200 accounts of 50": (reading.write_book, "a7"),
        "one account of 10,000": (large.write_book, "big"),
    }
    print(f"{PEOPLE:,} people, {commits:,} commits")
    for name, (write, account) in books.items():
        for kind in ("packed", "loose"):
            with tempfile.TemporaryDirectory() as folder:
                root = Path(folder, "book")
                root.mkdir()
                write(root, PEOPLE)
                # Every state of a folder of 10,000 names, loose, would be a gigabyte of trees; a few tell as much.
                few = kind == "loose" and account == "big"
                commit_everything(root, min(commits, 20) if few else commits, loose=kind == "loose")
                times: dict[str, list[float]] = {option: [] for option in COMMANDS}
                for _ in range(ROUNDS + 1):
                    for option, arguments in COMMANDS.items():
                        times[option].append(measured(root, account, arguments))
                found = {option: statistics.median(taken[1:]) for option, taken in times.items()}
                for option, seconds in found.items():
                    print(f"  {name:<24}{kind:<8}{option:<12}{seconds:6.2f} s{seconds / found['as it is']:7.2f} x")


if __name__ == "__main__":
    main()
