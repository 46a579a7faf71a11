"""A browser's own measure: every text of every card inside its card, with this machine's fonts and with ours."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from relmap.analysis.map_building import build
from relmap.analysis.map_contents import MapContents
from relmap.rendering import png
from relmap.rendering.draw import drawing
from relmap.storage.reader import load
from tests.programs import need
from tests.rendering.contents import hostile, hotel
from tests.rendering.groups import group

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)

MEASURE = """
const found = {texts: 0, outside: []};
for (const card of document.querySelectorAll("g.card, g.cell")) {
  const frame = card.querySelector("rect.frame").getBBox();
  for (const text of card.querySelectorAll("text")) {
    const box = text.getBBox();
    found.texts += 1;
    if (box.x < frame.x - 0.5 || box.x + box.width > frame.x + frame.width + 0.5)
      found.outside.push([card.dataset.ref || card.id, text.textContent, box.x - frame.x, box.width, frame.width]);
  }
}
const page = document.querySelector("svg").getBoundingClientRect();
for (const text of document.querySelectorAll("text")) {
  const box = text.getBoundingClientRect();
  found.texts += 1;
  if (box.left < page.left || box.right > page.right || box.top < page.top || box.bottom > page.bottom)
    found.outside.push(["page", text.textContent]);
}
document.body.innerHTML = "";
const out = document.createElement("pre");
out.id = "found";
out.textContent = JSON.stringify(found);
document.body.append(out);
"""


def example(book: str, account: str, view: str) -> MapContents:
    return build(load(ROOT / "examples" / book).book, account, view=view, today=TODAY)


MAPS: dict[str, Callable[[], MapContents]] = {
    "hotel": lambda: example("hotel", "siam-grand", "influence"),
    "hotel org": lambda: example("hotel", "siam-grand", "org"),
    "manufacturer": lambda: example("manufacturer", "lanshi-heavy", "influence"),
    "manufacturer org": lambda: example("manufacturer", "lanshi-heavy", "org"),
    "hotel coverage": lambda: example("hotel", "siam-grand", "coverage"),
    "hotel quadrant": lambda: example("hotel", "siam-grand", "quadrant"),
    "manufacturer coverage": lambda: example("manufacturer", "lanshi-heavy", "coverage"),
    "manufacturer quadrant": lambda: example("manufacturer", "lanshi-heavy", "quadrant"),
    "many cells": lambda: group(60, 6, "coverage"),
    "hostile": hostile,
    "hostile org": lambda: hostile("org"),
    "hostile coverage": lambda: hostile("coverage"),
    "hostile quadrant": lambda: hostile("quadrant"),
    "every mark": hotel,
}


def chromium(page: Path, home: Path, fonts: Path | None) -> str:
    """The page as the browser has it after its scripts ran. Says so where there is no Chromium."""
    program = need("chromium")
    surroundings = {**os.environ, "HOME": str(home)}
    if fonts:
        surroundings["FONTCONFIG_FILE"] = str(fonts)
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"file://{page}"]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


@pytest.fixture
def only_ours(tmp_path: Path) -> Path:
    """A machine whose only fonts are the shipped ones."""
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{png.FONTS}</dir>'
        f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    return settings


@pytest.mark.parametrize("fonts", ["of this machine", "shipped"])
@pytest.mark.parametrize("name", MAPS)
def test_every_text_is_inside_its_card(name: str, fonts: str, tmp_path: Path, only_ours: Path) -> None:
    drawn = drawing(MAPS[name]()).decode().partition("?>")[2]
    page = tmp_path / "page.html"
    body = f"<!DOCTYPE html><meta charset=utf-8><body>{drawn}<script>{MEASURE}</script>"
    page.write_text(body, "utf-8")
    found = _found(chromium(page, tmp_path, only_ours if fonts == "shipped" else None))
    assert found["outside"] == []
    assert found["texts"] > 30


def _found(dom: str) -> Any:
    match = re.search(r'<pre id="found">(.*?)</pre>', dom, re.DOTALL)
    assert match, dom[-2000:]
    return json.loads(unescape(match[1]))


def test_the_measure_finds_a_text_that_leaves_its_card(tmp_path: Path, only_ours: Path) -> None:
    drawn = drawing(hotel()).decode().partition("?>")[2]
    broken = re.sub(r' textLength="[^"]*"', "", drawn).replace("Nobody's", "W" * 20)
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{broken}<script>{MEASURE}</script>", "utf-8")
    assert [each[0] for each in _found(chromium(page, tmp_path, only_ours))["outside"]] == ["hotel/loner"]
