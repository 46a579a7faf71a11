"""Both example books go through check, path, gaps and map, and every file of theirs is written as relmap writes it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from relmap.storage.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
BOOKS = {
    "hotel": ("siam-grand", "GM", "siam-grand/anucha"),
    "manufacturer": ("lanshi-heavy", "总裁", "lanshi-heavy/luo-zhengping"),
}


def relmap(book: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "relmap", "--book", str(EXAMPLES / book), "--today", "2026-11-23", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize("book", BOOKS)
def test_check_finds_no_fault(book: str) -> None:
    done = relmap(book, "check", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"schema": "relmap.check/1", "problems": []}


@pytest.mark.parametrize("book", BOOKS)
def test_the_decision_maker_is_found_and_reached(book: str) -> None:
    _, typed, target = BOOKS[book]
    for words in (typed, "decision_maker", "ผู้มีอำนาจตัดสินใจ", "决策者", target):
        answer = json.loads(relmap(book, "path", "--to", words, "--json").stdout)
        assert answer["target"] == target
        assert len(answer["paths"]) == 3
        assert answer["paths"][0]["steps"][-1]["to"] == target


def test_the_way_to_the_hotel_s_manager_leads_through_the_kitchen() -> None:
    answer = json.loads(relmap("hotel", "path", "--to", "GM", "--json").stdout)
    chain = [step["to"] for step in answer["paths"][0]["steps"]]
    assert chain == ["siam-grand/malee", "siam-grand/kanya", "siam-grand/wichai", "siam-grand/anucha"]
    assert answer["bottlenecks"][0] == {"person": "siam-grand/malee", "loss": 1.0}


@pytest.mark.parametrize("book", BOOKS)
def test_gaps_say_what_to_do(book: str) -> None:
    report = json.loads(relmap(book, "gaps", "--json").stdout)
    codes = {gap["code"] for gap in report["gaps"]}
    assert {"G102", "G202", "G303", "G401"} <= codes
    assert all(gap["message"] and gap["do_next"] for gap in report["gaps"])
    scores = [gap["score"] for gap in report["gaps"]]
    assert scores == sorted(scores, reverse=True)


def test_the_manufacturer_shows_most_gaps() -> None:
    codes = {gap["code"] for gap in json.loads(relmap("manufacturer", "gaps", "--json").stdout)["gaps"]}
    assert len(codes) >= 12
    assert {"G304", "G404", "G501", "G502", "G503", "G504", "G601"} <= codes


@pytest.mark.parametrize("view", ["influence", "org"])
@pytest.mark.parametrize("book", BOOKS)
def test_maps_show_everybody(book: str, view: str, tmp_path: Path) -> None:
    account = BOOKS[book][0]
    people = [
        person
        for person in Workspace(EXAMPLES / book).load([account]).book.people_of(account)
        if not person.is_placeholder
    ]
    done = relmap(book, "map", "--view", view, "-o", str(tmp_path / "map.svg"))
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    drawn = "".join(ElementTree.parse(tmp_path / "map.svg").getroot().itertext())
    assert [person.name for person in people if person.name not in drawn] == []
    assert relmap(book, "map", "--view", view, "-o", str(tmp_path / "map.png")).returncode == 0
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_the_manufacturer_is_as_large_as_promised() -> None:
    book = Workspace(EXAMPLES / "manufacturer").load().book
    people = list(book.people_of("lanshi-heavy"))
    assert len(people) >= 25
    assert len({person.department for person in people if person.department}) >= 6
    assert {-2, -1, 0, 1, 2} <= {person.stance for person in people}
    assert any(person.seniority == "external" and "adviser" in person.roles for person in people)
    assert sum(bool(person.needs and person.concerns) for person in people) >= 10


def test_the_readme_s_picture_shows_the_hotel_as_it_is(tmp_path: Path) -> None:
    # Its words, not its coordinates: another Graphviz may place the cards elsewhere. A copy, for in this repository the
    # map would name the commit, which the picture is a part of.
    book = shutil.copytree(EXAMPLES / "hotel", tmp_path / "hotel")
    assert (
        relmap(str(book), "map", "--path-to", "GM", "--lang", "en", "-o", str(tmp_path / "hotel.svg")).returncode == 0
    )
    shown, drawn = (
        sorted(ElementTree.parse(file).getroot().itertext())
        for file in (EXAMPLES.parent / "docs" / "pictures" / "hotel.svg", tmp_path / "hotel.svg")
    )
    assert shown == drawn
