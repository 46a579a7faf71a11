"""The page brings its letters, Thai and Chinese too, to the screen and to paper, whichever fonts a machine has."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from relmap.rendering import shipped_fonts
from tests.browser import Watched, elsewhere
from tests.end_to_end.html_map.pages import HOTEL, MANUFACTURER, drawn

# Marks whatever has text of its own and is seen; a browser would choose the letters of commands itself.
MARK = """() => {
  for (const command of document.querySelectorAll("code")) command.style.font = "inherit";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    const seen = parent.checkVisibility() && !parent.closest("option, script, title, desc");
    if (texts.currentNode.data.trim() && seen) parent.dataset.written = "";
  }
}"""
OUTSIDE = """() => [...document.querySelectorAll("[role=tabpanel]:not([hidden]) g.card")].flatMap((card) => {
  const frame = card.querySelector("rect.frame").getBBox();
  return [...card.querySelectorAll("text")].filter((text) => {
    const box = text.getBBox();
    return box.x < frame.x - 0.5 || box.x + box.width > frame.x + frame.width + 0.5;
  }).map((text) => text.textContent);
})"""
LETTERS = ["总", "裁", "ก", "ข", "ๆ", "ำ"]
# The pixels of a letter: letters that a machine lacks are all one box, or nothing.
PIXELS = """(letter) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "40px 'Noto Sans', 'Noto Sans Thai', 'Noto Sans SC', sans-serif";
  pen.fillText(letter, 20, 80);
  return pen.getImageData(0, 0, 120, 120).data.join("");
}"""


def machine(folder: Path, fonts: Path) -> dict[str, str | float | bool]:
    """The environment of a machine that has the fonts of one folder, and no others."""
    settings = folder / "fonts.conf"
    settings.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>'
        f"<cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("maps")
    asked = {"th": HOTEL, "zh": MANUFACTURER, "en": MANUFACTURER}
    return {language: drawn(folder / f"{language}.html", book, "--lang", language) for language, book in asked.items()}


def fonts_of(page: Page) -> list[Any]:
    """The fonts of each text that is seen, as the browser set it."""
    page.evaluate(MARK)
    tools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-written]"})["nodeIds"]
    return [font for node in nodes for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]]


@pytest.mark.parametrize("language", ["th", "zh", "en"])
def test_every_letter_comes_from_the_page(
    language: str, browser: Browser, pages: dict[str, str], tmp_path: Path
) -> None:
    """The machine has the whole fonts: whatever the page's own lacked would be taken from there."""
    with elsewhere(browser, machine(tmp_path, shipped_fonts.FONTS)) as whole:
        one = Watched(whole.new_context())
        page = one.open(pages[language])
        for tab in page.locator("[role=tab]").all():
            tab.click()
            page.locator("#list li").nth(1).click()
            fonts = fonts_of(page)
            assert len(fonts) > 100
            assert [font for font in fonts if not font["isCustomFont"]] == []
            assert page.evaluate(OUTSIDE) == []
        assert one.found == []


@pytest.fixture(scope="module")
def poor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose machine has Latin letters and no others."""
    folder = tmp_path_factory.mktemp("poor")
    (folder / "fonts").mkdir()
    (folder / "fonts" / "latin.ttf").write_bytes(shipped_fonts.subset("Noto Sans", False, range(0x20, 0x7F)))
    with elsewhere(browser, machine(folder, folder / "fonts")) as started:
        yield started


def shapes(page: Page) -> set[str]:
    return {page.evaluate(PIXELS, letter) for letter in LETTERS}


def test_a_machine_with_latin_letters_alone_shows_all_of_them(poor: Browser, pages: dict[str, str]) -> None:
    one = Watched(poor.new_context())
    page = one.open(pages["zh"])
    page.locator("#search").fill("总裁")
    assert len(shapes(page)) == len(LETTERS)
    assert page.evaluate(OUTSIDE) == []
    assert one.found == []


def test_it_would_show_boxes_without_the_fonts_of_the_page(
    poor: Browser, pages: dict[str, str], tmp_path: Path
) -> None:
    """The test of the test above."""
    whole = Path(pages["zh"].removeprefix("file://")).read_text("utf-8")
    without = tmp_path / "without.html"
    without.write_text(whole.replace("font-src data:", "font-src &#x27;none&#x27;"))
    page = poor.new_page()
    page.goto(without.as_uri())
    assert len(shapes(page)) < len(LETTERS)


@pytest.mark.parametrize(("language", "families"), [("th", {"NotoSans", "NotoSansThai"}), ("zh", {"NotoSansSC"})])
def test_paper_has_them_too(language: str, families: set[str], poor: Browser, pages: dict[str, str]) -> None:
    page = poor.new_page()
    page.goto(pages[language])
    printed = page.pdf(prefer_css_page_size=True, print_background=True, landscape=True)
    assert families <= {name.decode() for name in re.findall(rb"/FontName /\w+\+(\w+)", printed)}
