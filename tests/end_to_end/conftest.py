"""What tests of whole commands share."""

import shutil
from pathlib import Path

import pytest

from tests.cli.runner import HOTEL, Runner


@pytest.fixture
def several(tmp_path: Path) -> Runner:
    """Commands in a fresh copy of the manufacturer's book, which has three accounts."""
    shutil.copytree(HOTEL.parent / "manufacturer", tmp_path / "book")
    return Runner(tmp_path / "book")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"
