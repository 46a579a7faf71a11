"""With the mouse: details, dragging, zooming."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Watched
from tests.end_to_end.html_map.pages import GM, HOTEL, MALEE, card, drawn, focused, listed, place


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


def test_folded_people_of_a_place_are_listed_by_its_stance(watched: Watched, tmp_path: Path) -> None:
    book = shutil.copytree(HOTEL, tmp_path / "book")
    for number in range(260):
        clerk = f"name: Clerk {number}\ndepartment: Depot\ninfluence: 1\nstance: {number % 2}\n"
        (book / f"accounts/siam-grand/people/clerk-{number}.yaml").write_text(clerk)
    page = watched.open(drawn(tmp_path / "big.html", book, "--view", "quadrant"))
    card(page, "place:0:1").click()
    assert page.locator("#stance").input_value() == "0"
    assert {ref for ref in listed(page) if "clerk" in ref} == {f"siam-grand/clerk-{n}" for n in range(0, 260, 2)}


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


def test_the_buttons_lie_over_nothing_of_the_map(hotel: Page) -> None:
    hotel.set_viewport_size({"width": 1280, "height": 720})
    card(hotel, MALEE).click()
    buttons, stage = hotel.locator(".zoom").bounding_box(), hotel.locator("#stage").bounding_box()
    assert buttons is not None
    assert stage is not None
    assert buttons["y"] + buttons["height"] <= stage["y"]
