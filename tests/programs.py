"""Real programs that tests drive. Where one is missing the test says so; on CI that is a failure, not a skip."""

import os
import shutil

import pytest


def need(program: str) -> str:
    """The program's path; skips the test where it is missing, or fails it on CI."""
    found = shutil.which(program)
    if found is None:
        reason = f"{program} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and CI skips nothing")
        pytest.skip(reason)
    return found
