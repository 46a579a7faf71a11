"""docs/format.md's examples are real files: together they are a book without a fault."""

from datetime import date
from pathlib import Path

from relmap.analysis.name_likeness import likeness, most_alike
from relmap.storage.workspace import Workspace
from relmap.usecases.check import check
from tests.books import book_on_disk
from tests.end_to_end.documents import files_shown

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"


def test_the_files_shown_make_a_book_without_a_fault(tmp_path: Path) -> None:
    workspace = Workspace(book_on_disk(tmp_path, files_shown(FORMAT)))
    assert check(workspace, today=date(2026, 11, 23), likeness=likeness, nearest=most_alike) == []
    book = workspace.load().book
    assert book.people
    assert book.deals
    assert book.touches
    assert book.campaigns
