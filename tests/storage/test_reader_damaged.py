"""Books with many faults, and files that are wrecked."""

import random
import time
from datetime import date
from pathlib import Path

import pytest

from relmap.analysis.name_likeness import likeness, most_alike
from relmap.storage.reader import load
from relmap.storage.reader_report import MOST_PER_FILE
from relmap.storage.workspace import Workspace
from relmap.usecases.check import check
from tests.books import HOTEL, book_on_disk, files_of
from tests.storage.reading import PLACES, person


def test_one_fault_of_a_record_hides_no_other_of_the_whole_book(tmp_path: Path) -> None:
    links = "links:\n  -\n  - {to: gone, kind: advise}\n  - {to: case, kind: friend}\n"
    person = f"name: X\nstance: 9\nreports_to: nobody\n{links}"
    touches = "- {on: 2026-11-03, with: [gone], channel: visitt}\n- {with: [malee], channel: call, deal: gone}\n"
    files = {"relmap.yaml": "relmap: 1\nlanguage: xx\ndefault_account: gone\n"}
    files |= {PLACES["person"]: person, "accounts/siam-grand/touches/2026-nok.yaml": touches}
    files |= {"accounts/siam-grand/account.yaml": "name: A\nsegment: fans\nowner: gone\n"}
    workspace = Workspace(book_on_disk(tmp_path, HOTEL | files))
    problems = check(workspace, today=date(2026, 11, 23), likeness=likeness, nearest=most_alike)
    whole = [(problem.file, problem.line, problem.code) for problem in problems if "gone" in problem.source]
    assert [line for file, line, code in whole if file == PLACES["person"] and code == "dangling-reference"] == [6]
    assert [line for file, line, code in whole if file.endswith("2026-nok.yaml") and code == "dangling-reference"] == [
        1,
        2,
    ]
    assert ("accounts/siam-grand/account.yaml", 3, "dangling-reference") in whole
    assert ("relmap.yaml", 3, "dangling-reference") in whole
    assert [problem.line for problem in problems if problem.code == "link-to-self"] == [7]
    assert [problem.line for problem in problems if "nobody" in problem.message] == [3]


def test_a_thousand_faults_of_a_book_are_found_in_one_run(tmp_path: Path) -> None:
    files = {f"accounts/a/people/p{number}.yaml": "name: X\nstance: 9\ninfluence: 9\n" for number in range(500)}
    loaded = load(book_on_disk(tmp_path, files | {"accounts/a/account.yaml": "name: A\n"}))
    assert len(loaded.problems) == 1000


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("roles:\n", "- x{}\n"),
        ("aliases:\n", "- a\n"),
        ("", "k{}: 1\n"),
        ("known_by:\n", "- {{}}\n"),
        ("channels:\n", "  c{}: [{{}}]\n"),
        ("links:\n", "- {{to: A{}, kind: k{}}}\n"),
    ],
)
def test_a_wrecked_file_of_a_mebibyte_is_told_in_a_hundred_problems(head: str, line: str, tmp_path: Path) -> None:
    lines = [line.format(number, number) for number in range(1_000_000 // len(line))]
    text = ("name: X\n" + head + "".join(lines))[:1_000_000]
    started = time.process_time()
    loaded = person(tmp_path, text[: text.rindex("\n") + 1])
    assert len(loaded.problems) == MOST_PER_FILE
    assert time.process_time() - started < 20


def test_damaged_files_are_problems_and_never_exceptions(tmp_path: Path) -> None:
    rng = random.Random(20261123)
    examples = Path(__file__).parents[2] / "examples"
    books = [files_of(folder) for folder in sorted(examples.iterdir()) if folder.is_dir()]
    for number in range(120):
        book = rng.choice(books)
        damaged = {path: _damaged(rng, data) for path, data in book.items() if path != "relmap.yaml"}
        if number % 2:
            damaged["relmap.yaml"] = b"relmap: 1\n" + _damaged(rng, book["relmap.yaml"])
        loaded = load(book_on_disk(tmp_path / str(number), damaged))
        assert all(problem.line > 0 and problem.column > 0 and problem.mend for problem in loaded.problems)


PIECES = [b"\x00", b"\xff", b"\xe0\xb8", b"- ", b"{", b"]", b": ", b"&a", b"*a", b"!!int ", b"\t", b"\n", b'"', b"'"]
PIECES += [
    b"---\n",
    b"<<: ",
    b"? ",
    b"|\n",
    b"2569-01-01",
    b"~",
    b"[[[[",
    b"\r",
    b"#",
    b"%TAG",
    b"\xef\xbb\xbf",
    b"9" * 400,
]


def _damaged(rng: random.Random, data: bytes) -> bytes:
    """`data` with a few pieces cut out, put in, doubled or swapped."""
    for _ in range(rng.randrange(1, 4)):
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + rng.randrange(12))
        piece = rng.choice([*PIECES, data[start:end] * 2, b"", bytes([rng.randrange(256)])])
        data = data[:start] + piece + data[end:]
    return data
