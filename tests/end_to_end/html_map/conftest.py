"""The browser, the maps, and a window that nobody else has."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Watched, chromium
from tests.end_to_end.hostile_book import hostile_book
from tests.end_to_end.html_map.pages import HOTEL, MANUFACTURER, WIDE, drawn


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def maps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of each map."""
    folder = tmp_path_factory.mktemp("maps")
    asked = {
        "hotel": (HOTEL, []),
        "to the GM": (HOTEL, ["--path-to", "GM"]),
        "manufacturer": (MANUFACTURER, []),
        "hostile": (hostile_book(folder / "book"), ["--deal", "plates"]),
    }
    return {name: drawn(folder / f"{name}.html", book, *options) for name, (book, options) in asked.items()}


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh window; in the end nothing may have been asked for or complained about."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(5_000)
    one = Watched(context)
    yield one
    context.close()
    assert one.found == []


@pytest.fixture
def hotel(watched: Watched, maps: dict[str, str]) -> Page:
    return watched.open(maps["hotel"])
