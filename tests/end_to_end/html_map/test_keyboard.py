"""With the keyboard alone, and for screen readers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Watched
from tests.end_to_end.html_map.pages import MALEE, card, focused, place


def test_everything_is_reached_with_the_keyboard(hotel: Page) -> None:
    press = hotel.keyboard.press
    press("Tab")
    expect(hotel.get_by_text("Go to the map")).to_be_focused()
    press("Tab")
    assert focused(hotel) == "tab-influence"
    press("ArrowRight")
    assert focused(hotel) == "tab-org"
    expect(hotel.locator("#view-org svg.map")).to_be_visible()
    press("Home")
    press("Tab")
    for control in ("target", "zoom-in", "zoom-out", "zoom-all", "change-theme"):
        assert focused(hotel) == control
        press("Tab")
    assert focused(hotel) == "search"
    hotel.keyboard.type("malee")
    press("ArrowDown")
    assert focused(hotel) == MALEE
    press("Enter")
    assert focused(hotel) == "details-name"
    press("Escape")
    assert focused(hotel) == MALEE
    press("ArrowUp")
    assert focused(hotel) == "search"


def test_cards_are_walked_with_arrow_keys(hotel: Page) -> None:
    hotel.locator("#stage").focus()
    before = place(hotel)
    hotel.keyboard.press("+")
    assert place(hotel)[2] > before[2]
    hotel.keyboard.press("0")
    hotel.keyboard.press("ArrowRight")
    assert place(hotel)[0] == pytest.approx(before[0] - 60)
    hotel.keyboard.press("0")
    hotel.keyboard.press("Tab")
    seen = [focused(hotel)]
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"):
        hotel.keyboard.press(key)
        seen.append(focused(hotel))
    assert len(set(seen)) >= 4
    hotel.keyboard.press("Enter")
    assert focused(hotel) == "details-name"
    hotel.keyboard.press("Escape")
    assert focused(hotel) == seen[-1]
    assert hotel.evaluate("document.getElementById('stage').scrollLeft + document.documentElement.scrollTop") == 0


def test_every_control_has_a_name(watched: Watched, maps: dict[str, str]) -> None:
    page = watched.open(maps["to the GM"])
    card(page, MALEE).click()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    controls = {"button", "tab", "searchbox", "textbox", "combobox", "listbox", "option", "link", "group", "tabpanel"}
    found = [node for node in tree if not node["ignored"] and node.get("role", {}).get("value") in controls]
    assert len(found) > 40
    assert [node for node in found if not node.get("name", {}).get("value", "").strip()] == []
