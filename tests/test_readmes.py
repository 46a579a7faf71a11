"""README in three languages: the same commands in the same order, and the same parts."""

import re
from pathlib import Path

import pytest

from tests.end_to_end.documents import commands_in

ROOT = Path(__file__).parents[1]
ENGLISH = ROOT / "README.md"
TRANSLATED = {"th": ROOT / "README.th.md", "zh": ROOT / "README.zh.md"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_commands_are_the_same(language: str) -> None:
    assert [one.command for one in commands_in(TRANSLATED[language])] == [one.command for one in commands_in(ENGLISH)]
    assert _scripts(TRANSLATED[language]) == [
        one.replace("--lang en", f"--lang {language}") for one in _scripts(ENGLISH)
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_parts_are_the_same(language: str) -> None:
    for part in (r"^#+ ", r"^\*\*\d*", r"^- ", r"^```\w*"):
        assert _found(part, TRANSLATED[language]) == _found(part, ENGLISH), part


@pytest.mark.parametrize("document", [ENGLISH, *TRANSLATED.values()], ids=lambda path: path.name)
def test_the_links_are_the_same_and_lead_to_the_other_languages(document: Path) -> None:
    names = {one.name for one in (ENGLISH, *TRANSLATED.values())}
    links = set(_found(r"\]\((?!http)(.+?)\)", document))
    assert links & names == names - {document.name}
    assert links - names == set(_found(r"\]\((?!http)(.+?)\)", ENGLISH)) - names
    assert [link for link in links if not (ROOT / link).exists()] == []


def _scripts(document: Path) -> list[str]:
    """The commands that are shown to be copied whole."""
    return re.findall(r"^```sh\n(.*?)^```$", document.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def _found(part: str, document: Path) -> list[str]:
    return re.findall(part, document.read_text("utf-8"), re.MULTILINE)
