"""Small windows, paper, and browsers without scripts."""

import re

from playwright.sync_api import Browser, expect

from tests.browser import Watched
from tests.end_to_end.html_map.pages import MALEE, PHONE, card


def test_a_phone_shows_all_of_it(watched: Watched, maps: dict[str, str]) -> None:
    page = watched.open(maps["hotel"])
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator("#people")).to_be_hidden()
    page.get_by_role("button", name="People").click()
    page.locator("#search").fill("มาลี")
    page.locator("#list li").first.click()
    expect(page.locator("#people")).to_be_hidden()
    expect(page.locator("#details h2")).to_be_in_viewport()
    over = page.locator("#side").bounding_box()
    under = card(page, MALEE).bounding_box()
    assert under["y"] + under["height"] <= over["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for control in page.locator("button:visible, select:visible").all():
        box = control.bounding_box()
        assert box is not None
        assert box["width"] > 0


def test_paper_has_the_view_alone_and_no_fills(watched: Watched, maps: dict[str, str]) -> None:
    page = watched.open(maps["manufacturer"])
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("tab", name="Org chart").click()
    page.emulate_media(media="print")
    for gone in (".bar", ".head", "#people", ".zoom", "#view-influence"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("#view-org svg.map")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('#view-org svg')).transform") == "none"
    printed = page.pdf(prefer_css_page_size=True, print_background=True, landscape=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_without_scripts_every_view_is_there(browser: Browser, maps: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(maps["hotel"])
    for view in ("influence", "org", "coverage", "quadrant"):
        box = page.locator(f"#view-{view} svg.map").bounding_box()
        assert box is not None
        assert box["height"] > 100
    context.close()
