"""The real command, run in a process of its own as a user's shell would."""

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
RELMAP = [sys.executable, "-m", "relmap"]
TODAY = "2026-11-22"

Entries = dict[str, tuple[int, bytes | str | None]]


def environment(**more: str) -> dict[str, str]:
    """This process's environment, without a book of its own and with a fixed day."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("RELMAP_", "GIT_"))}
    fixed = {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "200"}
    return plain | fixed | {"RELMAP_TODAY": TODAY, "RELMAP_LANG": "en"} | more


def relmap(
    *arguments: str | bytes, folder: Path, before: Sequence[str] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run `relmap ARGUMENTS` in `folder`; `before` is what stands before it, such as `setpriv`."""
    return subprocess.run(
        [*before, *RELMAP, *arguments],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def entries(root: Path) -> Entries:
    """Everything below `root`: its mode, with the bytes of a file or the target of a link.

    Of relmap's own folder only what no command may leave behind.
    """
    return {
        place.relative_to(root).as_posix(): (place.lstat().st_mode, _content(place))
        for place in sorted(root.rglob("*"))
        if place.relative_to(root).parts[0] != ".relmap" or "journal" in place.name or "tmp" in place.name
    }


def _content(place: Path) -> bytes | str | None:
    mode = place.lstat().st_mode
    if stat.S_ISLNK(mode):
        return str(place.readlink())
    return place.read_bytes() if stat.S_ISREG(mode) else None
