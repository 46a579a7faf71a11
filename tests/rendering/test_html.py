"""The page of a map, read as text: its policy, what is in it, and what is not."""

import json
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from relmap.model.book import Book
from relmap.model.records import Account, Person
from relmap.model.saying import speaking
from relmap.rendering import html
from relmap.rendering.addresses import address_of
from relmap.rendering.draw import drawing
from relmap.rendering.labels import ENGLISH
from relmap.rendering.theme import THEMES
from relmap.rendering.theme_variables import BY_NAME, in_colours
from relmap.storage.reader import load
from relmap.usecases.map import VIEWS, MapQuestion
from relmap.usecases.map_page import MOST_TARGETS, MapPage, map_page
from tests.books import book_of
from tests.rendering.contents import contents, person

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 23)


def page(**asked: Any) -> MapPage:
    return map_page(load(EXAMPLES / "hotel").book, "siam-grand", MapQuestion(**asked), today=TODAY)


@pytest.fixture(scope="module")
def text() -> str:
    return html.document(page(), ENGLISH).decode()


def data_of(document: str) -> Any:
    return json.loads(re.findall(r'id="data">(.*?)</script>', document, re.DOTALL)[0])


def test_the_policy_allows_the_style_and_the_script_of_the_page_alone(text: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', text)
    allowed = dict(part.split(" ", 1) for part in unescape(policy).split("; "))
    for name, element in (("style-src", "style"), ("script-src", "script")):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        assert allowed.pop(name) == f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
    assert allowed == {"default-src": "'none'", "font-src": "data:", "base-uri": "'none'", "form-action": "'none'"}


def test_nothing_is_loaded_from_anywhere(text: str) -> None:
    assert (
        re.findall(r"""(?:src|href|action|data)=["']?(?!#)[^"'\s>]+""", re.sub(r"<script.*", "", text, flags=re.S))
        == []
    )
    assert set(re.findall(r"https?://[^\"\s)]*", text)) <= {"http://www.w3.org/2000/svg", "https://openfontlicense.org"}
    assert not re.search(r"@import|url\((?!data:font/)", text)


def test_the_data_can_end_no_script(text: str) -> None:
    (written,) = re.findall(r'id="data">(.*?)</script>', text, re.DOTALL)
    assert not set(written) & set("<>&\u2028\u2029")


def test_every_id_is_there_once(text: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', text.partition('<script type="application/json"')[0])
    assert len(ids) > 60
    assert len(ids) == len(set(ids))


def test_every_tie_of_a_way_is_found_on_the_influence_map(text: str) -> None:
    for ways in data_of(text)["ways"].values():
        for way in ways["paths"]:
            for step in way["steps"]:
                assert any(f'id="influence..{tie}"' in text for tie in step["ties"]), step


def test_every_view_has_everybody_to_be_pressed(text: str) -> None:
    panels = dict(re.findall(r'<div role="tabpanel" id="view-(\w+)"(.*?)</svg></div>', text, re.DOTALL))
    assert tuple(panels) == VIEWS
    people = [one["ref"] for one in data_of(text)["people"] if one["kind"] == "person"]
    for panel in panels.values():
        cards = re.findall(r'<g [^>]*data-ref="([^"]+)" role="button" tabindex="-1" aria-label="[^"]+"', panel)
        assert set(people) <= set(cards)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_variables_of_a_theme_draw_what_the_theme_draws(view: str, theme: str) -> None:
    contents = next(one for one in page().views if one.view == view)
    by_name = drawing(contents, ENGLISH, BY_NAME)
    assert not re.search(rb'"#[0-9a-f]{3,8}"', by_name)
    assert in_colours(by_name, THEMES[theme]) == drawing(contents, ENGLISH, THEMES[theme])


def test_no_name_is_taken_for_a_colour() -> None:
    name = 'x fill="var(--map-ink)" <b fill="var(--map-ink)">'
    made = contents(person("a", name, title=name, lit=True), title=name)
    assert in_colours(drawing(made, ENGLISH, BY_NAME), THEMES["dark"]) == drawing(made, ENGLISH, THEMES["dark"])


def test_a_file_of_another_language_has_no_english_words() -> None:
    class Bracketed:
        def gettext(self, message: str) -> str:
            return f"⟦{message}⟧"

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return f"⟦{msgid1}⟧"

        def pgettext(self, context: str, message: str) -> str:
            return f"⟦{message}⟧"

    with speaking(Bracketed()):
        made = map_page(book_of(Account(id="a", name="阿")), "a", MapQuestion(), today=TODAY)
        document = html.document(made, ENGLISH, language="th").decode()
    body = re.sub(r"<svg.*?</svg>|<style.*?</style>|<script.*?</script>|<head.*?</head>", "", document, flags=re.S)
    said = [*re.findall(r">([^<]+)<", body), *re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', body)]
    assert [
        each for each in said if re.search("[A-Za-z]{2}", re.sub("⟦.*?⟧", "", each)) and each not in ENGLISH.values()
    ] == []
    assert all(word.startswith("⟦") for word in data_of(document)["words"].values())


def test_control_characters_are_written_out() -> None:
    person = Person(id="p", account="a", name="a\u202eb", notes="one\ntwo\x1b[31m")
    made = map_page(book_of(Account(id="a", name="A\x07"), person), "a", MapQuestion(), today=TODAY)
    document = html.document(made, ENGLISH).decode()
    assert not set(document) & set("\u202e\x1b\x07")
    (one,) = data_of(document)["people"]
    assert one["sections"][-1]["facts"][0]["text"] == "one\ntwo\\x1b[31m"


def crowd(count: int) -> Book:
    people = [Person(id=f"p{n}", account="a", name=f"P {n}", influence=3 if n == 0 else 1) for n in range(count)]
    return book_of(Account(id="a", name="A"), *people)


@pytest.mark.parametrize(("people", "targets"), [(MOST_TARGETS, MOST_TARGETS), (MOST_TARGETS + 1, 1)])
def test_many_people_have_ways_to_key_players_only_and_it_is_said(people: int, targets: int) -> None:
    made = map_page(crowd(people), "a", MapQuestion(), today=TODAY)
    assert len(made.ways) == targets
    assert made.all_targets == (targets == people)


def test_strangers_get_no_dossiers_scores_or_reasons() -> None:
    document = html.document(page(redact=True, path_to="GM"), ENGLISH).decode()
    data = data_of(document)
    assert "view-quadrant" not in document
    assert not re.search("malee|Malee|มาลี|prasert|ประเสริฐ", document)
    assert {one["stance"] for one in data["people"]} == {""}
    assert [one["sections"] for one in data["people"] if one["sections"]] == []
    ways = [way for ways in data["ways"].values() for way in ways["paths"]]
    assert {way["score"] for way in ways} == {""}
    assert all(re.fullmatch(r"strength [.\d]+", step["text"]) for way in ways for step in way["steps"])
    assert data["target"] in data["ways"]


@pytest.mark.parametrize(
    ("channel", "text", "address"),
    [
        ("email", "a.b+c@hotel.example", "mailto:a.b+c@hotel.example"),
        ("email", "a@hotel.example?bcc=b@c.example", ""),
        ("email", "a b@hotel.example", ""),
        ("phone", "02 123-4567", "tel:021234567"),
        ("mobile", "+66 (0) 81 234 5678", "tel:+660812345678"),
        ("phone", "javascript:alert(1)", ""),
        ("phone", "021234567;phone-context=x", ""),
        ("linkedin", "https://linkedin.example/in/malee", "https://linkedin.example/in/malee"),
        ("linkedin", "HTTP://linkedin.example/", "HTTP://linkedin.example/"),
        ("linkedin", "linkedin.example/in/malee", ""),
        ("linkedin", "javascript:alert(1)", ""),
        ("linkedin", "java\nscript:alert(1)", ""),
        ("linkedin", "data:text/html,x", ""),
        ("linkedin", "file:///etc/passwd", ""),
        ("linkedin", "https://bank.example@evil.example/", ""),
        ("linkedin", 'https://a.example/" onclick="x', ""),
        ("linkedin", "https://[::1", ""),
        ("linkedin", "//a.example", ""),
        ("line", "malee", ""),
        ("website", "https://a.example/x y", ""),
    ],
)
def test_only_safe_addresses_are_followed(channel: str, text: str, address: str) -> None:
    assert address_of(channel, text) == address
