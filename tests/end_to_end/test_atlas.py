"""The atlas: pages that link up, and that change only where the book does."""

import errno
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from relmap.analysis.map_contents import MapContents
from relmap.errors import GraphvizMissing, PictureFailed, SiteLocked
from relmap.rendering.draw import drawing
from relmap.storage.manifest import MANIFEST
from relmap.storage.site import LOCK, Site
from tests.books import book_on_disk, files_of
from tests.cli.runner import HOTEL, TODAY, Runner
from tests.end_to_end.atlases import Links, broken_links, drawn, pages_of
from tests.end_to_end.command import environment

EXAMPLES = HOTEL.parent


@pytest.fixture
def several(tmp_path: Path) -> Runner:
    """Commands in a fresh copy of the manufacturer's book, which has three accounts."""
    shutil.copytree(EXAMPLES / "manufacturer", tmp_path / "book")
    return Runner(tmp_path / "book")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


# --- What is written ------------------------------------------------------------------------------------------------


def test_every_account_has_pages_and_every_link_leads_somewhere(several: Runner, site: Path) -> None:
    said = several.tell("atlas", "-o", site)
    assert said == f"drew 3 of 3 accounts; {site}/index.html\n"
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    accounts = ("hedu-foods", "lanshi-heavy", "lanshi-holdings")
    assert pages >= {
        "index.html",
        "rules.html",
        *(f"{one}/{page}.html" for one in accounts for page in ("index", "gaps", "map")),
    }
    assert broken_links(site) == []
    assert [page for page in pages_of(site) if Links(page).acting] == []


def test_a_link_that_leads_nowhere_is_seen(several: Runner, site: Path) -> None:
    several.tell("atlas", "-o", site)
    (site / "lanshi-heavy" / "gaps.html").unlink()
    (site / "hedu-foods" / "org.svg").unlink()
    assert {line.split(":")[0] for line in broken_links(site)} == {"lanshi-heavy/index.html", "hedu-foods/index.html"}


def test_the_gaps_page_says_what_gaps_says(several: Runner, site: Path) -> None:
    several.tell("waive", "G101", "lanshi-holdings", "--until", "2027-03-01", "--reason", "not worth it <b>")
    several.tell("atlas", "-o", site)
    told = several("gaps", "--account", "lanshi-heavy", "--json").json["gaps"]
    page = (site / "lanshi-heavy" / "gaps.html").read_text("utf-8")
    assert page.count("<li>") == len(told) > 10
    assert all(f'href="../rules.html#{gap["code"]}"' in page for gap in told)
    assert "not worth it &lt;b&gt;" in (site / "lanshi-holdings" / "gaps.html").read_text("utf-8")


def test_the_same_book_and_day_give_the_same_bytes(several: Runner, site: Path, tmp_path: Path) -> None:
    several.tell("atlas", "-o", site)
    several.tell("atlas", "-o", tmp_path / "twin")
    assert files_of(site) == files_of(tmp_path / "twin")


def test_an_empty_book(tmp_path: Path, site: Path) -> None:
    relmap = Runner(book_on_disk(tmp_path / "empty", {}))
    assert relmap.tell("atlas", "-o", site) == f"drew 0 of 0 accounts; {site}/index.html\n"
    assert broken_links(site) == []


def test_json_is_english_and_the_pages_are_the_reader_s(several: Runner, site: Path) -> None:
    document = several("atlas", "-o", site, "--json", "--lang", "zh").json
    assert (document["schema"], document["dry_run"], document["removed"]) == ("relmap.atlas/1", False, [])
    assert document["index"] == f"{site}/index.html"
    assert '<html lang="zh"' in (site / "index.html").read_text("utf-8")
    assert "全部客户" in (site / "index.html").read_text("utf-8")
    assert "drew" not in several.tell("atlas", "-o", site, "--lang", "zh")
    assert drawn(several, site, "--lang", "zh") == []


# --- Only what changed ----------------------------------------------------------------------------------------------


def test_only_the_account_that_changed_is_drawn_again(several: Runner, site: Path) -> None:
    assert len(drawn(several, site)) == 3
    before = {path: (site / path).stat().st_mtime_ns for path in files_of(site)}
    assert drawn(several, site) == []
    assert {path: (site / path).stat().st_mtime_ns for path in files_of(site)} == before
    several.tell("set", "lanshi-holdings", "names.en=Lanshi Two")
    assert drawn(several, site) == ["lanshi-holdings"]
    after = {path: (site / path).stat().st_mtime_ns for path in files_of(site)}
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path.split("/")[0] for path in changed} == {"lanshi-holdings", "index.html", MANIFEST}


def test_an_account_tied_to_one_that_changed_is_drawn_again(several: Runner, site: Path) -> None:
    drawn(several, site)
    several.tell("set", "lanshi-holdings", "segment=dormant")
    assert drawn(several, site) == ["lanshi-holdings"]
    several.tell("add-contact", "Ann", "--account", "lanshi-holdings", "--id", "ann")
    several.tell("link", "lanshi-holdings/ann", "hedu-foods/qiu-hedong", "--kind", "friend", "--level", "2")
    assert "hedu-foods" in drawn(several, site)
    several.tell("set", "lanshi-holdings/ann", "title=Cook")
    assert "hedu-foods" in drawn(several, site)


@pytest.mark.parametrize("options", [["--today", "2026-11-24"], ["--lang", "th"], ["--theme", "print"]], ids=" ".join)
def test_another_day_language_or_theme_draws_all(several: Runner, site: Path, options: list[str]) -> None:
    drawn(several, site)
    assert len(drawn(several, site, *options)) == 3
    assert drawn(several, site, *options) == []
    assert broken_links(site) == []


@pytest.mark.parametrize(("first", "then"), [([], ["--redact"]), (["--redact"], [])], ids=["strangers", "friends"])
def test_pages_for_strangers_stand_in_a_folder_of_their_own(
    several: Runner, site: Path, first: list[str], then: list[str]
) -> None:
    drawn(several, site, *first)
    # What relmap did not write it does not delete either: an edited page would stay among those for strangers.
    (site / ("001" if first else "hedu-foods") / "index.html").write_text("edited")
    before = files_of(site)
    assert "for strangers; nothing was changed; choose another folder" in several.refuse("atlas", "-o", site, *then)
    assert files_of(site) == before


def test_pictures_of_another_theme_do_not_stay(several: Runner, site: Path) -> None:
    drawn(several, site)
    assert (site / "hedu-foods" / "org-dark.svg").exists()
    drawn(several, site, "--theme", "dark")
    assert not (site / "hedu-foods" / "org-dark.svg").exists()


def test_settings_and_team_concern_everybody(several: Runner, site: Path) -> None:
    drawn(several, site)
    several.tell("set", "team/lin-yifan", "title=New")
    assert len(drawn(several, site)) == 3


def test_a_file_that_is_gone_or_altered_is_made_again(several: Runner, site: Path) -> None:
    drawn(several, site)
    whole = files_of(site)
    (site / "hedu-foods" / "org.svg").unlink()
    (site / "lanshi-heavy" / "gaps.html").write_text("mine")
    assert drawn(several, site) == ["hedu-foods", "lanshi-heavy"]
    assert files_of(site) == whole


def test_nothing_is_drawn_where_nothing_changed(several: Runner, site: Path) -> None:
    drawn(several, site)
    with patch("relmap.rendering.html.drawing", side_effect=AssertionError):
        assert drawn(several, site) == []


def test_dry_run_tells_and_leaves_everything(several: Runner, site: Path) -> None:
    assert several.tell("atlas", "-o", site, "--dry-run").splitlines()[0] == "would draw hedu-foods"
    assert not site.exists()
    drawn(several, site)
    whole = files_of(site)
    several.tell("set", "hedu-foods", "name=x")
    shutil.rmtree(several.folder / "accounts" / "lanshi-holdings")
    said = several.tell("atlas", "-o", site, "--dry-run")
    assert "would draw hedu-foods\n" in said
    assert "would remove the pages of lanshi-holdings, which is gone\n" in said
    assert files_of(site) == whole


# --- What is not ours -----------------------------------------------------------------------------------------------


def test_the_pages_of_an_account_that_is_gone_go(several: Runner, site: Path) -> None:
    drawn(several, site)
    shutil.rmtree(several.folder / "accounts" / "lanshi-holdings")
    assert "removed the pages of lanshi-holdings, which is gone\n" in several.tell("atlas", "-o", site)
    assert not (site / "lanshi-holdings").exists()
    assert broken_links(site) == []


@pytest.mark.parametrize("path", ["notes.txt", "index.html", "sub/x"])
def test_of_an_account_that_is_gone_only_the_user_s_files_stay(several: Runner, site: Path, path: str) -> None:
    drawn(several, site)
    shutil.rmtree(several.folder / "accounts" / "lanshi-holdings")
    mine = site / "lanshi-holdings" / path
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    done = several("atlas", "-o", site)
    assert (done.status, files_of(site / "lanshi-holdings")) == (0, {path: b"mine"})
    assert done.stderr == (
        f"warning: {site}/lanshi-holdings stays, though the account is gone: "
        f"{path.split('/')[0]} is not relmap's, or was changed since\n"
    )
    assert several("atlas", "-o", site, "--json").json["kept"] == ["lanshi-holdings"]
    shutil.rmtree(mine.parent) if path.startswith("sub") else mine.unlink()
    several.tell("atlas", "-o", site)
    assert not (site / "lanshi-holdings").exists()


def test_a_user_s_file_beside_the_pages_stays(several: Runner, site: Path) -> None:
    drawn(several, site)
    for path in ("CNAME", "hedu-foods/mine.txt"):
        (site / path).write_text("mine")
    several.tell("set", "hedu-foods", "name=x")
    drawn(several, site)
    assert [(site / path).read_text() for path in ("CNAME", "hedu-foods/mine.txt")] == ["mine", "mine"]


def test_a_folder_that_holds_other_things_is_refused(several: Runner, site: Path) -> None:
    site.mkdir()
    (site / "index.html").write_text("mine")
    refused = several.refuse("atlas", "-o", site)
    assert refused.startswith(f"cannot write the answer to {site}, which holds other things and is no atlas;")
    assert files_of(site) == {"index.html": b"mine"}


def test_the_folder_of_a_new_account_may_be_somebody_else_s(several: Runner, site: Path) -> None:
    drawn(several, site)
    (site / "tea").mkdir()
    (site / "tea" / "index.html").write_text("mine")
    several.tell("add-account", "Tea", "--id", "tea")
    before = files_of(site)
    assert f"{site}/tea, which is there already" in several.refuse("atlas", "-o", site)
    assert files_of(site) == before


@pytest.mark.parametrize("folder", [".", "accounts", "accounts/new", "team/x", "CAMPAIGNS/site", ".git/site"])
def test_the_book_s_own_folders_are_refused(several: Runner, folder: str) -> None:
    several.refuse("atlas", "-o", folder)


def test_a_file_is_refused(several: Runner, site: Path) -> None:
    site.write_text("mine")
    several.refuse("atlas", "-o", site)
    assert site.read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_said(several: Runner, tmp_path: Path) -> None:
    place = tmp_path / "file" / "site"
    (tmp_path / "file").write_text("")
    done = several("atlas", "-o", place)
    assert (done.status, done.stderr.startswith("error: cannot write ")) == (1, True)


def test_links_are_not_followed(several: Runner, site: Path, tmp_path: Path) -> None:
    drawn(several, site)
    away = tmp_path / "away"
    (site / "hedu-foods").rename(away)
    (site / "hedu-foods").symlink_to(away)
    before = files_of(away)
    several.tell("set", "hedu-foods", "name=x")
    assert "a symbolic link" in several("atlas", "-o", site).stderr
    assert files_of(away) == before


@pytest.mark.parametrize(
    "text",
    ["", "\n", "{\n", "[]\n", '{"schema": "other"}\n', '{"schema": "relmap.atlas.manifest/1", "redacted": false}\n3\n'],
)
def test_a_manifest_that_cannot_be_read_is_refused(several: Runner, site: Path, text: str) -> None:
    drawn(several, site)
    (site / MANIFEST).write_text(text)
    before = files_of(site)
    assert "is none that this relmap can read" in several.refuse("atlas", "-o", site)
    assert files_of(site) == before


def listed(site: Path, folder: str, **files: str) -> None:
    """Add a folder to the manifest by hand."""
    with (site / MANIFEST).open("a") as stream:
        stream.write(json.dumps({"folder": folder, "key": "", "files": files}) + "\n")


def test_a_manifest_cannot_lead_out_of_the_folder(several: Runner, site: Path, tmp_path: Path) -> None:
    drawn(several, site)
    (tmp_path / "mine.txt").write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    listed(site, "hedu-foods", **{"../../mine.txt": empty})
    several("atlas", "-o", site)
    listed(site, "..", **{"mine.txt": empty})
    several("atlas", "-o", site)
    assert (tmp_path / "mine.txt").exists()


def test_nor_to_a_folder_elsewhere(several: Runner, site: Path, tmp_path: Path) -> None:
    drawn(several, site)
    (tmp_path / "mine").mkdir()
    listed(site, "../mine")
    several("atlas", "-o", site)
    assert (tmp_path / "mine").exists()


def test_a_page_is_not_written_over_a_file_of_the_user_s(several: Runner, site: Path) -> None:
    drawn(several, site, "--theme", "light")
    (site / "hedu-foods" / "org-dark.svg").write_text("mine")
    said = several.refuse("atlas", "-o", site)
    assert said.startswith(f"{site}/hedu-foods/org-dark.svg was to be a page and is none of relmap's")
    assert (site / "hedu-foods" / "org-dark.svg").read_text() == "mine"


@pytest.mark.parametrize("place", ["-", "/dev/stdout"])
def test_standard_output_is_no_folder(several: Runner, place: str) -> None:
    assert several.refuse("atlas", "-o", place, status=2).endswith(
        "is no folder, and an atlas is one; name it: -o atlas"
    )
    assert not (several.folder / "-").exists()


# --- Interrupted ----------------------------------------------------------------------------------------------------


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


# --- For strangers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("book", ["hotel", "manufacturer"])
@pytest.mark.parametrize("language", ["en", "th", "zh"])
def test_a_redacted_atlas_holds_nothing_private(book: str, language: str, site: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / book, tmp_path / "book")
    relmap = Runner(tmp_path / "book")
    relmap.tell("atlas", "-o", site, "--redact", "--lang", language)
    said = "\n".join(page.read_text("utf-8") for page in site.rglob("*") if page.is_file())
    private = sorted({text for text in _private(relmap.folder) if len(text) > 1})
    assert len(private) > 40
    assert [text for text in private if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said)] == []
    assert broken_links(site) == []
    assert not list(site.rglob("gaps.html"))
    assert "<svg" in said


def _private(book: Path) -> Iterator[str]:
    people = [*book.glob("team/*.yaml"), *book.glob("accounts/*/people/*.yaml")]
    for file in people:
        yield file.stem
    kept = ("title", "department", "roles", "status", "influence", "stance", "seniority", "reports_to", "champion")
    for file in people:
        for key, value in yaml.safe_load(file.read_text("utf-8")).items():
            if key not in kept:
                yield from _texts(value)
    for file in (*book.glob("accounts/*/touches/*.yaml"), *book.glob("accounts/*/deals/*.yaml")):
        yield from _texts(yaml.safe_load(file.read_text("utf-8")), under=("note", "notes", "what", "goal"))


def _texts(value: Any, under: tuple[str, ...] = ()) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in ("kind", "channel", "member", "to", "level", "target") and (not under or key in under):
                yield from _texts(one)
            elif isinstance(one, (dict, list)):
                yield from _texts(one, under)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, under)
    elif isinstance(value, str) and not under:
        yield value
