"""Everybody is called as the reader calls them in whatever people read; documents have the names as written."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from relmap.storage.reader import load
from tests.cli.runner import HOTEL, Runner

TARGETS = {"hotel": "GM", "manufacturer": "decision_maker"}
LANGUAGES = ("en", "th", "zh")
NAME = re.compile(r"(raw|en|th|zh)(?:person|member|account)[a-z]{2}")
ANSWERS = """
path --to {target} --explain
path --to {target} --independent
gaps --all
next --days 60 --all
influence --on {target}
coverage --all
coverage --without-member {member}
list people --all
list members
list accounts
portfolio
""".strip().splitlines()


@pytest.fixture(params=TARGETS)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Runner:
    """An example in which people, members and accounts have a name for each language, which says which it is."""
    folder = tmp_path / request.param
    shutil.copytree(HOTEL.parent / request.param, folder)
    for number, (file, kind) in enumerate(_files(folder)):
        token = f"{kind}{chr(0x61 + number // 26)}{chr(0x61 + number % 26)}"
        names = "".join(f"  {language}: {language}{token}\n" for language in LANGUAGES)
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(("name:", "names:"))]
        file.write_text(f"name: raw{token}\nnames:\n{names}{''.join(kept)}", "utf-8")
    return Runner(folder)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    book = load(folder).book
    for person in book.people.values():
        if not person.is_placeholder:
            yield folder / "accounts" / person.account / "people" / f"{person.id}.yaml", "person"
    yield from ((folder / "team" / f"{one}.yaml", "member") for one in book.members)
    yield from ((folder / "accounts" / one / "account.yaml", "account") for one in book.accounts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_call_everybody_as_the_reader_does(book: Runner, answer: str, language: str) -> None:
    member = next(iter(load(book.folder).book.members))
    done = book(*answer.format(target=TARGETS[book.folder.name], member=member).split(), "--lang", language)
    assert done.status in (0, 1), done.stderr
    found = set(NAME.findall(done.stdout))
    assert found == {language} or (answer == "portfolio" and not found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_maps_and_the_atlas_call_everybody_as_the_reader_does(book: Runner, language: str, tmp_path: Path) -> None:
    """What else somebody is called stands beside, small, and is searched for; in no sentence."""
    target = TARGETS[book.folder.name]
    book.tell("map", "--path-to", target, "-o", str(tmp_path / "map.html"), "--lang", language)
    said = [(tmp_path / "map.html").read_text("utf-8")]
    book.tell("atlas", "-o", str(tmp_path / "site"), "--lang", language)
    said += [page.read_text("utf-8") for page in (tmp_path / "site").rglob("gaps.html")]
    said += [page.read_text("utf-8") for page in (tmp_path / "site").glob("*/index.html")]
    assert {name for text in said for name in NAME.findall(_sentences(text))} == {language}


def _sentences(page: str) -> str:
    """Without the second name that stands after or below the first, and the words that people are found by."""
    page = re.sub(r"(?<= · )raw(person|member)[a-z]{2}\b|>raw(person|member)[a-z]{2}<", "", page)
    return re.sub(r'"(second|found_by)":\s*("[^"]*"|\[[^\]]*\])', "", page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ["gaps --all --json", "list people --all --json", "gaps --all --format sarif"])
def test_documents_have_the_names_as_written(book: Runner, answer: str, language: str) -> None:
    done = book(*answer.split(), "--lang", language)
    without_names = re.sub(r'"names": \{[^}]*\}', "", done.stdout)
    assert set(NAME.findall(without_names)) == {"raw"}


@pytest.mark.parametrize(("language", "word"), [("en", "classmate"), ("th", "เพื่อนร่วมรุ่น"), ("zh", "同学")])
def test_a_word_of_the_book_s_own_is_said_by_its_label(tmp_path: Path, language: str, word: str) -> None:
    folder = shutil.copytree(HOTEL.parent / "manufacturer", tmp_path / "book")
    said = Runner(folder).tell("show", "shi-yunfei", "--lang", language)
    assert word in said
    assert "classmate" not in said or language == "en"
