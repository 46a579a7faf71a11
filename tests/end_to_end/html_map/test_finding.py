"""Finding people: searching in any script, and filters."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Watched
from tests.end_to_end.html_map.pages import GM, MALEE, focused, listed


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("มาลี", MALEE),
        ("มาลีใจดี", MALEE),
        ("malee JAIDEE", MALEE),
        ("玛丽", MALEE),
        ("พนักงานต้อนรับ", MALEE),
        ("พนกงานตอนรบ", ""),
        ("เจาหนา", "siam-grand/somchai"),
        ("หวหนาเชฟ", ""),
        ("front office", MALEE),
        ("siam-grand/malee", MALEE),
        ("Ｍａｌｅｅ", MALEE),
        ("ผู้จัดการ", GM),
        ("อนุชา มั่นคง", GM),
        ("มันคง", GM),
        ("GM", GM),
        ("G.M.", GM),
        ("General Manager", GM),
        ("总经理", GM),
        ("CEO", ""),
        ("zzz", ""),
    ],
)
def test_search_finds_any_part_in_any_script(hotel: Page, typed: str, found: str) -> None:
    hotel.locator("#search").fill(typed)
    assert listed(hotel) == ([found] if found else [])
    faded = hotel.locator("#view-influence g.card.faded").count()
    assert faded == hotel.locator("#view-influence g.card").count() - len(listed(hotel))


@pytest.mark.parametrize(
    ("typed", "found"), [("采购", 2), ("董铁", 1), ("dong tie", 1), ("CIO", 1), ("首席信息官", 1), ("董铁 采购", 0)]
)
def test_chinese_needs_no_spaces(watched: Watched, maps: dict[str, str], typed: str, found: int) -> None:
    page = watched.open(maps["manufacturer"])
    page.locator("#search").fill(typed)
    assert len(listed(page)) >= found
    assert bool(listed(page)) == bool(found)


def test_what_is_found_is_counted_aloud_and_shown_again(hotel: Page) -> None:
    hotel.locator("#search").fill("malee")
    expect(hotel.locator("#said")).to_have_text("1 of 8 shown")
    expect(hotel.locator("#count")).to_have_text("1 of 8 shown")
    hotel.get_by_role("button", name="Show everybody").click()
    assert len(listed(hotel)) == 8
    assert focused(hotel) == "search"


def test_filters_narrow_together(hotel: Page) -> None:
    hotel.locator("#department").select_option("จัดซื้อ")
    assert listed(hotel) == ["siam-grand/prasert", "siam-grand/somchai"]
    hotel.locator("#role").select_option("influencer")
    assert listed(hotel) == ["siam-grand/prasert"]
    hotel.locator("#stance").select_option("2")
    assert listed(hotel) == []
    expect(hotel.locator("#count")).to_have_text("Nobody is found")
    hotel.keyboard.press("Escape")
    assert len(listed(hotel)) == 8


def test_whose_own_text_is_typed_comes_first(watched: Watched, maps: dict[str, str]) -> None:
    """The president before whoever is found by another word for a title, and beginnings before the rest."""
    page = watched.open(maps["manufacturer"])
    page.locator("#search").fill("总裁")
    titles = [text.split(" · ")[0] for text in page.locator("#list small").all_text_contents()]
    assert titles[0] == "总裁"
    begins = [title.startswith("总裁") for title in titles]
    assert begins == sorted(begins, reverse=True)
    assert not all(begins)
    page.locator("#search").fill("lin")
    assert page.locator("#list b").first.text_content() == "Fang Lin 方琳"


def test_lines_between_people_who_are_not_found_fade_with_them(hotel: Page) -> None:
    ties = hotel.locator("#view-influence g.tie")
    found = hotel.locator("#view-influence g.tie:not(.faded)")
    assert found.count() == ties.count()
    hotel.locator("#search").fill("มาลี")
    ids = [each.get_attribute("id") or "" for each in found.all()]
    assert ids
    assert [each for each in ids if "siam-grand.malee" not in each] == []
    assert len(ids) < ties.count()
    hotel.locator("#search").fill("")
    assert found.count() == ties.count()
