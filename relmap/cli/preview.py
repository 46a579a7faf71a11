"""What a change would do to the files, as a unified diff."""

from collections.abc import Sequence
from difflib import unified_diff

from relmap.cli.output import say
from relmap.storage.files import FileChange


def show_diff(plan: Sequence[FileChange]) -> None:
    for change in plan:
        before, after = _lines(change.before), _lines(change.after)
        old = f"a/{change.path}" if change.before is not None else "/dev/null"
        new = f"b/{change.path}" if change.after is not None else "/dev/null"
        for line in unified_diff(before, after, old, new):
            say(line.rstrip("\r\n"))
            if not line.endswith("\n"):
                say("\\ No newline at end of file")


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode("utf-8", "replace").splitlines(keepends=True)
