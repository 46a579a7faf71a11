"""Every format that `relmap map` writes, on its way to a file."""

import json
import shutil
import struct
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from relmap.cli.map_formats import ENDINGS, FORMATS
from relmap.usecases.map import VIEWS
from tests.books import HOTEL, book_on_disk
from tests.cli.runner import Runner
from tests.end_to_end.command import RELMAP, entries, environment
from tests.end_to_end.command import relmap as in_a_process
from tests.programs import private_mounts, unprivileged

BEGINNINGS = {
    "svg": b"<?xml", "png": b"\x89PNG\r\n", "pdf": b"%PDF-1.4\n", "html": b"<!DOCTYPE html>",
    "dot": b"digraph ", "mermaid": b"---\ntitle: ", "graphml": b"<?xml", "gexf": b"<?xml",
    "json": b'{\n  "schema": "relmap.map/1"',
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_the_ending_or_the_option_says_the_format(relmap: Runner, name: str) -> None:
    ending = ENDINGS[name]
    relmap.tell("map", "-o", f"map.{ending.upper()}")
    relmap.tell("map", "--format", name)
    relmap.tell("map", "--format", name, "-o", "odd.name")
    files = relmap.files()
    assert files[f"map.{ending.upper()}"].startswith(BEGINNINGS[name])
    assert files[f"map.{ending.upper()}"] == files[f"siam-grand.{ending}"] == files["odd.name"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_view_in_every_format(relmap: Runner, name: str, view: str) -> None:
    for theme in ("light", "dark", "print") if name == "pdf" else ("light",):
        relmap.tell("map", "--view", view, "--theme", theme, "--format", name, "--path-to", "GM", "-o", "map")
        assert relmap.files()["map"].startswith(BEGINNINGS[name])


def test_dots_and_pages(relmap: Runner) -> None:
    relmap.tell("map", "-o", "low.png", "--dpi", "72")
    relmap.tell("map", "-o", "high.png", "--dpi", "144")
    low, high = (struct.unpack(">II", relmap.files()[name][16:24]) for name in ("low.png", "high.png"))
    assert high == (pytest.approx(low[0] * 2, abs=2), pytest.approx(low[1] * 2, abs=2))
    relmap.tell("map", "-o", "map.pdf", "--page", "a3")
    assert b"1190.55" in relmap.files()["map.pdf"]


def test_texts_are_in_the_reader_s_language_and_json_keys_in_english(relmap: Runner) -> None:
    assert "决策人" in relmap.tell("map", "--format", "mermaid", "-o", "-", "--lang", "zh")
    relmap.tell("set", "book", "calendar", "buddhist")
    english, found = (
        json.loads(relmap.tell("map", "--view", "coverage", "--format", "json", "-o", "-", "--lang", language))
        for language in ("en", "zh")
    )
    assert english == found
    assert (found["title"], found["subtitle"]) == ("โรงแรมสยามแกรนด์", ["2026-11-23"])
    assert "มาลี ใจดี" in {person["name"] for person in found["people"]}
    assert "decision_maker" in {role for person in found["people"] for role in person["roles"]}
    assert (found["account"], found["today"]) == ("siam-grand", "2026-11-23")


@pytest.mark.parametrize(("kind", "names"), [("graphml", "node.label"), ("gexf", "label")])
def test_graphs_have_the_reader_s_names_and_english_facts(relmap: Runner, kind: str, names: str) -> None:
    said = relmap.tell("map", "--format", kind, "-o", "-", "--lang", "zh")
    assert names in said
    assert "阿努查·曼空" in said
    assert ">decision_maker<" in said or 'value="decision_maker"' in said
    assert "决策人" not in said


def test_both_graph_formats_name_the_same_people(relmap: Runner) -> None:
    found = json.loads(relmap.tell("map", "--format", "json", "-o", "-"))
    refs = {person["ref"] for person in found["people"]}
    nodes = ET.fromstring(relmap.tell("map", "--format", "gexf", "-o", "-")).iter("{http://gexf.net/1.3}node")
    assert {node.attrib["id"] for node in nodes} == refs
    assert all(ref in relmap.tell("map", "--format", "graphml", "-o", "-") for ref in refs)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("-o", "map.gif"), 2, f"--output: 'gif' is not one of {', '.join(ENDINGS.values())}; try "),
        (("-o", "map"), 2, "--output: '' is not one of svg"),
        (
            ("--format", "mmd"),
            2,
            f"--format: 'mmd' is not one of {', '.join(FORMATS)}; try mermaid",
        ),
        (("--dpi", "71"), 2, "--dpi: '71' is not a number from 72 to 600; write for example 300"),
        (("--dpi", "601"), 2, "--dpi: '601' is not a number from 72 to 600"),
        (("--dpi", "1e2"), 2, "--dpi: '1e2' is not a number"),
        (("--dpi", "300"), 2, "--dpi is for png, and this map is svg; add --format png, or leave it out"),
        (("--page", "a4", "-o", "map.png"), 2, "--page is for pdf, and this map is png"),
        (("--page", "a5", "-o", "map.pdf"), 2, "--page: 'a5' is not one of fit, a4, a3; try "),
    ],
)
def test_refused(relmap: Runner, arguments: tuple[str, ...], status: int, said: str) -> None:
    assert relmap.refuse("map", *arguments, status=status).startswith(said)


@pytest.fixture
def open_book() -> Iterator[Path]:
    """A book in a folder that everybody may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield book_on_disk(folder / "book", HOTEL)
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_that_may_not_be_written_to_is_left_as_it_was(open_book: Path, name: str) -> None:
    out = open_book.parent / "out"
    out.mkdir()
    (out / "map").write_bytes(b"before")
    out.chmod(0o555)
    before = entries(out)
    done = in_a_process("map", "--format", name, "-o", str(out / "map"), folder=open_book, before=unprivileged())
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: cannot write {out / 'map'}: permission denied")
    assert entries(out) == before


FULL_DISK = """
set -e
mount -t tmpfs -o size=12k none "$1"
cd "$1"
echo before > map
shift
"$@" || echo "exit status $?"
ls -A
cat map
"""


def test_a_full_disk_leaves_the_map_that_was_there(relmap: Runner, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [*RELMAP, "map", "--book", str(relmap.folder), "--format", "svg", "-o", "map"]
    done = subprocess.run(
        [*private_mounts(), "sh", "-c", FULL_DISK, "sh", str(disk), *command],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "exit status 1\nmap\nbefore\n"
    assert "error: cannot write map: no space left on device" in done.stderr
