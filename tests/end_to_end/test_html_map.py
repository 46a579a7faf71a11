"""The map to click through, in a browser: what people do with it, and what no text of a book may do."""

import json
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from relmap.analysis.wording import figure
from tests.browser import Watched, chromium
from tests.end_to_end.command import RELMAP, REPOSITORY, environment, relmap
from tests.end_to_end.hostile_book import ATTACKS, hostile_book

HOTEL = REPOSITORY / "examples" / "hotel"
MANUFACTURER = REPOSITORY / "examples" / "manufacturer"
WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 360, "height": 740}
MALEE = "siam-grand/malee"
GM = "siam-grand/anucha"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
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


def drawn(file: Path, book: Path, *options: str) -> str:
    done = relmap("map", "-o", str(file), *options, folder=book)
    assert done.returncode == 0, done.stderr
    return file.as_uri()


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


# --- With the mouse ------------------------------------------------------------------------------------------------


def test_a_click_tells_what_is_known_of_somebody(hotel: Page) -> None:
    card(hotel, MALEE).click()
    details = hotel.locator("#details")
    expect(details.locator("h2")).to_have_text("Malee Jaidee")
    for told in (
        "พนักงานต้อนรับ",
        "Gatekeeper",
        "Supporter",
        "อยากให้ผู้ขายนัดล่วงหน้า",
        "ร่าเริง",
        "malee.example",
        "Last touches",
    ):
        expect(details).to_contain_text(told)
    expect(details.locator('a[href="tel:0212345677"]')).to_have_text("0212345677")
    details.get_by_role("button", name="Close").click()
    expect(details).to_be_hidden()


def test_somebody_whom_the_details_name_is_one_click_away(hotel: Page) -> None:
    card(hotel, MALEE).click()
    hotel.locator("#details").get_by_role("button", name="Kanya Rotloet").first.click()
    expect(hotel.locator("#details h2")).to_have_text("Kanya Rotloet")


def test_a_folded_department_lists_its_people(watched: Watched, tmp_path: Path) -> None:
    book = shutil.copytree(HOTEL, tmp_path / "book")
    for number in range(70):
        clerk = f"name: Clerk {number}\ndepartment: Depot\nreports_to: malee\ninfluence: 1\n"
        (book / f"accounts/siam-grand/people/clerk-{number}.yaml").write_text(clerk)
    page = watched.open(drawn(tmp_path / "big.html", book))
    page.fill("#search", "Malee")
    card(page, "fold:Depot").click()
    assert len(listed(page)) == 70
    assert focused(page) == listed(page)[0]
    expect(page.locator("#search")).to_have_value("")


def test_dragging_moves_the_map_and_opens_nobody(hotel: Page) -> None:
    before, box = place(hotel), card(hotel, MALEE).bounding_box()
    hotel.mouse.move(box["x"] + 60, box["y"] + 40)
    hotel.mouse.down()
    hotel.mouse.move(box["x"] + 160, box["y"] + 90, steps=5)
    hotel.mouse.up()
    after = place(hotel)
    assert after[0] - before[0] == pytest.approx(100, abs=1)
    assert after[1] - before[1] == pytest.approx(50, abs=1)
    expect(hotel.locator("#details")).to_be_hidden()


def test_the_wheel_moves_and_with_ctrl_zooms_where_the_pointer_is(hotel: Page) -> None:
    first, box = place(hotel), card(hotel, GM).bounding_box()
    point = (box["x"] + 5, box["y"] + 5)
    hotel.mouse.move(*point)
    hotel.keyboard.down("Control")
    hotel.mouse.wheel(0, -120)
    hotel.keyboard.up("Control")
    hotel.wait_for_function(
        "before => !document.querySelector('svg.map').style.transform.includes(before)", arg=f"scale({first[2]})"
    )
    grown, near = place(hotel), card(hotel, GM).bounding_box()
    assert grown[2] > first[2]
    assert (near["x"], near["y"]) == pytest.approx(
        (point[0] - 5 * grown[2] / first[2], point[1] - 5 * grown[2] / first[2]), abs=3
    )
    hotel.mouse.wheel(0, 50)
    hotel.wait_for_function("y => !document.querySelector('svg.map').style.transform.includes(y)", arg=f"{grown[1]}px")
    assert place(hotel)[1] == pytest.approx(grown[1] - 50, abs=1)


def test_two_fingers_make_the_map_larger(watched: Watched, maps: dict[str, str]) -> None:
    page = watched.open(maps["hotel"])
    before = place(page)[2]
    page.evaluate(
        """() => {
          const stage = document.getElementById("stage");
          const finger = (name, id, x) => stage.dispatchEvent(new PointerEvent(name,
            {pointerId: id, pointerType: "touch", clientX: x, clientY: 400, bubbles: true}));
          stage.setPointerCapture = () => {};
          finger("pointerdown", 1, 600); finger("pointerdown", 2, 700);
          finger("pointermove", 1, 550); finger("pointermove", 2, 750);
          finger("pointerup", 1, 550); finger("pointerup", 2, 750);
        }"""
    )
    assert place(page)[2] == pytest.approx(2 * before, rel=0.01)


def test_buttons_zoom_and_show_all_again(hotel: Page) -> None:
    before = place(hotel)
    hotel.get_by_role("button", name="Larger").click()
    assert place(hotel)[2] > before[2]
    hotel.get_by_role("button", name="Smaller").click()
    hotel.get_by_role("button", name="Smaller").click()
    assert place(hotel)[2] < before[2]
    hotel.get_by_role("button", name="Whole map").click()
    assert place(hotel) == pytest.approx(before)


# --- Finding -------------------------------------------------------------------------------------------------------


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


# --- Views and ways ------------------------------------------------------------------------------------------------


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


# --- With the keyboard alone ---------------------------------------------------------------------------------------


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
    assert focused(hotel) == "target"
    press("Tab")
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


# --- Small windows, paper, no scripts --------------------------------------------------------------------------------


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


# --- What no text may do -------------------------------------------------------------------------------------------


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


# --- --open and --watch --------------------------------------------------------------------------------------------


def test_open_shows_the_file_in_the_browser(tmp_path: Path) -> None:
    done = relmap("map", "--open", "-o", str(tmp_path / "a b.html"), folder=HOTEL, BROWSER="echo shown %s")
    assert done.returncode == 0, done.stderr
    assert f"shown {(tmp_path / 'a b.html').as_uri()}" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--open", "-o", "-"], "--open and --output - do not go together"),
        (["--watch", "-o", "-"], "--watch and --output - do not go together"),
        (["--open", "-o", "x.dot"], "--open is for html"),
    ],
)
def test_what_cannot_be_opened_or_watched_is_refused(options: list[str], message: str, tmp_path: Path) -> None:
    done = relmap("map", *options, "--book", str(HOTEL), folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_watch_draws_again_keeps_the_last_picture_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(HOTEL, book)
    file, malee = tmp_path / "map.html", book / "accounts/siam-grand/people/malee.yaml"
    whole = malee.read_text("utf-8")
    with (tmp_path / "said").open("w") as said:
        # Whoever runs the tests in the background of a shell hands down that Ctrl-C is ignored.
        heeding = ["env", "--default-signal=INT", *RELMAP]
        running = subprocess.Popen(
            [*heeding, "map", "--watch", "-o", str(file)], cwd=book, env=environment(), stdout=said, stderr=said
        )
    try:
        _until(lambda: "Ctrl-C" in (tmp_path / "said").read_text())
        time.sleep(0.5)
        malee.write_text(whole.replace("มาลี ใจดี", "มาลี ใหม่"), "utf-8")
        _until(lambda: "มาลี ใหม่" in file.read_text("utf-8"))
        malee.write_text("name: [", "utf-8")
        _until(lambda: "the last picture is kept" in (tmp_path / "said").read_text())
        assert "มาลี ใหม่" in file.read_text("utf-8")
        malee.write_text(whole.replace("มาลี ใจดี", "มาลี อีกครั้ง"), "utf-8")
        _until(lambda: "มาลี อีกครั้ง" in file.read_text("utf-8"))
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
    finally:
        running.kill()
        running.wait()
    lines = (tmp_path / "said").read_text().splitlines()
    assert sum(line.startswith("drew ") for line in lines) == 3
    assert not [line for line in lines if "Traceback" in line]


def _until(is_so: Any) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    shutil.copytree(HOTEL, tmp_path / "book")
    for name, seed in (("one", "1"), ("two", "2")):
        relmap("map", "-o", str(tmp_path / f"{name}.html"), folder=tmp_path / "book", PYTHONHASHSEED=seed)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
