"""An atlas drawn again: only what changed."""

import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from relmap.storage.manifest import MANIFEST
from tests.books import files_of
from tests.cli.runner import Runner
from tests.end_to_end.atlases import broken_links, drawn


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
