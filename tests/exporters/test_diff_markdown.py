"""Whatever a book says stands in the Markdown as text: nothing in it is interpreted."""

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from relmap.exporters.diff_markdown import inert
from relmap.model.text import visible

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~&$\"'=^:;@/ 1a\u0e01") | st.characters(), max_size=20)


def plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


@given(SIGNS)
@example("1. one")
@example("- - # x")
@example("***")
@example("    code")
@example("&amp; &#64;boss")
@example("[a]: http://x.example")
@example("~~~ x")
def test_in_a_list_it_reads_as_it_was_written(text: str) -> None:
    for start in ("- ", "- ✏️ **x**: "):
        page = PARSER.render(f"{start}{inert(text)}\n")
        assert set(re.findall(r"</?(\w+)", page)) <= {"ul", "li", "strong"}
        assert plain(unescape(re.sub(r"<[^>]*>", "", page))) == plain(f"{start[2:].replace('**', '')}{visible(text)}")


@given(SIGNS)
def test_in_bold_it_stays_in_bold(text: str) -> None:
    if not plain(visible(text)):
        return
    page = PARSER.render(f"- x **{inert(text)}**\n")
    assert set(re.findall(r"</?(\w+)", page)) == {"ul", "li", "strong"}


@pytest.mark.parametrize(
    "link", ["@boss", "#12", "GH-12", "o/r#1", "https://x.example", "www.x.example", ":smile:", "!1"]
)
def test_no_link_is_made_of_it(link: str) -> None:
    assert link not in unescape(inert(f"see {link} now"))


def test_control_and_direction_characters_are_shown() -> None:
    assert "\u202e" not in inert("a\u202eb")
    assert "\n" not in inert("a\n\n# b")
