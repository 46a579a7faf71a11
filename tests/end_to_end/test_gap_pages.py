"""The pages of the gap codes: one for each rule, and commands that work."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relmap.analysis.gaps import RULES

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "relmap" / "cli" / "gap_pages").glob("*.md"))
HEADINGS = ["## What", "## Why it matters", "## Example", "## How to close it"]


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    assert [page.stem for page in PAGES] == [rule.code for rule in RULES]


def test_the_method_lists_every_rule_with_its_name_in_order() -> None:
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(G\d+)\]\(\.\./relmap/cli/gap_pages/(G\d+)\.md\) \| (\S+) \|", method, re.MULTILINE)
    assert rows == [(rule.code, rule.code, rule.name) for rule in RULES]


def sources() -> list[str]:
    """The works that the method lists, one a line."""
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    return [" ".join(entry.split()) for entry in method.partition("## Sources")[2].split("\n- ")[1:]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_why_with_a_source_that_the_method_lists(page: Path) -> None:
    text = " ".join(page.read_text(encoding="utf-8").split())
    why = text.partition("## Why it matters")[2].partition("## Example")[0]
    named = re.findall(r"([A-Z][a-z]+)(?: \(|,? )(\d{4})\b", why)
    assert named
    for name, year in named:
        assert any(re.match(rf"(?=.*\b{name}, )[^(]*\({year}\)", source) for source in sources()), (name, year)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_the_four_parts_and_the_rule_s_name(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    name = next(rule.name for rule in RULES if rule.code == page.stem)
    assert text.startswith(f"# {page.stem} {name}\n")
    assert re.findall(r"^## .*$", text, re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_s_commands_work_on_the_hotel(page: Path, tmp_path: Path) -> None:
    commands = re.findall(r"^relmap .*$", page.read_text(encoding="utf-8"), re.MULTILINE)
    book = tmp_path / "hotel"
    shutil.copytree(ROOT / "examples" / "hotel", book)
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", f'relmap() {{ "$RELMAP_PYTHON" -m relmap "$@"; }}; {command}'],
            cwd=book,
            env={
                "RELMAP_PYTHON": sys.executable,
                "RELMAP_TODAY": "2026-11-23",
                "RELMAP_LANG": "en",
                "PATH": "/usr/bin:/bin",
                "LANG": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        # 1 is an answer, too: without Malee there is no path.
        assert done.returncode == 0 or (done.returncode == 1 and done.stdout), f"{command}\n{done.stderr}"
