"""The page about one rule, as it is kept beside the commands."""

from pathlib import Path

from relmap.analysis.gaps import Rule


def page_of(rule: Rule) -> str:
    """Markdown: a title, what the rule finds, why it matters, an example, how to close it."""
    page = Path(__file__).with_name("gap_pages") / f"{rule.code}.md"
    return page.read_text(encoding="utf-8").strip()
