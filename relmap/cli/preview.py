"""What a change would do to the files, as a unified diff."""

from collections.abc import Sequence
from difflib import unified_diff

from relmap.cli.output import say
from relmap.model.saying import _
from relmap.storage.files import FileChange


def show_diff(plan: Sequence[FileChange]) -> None:
    """Prints what `git apply` takes; a carriage return at a line's end, as in files from Windows, is part of it."""
    if not plan:
        say(_("nothing to change"))
    for change in plan:
        before, after = _lines(change.before), _lines(change.after)
        old = f"a/{change.path}" if change.before is not None else "/dev/null"
        new = f"b/{change.path}" if change.after is not None else "/dev/null"
        for line in unified_diff(before, after, old, new):
            text = line.removesuffix("\n")
            say(text.removesuffix("\r"), ending="\r\n" if text.endswith("\r") else "\n")
            if not line.endswith("\n"):
                say("\\ No newline at end of file")


def _lines(data: bytes | None) -> list[str]:
    # Not splitlines(): YAML and git end a line at "\n" only.
    pieces = (data or b"").decode("utf-8", "replace").split("\n")
    return [piece + "\n" for piece in pieces[:-1]] + [piece for piece in pieces[-1:] if piece]
