"""What tests of the book's files share."""

from pathlib import Path

import pytest

from relmap.storage.workspace import Workspace
from tests.books import HOTEL, book_on_disk


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(book_on_disk(tmp_path, HOTEL))
