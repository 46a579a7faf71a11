"""`git diff` and `git log -p` in the field's words, with a real git."""

import os
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

from relmap.storage.git_setup import set_up
from tests.cli.books_in_git import MALEE, committed_hotel, git
from tests.cli.runner import Runner

ROOT = Path(__file__).parents[2]
PROGRAM = f"env PYTHONPATH={quote(str(ROOT))} RELMAP_LANG=en {quote(sys.executable)} -m relmap"


@pytest.fixture
def relmap(tmp_path: Path) -> Runner:
    runner = committed_hotel(tmp_path / "book")
    set_up(runner.folder, PROGRAM)
    return runner


def difference(relmap: Runner, *arguments: str) -> list[str]:
    """The lines that git shows as taken out and put in."""
    lines = git(relmap.folder, *arguments).splitlines()
    return [line for line in lines if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))]


def test_git_diff_speaks_the_words_of_the_field(relmap: Runner) -> None:
    relmap.tell("set", "malee", "stance", "-1")
    relmap.tell("know", "nok", "malee", "--level", "3")
    assert difference(relmap, "diff") == [
        "-stance: supporter",
        "+stance: non-supporter",
        "-known by: nok (level working, target trusted, assessed on 2026-11-03)",
        "+known by: nok (level trusted, target trusted, assessed on 2026-11-23)",
    ]
    assert "-stance: 1" in difference(relmap, "diff", "--no-textconv")


def test_git_log_does_so_for_what_was_committed(relmap: Runner) -> None:
    relmap.tell("touch", "malee", "--by", "nok", "--channel", "visit", "--note", "new menu", "--commit")
    assert difference(relmap, "log", "-1", "-p") == ["+2026-11-23 malee visit (note new menu)"]


def test_another_way_to_write_the_same_is_no_line(relmap: Runner) -> None:
    file = relmap.folder / MALEE
    file.write_text(file.read_text().replace("stance: 1\n", 'stance: "supporter"\n'))
    assert difference(relmap, "diff") == []
    assert difference(relmap, "diff", "--no-textconv") != []


def test_comments_are_shown(relmap: Runner) -> None:
    file = relmap.folder / MALEE
    file.write_text(file.read_text() + "# ask again\n")
    assert difference(relmap, "diff") == ["+# ask again"]


def test_a_file_that_cannot_be_read_is_shown_as_it_is(relmap: Runner) -> None:
    (relmap.folder / MALEE).write_bytes(b"name: [Malee\n")
    assert "+name: [Malee" in git(relmap.folder, "diff", MALEE, check=True).splitlines()


def test_without_relmap_git_shows_the_file_itself(relmap: Runner) -> None:
    set_up(relmap.folder, "/nowhere/relmap")
    relmap.tell("set", "malee", "stance", "-1")
    done = subprocess.run(
        ["git", "diff"],
        cwd=relmap.folder,
        env={**os.environ, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "+stance: -1" in done.stdout


def test_the_file_itself_comes_out_to_the_byte(relmap: Runner) -> None:
    data = "name: [a\r\n\x1b[31mé\n".encode()
    (relmap.folder / "broken.yaml").write_bytes(data)
    assert relmap.tell("textconv", "broken.yaml").encode() == data


def test_control_characters_of_a_sound_file_are_shown_escaped(relmap: Runner) -> None:
    (relmap.folder / "sly.yaml").write_text('name: "a\\eb"\n')
    assert relmap.tell("textconv", "sly.yaml") == "name: a\\x1bb\n"


def test_it_speaks_the_language_that_is_wanted(relmap: Runner) -> None:
    assert "姓名：" in relmap.tell("textconv", MALEE, "--lang", "zh")
