"""A map to click through: one file that holds everything, works from disk and asks no network.

Its policy lets nothing run or load but the one script and the one style, with its fonts, that relmap wrote. What the
book says reaches the page as text of the drawings and as data, which the script shows as text.
"""

import json
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from relmap.analysis.map_contents import MapContents
from relmap.model.text import visible
from relmap.rendering import heading, html_data, svg
from relmap.rendering.draw import drawing
from relmap.rendering.font_faces import font_faces
from relmap.rendering.html_words import page_words
from relmap.rendering.labels import label
from relmap.rendering.theme import PRINT, THEMES, Theme
from relmap.rendering.theme_variables import BY_NAME, variables
from relmap.usecases.map_page import MapPage

FILES = Path(__file__).parent / "page_files"
SCRIPTS = ("reading", "searching", "stage", "people", "details", "ways", "start")
# None of these means anything to JSON, and none may mean anything to HTML or to a script.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def drawings(page: MapPage, labels: Mapping[str, str]) -> Mapping[str, bytes]:
    """Every view by its name, drawn `BY_NAME`. Raises what `drawing` does."""
    return {contents.view: drawing(contents, labels, BY_NAME) for contents in page.views}


def document(
    page: MapPage,
    labels: Mapping[str, str],
    *,
    theme_name: str = "light",
    language: str = "en",
    drawn: Mapping[str, bytes] | None = None,
) -> bytes:
    """The page as UTF-8; the same page, labels, theme and language give the same bytes.

    `drawn` are its `drawings`, where somebody has them already. Raises what `drawing` does.
    """
    first = page.asked
    views = drawings(page, labels) if drawn is None else drawn
    parts = {
        **{f"word_{name}": escape(word) for name, word in page_words().items()},
        "lang": escape(language),
        "theme": theme_name,
        "title": escape(visible(heading.title(first, labels))),
        "account": escape(visible(first.title)),
        "subtitle": escape(html_data.subtitle(first, labels)),
        "tabs": "".join(_tab(contents, labels) for contents in page.views),
        "views": "".join(_panel(contents, labels, views[contents.view]) for contents in page.views),
        "script": _script(),
        "data": _json(html_data.page_data(page, labels, theme_name)),
    }
    return _filled(parts).encode()


def _filled(parts: Mapping[str, str]) -> str:
    template = _file("page.html")
    style = _style(font_faces("".join((template, *parts.values()))))
    return Template(template).substitute(parts, style=style, policy=escape(_policy(style, parts["script"])))


def _file(name: str) -> str:
    return (FILES / name).read_text("utf-8")


def _style(fonts: str) -> str:
    """The fonts, and the colours of every theme, whichever the page begins with; on paper that for paper."""
    themes = "".join(f'html[data-theme="{name}"]{_rule(colours)}\n' for name, colours in THEMES.items())
    return f"\n{fonts}\n{themes}@media print {{ html[data-theme]{_rule(PRINT)} }}\n{_file('page.css')}"


def _rule(colours: Theme) -> str:
    return "{" + ";".join(f"{name}:{colour}" for name, colour in variables(colours).items()) + "}"


def _script() -> str:
    parts = "\n".join(_file(f"{name}.js") for name in SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}}})();\n'


def _policy(style: str, script: str) -> str:
    allowed = f"style-src {_hash(style)}; font-src data:; script-src {_hash(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _tab(contents: MapContents, labels: Mapping[str, str]) -> str:
    view = contents.view
    name = escape(label(labels, "view", view))
    return (
        f'<button type="button" role="tab" id="tab-{view}" data-view="{view}" aria-controls="view-{view}" '
        f'aria-selected="false">{name}</button>'
    )


def _panel(contents: MapContents, labels: Mapping[str, str], drawn: bytes) -> str:
    view = contents.view
    root = ET.fromstring(drawn)
    _inline(root, view, heading.title(contents, labels))
    inside = ET.tostring(root, encoding="unicode")
    return f'<div role="tabpanel" id="view-{view}" data-view="{view}" aria-labelledby="tab-{view}">{inside}</div>'


def _inline(root: ET.Element, view: str, title: str) -> None:
    """Makes a drawing part of a page: ids are the view's own, and cards can be pressed."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{svg.NAMESPACE}}}")
        if "id" in element.attrib:
            element.set("id", f"{view}..{element.attrib['id']}")
        if "data-ref" in element.attrib and "card" in element.get("class", "").split():
            element.attrib |= {"role": "button", "tabindex": "-1"}
    for card in root.iterfind(".//*[@role='button']"):
        card.set("aria-label", card.findtext("title", ""))
    # The name of the whole would be shown wherever the pointer rests.
    if (name := root.find("title")) is not None:
        root.remove(name)
    root.attrib |= {"class": "map", "role": "group", "aria-label": visible(title)}
