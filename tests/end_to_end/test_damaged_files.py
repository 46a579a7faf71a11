"""10,000 damaged files: whatever stands in a book, relmap reports it with its place, works on, and spoils nothing.

Each round damages every file of the example books, in ways that people, editors, disks and enemies do. What survives
goes through check, path, gaps and map; one record of each round is edited.
"""

import random
import re
from codecs import BOM_UTF8
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from unicodedata import is_normalized, normalize

import pytest

from relmap.analysis.name_likeness import likeness, most_alike
from relmap.errors import BookTooNew, RelmapError
from relmap.model.book import Book
from relmap.model.changes import Updated
from relmap.model.problems import Problem
from relmap.storage.files import FileChange
from relmap.storage.reader import Loaded
from relmap.storage.workspace import Workspace
from relmap.usecases.check import check
from relmap.usecases.gaps import gaps
from relmap.usecases.map import MapQuestion, map_contents
from relmap.usecases.path import path
from tests.books import book_on_disk, files_of
from tests.end_to_end.command import REPOSITORY, entries, relmap

TODAY = date(2026, 11, 22)
EXAMPLES = {name: files_of(REPOSITORY / "examples" / name) for name in ("hotel", "manufacturer")}
ROUNDS, FILES_AT_LEAST = 20, 10_000

SPECIALS = [
    *(b"&a ", b"*a", b"<<: *a\n", b"<<: {a: b}\n", b"!!python/name:os.system ", b"!", b"? ", b"%YAML 1.1\n"),
    *(b"---\n", b"...\n", b": ", b":", b"- ", b"#", b" #", b"|", b">", b"|-2\n", b"'", b'"', b"\\", b"@", b"`", b"~"),
    *(b"[", b"]", b"{", b"}", b",", b"\t", b"\r", b"\r\n", b"\0", b"\x1b[31m", b"\x7f"),
    *(b"\xff", b"\xe0\xb8", b"\xed\xa0\x80", b"\xef\xbb\xbf"),
    *("\x85", "\u2028", "\u202e", "\u200f", "\ufeff", "\ufffe", "e\u0301", "\U0001f600", "\u0e4d\u0e32"),
    *(b"9" * 400, b"1e999", b"-0", b".nan", b"0x1f", b"1_000", b"2569-11-22", b"9999-99-99", b"12:30:45", b"on"),
    *(b"null", b"name: x\n", b"x-own: 1\n", b"reports_to: malee\n", b"links: 3\n", b"roles: {a: b}\n"),
    *(b"<<<<<<< a\n", b"[" * 30, b"{a: " * 30, b"- " * 30, b"[" * 3000, b"x" * 5000),
]  # fmt: skip


def anywhere(chance: random.Random, data: bytes) -> int:
    return chance.randrange(len(data) + 1)


def flip(chance: random.Random, data: bytes) -> bytes:
    at = anywhere(chance, data)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: anywhere(chance, data)]


def take_out(chance: random.Random, data: bytes) -> bytes:
    at = anywhere(chance, data)
    return data[:at] + data[at + chance.randrange(1, 30) :]


def put_in(chance: random.Random, data: bytes) -> bytes:
    special = chance.choice(SPECIALS)
    at = anywhere(chance, data)
    starts = [match.end() for match in re.finditer(rb"^ *|: |- |[\[{,] ?", data, re.MULTILINE)]
    if starts and chance.random() < 0.7:
        at = chance.choice(starts)
    return data[:at] + (special if isinstance(special, bytes) else special.encode()) + data[at:]


def change_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    how = chance.randrange(5)
    if how == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif how == 1:
        lines.insert(other, lines[one])
    elif how == 2:
        del lines[one]
    elif how == 3:
        lines[one] = b" " * chance.randrange(1, 9) + lines[one]
    else:
        lines[one] = lines[one].lstrip()
    return b"".join(lines)


def change_value(chance: random.Random, data: bytes) -> bytes:
    values = list(re.finditer(rb": ([^\n,}\]]+)", data))
    if not values:
        return data
    one, other = chance.choice(values), chance.choice(values)
    return data[: one.start(1)] + other[1] + data[one.end(1) :]


def encode_otherwise(chance: random.Random, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    how = chance.choice(["utf-16", "cp874", "latin-1", "NFD", "CRLF", "utf-8-sig"])
    if how == "NFD":
        return normalize("NFD", text).encode()
    return data.replace(b"\n", b"\r\n") if how == "CRLF" else text.encode(how, "replace")


DAMAGES: list[Callable[[random.Random, bytes], bytes]] = [
    *[flip, cut, take_out, change_lines, change_value],
    *[put_in] * 3,
]


def damaged(chance: random.Random, data: bytes) -> bytes:
    """`data` with one damage or a few; always another file than before."""
    result = data
    while result == data:
        for _ in range(chance.choice([1, 1, 1, 2, 4])):
            result = chance.choice(DAMAGES)(chance, result)
        if chance.random() < 0.03:
            result = encode_otherwise(chance, result)
    return result


def assert_place_exists(problem: Problem, files: dict[str, bytes]) -> None:
    lines = files[problem.file].removeprefix(BOM_UTF8).decode(errors="surrogateescape").split("\n")
    assert 1 <= problem.line <= len(lines), problem
    # Where a file is not in NFC its places are those of the composed text, which is never longer.
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
    line = lines[problem.line - 1].rstrip("\r")
    if is_normalized("NFC", line) and line.isprintable():
        assert problem.source in ("", line), problem
    assert problem.message, problem
    assert problem.mend, problem
    assert "\n" not in str(problem), problem


def ask_everything(book: Book) -> None:
    """Only known errors may come."""
    for account in book.accounts:
        for question in (
            lambda account=account: path(book, account, "decision_maker", today=TODAY),
            lambda account=account: map_contents(book, account, MapQuestion(view="org"), today=TODAY),
            lambda account=account: map_contents(book, account, MapQuestion(path_to="GM"), today=TODAY),
        ):
            with suppress(RelmapError):
                question()
    gaps(book, None, today=TODAY)


def edit_one(chance: random.Random, workspace: Workspace, loaded: Loaded) -> None:
    """A person who survived gets new notes: the file then says so, or the edit is refused; nobody else changes."""
    person = chance.choice([*loaded.book.people.values(), None])
    if person is None:
        return
    after = replace(person, notes='changed: "yes" #1', aliases=(*person.aliases, "- new"))
    try:
        (plan,) = workspace.plan([Updated(before=person, after=after)])
    except RelmapError:
        return
    assert_written(workspace, plan)
    changed = workspace.load().book
    assert changed.people == {**loaded.book.people, person.ref: after}


def assert_written(workspace: Workspace, plan: FileChange) -> None:
    file = workspace.root / plan.path
    assert file.read_bytes() == plan.before
    assert plan.after is not None
    file.write_bytes(plan.after)


def rounds() -> int:
    return -(-FILES_AT_LEAST // sum(map(len, EXAMPLES.values())) // ROUNDS)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_damaged_books_are_read_checked_asked_and_edited(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for number in range(rounds()):
        for name, files in EXAMPLES.items():
            # The settings are spared in every other round: without them much else is never looked at.
            some = {
                file: data if file == "relmap.yaml" and number % 2 else damaged(chance, data)
                for file, data in files.items()
            }
            root = book_on_disk(tmp_path / f"{name}-{number}", some)
            workspace = Workspace(root)
            try:
                problems = check(workspace, today=TODAY, likeness=likeness, nearest=most_alike)
            except BookTooNew:  # the damage made the version another number
                continue
            for problem in problems:
                assert_place_exists(problem, some)
            loaded = workspace.load()
            ask_everything(loaded.book)
            edit_one(chance, workspace, loaded)


def test_the_number_of_damaged_files() -> None:
    settings = len(EXAMPLES)
    assert ROUNDS * rounds() * (sum(map(len, EXAMPLES.values())) - settings) >= FILES_AT_LEAST


@pytest.mark.parametrize("seed", range(4))
def test_the_real_commands_on_damaged_books(seed: int, tmp_path: Path) -> None:
    chance = random.Random(1000 + seed)
    files = EXAMPLES["hotel"]
    hurt = chance.sample([file for file in files if file != "relmap.yaml"], 3)
    root = book_on_disk(tmp_path / "book", files | {file: damaged(chance, files[file]) for file in hurt})
    before = entries(root)
    for command in (
        ["check"],
        ["check", "--json"],
        ["list"],
        ["path", "--to", "GM"],
        ["gaps"],
        ["map", "-o", "../map.svg"],
        ["set", "malee", "notes", "new", "--dry-run"],
        ["rename", "prasert", "p", "--dry-run"],
        ["remove", "somchai", "--dry-run"],
    ):
        result = relmap(*command, folder=root)
        assert result.returncode in (0, 1), (command, result)
        assert "Traceback" not in result.stderr
        assert {line.split(":")[0] for line in result.stderr.splitlines()} <= {"error", "warning"}, result.stderr
        assert entries(root) == before
