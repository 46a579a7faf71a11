"""`relmap map --redact`: no private word of a book is in any file that it writes.

What is private is found by walking the fields table: everything that somebody writes, but for the fields named here. So
a new field is private, and looked for, until somebody says otherwise.
"""

import html
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from relmap.analysis.initials import initials
from relmap.analysis.redacting import PUBLIC_KINDS, PUBLIC_ROLES
from relmap.cli.language import catalogue_of
from relmap.cli.map_formats import FORMATS
from relmap.model import kinds
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field, Kind, Listed, Nested, Scalar
from relmap.model.saying import speaking
from relmap.model.vocabulary import LANGUAGES, LINK_KINDS, ROLES
from relmap.rendering.labels import labels_for
from relmap.storage.reader import load
from tests.books import book_on_disk
from tests.cli.runner import Runner
from tests.end_to_end.filled_book import made_book
from tests.programs import need

EXAMPLES = Path(__file__).parents[2] / "examples"
PUBLIC = {
    "account.name", "account.names", "account.departments", "settings.departments", "deal.name",
    "person.title", "person.department", "member.title", "member.department",
}  # fmt: skip
ACCOUNTS = {"hotel": "siam-grand", "manufacturer": "lanshi-heavy", "made": "house"}
EXAMPLE_BOOKS = ("hotel", "manufacturer")
# Neither is made of anything but the SVG.
READABLE = tuple(kind for kind in FORMATS if kind not in ("png", "pdf"))
VIEWS = ("influence", "org", "coverage")
TODAY = "2026-11-23"
LETTER = r"0-9A-Za-z\u0e00-\u0e7f"


# --- What is private ---------------------------------------------------------------------------------------------


def texts(path: str, kind: Kind, value: Any) -> Iterator[tuple[str, str]]:
    """What somebody wrote, with the field it stands in; words from relmap's own lists are not theirs."""
    if value is None or path in PUBLIC:
        return
    if isinstance(kind, Scalar):
        if not kind.choices and kind not in (kinds.RATIO, kinds.TRUTH, kinds.DAYS, kinds.POINTS, kinds.ABOVE_ZERO):
            yield path, str(value)
    elif isinstance(kind, Nested):
        yield from in_record(path, kind.fields, value)
    elif isinstance(kind, Listed):
        for each in value:
            yield from texts(path, kind.item, each)
    else:
        for each in value.values():
            yield from texts(path, kind.value, each)


def in_record(path: str, table: tuple[Field, ...], record: Any) -> Iterator[tuple[str, str]]:
    for field in table:
        yield from texts(f"{path}.{field.name}", field.kind, getattr(record, field.slot))


def private(book: Book, told: Iterable[str]) -> set[str]:
    """Every private text of a book, and the words of names.

    `told` are the accounts that the reader knows of: the names and ids of all others are private, too.
    """
    others = [one for one in book.accounts.values() if one.id not in told]
    named = (*book.people.values(), *book.members.values(), *book.campaigns.values(), *others)
    records = [*named, *book.accounts.values(), *book.deals.values(), *book.all_touches()]
    found = [item for one in records for item in in_record(one.TYPE, FIELDS[one.TYPE], one)]
    found += in_record("settings", FIELDS["settings"], book.settings)
    found += [("id", each) for one in named for each in (one.id, one.ref)]
    found += [("numbers", f"{float(text):,.0f}") for _, text in found if text.isdigit() and len(text) > 5]
    found += [("names", text) for one in others for text in (one.name, *one.names.values())]
    ours = {text for one in book.accounts.values() if one.id in told for text in (one.name, *one.names.values())}
    people = ("person.name", "person.names", "member.name", "member.names")
    words = {word for path, text in found if path in people for word in text.split()}
    known = {initials(one.name) for one in named} | {
        TODAY,
        "?",
        "1",
        *told,
        *(deal.id for deal in book.deals.values()),
    }
    unknown = ({text for _, text in found} | words) - known
    return {text for text in unknown if len(text) > 1 and not any(text in name for name in ours)}


def sides(language: str) -> set[str]:
    """The words on a map for stances, for roles that take a side and for ties between private persons."""
    with speaking(catalogue_of(language)):
        labels = labels_for()
    stances = {word for name, word in labels.items() if name.startswith(("stance.", "legend.stance"))}
    roles = {labels[f"role.{role}"] for role in ROLES if role not in PUBLIC_ROLES}
    return stances | roles | {labels[f"kind.{kind}"] for kind in LINK_KINDS if kind not in PUBLIC_KINDS}


# --- What a file says --------------------------------------------------------------------------------------------


def readings(file: Path, kind: str) -> str:
    """The file in all the ways in which somebody could read it: as it is, unescaped, without marks between letters."""
    written = file.read_bytes()
    if kind == "png":
        assert b"tEXt" not in written
        assert b"iTXt" not in written
        return ""
    if kind == "pdf":
        said = subprocess.run([need("pdftotext"), "-raw", file, "-"], capture_output=True, check=True).stdout.decode()
        written = re.sub(rb"stream.*?endstream", b"", written, flags=re.DOTALL)
        raw = written.decode("latin-1")
    else:
        raw = said = written.decode()
    if kind == "mermaid":
        said = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), said)
    plain = html.unescape(said.replace("\\n", "\n").replace('\\"', '"'))
    without = re.sub(r"<[^>]*>", "", plain)
    folded = re.sub(r"\.([0-9a-f]{2,5})\.", lambda found: chr(int(found[1], 16)), plain)
    return "\n".join((raw, plain, without, folded, *("".join(text.split()) for text in (plain, without))))


def told(secret: str, text: str) -> bool:
    """Whether a file says it: a word of Latin letters, and what is short, only where it stands alone."""
    secret = unicodedata.normalize("NFC", secret)
    if secret.isdigit() and len(secret) < 5:
        return False  # as good as any length in a picture
    if secret.isascii() or (len(secret) < 4 and not is_han(secret)):
        return secret in text and re.search(rf"(?<![{LETTER}]){re.escape(secret)}(?![{LETTER}])", text) is not None
    return secret in text or "".join(secret.split()) in text


def is_han(text: str) -> bool:
    return all("\u3400" <= sign <= "\u9fff" for sign in text)


# --- The tests ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("books")
    for name in EXAMPLE_BOOKS:
        shutil.copytree(EXAMPLES / name, root / name)
    made_book(root / "made")
    return {name: root / name for name in ACCOUNTS}


@cache
def secrets(folder: Path) -> frozenset[str]:
    return frozenset(private(load(folder).book, [ACCOUNTS[folder.name]]))


def said(folder: Path, kind: str, *asked: str, redact: bool = True) -> str:
    """What the map of the book's account says in a format."""
    file = folder.parent / f"{folder.name}.{kind}"
    words = ["--account", ACCOUNTS[folder.name], "--format", kind, "-o", file, *(["--redact"] if redact else [])]
    done = Runner(folder)("map", *words, *asked)
    assert done.status == 0, done.stderr
    return readings(file, kind)


def found(secret_words: Iterable[str], text: str) -> list[str]:
    return sorted(secret for secret in secret_words if told(secret, text))


def test_the_made_book_fills_every_field(folders: dict[str, Path]) -> None:
    loaded = load(folders["made"])
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    book = loaded.book
    for records in (book.people, book.members, book.deals, book.campaigns):
        for record in records.values():
            empty = [field.name for field in FIELDS[record.TYPE] if getattr(record, field.slot) in (None, "", ())]
            assert set(empty) <= {"reports_to", "stance"}, record.ref
    assert "Sekritco Works" in private(book, ["house"])
    empty = [field.name for touch in book.all_touches() for field in FIELDS["touch"]
             if getattr(touch, field.slot) in (None, "", ())]  # fmt: skip
    assert empty == []


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("view", VIEWS)
def test_no_private_word_is_told(view: str, name: str, kind: str, folders: dict[str, Path]) -> None:
    # The account's name stays, and an alias may be a part of it.
    title = load(folders[name]).book.accounts[ACCOUNTS[name]].name
    private_words = {secret for secret in secrets(folders[name]) if secret not in title}
    assert found(private_words, said(folders[name], kind, "--view", view)) == []


@pytest.mark.parametrize("name", ACCOUNTS)
def test_nor_by_an_atlas(name: str, folders: dict[str, Path], tmp_path: Path) -> None:
    Runner(folders[name]).tell("atlas", "-o", tmp_path / "site", "--redact")
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert {"index.html", "map.html", "org.svg", ".relmap-atlas.jsonl"} <= {file.name for file in files}
    book = load(folders[name]).book
    private_words = private(book, book.accounts)
    assert len(private_words) > 40
    for file in files:
        assert found(private_words, readings(file, file.suffix)) == [], file.name
    for page in (tmp_path / "site").rglob("index.html"):
        said_of_it = page.read_text("utf-8")
        assert [word for word in ("Segment", "Revenue", "Open", "open deal") if word in said_of_it] == []
    told_on_pages = "".join(file.read_text("utf-8") for file in files if file.parent != tmp_path / "site")
    assert not any(str(file.relative_to(tmp_path)).count(one) for file in files for one in book.accounts)
    if name == "made":  # one account's pages do not say which the other is
        assert told_on_pages.count("another customer") > 3
        pages_of_house = [
            file for file in files if "The House" in file.read_text("utf-8") and file.parent.name == "001"
        ]
        assert pages_of_house
        assert all("Sekritco" not in file.read_text("utf-8") for file in pages_of_house)


@pytest.mark.parametrize("kind", READABLE)
@pytest.mark.parametrize("view", VIEWS)
def test_an_account_that_is_called_after_somebody_is_not_named(view: str, kind: str, tmp_path: Path) -> None:
    folder = called_after_somebody(tmp_path / "book")
    words = ("--view", view, "--format", kind, "-o", tmp_path / "map", "--deal", "vases")
    assert Runner(folder)("map", *words).status == 0
    assert "Quix" in readings(tmp_path / "map", kind)
    assert Runner(folder)("map", "--redact", *words).status == 0
    assert "quix" not in readings(tmp_path / "map", kind).casefold()


def test_nor_in_an_atlas(tmp_path: Path) -> None:
    folder = called_after_somebody(tmp_path / "book")
    Runner(folder).tell("atlas", "-o", tmp_path / "site", "--redact")
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert len(files) > 5
    for file in files:
        assert "quix" not in f"{file.relative_to(tmp_path)} {file.read_text('utf-8')}".casefold(), file
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<a href="001/index.html">a customer</a>' in index


def called_after_somebody(folder: Path) -> Path:
    files = {
        "accounts/quix-trading/account.yaml": "name: Quix Trading\n",
        "accounts/quix-trading/people/zelda.yaml": "name: Zelda Quix\ntitle: Owner\ninfluence: 4\n",
        "accounts/quix-trading/people/ann.yaml": "name: Ann Berg\nreports_to: zelda\n",
        "accounts/quix-trading/deals/vases.yaml": "name: Vases for Quix\ncommittee:\n  - person: zelda\n",
    }
    return book_on_disk(folder, files)


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "png"])
def test_these_words_are_told_by_a_map_that_is_not_redacted(kind: str, folders: dict[str, Path]) -> None:
    """Else the search would find nothing whatever the map said."""
    text = said(folders["made"], kind, redact=False)
    assert {"Zelda Quix", "欧阳晓月"} <= set(found(secrets(folders["made"]), text))


@pytest.mark.parametrize("kind", READABLE)
@pytest.mark.parametrize(
    "asked", [("--path-to", "zelda-quix", "--deal", "bowls"), ("--around", "xaver-jolt", "--steps", "1")]
)
def test_nor_by_what_the_map_is_asked_for(asked: tuple[str, ...], kind: str, folders: dict[str, Path]) -> None:
    assert found(secrets(folders["made"]), said(folders["made"], kind, *asked)) == []


@pytest.mark.parametrize("kind", READABLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_side_is_told(language: str, kind: str, folders: dict[str, Path]) -> None:
    text = said(folders["made"], kind, "--lang", language)
    assert found(sides(language), text) == []
    if kind == "svg":
        assert found(sides(language), said(folders["made"], kind, "--lang", language, redact=False)) != []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", EXAMPLE_BOOKS)
def test_the_structure_stays(name: str, view: str, folders: dict[str, Path]) -> None:
    folder = folders[name]
    before, after = (json.loads(_json(folder, view, redact)) for redact in (False, True))
    for part in ("people", "ties", "departments", "cells", "unplaced"):
        assert len(after[part]) == len(before[part]), part
    for fact in ("title", "department", "influence", "placeholder", "left", "coverage"):
        was, is_now = ([str(one[fact]) for one in map_["people"] if not one["outside"]] for map_ in (before, after))
        assert sorted(was) == sorted(is_now), fact
    assert sorted(one["strength"] for one in after["ties"]) == sorted(one["strength"] for one in before["ties"])
    assert (after["title"], after["subtitle"]) == (before["title"], before["subtitle"])


def _json(folder: Path, view: str, redact: bool) -> str:
    words = ("map", "--account", ACCOUNTS[folder.name], "--view", view, "--format", "json", "-o", "-")
    return Runner(folder).tell(*words, *(["--redact"] if redact else []))


def test_the_file_is_called_after_the_account(folders: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "hotel"
    shutil.copytree(folders["hotel"], folder)
    said_of_it = Runner(folder).tell("map", "--redact", "--path-to", "GM")
    assert said_of_it == "drew 7 people and 1 of us in siam-grand.svg\n"


@pytest.mark.parametrize("kind", READABLE)
def test_whom_a_tie_names_and_the_book_has_not_is_hidden_too(kind: str, tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLES / "hotel", tmp_path / "hotel")
    file = folder / "accounts" / "siam-grand" / "people" / "malee.yaml"
    said_there = file.read_text("utf-8").replace("member: nok, level: 2", "member: gosia, level: 4")
    file.write_text(said_there.replace("to: kanya", "to: gustaw"), "utf-8")
    text = said(folder, kind, "--path-to", "GM")
    assert [name for name in ("gosia", "gustaw") if name in text] == []


def test_the_quadrant_is_refused(folders: dict[str, Path]) -> None:
    said_of_it = Runner(folders["hotel"]).refuse("map", "--redact", "--view", "quadrant", status=2)
    assert said_of_it == (
        "--redact: the quadrant places people by their stance, which is private; "
        "draw --view influence, org or coverage instead"
    )
