"""--open and --watch, and the same bytes for the same book."""

import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import RELMAP, environment, relmap
from tests.end_to_end.html_map.pages import HOTEL


def test_open_shows_the_file_in_the_browser(tmp_path: Path) -> None:
    done = relmap("map", "--open", "-o", str(tmp_path / "a b.html"), folder=HOTEL, BROWSER="echo shown %s")
    assert done.returncode == 0, done.stderr
    assert f"shown {(tmp_path / 'a b.html').as_uri()}" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--open", "-o", "-"], "--open and --output - do not go together"),
        (["--watch", "-o", "-"], "--watch and --output - do not go together"),
        (["--open", "-o", "x.dot"], "--open is for html"),
    ],
)
def test_what_cannot_be_opened_or_watched_is_refused(options: list[str], message: str, tmp_path: Path) -> None:
    done = relmap("map", *options, "--book", str(HOTEL), folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_watch_draws_again_keeps_the_last_picture_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(HOTEL, book)
    file, malee = tmp_path / "map.html", book / "accounts/siam-grand/people/malee.yaml"
    whole = malee.read_text("utf-8")
    with (tmp_path / "said").open("w") as said:
        # Whoever runs the tests in the background of a shell hands down that Ctrl-C is ignored.
        heeding = ["env", "--default-signal=INT", *RELMAP]
        running = subprocess.Popen(
            [*heeding, "map", "--watch", "-o", str(file)], cwd=book, env=environment(), stdout=said, stderr=said
        )
    try:
        _until(lambda: "Ctrl-C" in (tmp_path / "said").read_text())
        time.sleep(0.5)
        malee.write_text(whole.replace("มาลี ใจดี", "มาลี ใหม่"), "utf-8")
        _until(lambda: "มาลี ใหม่" in file.read_text("utf-8"))
        malee.write_text("name: [", "utf-8")
        _until(lambda: "the last picture is kept" in (tmp_path / "said").read_text())
        assert "มาลี ใหม่" in file.read_text("utf-8")
        malee.write_text(whole.replace("มาลี ใจดี", "มาลี อีกครั้ง"), "utf-8")
        _until(lambda: "มาลี อีกครั้ง" in file.read_text("utf-8"))
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
    finally:
        running.kill()
        running.wait()
    lines = (tmp_path / "said").read_text().splitlines()
    assert sum(line.startswith("drew ") for line in lines) == 3
    assert not [line for line in lines if "Traceback" in line]


def _until(is_so: Any) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    shutil.copytree(HOTEL, tmp_path / "book")
    for name, seed in (("one", "1"), ("two", "2")):
        relmap("map", "-o", str(tmp_path / f"{name}.html"), folder=tmp_path / "book", PYTHONHASHSEED=seed)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
