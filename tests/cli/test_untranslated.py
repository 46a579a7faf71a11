"""A language in which every text stands in brackets: letters outside them were never meant to be translated."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from relmap.model import vocabulary
from tests.cli.runner import HOTEL, Runner

EXAMPLES = HOTEL.parent
WORD = re.compile(r"[^\W\d_]+")
# Ids of people, codes and names of rules, options, units of time and money: the same in every language.
SAME = re.compile(r"`[^`]*`|\S+/\S*|\bG\d+ [a-z-]+|--[a-z-]+|\b[A-Z]{3}\b|\bx\b|\be\^")
BLOCKS = {
    "hotel": """
path --to GM
path --to GM --explain --deal ceramic-plates
path --to GM --independent
path --to GM --without malee
path --to GM --max-steps 1
""",
    "manufacturer": """
path --to decision_maker --explain
path --to decision_maker --independent
path --to 何建新 -k 5 --explain
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
    words = _words_of(folder)
    with patch("relmap.cli.session.catalogue_of", return_value=Bracketed()):
        done = Runner(folder)(*re.findall(r'"[^"]*"|\S+', line))
    assert done.status in (0, 1), done.stderr
    assert "⟦" in done.stdout
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
    names = " ".join(str(file.relative_to(folder)) for file in files)
    return frozenset(word.casefold() for word in WORD.findall(f"{said} {names}")) - _closed()


def _values(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from _values(value)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value)
    else:
        yield str(node)


def _closed() -> frozenset[str]:
    lists = (
        *vocabulary.ROLES,
        *vocabulary.LINK_KINDS,
        *vocabulary.TOUCH_CHANNELS,
        *vocabulary.STANCE_NAMES.values(),
        *vocabulary.LEVEL_NAMES.values(),
        *vocabulary.SENIORITIES,
        *vocabulary.SEGMENTS,
        *vocabulary.SEVERITIES,
    )
    return frozenset(word for name in lists for word in WORD.findall(name))
