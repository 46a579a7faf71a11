"""The browser that tests drive: Chromium as the machine has it, alone in a room of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.programs import need

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Says so where there is no Chromium."""
    program = need("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def elsewhere(browser: Browser, surroundings: Mapping[str, str | float | bool]) -> Iterator[Browser]:
    """The same program in another environment."""
    program = need("chromium")
    other = browser.browser_type.launch(executable_path=program, headless=True, args=FLAGS, env=dict(surroundings))
    yield other
    other.close()


class Watched:
    """A page, and everything that it must not do: ask a network, complain, open a dialog or another page."""

    def __init__(self, context: BrowserContext) -> None:
        self.found: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.found.append(f"console {message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        self.page.on("request", lambda request: self.found.append(f"request: {request.url}"))
        self.page.on("dialog", lambda dialog: self.found.append(f"dialog: {dialog.message}"))
        self.page.on("popup", lambda popup: self.found.append(f"popup: {popup.url}"))

    def open(self, address: str) -> Page:
        """Loads one file; that this was asked for is no fault."""
        self.page.goto(address)
        self.found.remove(f"request: {address}")
        return self.page
