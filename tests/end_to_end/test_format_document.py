"""docs/format.md's examples are real files: together they are a book without a fault."""

import re
from datetime import date
from pathlib import Path

from relmap.analysis.name_likeness import likeness, most_alike
from relmap.storage.workspace import Workspace
from relmap.usecases.check import check
from tests.books import book_on_disk

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"
_FILE = re.compile(r"<!-- file: (\S+) -->\n+```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_files_shown_make_a_book_without_a_fault(tmp_path: Path) -> None:
    text = FORMAT.read_text(encoding="utf-8")
    files = {match[1]: match[2] for match in _FILE.finditer(text)}
    assert len(files) == text.count("<!-- file:"), "a block is not shown as yaml, or a file is shown twice"
    workspace = Workspace(book_on_disk(tmp_path, files))
    assert check(workspace, today=date(2026, 11, 23), likeness=likeness, nearest=most_alike) == []
    book = workspace.load().book
    assert book.people
    assert book.deals
    assert book.touches
    assert book.campaigns
