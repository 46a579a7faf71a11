"""What lies in the folder of an atlas and is not ours: it stays, whatever happens."""

import json
import shutil
from pathlib import Path

import pytest

from relmap.storage.manifest import MANIFEST
from tests.books import files_of
from tests.cli.runner import Runner
from tests.end_to_end.atlases import broken_links, drawn


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
