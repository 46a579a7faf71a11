"""The pages of the gap codes: one for each rule, and commands that work."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relmap.analysis.gaps import RULES
from relmap.cli.language import catalogue_of
from relmap.model.saying import in_words, speaking
from tests.cli.runner import Runner

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "relmap" / "cli" / "gap_pages"
PAGES = sorted(FOLDER.glob("*.md"))
HEADINGS = ["## What", "## Why it matters", "## Example", "## How to close it"]
TRANSLATED = {
    "th": ["## พบอะไร", "## ทำไมจึงสำคัญ", "## ตัวอย่าง", "## ปิดช่องว่างอย่างไร"],
    "zh": ["## 发现什么", "## 为什么重要", "## 例子", "## 怎样弥补"],
}


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


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_the_same_in_every_language(page: Path, language: str) -> None:
    """The same parts, sources, commands, links and words that are typed; the name is that of the catalogue."""
    english, text = (path.read_text("utf-8") for path in (page, FOLDER / language / page.name))
    rule = next(rule for rule in RULES if rule.code == page.stem)
    with speaking(catalogue_of(language)):
        assert text.startswith(f"# {rule.code} {in_words('gap', rule.name.replace('-', ' '))}\n")
    assert re.findall(r"^## .*$", text, re.MULTILINE) == TRANSLATED[language]
    assert len(_blocks(text)) == len(_blocks(english))
    for same in (r"^```\n(?:.*\n)*?```$", r"\[G\d+\]\(G\d+\.md\)"):
        assert re.findall(same, text, re.MULTILINE) == re.findall(same, english, re.MULTILINE)
    for same in (r"(?<!`)`[^`\n]+`(?!`)", r"\b(?:19|20)\d\d\b"):
        assert sorted(set(re.findall(same, " ".join(text.split())))) == sorted(
            set(re.findall(same, " ".join(english.split())))
        )


def _blocks(text: str) -> list[str]:
    return [block for block in text.split("\n\n") if block.strip()]


@pytest.mark.parametrize("language", TRANSLATED)
def test_there_are_no_other_pages(language: str) -> None:
    assert sorted(page.name for page in (FOLDER / language).iterdir()) == [page.name for page in PAGES]


def test_a_page_is_shown_in_the_reader_s_language(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "hotel", tmp_path / "book")
    book = Runner(tmp_path / "book")
    assert "\n## 为什么重要\n" in book.tell("gaps", "--explain", "G202", "--lang", "zh")
    book.tell("atlas", "-o", tmp_path / "site", "--lang", "th")
    rules = (tmp_path / "site" / "rules.html").read_text("utf-8")
    assert "ทำไมจึงสำคัญ" in rules
    assert "Why it matters" not in rules
