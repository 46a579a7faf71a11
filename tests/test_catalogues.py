"""The catalogues hold every text of the code, translated, and nothing else."""

import ast
import gettext
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import catalogues
from tools.catalogues import LANGUAGES, PACKAGE, Message

MESSAGES = catalogues.messages()
HOTEL = Path(__file__).parents[1] / "examples" / "hotel"
# Prints the catalogues that a command opens.
WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from relmap.cli.app import main
sys.argv = ["relmap", *sys.argv[1:]]
try:
    main()
finally:
    print([name for name in opened if name.endswith(".mo")], file=sys.stderr)
"""


def test_something_is_found() -> None:
    assert Message("role", "decision maker") in MESSAGES
    assert Message("", "{n} day", "{n} days") in MESSAGES
    assert len(MESSAGES) > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_left_over(language: str) -> None:
    known = catalogues.translations(language)
    wanted = {(one.context, one.text) for one in MESSAGES}
    assert [key for key in wanted if not known.get(key)] == []
    assert [key for key in known if key not in wanted] == []
    with catalogues.catalogue_file(language).open("rb") as file:
        read = read_po(file, locale=language)
    assert [one.id for one in read if one.id and one.fuzzy] == []
    assert list(read.obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_fields_of_the_text(language: str) -> None:
    known = catalogues.translations(language)
    differing = [
        one for one in MESSAGES if _fields(known[one.context, one.text]) != _fields(one.text) | _fields(one.plural)
    ]
    assert differing == []


def _fields(text: str) -> set[str]:
    return set(re.findall(r"\{.*?\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_commands_and_spaces_at_the_ends(language: str) -> None:
    known = catalogues.translations(language)
    for one in MESSAGES:
        translation = known[one.context, one.text]
        assert re.findall("`.*?`", translation) == re.findall("`.*?`", one.text)
        assert one.text.startswith(" ") or not translation.startswith(" ")
        assert one.text.endswith(" ") or not translation.endswith(" ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_what_the_tool_writes(language: str) -> None:
    known, file = catalogues.translations(language), catalogues.catalogue_file(language)
    assert file.read_text("utf-8") == catalogues.written(language, known)
    assert file.with_suffix(".mo").read_bytes() == catalogues.compiled(language, known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_read_as_it_was_written(language: str) -> None:
    known = catalogues.translations(language)
    read = gettext.GNUTranslations(BytesIO(catalogues.compiled(language, known)))
    for one in MESSAGES:
        translation = known[one.context, one.text]
        if one.plural:
            assert {read.ngettext(one.text, one.plural, n) for n in (0, 1, 2, 5)} == {translation}
        else:
            told = read.pgettext(one.context, one.text) if one.context else read.gettext(one.text)
            assert told == translation


@pytest.mark.parametrize(("language", "opened"), [("en", []), ("th", ["th"])])
def test_english_opens_no_catalogue(language: str, opened: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, "path", "--to", "GM", "--lang", language],
        cwd=HOTEL,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = done.stderr.splitlines()[-1]
    assert re.findall(r"/locales/(\w+)/", listed) == opened
    assert listed.count(".mo") == len(opened)


_SENTENCE = re.compile(r"[A-Za-z]{2,}.*\s.*[A-Za-z]")
# Whatever is called so is given reasons and mends.
_SAYING = ("__init__", "BadValue", "error", "warning", "_not_settable")


@pytest.mark.parametrize("room", ["errors", "model", "analysis", "usecases", "cli"])
def test_reasons_and_mends_can_be_said_in_every_language(room: str) -> None:
    trees = [ast.parse(file.read_text("utf-8")) for file in (PACKAGE / room).rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = [value for call in calls for value in _said_by(call)]
    assert said
    assert [ast.unparse(value) for value in said if _is_sentence(value)] == []


def _said_by(call: ast.Call) -> list[ast.expr]:
    """What a call says to people: the sentence of an error, a reason, a mend, a message."""
    named = [keyword.value for keyword in call.keywords if keyword.arg in ("reason", "mend", "message")]
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return named + (call.args if called in _SAYING else [])


def _is_sentence(value: ast.expr) -> bool:
    """Words that stand for themselves, rather than in a call of `_`."""
    if isinstance(value, ast.IfExp):
        return _is_sentence(value.body) or _is_sentence(value.orelse)
    if isinstance(value, ast.JoinedStr):
        return any(
            isinstance(part, ast.Constant) and re.search("[A-Za-z]{3,}", str(part.value)) for part in value.values
        )
    return isinstance(value, ast.Constant) and bool(_SENTENCE.search(str(value.value)))
