"""Maps to click through as they are drawn from the example books, and how they are read back."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.end_to_end.command import REPOSITORY, relmap

HOTEL = REPOSITORY / "examples" / "hotel"
MANUFACTURER = REPOSITORY / "examples" / "manufacturer"
WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 360, "height": 740}
MALEE = "siam-grand/malee"
GM = "siam-grand/anucha"


def drawn(file: Path, book: Path, *options: str) -> str:
    done = relmap("map", "-o", str(file), *options, folder=book)
    assert done.returncode == 0, done.stderr
    return file.as_uri()


def listed(page: Page) -> list[str]:
    return [option.get_attribute("data-ref") or "" for option in page.locator("#list li").all()]


def card(page: Page, ref: str) -> Any:
    return page.locator(f'[role=tabpanel]:not([hidden]) g.card[data-ref="{ref}"]')


def place(page: Page) -> list[float]:
    """Where the map lies, and how large it is drawn."""
    style = page.locator("[role=tabpanel]:not([hidden]) svg.map").get_attribute("style") or ""
    return [float(number) for number in re.findall(r"-?[\d.]+", style)]


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.dataset.ref ?? document.activeElement.id")
    return found
