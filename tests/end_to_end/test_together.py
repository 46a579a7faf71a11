"""Several processes on one book at once: nobody's work is lost, and whoever has to wait is told for whom."""

import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.books import HOTEL, book_on_disk
from tests.end_to_end.command import RELMAP, environment, relmap

HOLDER = """
import sys, time
from pathlib import Path
from relmap.storage.lock import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def at_once(root: Path, commands: Iterable[list[str]]) -> list[tuple[int, str]]:
    """Start all the commands before waiting for the first; exit status and stderr of each."""
    started = [
        subprocess.Popen(
            [*RELMAP, *command],
            cwd=root,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    return [(process.wait(60), process.stderr.read() if process.stderr else "") for process in started]


def assert_sound(root: Path) -> None:
    result = relmap("check", folder=root)
    assert (result.returncode, result.stdout) == (0, "no faults found\n")
    assert not list(root.rglob(".relmap-tmp-*"))


def test_32_processes_add_32_people(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, {"accounts/a/account.yaml": "name: A\n"})
    commands = [["add-contact", f"Person {number}", "--account", "a"] for number in range(32)]
    results = at_once(root, commands)
    # On a machine with much else to do the last ones wait in vain, say so, and may come again.
    again = [command for command, (_, said) in zip(commands, results, strict=True) if "; waited 10 s; " in said]
    assert sorted(results)[: 32 - len(again)] == [(0, "")] * (32 - len(again))
    assert len(again) < 16
    assert [at_once(root, [command]) for command in again] == [[(0, "")]] * len(again)
    assert {path.stem for path in (root / "accounts/a/people").iterdir()} == {f"person-{n}" for n in range(32)}
    assert_sound(root)


def test_of_processes_that_add_the_same_person_one_wins(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, {"accounts/a/account.yaml": "name: A\n"})
    results = at_once(root, (["add-contact", "Malee", "--title", str(number)] for number in range(8)))
    assert sorted(status for status, _ in results) == [0] + [1] * 7
    assert {text for status, text in results if status} == {
        "error: the person malee exists already; give another --id\n"
    }
    (winner,) = [number for number, (status, _) in enumerate(results) if status == 0]
    assert (root / "accounts/a/people/malee.yaml").read_text() == f'name: Malee\ntitle: "{winner}"\n'


def test_8_processes_log_to_one_file(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    file = root / "accounts/siam-grand/touches/2026-nok.yaml"
    before = file.read_text()
    notes = [f"note {number}" for number in range(24)]
    for some in (notes[:8], notes[8:16], notes[16:]):
        results = at_once(root, (["touch", "malee", "--channel", "call", "--note", note] for note in some))
        assert results == [(0, "")] * 8
    after = file.read_text()
    assert after.startswith(before)
    assert sorted(re.findall('note: "?(note [0-9]+)"?}', after), key=notes.index) == notes
    assert after.count("\n") == before.count("\n") + 24
    assert_sound(root)


def test_processes_change_one_file_in_different_places(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    needs = [f"need {number}" for number in range(6)]
    changes = [["set", "malee", "needs", need, "--add"] for need in needs]
    results = at_once(root, [*changes, ["rename", "prasert", "prasert-r"]])
    assert results == [(0, "")] * 7
    text = (root / "accounts/siam-grand/people/malee.yaml").read_text()
    assert all(need in text for need in needs)
    assert "to: prasert-r," in text
    assert_sound(root)


def test_a_lock_that_is_held_is_waited_for_told_and_freed_by_death(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path / "book", HOTEL)
    change = ["set", "malee", "stance", "2"]
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(root)], env=environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        malee = (root / "accounts/siam-grand/people/malee.yaml").read_bytes()
        assert relmap("list", folder=root).returncode == 0, "reading waits for nobody"
        assert relmap(*change, "--dry-run", folder=root).returncode == 0, "looking at a change waits for nobody"
        start = time.monotonic()
        refused = relmap(*change, folder=root)
        assert 10 <= time.monotonic() - start < 20
        assert refused.returncode == 1
        assert re.fullmatch(
            rf"error: the book {root} is being changed by process {holder.pid} \(-c {root}\) on \S+ "
            r"since [-0-9]+ [:0-9]+; waited 10 s; let it finish, or end that process, and try again\n",
            refused.stderr,
        )
        assert (root / "accounts/siam-grand/people/malee.yaml").read_bytes() == malee
    finally:
        holder.kill()
        holder.wait()
    start = time.monotonic()
    assert relmap(*change, folder=root).returncode == 0
    assert time.monotonic() - start < 10
