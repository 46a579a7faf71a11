"""`relmap map` and `relmap atlas` of the past: where the book lies, and what the pictures say of it."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.runner import Runner, hotel
from tests.storage.repositories import commit, git, repository

SAID = r"the book as committed on 2026-09-30 \([0-9a-f]{7,}\), weighed for 2026-11-23"


@pytest.fixture
def past(tmp_path: Path) -> Runner:
    """The hotel's book, committed twice."""
    relmap = hotel(repository(tmp_path / "book"))
    commit(relmap.folder, {}, at="2026-09-30T09:00:00+0700")
    relmap.tell("set", "somchai", "stance", "1")
    commit(relmap.folder, {}, at="2026-11-02T09:00:00+0700")
    return relmap


def drawn(relmap: Runner, *arguments: str, kind: str = "json") -> str:
    done = relmap("map", "--format", kind, "-o", "-", *arguments)
    assert done.status == 0, done
    return done.stdout


def marked(document: str) -> dict[str, str]:
    return {one["ref"].partition("/")[2]: one["change"] for one in json.loads(document)["people"] if one["change"]}


@pytest.mark.parametrize("view", ["influence", "org", "coverage", "quadrant"])
def test_a_picture_of_the_past_says_both_days(past: Runner, view: str) -> None:
    asked = ("--at", "2026-10-15", "--today", "2026-11-23", "--view", view)
    assert re.search(SAID, drawn(past, *asked, kind="svg"))
    assert "as committed on" not in drawn(past, "--view", view, kind="svg")


@pytest.mark.parametrize("kind", ["mermaid", "graphml", "gexf", "html"])
def test_so_does_every_other_format(past: Runner, kind: str) -> None:
    assert re.search(SAID, drawn(past, "--at", "HEAD~1", "--today", "2026-11-23", kind=kind))


def test_the_json_of_the_past_has_the_day_of_its_commit(past: Runner) -> None:
    document = json.loads(drawn(past, "--at", "HEAD~1", "--today", "2026-11-23"))
    assert (document["committed"], document["today"]) == ("2026-09-30", "2026-11-23")
    assert "committed" not in json.loads(drawn(past))


def test_every_page_of_an_atlas_of_the_past_says_so_and_is_drawn_again_now(past: Runner) -> None:
    site = past.folder.parent / "site"
    asked = ("atlas", "-o", str(site), "--today", "2026-11-23")
    past(*asked, "--at", "HEAD~1")
    pages = [site / "index.html", *site.glob("siam-grand/*.html"), *site.glob("siam-grand/*.svg")]
    assert len(pages) > 6
    assert all(re.search(SAID, page.read_text("utf-8")) for page in pages)
    assert past(*asked, "--at", "HEAD~1").stdout.startswith("drew 0 of 1")
    assert past(*asked).stdout.startswith("drew 1 of 1")
    assert not any("as committed on" in page.read_text("utf-8") for page in pages)


def test_the_pages_of_an_account_name_no_commit(past: Runner) -> None:
    """Else every commit would change every page, or pages would name one that is long past."""
    site = past.folder.parent / "site"
    past("atlas", "-o", str(site))
    assert "commit" in (site / "index.html").read_text("utf-8")
    assert not re.search("commit [0-9a-f]{7}", (site / "siam-grand" / "index.html").read_text("utf-8"))


def test_a_bare_repository_shows_the_same(past: Runner, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(past.folder), str(bare))
    here = drawn(past, "--diff", "HEAD~1..HEAD")
    assert marked(here) == {"somchai": "changed"}
    assert drawn(past, "--diff", "HEAD~1..HEAD", "--book", str(bare)) == here
    assert "--at HEAD" in past.refuse("map", "--diff", "HEAD~1", "--book", str(bare))


def test_a_book_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    whole = repository(tmp_path / "larger")
    relmap = hotel(whole / "sales" / "book")
    commit(whole, {"other/file": "1"}, at="2026-09-30T09:00:00+0700")
    relmap.tell("set", "somchai", "stance", "1")
    commit(whole, {"other/file": "2"}, at="2026-11-02T09:00:00+0700")
    relmap.tell("set", "kanya", "influence", "3")
    assert marked(drawn(relmap, "--diff", "HEAD~1..HEAD")) == {"somchai": "changed"}
    assert marked(drawn(relmap, "--diff", "2026-09-30")) == {"kanya": "changed", "somchai": "changed"}


def test_a_shallow_clone_says_how_to_get_the_rest(past: Runner, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", past.folder.as_uri(), str(clone))
    for asked in ("HEAD~1", "2026-10-15"):
        assert "git fetch --unshallow" in past.refuse("map", "--diff", asked, "--book", str(clone))


def test_an_account_that_was_not_there_is_new_and_one_with_another_id_is_the_same(past: Runner) -> None:
    past.tell("add-account", "Newco")
    past.tell("add-contact", "Chai Dee", "--account", "newco")
    commit(past.folder, {}, at="2026-11-03T09:00:00+0700")
    document = drawn(past, "--account", "newco", "--diff", "HEAD~1")
    assert marked(document) == {"chai-dee": "added"}
    assert json.loads(document)["changes"] == ["Newco: new account"]
    past.tell("rename", "newco", "newer")
    document = drawn(past, "--account", "newer", "--diff", "HEAD")
    assert marked(document) == {}
    assert json.loads(document)["changes"] == ["Newco: has another id, was newco"]


def test_days(past: Runner) -> None:
    assert marked(drawn(past, "--diff", "2026-10-15..2026-11-02")) == {"somchai": "changed"}
    assert marked(drawn(past, "--diff", "2026-11-02")) == {}
    assert "history begins on 2026-09-30" in past.refuse("map", "--diff", "2026-09-01")


def test_a_commit_before_the_book(tmp_path: Path) -> None:
    whole = repository(tmp_path / "book")
    (whole / "readme").write_text("hello", "utf-8")
    commit(whole, {}, at="2026-09-01T09:00:00+0700")
    relmap = hotel(whole)
    commit(whole, {}, at="2026-09-30T09:00:00+0700")
    assert "has no book" in relmap.refuse("map", "--diff", "HEAD~1")


def test_an_account_that_is_gone_is_shown_where_it_was(past: Runner) -> None:
    past.tell("add-account", "Newco")
    there = commit(past.folder, {}, at="2026-11-03T09:00:00+0700")[:7]
    past.tell("remove", "newco")
    said = past.refuse("map", "--account", "newco", "--diff", "HEAD")
    assert said.startswith(f"newco is in the book as committed on 2026-11-03 ({there}")
    assert f"`relmap map --account newco --at {there}" in said
    assert "no account is found by 'other'" in past.refuse("map", "--account", "other", "--diff", "HEAD")
