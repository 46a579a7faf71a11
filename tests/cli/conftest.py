from pathlib import Path

import pytest

from tests.cli.runner import Runner, hotel


@pytest.fixture
def relmap(tmp_path: Path) -> Runner:
    """Commands in a fresh copy of the hotel's book, in which siam-grand is the default account."""
    return hotel(tmp_path / "book")


@pytest.fixture
def empty(tmp_path: Path) -> Runner:
    """Commands in an empty folder, outside any book."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return Runner(folder)
