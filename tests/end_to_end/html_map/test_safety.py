"""What no text of a book may do."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import Watched
from tests.end_to_end.hostile_book import ATTACKS
from tests.end_to_end.html_map.pages import listed


def test_no_text_of_a_book_ever_runs(watched: Watched, maps: dict[str, str]) -> None:
    page = watched.open(maps["hostile"])
    names = [
        person["name"] for person in page.evaluate("JSON.parse(document.getElementById('data').textContent).people")
    ]
    assert set(ATTACKS) - set(names) == {attack for attack in ATTACKS if "\u2028" in attack}
    for view in ("org", "coverage", "quadrant", "influence"):
        page.locator(f"#tab-{view}").click()
    for ref in listed(page):
        page.locator(f'#list li[data-ref="{ref}"]').click()
        page.locator("#details h2").hover()
    for value in page.locator("#target option").evaluate_all("options => options.map(option => option.value)"):
        page.locator("#target").select_option(value)
    for attack in ATTACKS:
        page.locator("#search").fill(attack.replace("\u2028", " "))
    page.locator("#search").fill("")
    assert page.evaluate("window.hacked") is None
    tags = set(page.evaluate("[...new Set([...document.querySelectorAll('*')].map(each => each.localName))]"))
    assert not tags & {"img", "iframe", "form", "b onfocus", "object", "embed", "foreignobject", "use", "image"}
    assert page.locator("script").count() == 2
    addresses = page.evaluate("[...document.querySelectorAll('[href]')].map(each => each.getAttribute('href'))")
    assert [address for address in addresses if not re.match(r"(https?://|mailto:|tel:|#)", address)] == []
    acting = (
        "[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames()).filter(name => /^on/.test(name))"
    )
    assert page.evaluate(acting) == []


def test_the_policy_stops_what_would_run(browser: Browser, maps: dict[str, str], tmp_path: Path) -> None:
    """Even if a text became markup: the test of the test above."""
    whole = Path(maps["hotel"].removeprefix("file://")).read_text("utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(
        whole.replace("</h1>", "<img src=x onerror=window.hacked=1><script>window.hacked=1</script></h1>")
    )
    context = browser.new_context()
    one = Watched(context)
    one.page.goto(broken.as_uri())
    assert one.page.evaluate("window.hacked") is None
    assert len([found for found in one.found if "Content Security Policy" in found]) >= 2
    context.close()
