"""The atlas in a browser, from disk: it works with and without its script, and no text of a book acts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.books import book_on_disk
from tests.browser import Watched, chromium
from tests.cli.runner import Runner
from tests.end_to_end.atlases import Links, broken_links, drawn, pages_of
from tests.end_to_end.hostile_book import ATTACKS, hostile_book

WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 400, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh window, in which nothing may be asked for but what lies in the folder, or complained about."""
    context = browser.new_context(viewport=getattr(request, "param", WIDE))
    context.set_default_timeout(5_000)
    one = Watched(context)
    yield one
    found = [line for line in one.found if not line.startswith("request: file:///")]
    context.close()
    assert found == []


def very_hostile(folder: Path) -> Runner:
    """As `hostile_book`, and attacks in what only the atlas shows."""
    book = hostile_book(folder)
    one, two, three = (json.dumps(attack) for attack in ATTACKS[:3])
    book_on_disk(
        book,
        {
            "relmap.yaml": (
                f"relmap: 1\nname: {two}\ngaps: {{waivers: [{{code: G101, about: house, reason: {one}}}]}}\n"
            ),
            "accounts/house/account.yaml": f"name: {one}\naliases: [{two}, {three}]\ndepartments: [{three}]\n",
            "accounts/house/deals/plates.yaml": (
                f"name: {one}\nstage: {two}\ngoal: {three}\namount: 3\ncurrency: {three}\n"
                + "committee:\n"
                + "".join(f"  - {{person: p{place}, note: {json.dumps(text)}}}\n" for place, text in enumerate(ATTACKS))
            ),
        },
    )
    return Runner(book)


def test_no_text_of_a_book_acts(watched: Watched, tmp_path: Path, site: Path) -> None:
    relmap = very_hostile(tmp_path / "hostile")
    assert drawn(relmap, site) == ["house"]
    assert broken_links(site) == []
    for page in pages_of(site):
        watched.page.goto(page.as_uri())
        assert watched.page.evaluate("window.hacked") is None
        assert watched.page.evaluate("document.querySelectorAll('script').length") == (page.parent == site) * (
            page.name == "index.html"
        )
        for hovered in watched.page.locator("a, button, td").all()[:40]:
            hovered.dispatch_event("mouseover")
        assert watched.page.evaluate("window.hacked") is None
        assert Links(page).acting == []
    watched.page.goto((site / "house" / "index.html").as_uri())
    shown = watched.page.locator("#people tbody").inner_text()
    assert all(attack in shown for attack in ATTACKS[:4])


def test_a_script_that_gets_into_a_page_does_not_run(watched: Watched, several: Runner, site: Path) -> None:
    drawn(several, site)
    page = site / "hedu-foods" / "index.html"
    page.write_text(
        page.read_text("utf-8").replace(
            "</h1>", "</h1><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
        )
    )
    watched.page.goto(page.as_uri())
    assert watched.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in line for line in watched.found)
    watched.found.clear()


def test_accounts_are_found_and_sorted(watched: Watched, several: Runner, site: Path) -> None:
    drawn(several, site)
    page = watched.page
    page.goto((site / "index.html").as_uri())
    rows = page.locator("#accounts tbody tr:visible")
    expect(rows).to_have_count(3)
    page.get_by_label("Find an account").fill("岚石")
    expect(rows).to_have_count(2)
    assert page.locator("output").inner_text() == "2 of 3 accounts"
    page.get_by_label("Find an account").fill("HEDU fan")
    expect(rows).to_have_count(1)
    page.get_by_label("Find an account").fill("")
    expect(rows).to_have_count(3)
    for column, option in (("Coverage", "coverage"), ("Account", "account"), ("Last touch", "touch")):
        listed = [line["account"] for line in several("portfolio", "--sort", option, "--json").json["accounts"]]
        button = page.get_by_role("button", name=column, exact=True)
        button.click()
        assert [
            row.split("\n")[-1].split("\t")[0].strip() for row in page.locator("tbody th").all_inner_texts()
        ] == listed
        assert button.locator("..").get_attribute("aria-sort") == "ascending"
        button.press("Enter")
        assert page.locator("tbody th").first.inner_text().endswith(listed[-1])


def test_pages_are_whole_without_a_script(browser: Browser, several: Runner, site: Path) -> None:
    drawn(several, site)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.locator("#accounts tbody tr").count() == 3
    assert not page.get_by_label("Find an account").is_visible()
    page.get_by_role("link", name="Hedu Foods").click()
    page.get_by_role("link", name="gap").first.click()
    assert page.url == (site / "hedu-foods" / "gaps.html").as_uri()
    context.close()


def test_ids_in_any_script_open_from_disk(watched: Watched, tmp_path: Path) -> None:
    files = {"team/nok.yaml": "name: Nok\n"}
    for account in ("โรงแรมสยามแกรนด์", "岚石重工", "plain"):
        files[f"accounts/{account}/account.yaml"] = f"name: The {account}\n"
        files[f"accounts/{account}/people/罗正平.yaml"] = "name: 罗正平\nroles: [decision_maker]\n"
    site = tmp_path / "ที่ 100% #1 地图"
    drawn(Runner(book_on_disk(tmp_path / "book", files)), site)
    assert broken_links(site) == []
    for account in ("โรงแรมสยามแกรนด์", "岚石重工", "plain"):
        watched.page.goto((site / "index.html").as_uri())
        watched.page.get_by_role("link", name=f"The {account}").click()
        assert watched.page.locator("h1").inner_text().startswith(f"The {account}")
        loaded = "Array.from(document.images, image => image.complete && image.naturalWidth > 0)"
        assert watched.page.evaluate(loaded) == [True] * 4
        watched.page.get_by_role("link", name="All accounts").click()
        assert watched.page.locator("h1").inner_text() == "All accounts"


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_phone_and_follow_its_colours(watched: Watched, several: Runner, site: Path, scheme: Any) -> None:
    drawn(several, site)
    watched.page.emulate_media(color_scheme=scheme)
    for path in ("index.html", "lanshi-heavy/index.html", "lanshi-heavy/gaps.html", "rules.html"):
        watched.page.goto((site / path).as_uri())
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        ground = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(248, 250, 252)", "dark": "rgb(11, 18, 32)"}[scheme]
    watched.page.goto((site / "hedu-foods" / "index.html").as_uri())
    shown = watched.page.evaluate("document.images[0].currentSrc")
    assert shown.endswith("influence-dark.svg" if scheme == "dark" else "influence.svg")


def test_tables_and_controls_have_names(watched: Watched, several: Runner, site: Path) -> None:
    drawn(several, site)
    for page in pages_of(site):
        watched.page.goto(page.as_uri())
        assert watched.page.locator("table").count() == watched.page.locator("table > caption").count()
        assert watched.page.locator("th:not([scope])").count() == 0
        assert watched.page.locator("h1").count() == 1
        nameless = "a => !a.innerText.trim() && !a.querySelector('img[alt]:not([alt=\"\"])')"
        nameless = f"[...document.querySelectorAll('a, button')].filter({nameless}).length"
        assert watched.page.evaluate(nameless) == 0
