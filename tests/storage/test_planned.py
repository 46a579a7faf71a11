"""What a book will hold is what it holds once the plan is carried out."""

from pathlib import Path

import pytest

from relmap.storage.files import FileChange
from relmap.storage.planned import Planned
from relmap.storage.reader import load, read
from relmap.storage.source import Directory
from relmap.storage.transaction import commit, writing
from tests.books import HOTEL, book_on_disk

MALEE = "accounts/siam-grand/people/malee.yaml"
NEW = b"name: X\n"


def change(root: Path, path: str, after: bytes | None) -> FileChange:
    file = root / path
    return FileChange(path, file.read_bytes() if file.exists() else None, after)


@pytest.mark.parametrize(
    "planned",
    [
        {},
        {MALEE: b"name: Malee\nstance: 7\n"},
        {MALEE: None},
        {"accounts/siam-grand/people/x.yaml": NEW, "team/x.yaml": NEW},
        {"accounts/new/account.yaml": NEW, "accounts/new/people/deep.yaml": b"name: [\n"},
        {"accounts/siam-grand/touches/2025-nok.yaml": b"- {on: 2025-01-02, with: [malee], channel: visit}\n"},
        {"accounts/stray.txt": b"x", "campaigns/c.yaml": b"name: C\npeople: [siam-grand/nobody]\n"},
        {"relmap.yaml": b"relmap: 1\nlanguage: xx\n"},
    ],
    ids=lambda planned: " ".join(planned) or "nothing",
)
def test_it_reads_as_the_disk_does_afterwards(planned: dict[str, bytes | None], tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    plan = [change(root, path, after) for path, after in planned.items()]
    before = load(root)
    then = read(Planned(Directory(root), plan))
    assert load(root) == before, "nothing is written"
    with writing(root):
        commit(root, plan)
    assert then == load(root)


def test_every_file_of_an_account_taken_away(tmp_path: Path) -> None:
    root = book_on_disk(tmp_path, HOTEL)
    paths = [path.relative_to(root).as_posix() for path in (root / "accounts").rglob("*.yaml")]
    plan = [change(root, path, None) for path in paths]
    then = read(Planned(Directory(root), plan))
    with writing(root):
        commit(root, plan)
    assert then == load(root)
    assert not then.book.accounts
