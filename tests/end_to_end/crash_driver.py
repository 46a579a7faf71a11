"""Breaks a command at every system call that touches the book, and looks at what is left.

`break_everywhere` first traces one undisturbed run and notes which calls name a place inside the book. Then it runs
the command once for each of these calls and each way of breaking it, on a fresh copy of the book. The command must
name the book by its absolute path, for a call is recognised by the path that strace prints.
"""

import fcntl
import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

CHANGING = (
    "?open", "openat", "write", "pwrite64", "?writev", "fsync", "fdatasync", "ftruncate", "flock", "fchmod", "?chmod",
    "fchmodat", "?rename", "renameat", "renameat2", "?unlink", "unlinkat", "?mkdir", "mkdirat", "?rmdir", "?link",
)  # fmt: skip
READING = ("read", "pread64", "lseek", "close", "getdents64", "fstat", "newfstatat", "statx", "?lstat", "?stat")
# From one call on nothing of this kind works any more. Not writes and opens: Python could not even say so.
LASTING = ("fsync", "ftruncate", "rename", "unlink", "mkdir", "rmdir", "renameat", "unlinkat", "mkdirat")

_CHANGING_NAMES = ("rename", "renameat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate")

_CALL = re.compile(r"^(\d+) +(\w+)\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The `number`-th call of `syscall` meets `action`, as in strace's `-e inject=`."""

    syscall: str
    number: int
    action: str
    lasting: bool = False

    def __str__(self) -> str:
        return f"{self.syscall}:{self.action}:when={self.number}{'+' if self.lasting else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a broken run left: `at_once`, and `later`, after the next command. `hit`: the call was in the book."""

    fault: Fault
    call: str
    hit: bool
    status: int
    stderr: str
    at_once: str
    later: str
    leftovers: tuple[str, ...]

    @property
    def killed(self) -> bool:
        return "KILL" in self.fault.action

    @property
    def interrupted(self) -> bool:
        return "INT" in self.fault.action


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command to break. `classify` names the state of the book, "new" being where the command leads.

    `finish` is the next command; one that writes, for only such a one deletes temporary files. A `sparing` case breaks
    of the calls that only read one for each name and file between two that change the tree, for what they meet is the
    same; and none about a file that is open already but its reading, for no disk refuses those.
    """

    prepare: Callable[[Path], object]
    command: Callable[[Path], Sequence[str]]
    finish: Callable[[Path], object]
    classify: Callable[[Path], str]
    sparing: bool = False


def undisturbed(case: Case, work: Path) -> tuple[Path, list[str]]:
    """Run the command in a book below `work`; return the book and the lines of strace."""
    root = _fresh(case, work / "undisturbed")
    result, trace = _strace(case.command(root), work / "undisturbed", ())
    assert result.returncode == 0, result.stderr
    assert case.classify(root) == "new", "the undisturbed command does not lead to the new state"
    return root, trace


def break_everywhere(case: Case, work: Path) -> list[Outcome]:
    """Every outcome of `case`, two runs at a time, in folders of their own below `work`."""
    root, trace = undisturbed(case, work)
    faults = [fault for call in _calls_in(trace, root, case.sparing) for fault in _faults(*call)]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda job: _break(case, work / str(job[0]), job[1]), enumerate(faults)))


def tree(root: Path) -> dict[str, bytes | None]:
    """Every file of the book with its bytes and every folder with None; relmap's and git's own left out."""
    return {
        str(place.relative_to(root)): None if place.is_dir() else place.read_bytes()
        for place in sorted(root.rglob("*"))
        if place.relative_to(root).parts[0] not in (".relmap", ".git")
    }


def whole_in_the_end(outcome: Outcome) -> Iterator[str]:
    """The faults of an outcome after the next command: nothing may be torn or left over."""
    if not outcome.hit:
        yield "the broken call does not touch the book"
    if outcome.later not in ("old", "new"):
        yield "torn after the next command"
    if outcome.leftovers:
        yield "leftovers"


def either(old: dict[str, bytes | None], new: dict[str, bytes | None]) -> Callable[[Path], str]:
    """A `classify` that knows two states; of any other it tells the difference."""

    def classify(root: Path) -> str:
        found = tree(root)
        if found == old:
            return "old"
        if found == new:
            return "new"
        return "torn: " + ", ".join(sorted({name for name, _ in found.items() ^ old.items()}))

    return classify


def leftovers(root: Path) -> Iterator[str]:
    """What no command may leave behind: temporary files, a journal, a lock that somebody holds."""
    yield from (str(place.relative_to(root)) for place in root.rglob(".relmap-tmp-*"))
    if (root / ".relmap" / "journal").exists():
        yield "journal"
    with suppress(FileNotFoundError), (root / ".relmap" / "lock").open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield "lock"


def _fresh(case: Case, folder: Path) -> Path:
    root = folder / "book"
    root.mkdir(parents=True)
    case.prepare(root)
    return root


def _strace(
    command: Sequence[str], folder: Path, injections: Sequence[str]
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    # With --seccomp-bpf, fast as it is, strace 6.1 injects no signal.
    quick = [] if any("signal=" in injection for injection in injections) else ["--seccomp-bpf"]
    trace = folder / "trace"
    calls = ",".join(CHANGING + READING)
    # Whoever runs the tests in the background of a shell hands down that Ctrl-C is ignored.
    heeding = ["env", "--default-signal=INT", *command]
    result = subprocess.run(
        ["strace", "-f", *quick, "-y", "-s", "0", "-o", str(trace), f"--trace={calls}", *injections, *heeding],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ
        | {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
    )
    return result, trace.read_text(errors="replace").splitlines()


def _calls_in(trace: list[str], root: Path, sparing: bool) -> Iterator[tuple[str, int, bool]]:
    """Name and number of each call that touches the book, and whether it may change something there.

    strace counts for each process and name.
    """
    numbers: Counter[tuple[str, str]] = Counter()
    seen = set()
    alike = set()
    for line in trace:
        if match := _CALL.match(line):
            process, syscall = match.groups()
            numbers[process, syscall] += 1
            call = syscall, numbers[process, syscall]
            if str(root) not in line or call in seen:
                continue
            seen.add(call)
            changes = _may_change(syscall, line)
            if syscall in _CHANGING_NAMES:
                alike.clear()
            kind = syscall, _place(line, root)
            if changes or not sparing or not (kind in alike or _is_about_open_file(syscall, line)):
                alike.add(kind)
                yield *call, changes


def _is_about_open_file(syscall: str, line: str) -> bool:
    return syscall in ("lseek", "close", "fstat") or "AT_EMPTY_PATH" in line


def _place(line: str, root: Path) -> str:
    """The first path in the book that a line of strace names, without the random part of a temporary name."""
    path = re.search(f'{re.escape(str(root))}([^>"]*)', line)
    return re.sub(r"(?<=\.relmap-tmp-)[0-9a-f]+", "", path[1]) if path else ""


def _may_change(syscall: str, line: str) -> bool:
    if syscall in ("open", "openat"):
        return "O_CREAT" in line or "O_TRUNC" in line
    return syscall in {name.removeprefix("?") for name in CHANGING}


def _faults(syscall: str, number: int, changes: bool) -> Iterator[Fault]:
    """A killed process leaves the same whether it dies before or in a call that only reads."""
    yield Fault(syscall=syscall, number=number, action="error=EIO")
    if changes:
        yield Fault(syscall=syscall, number=number, action="signal=KILL")
        yield Fault(syscall=syscall, number=number, action="signal=INT")
    if syscall in LASTING:
        yield Fault(syscall=syscall, number=number, action="error=ENOSPC", lasting=True)


def _break(case: Case, folder: Path, fault: Fault) -> Outcome:
    root = _fresh(case, folder)
    result, trace = _strace(case.command(root), folder, ["-e", f"inject={fault}"])
    call = _broken_call(trace, fault)
    at_once = case.classify(root)
    case.finish(root)
    return Outcome(
        fault=fault,
        call=call,
        hit=str(root) in call,
        status=result.returncode,
        stderr=result.stderr,
        at_once=at_once,
        later=case.classify(root),
        leftovers=tuple(leftovers(root)),
    )


def _broken_call(trace: list[str], fault: Fault) -> str:
    """The call that met an error, or the last one of its name before the signal."""
    if "signal=" not in fault.action:
        return next((line for line in trace if "(INJECTED)" in line), "")
    until_signal = takewhile(lambda line: " --- SIGINT " not in line, trace)
    calls = [line for line in until_signal if (match := _CALL.match(line)) and match[2] == fault.syscall]
    return calls[-1] if calls else ""
