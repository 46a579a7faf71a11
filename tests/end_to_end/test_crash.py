"""A transaction is broken at every system call, by an error and by SIGKILL; the book is never torn."""

import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from relmap.storage.files import FileChange
from relmap.storage.journal import write_journal
from relmap.storage.lock import lock
from relmap.storage.transaction import recover
from tests.end_to_end.crash_driver import Case, Outcome, break_everywhere, either, undisturbed, whole_in_the_end

OLD = {"relmap.yaml": b"relmap: 1\n", "team/nok.yaml": b"name: Nok\n", "team": None}
CHANGED = FileChange(path="relmap.yaml", before=b"relmap: 1\n", after=b"relmap: 1\nlanguage: th\n")
ADDED = FileChange(path="accounts/siam/account.yaml", before=None, after="name: สยาม\n".encode())
DELETED = FileChange(path="team/nok.yaml", before=b"name: Nok\n", after=None)
ALL = [CHANGED, ADDED, DELETED]

ONE_CHANGED = OLD | {CHANGED.path: CHANGED.after}
ALL_DONE = {CHANGED.path: CHANGED.after, ADDED.path: ADDED.after, "accounts": None, "accounts/siam": None}

PREAMBLE = """
import sys
from pathlib import Path
from relmap.errors import RelmapError
from relmap.storage.files import FileChange
from relmap.storage.transaction import commit, recover, writing
root = Path(sys.argv[1])
def run():
    {action}
try:
    run()
except RelmapError as error:
    sys.exit(f"error: {{error}}")
"""


def prepare(root: Path) -> None:
    (root / "team").mkdir()
    (root / "relmap.yaml").write_bytes(b"relmap: 1\n")
    (root / "team" / "nok.yaml").write_bytes(b"name: Nok\n")


def python(action: str) -> Callable[[Path], list[str]]:
    return lambda root: [sys.executable, "-S", "-c", PREAMBLE.format(action=action), str(root)]


def committing(changes: list[FileChange]) -> Callable[[Path], list[str]]:
    return python(f"with writing(root): commit(root, {changes!r})")


def assert_each(outcomes: list[Outcome], *laws: Callable[[Outcome], Iterator[str]]) -> None:
    assert len(outcomes) > 40
    broken = [f"{fault}: {outcome}" for outcome in outcomes for law in laws for fault in law(outcome)]
    assert not broken, "\n".join(broken)


def one_line_of_error(outcome: Outcome) -> Iterator[str]:
    if outcome.killed:
        if outcome.status != -signal.SIGKILL:
            yield "not killed"
    elif outcome.interrupted:
        if outcome.status != -signal.SIGINT:
            yield "not interrupted"
    elif outcome.status != 0 and not (outcome.status == 1 and re.fullmatch("error: .+\n", outcome.stderr)):
        yield "not one line of error"


def truly_told(outcome: Outcome) -> Iterator[str]:
    """The exit status and the error must say what became of the change."""
    if outcome.status == 0 and outcome.at_once != "new":
        yield "not done, and said nothing"
    if outcome.status == 1 and "half written" not in outcome.stderr:
        if not outcome.at_once == outcome.later == "old":
            yield "changed in spite of the error"
    elif outcome.status == 1 and not outcome.fault.lasting and outcome.later != "new":
        yield "promised to finish the change, and did not"


@pytest.mark.parametrize(("changes", "new"), [([CHANGED], ONE_CHANGED), (ALL, ALL_DONE)], ids=["one", "three"])
def test_commit_is_all_or_nothing(changes: list[FileChange], new: dict[str, bytes | None], tmp_path: Path) -> None:
    case = Case(prepare=prepare, command=committing(changes), finish=recover, classify=either(OLD, new))
    outcomes = break_everywhere(case, tmp_path)
    assert_each(outcomes, whole_in_the_end, one_line_of_error, truly_told)
    assert {outcome.later for outcome in outcomes if outcome.killed} == {"old", "new"}


def test_recovery_may_itself_be_broken(tmp_path: Path) -> None:
    def prepare_half_done(root: Path) -> None:
        prepare(root)
        with lock(root):
            write_journal(root, ALL)
            (root / CHANGED.path).write_bytes(CHANGED.after or b"")
        (root / ".relmap" / "lock").write_bytes(b"process 1")
        (root / ".relmap-tmp-0").write_bytes(b"rel")

    case = Case(
        prepare=prepare_half_done, command=python("recover(root)"), finish=recover, classify=either(OLD, ALL_DONE)
    )
    outcomes = break_everywhere(case, tmp_path)
    assert_each(outcomes, whole_in_the_end, one_line_of_error)
    assert {outcome.later for outcome in outcomes} == {"new"}


def test_everything_reaches_the_disk_in_the_right_order(tmp_path: Path) -> None:
    """SIGKILL loses no page of the system's cache, a power cut does: so look at the order of the calls."""
    case = Case(prepare=prepare, command=committing(ALL), finish=recover, classify=either(OLD, ALL_DONE))
    root, trace = undisturbed(case, tmp_path)
    calls = list(changing_calls(trace, root))
    journal = calls.index(("ftruncate", [".relmap/journal"]))
    for place, (syscall, paths) in enumerate(calls):
        if syscall == "rename":
            assert ("fsync", paths[:1]) in calls[:place], "renamed before its contents were on disk"
        place_in_book = PurePosixPath(paths[-1])
        if syscall in ("rename", "unlink", "mkdir", "rmdir") and place_in_book.parts[0] != ".relmap":
            folders = map(str, place_in_book.parents)
            folder = next(folder for folder in folders if ("rmdir", [folder]) not in calls)
            assert ("fsync", [folder]) in calls[place:journal], f"{syscall} {place_in_book} may be lost"
            assert ("fsync", [".relmap"]) in calls[:place], "changed something before the journal was on disk"
    assert calls[journal + 1 : journal + 3] == [("fsync", [".relmap/journal"]), ("unlink", [".relmap/journal"])]
    assert [paths for syscall, paths in calls if syscall == "rename"][1][1] == ".relmap/journal"


def changing_calls(trace: list[str], root: Path) -> Iterator[tuple[str, list[str]]]:
    """Each call that changes a name or makes something durable, with its paths in the book."""
    for line in trace:
        match = re.match(r"\d+ +(rename|unlink|mkdir|rmdir|fsync|ftruncate)\(", line)
        if match and str(root) in line:
            yield match[1], [path or "." for path in re.findall(f'{re.escape(str(root))}/?([^>"]*)', line)]
