"""A hook that checks the book after every merge. Asks git: import this module only where that is wanted."""

import re
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from relmap.errors import FilesElsewhere, HookExists, HooksElsewhere
from relmap.storage.files import make_folders, read, replace, reported
from relmap.storage.git_process import asked

_HEAD = (
    "#!/bin/sh\n# Made by `relmap git setup --hooks`, which checks the book after a merge; taken away by --remove.\n"
)
_RUNNABLE = 0o755


class Hook(NamedTuple):
    """The file of the post-merge hook, and the line in it that checks this book; `folder` is where git finds hooks."""

    file: Path
    line: str
    inside: bool

    @property
    def folder(self) -> Path:
        return self.file.parent


def hook_of(book: Path, program: str) -> Hook:
    """The hook of the repository in which `book` lies, whose line calls `program`.

    Raises FilesElsewhere, GitFailed, GitMissing.
    """
    # One at a time, as a name may have a line break in it.
    top, common, file = (
        book / asked(book, "rev-parse", *what).removesuffix("\n")
        for what in (("--show-toplevel",), ("--git-common-dir",), ("--git-path", "hooks/post-merge"))
    )
    folders = [folder.resolve() for folder in (top, common)]
    if not book.resolve().is_relative_to(folders[0]):
        raise FilesElsewhere(folder=str(book), top=str(top))
    place = file.parent.resolve() / file.name
    inside = any(folder in place.parents for folder in folders)
    relative = book.resolve().relative_to(folders[0]).as_posix()
    return Hook(place, f"{program} check --book {quote(relative)}", inside)


def is_set(hook: Hook) -> bool:
    """Whether the hook is there and checks this book, whichever program it calls."""
    return _line(hook).search(_text(hook)) is not None


def check_hook(hook: Hook) -> None:
    """Raises HookExists, HooksElsewhere where the hook may not be written."""
    if not hook.inside:
        raise HooksElsewhere(folder=str(hook.folder), line=hook.line)
    text = _text(hook)
    if text and not text.startswith(_HEAD) and not is_set(hook):
        raise HookExists(file=str(hook.file), line=hook.line)


def add_hook(hook: Hook) -> None:
    """Write the hook, or this book's line into that of other books. Raises CannotWrite."""
    text = _text(hook)
    if text and not text.startswith(_HEAD):
        return
    with reported(hook.file):
        make_folders(hook.folder)
        replace(hook.file, _encoded(f"{_without_line(text, hook) or _HEAD}{hook.line}\n"), _RUNNABLE)


def remove_hook(hook: Hook) -> None:
    """Take this book's line out of a hook of relmap's, and the hook away if nothing is left. Raises CannotWrite."""
    text = _text(hook)
    if not text.startswith(_HEAD):
        return
    left = _without_line(text, hook)
    with reported(hook.file):
        if left == _HEAD:
            hook.file.unlink()
        else:
            replace(hook.file, _encoded(left), _RUNNABLE)


def _text(hook: Hook) -> str:
    with reported(hook.file):
        return (read(hook.file) or b"").decode("utf-8", "surrogateescape")


def _encoded(text: str) -> bytes:
    """A path in it keeps the bytes that it has on disk, whatever they mean."""
    return text.encode("utf-8", "surrogateescape")


def _without_line(text: str, hook: Hook) -> str:
    return _line(hook).sub("", text)


def _line(hook: Hook) -> re.Pattern[str]:
    """This book's line, whichever program it calls; a folder's name may have a line break in it."""
    ending = hook.line[hook.line.rindex(" check --book ") :]
    return re.compile(rf"^.*{re.escape(ending)}[ \t\r]*(?:\n|\Z)", re.MULTILINE)
