"""The views, and the way to a target in each of them."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from relmap.analysis.wording import figure
from tests.browser import Watched
from tests.end_to_end.command import relmap
from tests.end_to_end.html_map.pages import (
    GM,
    HOTEL,
    MALEE,
    card,
    drawn,
)


def test_views_switch_and_keep_whoever_is_open(hotel: Page) -> None:
    card(hotel, MALEE).click()
    for name in ("Org chart", "Coverage of the buying group", "Influence and stance", "Influence map"):
        hotel.get_by_role("tab", name=name).click()
        expect(hotel.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        assert hotel.locator("[role=tabpanel]:not([hidden])").count() == 1
        expect(card(hotel, MALEE)).to_have_class(re.compile("opened"))
    expect(hotel.locator("#details h2")).to_have_text("Malee Jaidee")


def test_the_view_asked_for_is_shown_first(watched: Watched, tmp_path: Path) -> None:
    page = watched.open(drawn(tmp_path / "org.html", HOTEL, "--view", "org", "--theme", "dark"))
    expect(page.get_by_role("tab", name="Org chart")).to_have_attribute("aria-selected", "true")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_target_shows_its_way_step_by_step_with_detours(hotel: Page) -> None:
    hotel.get_by_label("Show the way to").select_option(GM)
    way = hotel.locator("#way")
    expect(way.locator("h2")).to_have_text("The way to Anucha Mankhong")
    answer = json.loads(relmap("path", "--to", "GM", "--json", folder=HOTEL).stdout)
    for route, path in zip(way.locator(".route").all(), answer["paths"], strict=True):
        expect(route).to_contain_text(f"score {figure(path['score'])}")
    steps = way.locator(".steps li")
    assert hotel.locator(".way-step").count() == steps.count() > 2
    expect(card(hotel, GM)).to_have_class(re.compile(r"\bon lit\b"))
    assert hotel.locator("g.tie.on.lit").count() == steps.count()
    way.locator(".route").nth(1).click()
    expect(way.locator(".route").nth(1)).to_have_attribute("aria-pressed", "true")
    assert hotel.locator(".way-step").count() == way.locator(".steps li").count()


@pytest.mark.parametrize("view", ["Org chart", "Influence and stance", "Coverage of the buying group"])
def test_a_way_is_lit_in_every_view(watched: Watched, maps: dict[str, str], view: str) -> None:
    page = watched.open(maps["to the GM"])
    expect(page.locator("#way h2")).to_have_text("The way to Anucha Mankhong")
    page.get_by_role("tab", name=view).click()
    expect(card(page, GM)).to_have_class(re.compile(r"\bon lit\b"))
    page.keyboard.press("Escape")
    assert page.locator("g.on, .way-line, .way-step").count() == 0


def test_the_theme_changes_with_a_button(hotel: Page) -> None:
    ground = "getComputedStyle(document.querySelector('#view-influence svg > rect')).fill"
    light = hotel.evaluate(ground)
    hotel.get_by_role("button", name="Dark").click()
    assert hotel.evaluate(ground) != light
    hotel.get_by_role("button", name="Dark").click()
    assert hotel.evaluate(ground) == light


def test_the_details_lead_to_the_way(hotel: Page) -> None:
    card(hotel, GM).click()
    hotel.get_by_role("button", name="Show the way", exact=True).click()
    expect(hotel.locator("#way h2")).to_be_focused()
    expect(hotel.locator("#way h2")).to_be_in_viewport()
    assert hotel.locator("#target").input_value() == GM
