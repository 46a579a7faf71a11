"""Every command that README and docs/ show is run, in the order shown, and prints what they say."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.documents import commands_in, matches

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "README.th.md",
    ROOT / "README.zh.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "relmap").rglob("*.md")),
    ROOT / "examples" / "README.md",
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_s_commands_print_what_it_says(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "relmap"
    shutil.copytree(ROOT / "examples", folder / "examples")
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "RELMAP_TODAY": "2026-11-23",
        "RELMAP_LANG": _language(document),
    }
    script = 'eval "$RELMAP_TEST_COMMAND"; status=$?; pwd > "$RELMAP_TEST_FOLDER"; exit $status'
    here = folder
    for shown in commands_in(document):
        marker = tmp_path / "folder"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=here,
            env={**environment, "RELMAP_TEST_COMMAND": shown.command, "RELMAP_TEST_FOLDER": str(marker)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        here = Path(marker.read_text().strip())
        place = f"{document.relative_to(ROOT)}:{shown.line}: $ {shown.command}"
        assert done.returncode in (0, 1), f"{place}\n{done.stdout}"
        assert matches(shown.output.replace("/path/to", str(tmp_path)), done.stdout), (
            f"{place}\nthe document shows:\n{shown.output}\nit printed:\n{done.stdout}"
        )


def _language(document: Path) -> str:
    """`README.th.md` is in Thai; where the name says nothing, it is English."""
    return document.suffixes[-2].removeprefix(".") if len(document.suffixes) > 1 else "en"


def test_the_runner_sees_commands_and_their_output(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# Page\n\n```console\n$ echo a \\\n    b\na b\n$ true\n```\n", encoding="utf-8")
    first, second = commands_in(document)
    assert (first.command, first.output, first.line) == ("echo a b", "a b\n", 4)
    assert (second.command, second.output) == ("true", "")


def test_three_dots_stand_for_any_lines() -> None:
    assert matches("one\n...\nfour\n", "one\ntwo\nthree\nfour\n")
    assert not matches("one\n...\nfour\n", "one\ntwo\nthree\n")
    assert not matches("one\n", "one\ntwo\n")
