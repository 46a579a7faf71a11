"""A language in which every text stands in brackets: letters outside them were never meant to be translated."""

import html
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
import yaml

from relmap.model import vocabulary
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Listed, Mapped, Nested, Scalar
from tests.cli.runner import HOTEL, Runner

EXAMPLES = HOTEL.parent
WORD = re.compile(r"[^\W\d_]+")
# The paths and codes that `relmap set` knows a change by.
CHANGES = ("set ", "touch ", "link ", "know ", "add-", "remove ", "waive ", "merge-people ", "rename ")
# Ids of people, codes and names of rules, options, units of time and money: the same in every language.
SAME = re.compile(
    r"`[^`]*`|\S+/\S*|\bG\d+ [a-z-]+  .*|  [\w-]+(, \w+)+$|\bG\d+|--[a-z-]+"
    r"|\b[A-Z]{3}\b|\b[ABC] (?=\d+%)|\(book\)|\bx\b|\be\^",
    re.MULTILINE,
)
# Of a page of the atlas: its signs, commands, and what a gap is about, which are references and codes.
MARKUP = re.compile(r'<(style|script|code)\b.*?</\1>|(?<=</p>)<p class="soft small">.*?</p>|<[^>]*>', re.DOTALL)
BLOCKS = {
    "hotel": """
path --to GM
path --to GM --explain --deal ceramic-plates
path --to GM --independent
path --to GM --without malee
path --to GM --max-steps 1
path --to GM --what-if "link malee kanya --kind friend --level 4" --what-if "set wichai stance -2"
influence --on GM
influence --on GM --advanced --deal ceramic-plates
influence --on malee
show malee GM siam-grand ceramic-plates team/nok book
show GM --deal ceramic-plates
list people --left
list accounts
list members
list deals
list touches
list campaigns
coverage --all
coverage --without-member nok
portfolio
portfolio --segment fan
gaps
gaps --deal ceramic-plates --min-severity high --top 3
next
next --days 60 --all
map -o map.dot
check
add-contact "Anong" --title chef --role user --stance 1 --known-by nok:2
add-deal "Tea" --id tea
touch malee --by nok --channel visit --note hi
link malee kanya --kind friend --level 4
know nok wichai --level 2 --target 3
set malee roles influencer --add
remove malee --left
""",
    "manufacturer": """
path --to decision_maker --explain
path --to decision_maker --independent
path --to 何建新 -k 5 --explain
influence --on decision_maker --advanced
show 何建新 罗正平 lanshi-heavy
list people --all
list touches --all
list accounts
list deals
coverage
coverage --without-member sun-bowen
gaps --all
next --all --days 60
map --view org -o map.dot
portfolio
check
""",
}
COMMANDS = [(book, line) for book, block in BLOCKS.items() for line in block.strip().splitlines()]


class Bracketed:
    """Every text in ⟦brackets⟧."""

    def gettext(self, message: str, /) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str, /) -> str:
        return f"⟦{message}⟧"


@pytest.mark.parametrize(("book", "line"), COMMANDS)
def test_every_text_has_a_translation(book: str, line: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(EXAMPLES / book, folder)
    changes = line.startswith(CHANGES) or "--what-if" in line
    words = _words_of(folder) | (_closed() | _fields() if changes else frozenset())
    with patch("relmap.cli.session.catalogue_of", return_value=Bracketed()):
        done = Runner(folder)(*shlex.split(line))
    assert done.status in (0, 1), done.stderr
    assert "⟦" in done.stdout or line.startswith(CHANGES)
    assert sorted({word for word in _outside(done.stdout) if word.casefold() not in words}) == []


def _outside(text: str) -> list[str]:
    """The words that stand in no brackets and are no command, reference, code or option."""
    inner = re.compile(r"⟦[^⟦⟧]*⟧")
    while inner.search(text):
        text = inner.sub(" ", text)
    return WORD.findall(SAME.sub(" ", text))


def _words_of(folder: Path) -> frozenset[str]:
    """Every word that the book's own values hold, but none of the closed lists."""
    files = list(folder.rglob("*.yaml"))
    said = " ".join(text for file in files for text in _values(yaml.load(file.read_text("utf-8"), yaml.BaseLoader)))
    names = " ".join(file.stem for file in files if file.stem not in ("account", "relmap"))
    values, ids = (frozenset(word.casefold() for word in WORD.findall(text)) for text in (said, names))
    return (values - _closed()) | ids


def _values(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from _values(value)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value)
    else:
        yield str(node)


def _fields() -> frozenset[str]:
    return frozenset(WORD.findall(" ".join(_names_of(FIELDS.values()))))


def _names_of(node: Any) -> Iterator[str]:
    """The names of fields, however deep, in lists of fields and kinds."""
    for one in node:
        if isinstance(one, Field):
            yield one.name
            yield from _names_of([one.kind])
        elif isinstance(one, Nested):
            yield from _names_of(one.fields)
        elif isinstance(one, Listed):
            yield from _names_of([one.item])
        elif isinstance(one, Mapped):
            yield from _names_of([one.value])
        elif not isinstance(one, Scalar):
            yield from _names_of(one)


def _closed() -> frozenset[str]:
    lists = (
        *vocabulary.ROLES,
        *vocabulary.LINK_KINDS,
        *vocabulary.TOUCH_CHANNELS,
        *vocabulary.STANCE_NAMES.values(),
        "unknown",
        *vocabulary.LEVEL_NAMES.values(),
        *vocabulary.SENIORITIES,
        *vocabulary.SEGMENTS,
        *vocabulary.SEVERITIES,
        *vocabulary.STATUSES,
    )
    return frozenset(word for name in lists for word in WORD.findall(name))


DRAWN = [
    ("hotel", "map --path-to GM"),
    ("hotel", "map --view org --deal ceramic-plates"),
    ("hotel", "map --view coverage --path-to GM"),
    ("hotel", "map --view quadrant"),
    ("manufacturer", "map --path-to decision_maker"),
    ("manufacturer", "map --view coverage"),
    ("manufacturer", "map --view quadrant --around decision_maker"),
    ("manufacturer", "map --redact --top 5"),
]


@pytest.mark.parametrize(("book", "line"), DRAWN)
def test_every_text_of_a_map_has_a_translation(book: str, line: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(EXAMPLES / book, folder)
    with patch("relmap.cli.session.catalogue_of", return_value=Bracketed()):
        done = Runner(folder)(*shlex.split(line), "-o", str(tmp_path / "map.svg"))
    assert done.status == 0, done.stderr
    assert _foreign(_shown_on(tmp_path / "map.svg"), _words_of(folder)) == []


@pytest.mark.parametrize("book", ["hotel", "manufacturer"])
def test_every_text_of_an_atlas_has_a_translation(book: str, tmp_path: Path) -> None:
    folder, site = tmp_path / "book", tmp_path / "site"
    shutil.copytree(EXAMPLES / book, folder)
    with patch("relmap.cli.session.catalogue_of", return_value=Bracketed()):
        done = Runner(folder)("atlas", "-o", str(site))
    assert done.status == 0, done.stderr
    # The page of the rules is a text of its own in each language, and maps to click through hold their words as data.
    pages = [page for page in site.rglob("*.html") if page.name not in ("rules.html", "map.html")]
    assert len(pages) >= 3
    assert {page.name: found for page in pages if (found := _foreign(_shown_by(page), _words_of(folder)))} == {}


def _shown_on(picture: Path) -> str:
    """The texts of an SVG, what is cut short without its last word, in brackets or not."""
    nodes = ElementTree.parse(picture).iter()
    texts = "\n".join("".join(node.itertext()) for node in nodes if node.tag.endswith(("}text", "}title", "}desc")))
    return re.sub(r"\w*…", "", re.sub(r"⟦[^⟦⟧]*…", "", texts))


def _shown_by(page: Path) -> str:
    return html.unescape(MARKUP.sub("\n", page.read_text("utf-8")))


def _foreign(text: str, words: frozenset[str]) -> list[str]:
    """The English words in no brackets that are not the book's; the letters that show how key players are written."""
    left = (word for word in _outside(text) if word.isascii() and len(word) > 1)
    return sorted({word for word in left if word.casefold() not in words} - {"Aa"})
