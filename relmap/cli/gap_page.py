"""The page about one rule, as it is kept beside the commands."""

from pathlib import Path

from relmap.analysis.gaps import Rule
from relmap.cli.language import ENGLISH


def page_of(rule: Rule, language: str = ENGLISH) -> str:
    """Markdown: a title, what the rule finds, why it matters, an example, how to close it."""
    pages = Path(__file__).with_name("gap_pages")
    page = (pages if language == ENGLISH else pages / language) / f"{rule.code}.md"
    return page.read_text(encoding="utf-8").strip()
