"""The page of a map in its three themes: every text can be read, and whoever goes by keyboard sees where they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from relmap.rendering.theme import THEMES
from tests.browser import Watched, chromium
from tests.cli.runner import HOTEL, Runner

TEXT, LARGE = 4.5, 3.0
# WCAG 2.2, "relative luminance" and "contrast ratio", of every visible text that is no part of a picture.
FAINT = """limits => {
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) =>
    0.2126 * channel(red / 255) + 0.7152 * channel(green / 255) + 0.0722 * channel(blue / 255);
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    const found = element ? parts(getComputedStyle(element).backgroundColor) : [255, 255, 255];
    return found.length === 4 && found[3] === 0 ? ground(element.parentElement) : found;
  };
  const texts = [...document.querySelectorAll("body *:not(svg, svg *)")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()) &&
    element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 2);
  const faint = texts.filter((element) => {
    const style = getComputedStyle(element);
    const [dark, bright] = [light(parts(style.color)), light(ground(element))].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05) < (parseFloat(style.fontSize) >= 24 ? limits[1] : limits[0]);
  });
  return [texts.length, faint.map((element) => element.textContent)];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(params=THEMES)
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The way to the GM of the hotel in one theme."""
    file = tmp_path / "map.html"
    Runner(HOTEL).tell("map", "--path-to", "GM", "--theme", request.param, "-o", str(file))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    watched = Watched(context)
    yield watched.open(file.as_uri())
    context.close()
    assert watched.found == []


def test_every_text_can_be_read(page: Page) -> None:
    for opened in (False, True):
        if opened:
            page.locator('[role=tabpanel]:not([hidden]) g.card[data-ref="siam-grand/malee"]').click()
        texts, faint = page.evaluate(FAINT, [TEXT, LARGE])
        assert texts > 60
        assert faint == []


def test_what_has_the_focus_has_a_line_round_it(page: Page) -> None:
    """Wherever Tab leads, a line of 3 pixels, of a colour that stands out from what is round it."""
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        name, style, width = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return [document.activeElement.tagName, style.outlineStyle, style.outlineWidth];
            }"""
        )
        if name != "BODY":
            assert (style, width) == ("solid", "3px"), name
            seen.add(name)
    assert {"A", "BUTTON", "SELECT", "INPUT", "LI", "DIV", "g"} <= seen
