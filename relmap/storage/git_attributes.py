"""Which files of a book git gives to relmap: lines of the `.gitattributes` in the book's own folder."""

import re

from relmap.storage.layout import ACCOUNTS, CAMPAIGNS, ENDING, SETTINGS_FILE, TEAM

ATTRIBUTES_FILE = ".gitattributes"

_FILES = (SETTINGS_FILE, f"{TEAM}/*{ENDING}", f"{ACCOUNTS}/**/*{ENDING}", f"{CAMPAIGNS}/*{ENDING}")
USES = ("merge", "diff")
"""What git uses relmap for, as its attributes are called."""
_LINES_FOR = {use: tuple(f"/{pattern} {use}=relmap" for pattern in _FILES) for use in USES}
LINES = tuple(line for lines in _LINES_FOR.values() for line in lines)


def with_attributes(data: bytes | None) -> bytes:
    """What the file holds with every one of LINES; those of the user stay as they are, and where they are.

    Where the user says how to merge or to show files, that is left alone: the lines below would have the last word.
    """
    held = data or b""
    own = without_attributes(held) or b""
    wanted = [line for use, lines in _LINES_FOR.items() if not _says(use, own) for line in lines]
    missing = [line for line in wanted if line.encode() not in held.splitlines()]
    if not missing:
        return held
    start = held if not held or held.endswith(b"\n") else held + b"\n"
    return start + "".join(f"{line}\n" for line in missing).encode()


def _says(use: str, data: bytes) -> bool:
    """Whether a line sets or unsets this attribute."""
    return (
        re.search(rb"^[ \t]*[^#\s]\S*[ \t](?:.*[ \t])?[-!]?%s(?:[=\s]|$)" % use.encode(), data, re.MULTILINE)
        is not None
    )


def without_attributes(data: bytes | None) -> bytes | None:
    """What the file holds without LINES; None where nothing is left of it."""
    lines = (data or b"").splitlines(keepends=True)
    kept = b"".join(line for line in lines if line.rstrip(b"\r\n").decode("utf-8", "replace") not in LINES)
    return kept or None
