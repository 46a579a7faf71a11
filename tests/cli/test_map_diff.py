"""`relmap map --diff`: what changed between two states of the book, marked on the map of the later one."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import Runner, hotel
from tests.storage.repositories import commit, git, repository

VIEWS = ("influence", "org", "coverage", "quadrant")
WORDS = {"en": "Not as before", "th": "ไม่เหมือนเดิม", "zh": "与此前不同"}
MALEE = "accounts/siam-grand/people/malee.yaml"


@pytest.fixture
def past(tmp_path: Path) -> Runner:
    """The hotel's book, committed, with changes committed since, and one that is not."""
    relmap = hotel(repository(tmp_path / "book"))
    commit(relmap.folder, {}, at="2026-09-30T09:00:00+0700")
    relmap.tell("set", "somchai", "stance", "1")
    relmap.tell("know", "nok", "wichai", "--level", "3")
    commit(relmap.folder, {}, at="2026-11-02T09:00:00+0700")
    relmap.tell("set", "kanya", "title", "Head of housekeeping")
    return relmap


def drawn(past: Runner, *arguments: str, kind: str = "json") -> str:
    done = past("map", "--format", kind, "-o", "-", *arguments)
    assert done.status == 0, done
    return done.stdout


def changes(past: Runner, *arguments: str) -> dict[str, Any]:
    people = json.loads(drawn(past, *arguments))["people"]
    return {one["ref"].partition("/")[2]: one["was"] for one in people if one["change"]}


def test_from_a_commit_or_a_day_to_the_files_or_another_commit(past: Runner) -> None:
    assert list(changes(past, "--diff", "HEAD")) == ["kanya"]
    assert list(changes(past, "--diff", "2026-09-30")) == ["kanya", "somchai"]
    assert changes(past, "--diff", "HEAD~1..HEAD") == {"somchai": {"stance": 0}}
    assert drawn(past, "--diff", "HEAD~1..HEAD") == drawn(past, "--at", "HEAD", "--diff", "HEAD~1")


@pytest.mark.parametrize(("view", "language"), list(product(VIEWS, WORDS)))
def test_every_view_tells_it_in_every_language(past: Runner, view: str, language: str) -> None:
    asked = ("--diff", "HEAD~1", "--view", view, "--lang", language)
    svg = drawn(past, *asked, kind="svg")
    assert WORDS[language] in svg
    assert svg.count('class="change changed"') > 2, "on cards, ties or cells, and in the legend"
    assert re.search(r"2026-09-30 \([0-9a-f]{7}\)", svg)
    assert svg == drawn(past, *asked, kind="svg")


@pytest.mark.parametrize("kind", ["mermaid", "dot", "graphml", "gexf", "html"])
def test_every_format_tells_what_changed(past: Runner, kind: str) -> None:
    said = drawn(past, "--diff", "HEAD~1", kind=kind)
    assert re.search(r"stance neutral (-|#45;)(&gt;|#62;|\\u003e) supporter", said)


def test_the_page_tells_of_ties_beside_the_map(past: Runner) -> None:
    page = drawn(past, "--diff", "HEAD~1", kind="html")
    assert '"heading":"What changed"' in page
    assert "known by Nok Sukjai" in page


def test_formatting_is_no_change_and_the_map_is_drawn_as_it_is(past: Runner) -> None:
    git(past.folder, "checkout", "--", ".")
    file = past.folder / MALEE
    file.write_text("# a comment\n" + file.read_text("utf-8"), "utf-8")
    done = past("map", "--diff", "HEAD", "-o", "same.svg")
    assert done.status == 0
    assert done.stderr.startswith("note: nothing on this map changed from 2026-11-02 (")
    svg = (past.folder / "same.svg").read_text("utf-8")
    assert 'class="change' not in svg
    assert "nothing on this map changed from" in svg


def test_strangers_are_told_of_no_stance(past: Runner) -> None:
    for kind in ("svg", "json", "html", "mermaid", "graphml"):
        said = drawn(past, "--diff", "HEAD~1", "--redact", kind=kind)
        assert not re.search("supporter|neutral|Somchai|Kanya", said), kind
    people = json.loads(drawn(past, "--diff", "HEAD~1", "--redact"))["people"]
    assert [list(one["was"]) for one in people if one["change"]] == [["title"]]


def test_who_could_not_be_read_then_is_drawn_without_a_mark(past: Runner) -> None:
    (past.folder / MALEE).write_text("name: [\n", "utf-8")
    commit(past.folder, {}, at="2026-11-03T09:00:00+0700")
    git(past.folder, "checkout", "HEAD~1", "--", MALEE)
    past.tell("set", "wichai", "stance", "2")
    done = past("map", "--diff", "HEAD", "--format", "json", "-o", "-")
    assert "warning: not compared, because it cannot be read: siam-grand/malee; `relmap check --at" in done.stderr
    document = json.loads(done.stdout)
    assert {one["ref"]: one["change"] for one in document["people"] if "malee" in one["ref"] or one["change"]} == {
        "siam-grand/malee": None,
        "siam-grand/wichai": "changed",
    }
    assert document["uncompared"] == ["siam-grand/malee"]
    assert "not compared, because it cannot be read: siam-grand/malee" in drawn(past, "--diff", "HEAD", kind="svg")


def test_settings_that_could_not_be_read_change_no_tie(past: Runner) -> None:
    settings = past.folder / "relmap.yaml"
    settings.write_text(settings.read_text("utf-8") + "strength: {levels: {2: 0.9}}\n", "utf-8")
    commit(past.folder, {}, at="2026-11-03T09:00:00+0700")
    settings.write_text(settings.read_text("utf-8") + "name: [\n", "utf-8")
    done = past("map", "--diff", "HEAD", "--format", "json", "-o", "-")
    assert not any(one["change"] for one in json.loads(done.stdout)["ties"])
    assert json.loads(done.stdout)["uncompared"] == ["relmap.yaml"]


def test_refusals(past: Runner) -> None:
    assert "both say which state is drawn" in past.refuse("map", "--at", "HEAD", "--diff", "HEAD~1..HEAD", status=2)
    assert "the past does not change" in past.refuse("map", "--watch", "--diff", "HEAD~1..HEAD", status=2)
    assert "no commit is found by" in past.refuse("map", "--diff", "nowhere")
