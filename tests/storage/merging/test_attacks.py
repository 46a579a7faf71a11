"""Whatever goes wrong in a merge, nothing that either side wrote is lost, and git goes on."""

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from relmap.storage.git_setup import settings
from relmap.storage.merging.driver import merge_files
from tests.end_to_end.command import RELMAP, environment
from tests.storage.merging.test_driver import MALEE, OURS, PERSON, THEIRS, Repository, git
from tests.storage.merging.versions import LABELS

DIARY = "accounts/siam-grand/touches/2026-nok.yaml"
OPEN = MALEE.replace("stance: 1", "stance: 0").replace("notes: n", "notes: m")
BY_LINES = "<<<<<<< ours\nstance: 2\nnotes: n\n=======\nstance: 0\nnotes: m\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    "program",
    [
        "sh -c 'kill -9 $$'",
        "sh -c 'kill -15 $$'",
        "sh -c 'exit 1'",
        "sh -c 'exit 127'",
        "/nowhere/relmap",
        "''",
        "'with space'",
        f"{sys.executable} -c 'raise MemoryError'",
    ],
)
def test_a_driver_that_dies_leaves_the_merge_to_git(tmp_path: Path, program: str) -> None:
    repository = Repository(tmp_path / "r")
    git(repository.folder, "config", "merge.relmap.driver", settings(program)["merge.relmap.driver"])
    (tmp_path / "bin").mkdir()
    for name in ("git", "sh", "grep", "test"):
        (tmp_path / "bin" / name).symlink_to(f"/usr/bin/{name}")
    done = repository.merge(OURS, OPEN, PATH=str(tmp_path / "bin"))
    assert done.returncode == 1
    assert BY_LINES in repository.file.read_text()
    assert "relmap cannot be run" in done.stderr


def test_a_driver_killed_as_it_writes_leaves_the_file_whole(tmp_path: Path) -> None:
    files = _written(tmp_path, MALEE, OURS, THEIRS)
    killed = (
        "import os, sys; from relmap.storage.merging import driver\n"
        "driver.replace = lambda *_: os.kill(os.getpid(), 9)\n"
        "from relmap.cli.app import program; program()(args=sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", killed, "merge-driver", *files, PERSON], env=environment(), check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert [Path(file).read_text() for file in files] == [MALEE, OURS, THEIRS]


@pytest.mark.parametrize("content", ["", "<<<<<<< old\nx: 1\n=======\n>>>>>>> marks\n"])
def test_without_room_the_file_stays_and_no_marks_are_claimed(tmp_path: Path, content: str) -> None:
    more = content + "".join(f"x-{number}: y\n" for number in range(200))
    files = _written(tmp_path, MALEE + more, OURS + more, THEIRS + more)
    done = subprocess.run(
        [*RELMAP, "merge-driver", *files, PERSON],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: cannot merge ")
    assert done.stderr.count("\n") == 1
    assert Path(files[1]).read_text() == OURS + more
    assert len(list(tmp_path.iterdir())) == len(files), "no draft stays"


def test_variables_of_a_hook_do_not_lead_elsewhere(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    other = Repository(tmp_path / "other")
    git(repository.folder, "checkout", "-q", "-b", "topic")
    repository.write(THEIRS)
    repository.commit("theirs")
    git(repository.folder, "checkout", "-q", "main")
    repository.write(OURS)
    repository.commit("ours")
    hook = other.folder / ".git" / "hooks" / "post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\ncd '{repository.folder}'\nunset GIT_DIR GIT_INDEX_FILE\ngit merge -q --no-edit topic\n"
    )
    hook.chmod(0o755)
    other.write(OURS)
    other.commit("this runs the hook")
    assert repository.file.read_text() == "name: Mali\nstance: 2\nnotes: m\n"
    assert other.file.read_text() == OURS


def _add(text: str) -> Callable[[str], bytes]:
    return lambda given: (given + text).encode()


HOSTILE: dict[str, Callable[[str], bytes]] = {
    "anchors": _add("x-a: &a [y, y]\nx-b: [*a, *a]\n"),
    "a tab": lambda given: given.replace("name: ", "name:\t").encode(),
    "a tab as indent": _add("x-a:\n\t- b\n"),
    "a byte order mark": lambda given: ("\ufeff" + given).encode(),
    "a key twice": _add("name: B\n"),
    "a tag": _add("x-a: !!python/object/apply:os.system [exit]\n"),
    "two documents": _add("---\nname: C\n"),
    "deep lists": _add(f"x-a: {'[' * 50_000}\n"),
    "deep mappings": _add(f"x-a: {'{b: ' * 5_000}\n"),
    "old line ends": lambda given: given.replace("\n", "\r").encode(),
    "no utf-8": lambda given: given.encode() + b"x-a: \xe9\n",
    "marks of another merge": lambda given: b"<<<<<<< a\n=======\n>>>>>>> b\n" + given.encode(),
    "marks without an end": _add("<<<<<<< a\nb\n" * 20_000),
    "ten megabytes": _add("".join(f"x-{number}: {'v' * 50}\n" for number in range(160_000))),
    "a long line": _add(f"x-a: {'v' * 900_000}\n"),
    "comments": _add("# c\n" * 50_000),
}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("everywhere", [True, False])
def test_nothing_is_lost_of_hostile_files(tmp_path: Path, hostile: str, everywhere: bool) -> None:
    spoil = HOSTILE[hostile]
    base = spoil(MALEE) if everywhere else MALEE.encode()
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, data in zip(files, (base, spoil(OURS), spoil(OPEN)), strict=True):
        file.write_bytes(data)
    began = time.process_time()
    assert merge_files(files[0], files[1], files[2], PERSON, LABELS) == 1
    assert time.process_time() - began < 20
    found = files[1].read_bytes()
    assert found.count(b"<<<<<<<") > spoil(OURS).count(b"<<<<<<<")
    for said in (b"stance: 2", b"stance: 0", b"notes: m"):
        assert said in found
    assert len(found) >= len(spoil(OURS))
    assert sorted(tmp_path.iterdir()) == sorted(files), "no draft stays"


def test_what_no_merge_of_lines_can_do_stays_ours_and_is_unmerged(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.write(MALEE + "x-a: \0\n")
    repository.commit("binary")
    done = repository.merge(OURS + "x-a: \0\n", OPEN + "x-a: \0\n")
    assert done.returncode == 1
    assert repository.file.read_text() == OURS + "x-a: \0\n"
    assert git(repository.folder, "ls-files", "--unmerged").stdout.count(PERSON) == 3
    assert git(repository.folder, "show", f"MERGE_HEAD:{PERSON}").stdout == OPEN + "x-a: \0\n"


def test_a_diary_of_five_thousand_lines_that_both_sides_wrote_on(tmp_path: Path) -> None:
    lines = [
        f"- {{on: 2026-{at // 420 + 1:02}-{at % 28 + 1:02}, with: [malee], channel: visit, note: n{at}}}\n"
        for at in range(5_000)
    ]
    ours = [line.replace("visit", "call") if at % 10 == 3 else line for at, line in enumerate(lines)]
    theirs = [line.replace("note: n", "note: m") if at % 10 == 7 else line for at, line in enumerate(lines)]
    both = [two if at % 10 == 7 else one for at, (one, two) in enumerate(zip(ours, theirs, strict=True))]
    new = ["- {on: 2026-12-29, with: [malee], channel: fax}\n", "- {on: 2026-12-30, with: [malee], channel: sms}\n"]
    files = _written(tmp_path, *("".join(text) for text in (lines, [*ours, new[1]], [*theirs, new[0]])))
    assert merge_files(*map(Path, files), DIARY, LABELS) == 0
    assert Path(files[1]).read_text() == "".join([*both, *new])


def _written(folder: Path, *texts: str) -> list[str]:
    files = [folder / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    return [str(file) for file in files]
