"""An atlas that is interrupted, killed, out of room, or cannot draw an account."""

import errno
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from relmap.analysis.map_contents import MapContents
from relmap.errors import GraphvizMissing, PictureFailed, SiteLocked
from relmap.rendering.draw import drawing
from relmap.storage.manifest import MANIFEST
from relmap.storage.site import LOCK, Site
from tests.books import files_of
from tests.cli.runner import TODAY, Runner
from tests.end_to_end.atlases import broken_links, drawn
from tests.end_to_end.command import environment


@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_what_is_interrupted_is_readable_and_completed_by_the_next(several: Runner, site: Path, first: bool) -> None:
    if not first:
        drawn(several, site, "--today", "2026-11-20")
    write, calls = Site.write, []

    def interrupted(self: Site, folder: str, key: str, files: Any) -> None:
        if len(calls) == 1:
            names = list(files)
            write(self, folder, "half", {name: files[name] for name in names[: len(names) // 2]})
            raise KeyboardInterrupt
        calls.append(folder)
        write(self, folder, key, files)

    with patch.object(Site, "write", interrupted):
        assert several("atlas", "-o", site).status == 130
    if not first:
        assert {line for line in broken_links(site) if not line.startswith("lanshi-heavy/")} == set()
    assert not (site / LOCK).exists()
    assert drawn(several, site) == ["lanshi-heavy", "lanshi-holdings"]
    several.tell("atlas", "-o", site.parent / "fresh")
    assert files_of(site) == files_of(site.parent / "fresh")


def test_a_run_that_was_killed_is_completed_by_the_next(several: Runner, site: Path) -> None:
    """It is killed as it puts the pages of the second account in their places."""
    kill = (
        "import os, sys\n"
        "from relmap.storage import site\n"
        "whole, seen = site.replace, []\n"
        "def replace(file, data):\n"
        "    seen.append(file.parent.name)\n"
        "    if seen.count('lanshi-heavy') == 3:\n"
        "        (file.parent / '.relmap-tmp-1').write_bytes(data[:9])\n"
        "        os.kill(os.getpid(), 9)\n"
        "    whole(file, data)\n"
        "site.replace = replace\n"
        "from relmap.cli.app import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", kill, "atlas", "-o", str(site)]
    done = subprocess.run(command, cwd=several.folder, env=environment(RELMAP_TODAY=TODAY), check=False)
    assert done.returncode == -signal.SIGKILL
    assert (site / LOCK).exists()
    assert list(site.rglob(".relmap-tmp-*"))
    assert drawn(several, site) == ["lanshi-heavy", "lanshi-holdings"]
    several.tell("atlas", "-o", site.parent / "fresh")
    assert files_of(site) == files_of(site.parent / "fresh")


def test_a_line_of_the_manifest_that_is_half_there_does_not_count(several: Runner, site: Path) -> None:
    drawn(several, site)
    whole = (site / MANIFEST).read_bytes()
    (site / MANIFEST).write_bytes(whole + b'{"folder": "hedu-foods", "key": "x", "fil')
    assert drawn(several, site) == []
    assert (site / MANIFEST).read_bytes() == whole


def test_two_runs_at_once_do_not_meet(several: Runner, site: Path) -> None:
    """The second waits for the first, and finds nothing left to do."""
    command = [sys.executable, "-m", "relmap", "atlas", "-o", str(site), "--json"]
    runs = [
        subprocess.Popen(
            command, cwd=several.folder, env=environment(RELMAP_TODAY=TODAY), stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [json.loads(run.communicate(timeout=60)[0])["drawn"] for run in runs]
    assert sorted(map(len, answers)) == [0, 3]
    assert drawn(several, site) == []
    assert broken_links(site) == []


def test_who_holds_the_folder_is_named(several: Runner, site: Path) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from relmap.storage.site import Site\n"
        "with Site(Path(sys.argv[1]), redacted=False).held(): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", hold, str(site)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(SiteLocked) as caught, Site(site, redacted=False).held(wait_seconds=0.1):
            raise AssertionError("two at once")
        assert f"are being written by process {other.pid} " in str(caught.value)
        assert "waited 0.1 s; let it finish" in str(caught.value)
        assert several("atlas", "-o", site, "--dry-run").status == 0
        other.kill()
    assert len(drawn(several, site)) == 3
    assert not (site / LOCK).exists()


@pytest.mark.parametrize("at", [2, 30])
def test_a_full_disk_is_said_and_completed_by_the_next(several: Runner, site: Path, at: int) -> None:
    from relmap.storage import site as module

    whole, written = module.replace, []

    def full(file: Path, data: bytes) -> None:
        written.append(file)
        if len(written) >= at:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(file, data)

    with patch.object(module, "replace", full):
        done = several("atlas", "-o", site)
    assert done.status == 1
    assert done.stderr == (
        f"error: cannot write {written[-1]}: no space left on device; the pages are unfinished: some are new, "
        "others as they were; free some space and run the command again, which goes on from there\n"
    )
    several.tell("atlas", "-o", site)
    several.tell("atlas", "-o", site.parent / "fresh")
    assert files_of(site) == files_of(site.parent / "fresh")


# --- What cannot be drawn -------------------------------------------------------------------------------------------


def cannot_draw(contents: MapContents, *_given: Any, **_options: Any) -> bytes:
    if contents.account == "lanshi-heavy":
        raise PictureFailed(reason="too <b>big</b>")
    return drawing(contents, *_given, **_options)


@pytest.mark.parametrize("redact", [False, True])
def test_an_account_that_cannot_be_drawn_stops_no_other(several: Runner, site: Path, redact: bool) -> None:
    options = ["--redact"] if redact else []
    drawn(several, site, "--theme", "print", *options)
    with patch("relmap.rendering.html.drawing", cannot_draw):
        done = several("atlas", "-o", site, "--json", *options)
    assert done.status == 1
    assert done.stderr.startswith("warning: lanshi-heavy was not drawn, and its page says so: the picture could not be")
    assert done.json["drawn"] == ["hedu-foods", "lanshi-holdings"]
    assert [one["account"] for one in done.json["undrawn"]] == ["lanshi-heavy"]
    folder = site / ("002" if redact else "lanshi-heavy")
    assert set(files_of(folder)) == {"index.html"}, "no older picture stays"
    page = (folder / "index.html").read_text("utf-8")
    assert "could not be drawn." in page
    assert ("too &lt;b&gt;big&lt;/b&gt;" in page) is not redact
    assert (site / "index.html").read_text("utf-8").count("<small>could not be drawn</small>") == 1
    assert broken_links(site) == []
    assert drawn(several, site, *options) == ["lanshi-heavy"], "it is tried again"
    assert "could not be drawn" not in (site / "index.html").read_text("utf-8")


def test_without_graphviz_nothing_is_drawn(several: Runner, site: Path) -> None:
    drawn(several, site, "--theme", "print")
    before = files_of(site)
    with patch("relmap.rendering.html.drawing", side_effect=GraphvizMissing):
        assert "Graphviz" in several.refuse("atlas", "-o", site)
    assert files_of(site) == before
