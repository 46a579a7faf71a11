import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from relmap.errors import BookLocked, CannotWrite, NotPlainFile
from relmap.storage.lock import lock

HOLD = """
import sys, time
from pathlib import Path
from relmap.storage.lock import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""

APPEND = """
import sys
from pathlib import Path
from relmap.storage.files import FileChange, read
from relmap.storage.transaction import commit, writing
root, line = Path(sys.argv[1]), sys.argv[2].encode() + b"\\n"
with writing(root, 60):
    before = read(root / "touches.yaml")
    commit(root, [FileChange(path="touches.yaml", before=before, after=(before or b"") + line)])
"""


@contextmanager
def another_process_holds(root: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(root), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_held_lock_is_reported_with_its_holder(tmp_path: Path) -> None:
    with another_process_holds(tmp_path, 60) as process:
        start = time.monotonic()
        with pytest.raises(BookLocked) as caught, lock(tmp_path, wait_seconds=0.3):
            raise AssertionError("two at once")
        assert 0.3 <= time.monotonic() - start < 5
    message = str(caught.value)
    assert f"is being changed by process {process.pid} (-c " in message
    assert f"on {os.uname().nodename} since {time.strftime('%Y-')}" in message
    assert "waited 0.3 s" in message


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    with another_process_holds(tmp_path, 0.3), lock(tmp_path, wait_seconds=10) as left_behind:
        assert not left_behind


def test_a_killed_holder_frees_the_lock_and_is_noticed(tmp_path: Path) -> None:
    with another_process_holds(tmp_path, 60) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with lock(tmp_path, wait_seconds=0) as left_behind:
            assert left_behind
    with lock(tmp_path, wait_seconds=0) as left_behind:
        assert not left_behind


def test_an_exception_frees_the_lock_and_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), lock(tmp_path):
        raise KeyboardInterrupt
    with lock(tmp_path, wait_seconds=0) as left_behind:
        assert left_behind


def test_a_process_forked_meanwhile_does_not_keep_the_lock(tmp_path: Path) -> None:
    with lock(tmp_path):
        child = os.fork()
        if child == 0:
            time.sleep(20)
            os._exit(0)
    try:
        with lock(tmp_path, wait_seconds=0):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_the_lock_file_stays_and_git_does_not_see_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    with lock(tmp_path):
        inside = (tmp_path / ".relmap" / "lock").stat().st_ino
    assert (tmp_path / ".relmap" / "lock").stat().st_ino == inside
    status = subprocess.run(["git", "-C", tmp_path, "status", "--porcelain"], capture_output=True, check=True)
    assert status.stdout == b""


def test_a_lock_file_deleted_meanwhile_keeps_nobody_out_and_nobody_fooled(tmp_path: Path) -> None:
    with lock(tmp_path):
        (tmp_path / ".relmap" / "lock").unlink()
        with lock(tmp_path, wait_seconds=0):
            pass
    with lock(tmp_path, wait_seconds=0):
        pass


def test_links_are_refused(tmp_path: Path) -> None:
    book, elsewhere = tmp_path / "book", tmp_path / "elsewhere"
    book.mkdir()
    elsewhere.mkdir()
    (book / ".relmap").symlink_to(elsewhere)
    with pytest.raises(NotPlainFile), lock(book):
        pass
    assert list(elsewhere.iterdir()) == []
    (book / ".relmap").unlink()
    (book / ".relmap").mkdir()
    (book / ".relmap" / "lock").symlink_to(elsewhere / "stolen")
    with pytest.raises(CannotWrite), lock(book):
        pass
    assert list(elsewhere.iterdir()) == []


def test_a_hostile_signature_is_shown_without_its_control_characters(tmp_path: Path) -> None:
    with lock(tmp_path):
        (tmp_path / ".relmap" / "lock").write_bytes(b"\x1b[31mevil\xe2\x80\xae\xff\n" + b"x" * 5000)
        with pytest.raises(BookLocked) as caught, lock(tmp_path, wait_seconds=0):
            pass
    assert "by [31mevil" in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 700


def test_32_processes_at_once_all_write(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", APPEND, str(tmp_path), f"writer-{number}"]) for number in range(32)
    ]
    assert [writer.wait() for writer in writers] == [0] * 32
    lines = (tmp_path / "touches.yaml").read_text().splitlines()
    assert sorted(lines) == sorted(f"writer-{number}" for number in range(32))
