"""What tests of reading share: a book with some files more, and what was found in it."""

from pathlib import Path

from relmap.model.problems import Problem
from relmap.storage.reader import Loaded, load
from tests.books import HOTEL, book_on_disk

CORPUS = Path(__file__).parent / "corpus"
PLACES = {
    "person": "accounts/siam-grand/people/case.yaml",
    "account": "accounts/siam-grand/account.yaml",
    "deal": "accounts/siam-grand/deals/case.yaml",
    "touch": "accounts/siam-grand/touches/2026-case.yaml",
    "member": "team/case.yaml",
    "campaign": "campaigns/case.yaml",
    "settings": "relmap.yaml",
}


def read(root: Path, **files: str | bytes) -> Loaded:
    return load(book_on_disk(root, HOTEL | files))


def person(root: Path, text: str | bytes) -> Loaded:
    return load(book_on_disk(root, HOTEL | {PLACES["person"]: text}))


def codes(loaded: Loaded) -> list[str]:
    return [problem.code for problem in loaded.problems]


def told(problems: tuple[Problem, ...]) -> str:
    return "".join(
        f"{problem.severity} {problem.code} {problem.line}:{problem.column} | {problem.source}\n"
        f"    {problem.message}\n    {problem.mend}\n"
        for problem in problems
    )
