"""Real programs that tests drive. Where one is missing the test says so; on CI that is a failure, not a skip."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def need(program: str) -> str:
    """The program's path; skips the test where it is missing, or fails it on CI."""
    found = shutil.which(program)
    if found is None:
        _give_up(f"{program} is not installed")
    return str(found)


def mermaid() -> Path:
    """Mermaid as one script for a browser: the file that MERMAID_JS names."""
    named = os.environ.get("MERMAID_JS", "")
    if not named:
        _give_up("MERMAID_JS names no mermaid.min.js")
    return Path(named)


def unprivileged() -> list[str]:
    """What to put before a command so that the permissions of files bind it: root ignores them."""
    if os.geteuid() != 0:
        return []
    return [need("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups"]


def private_mounts() -> list[str]:
    """What to put before a command that mounts a small disk of its own."""
    prefix = [need("unshare"), "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        _give_up("this machine lets nobody mount a disk of their own")
    return prefix


def _give_up(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI skips nothing")
    pytest.skip(reason)
