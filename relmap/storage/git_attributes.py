"""Which files of a book git gives to relmap: lines of the `.gitattributes` in the book's own folder."""

import re

from relmap.storage.layout import ACCOUNTS, CAMPAIGNS, ENDING, SETTINGS_FILE, TEAM

ATTRIBUTES_FILE = ".gitattributes"

_WIRED = "merge=relmap"
_FILES = (SETTINGS_FILE, f"{TEAM}/*{ENDING}", f"{ACCOUNTS}/**/*{ENDING}", f"{CAMPAIGNS}/*{ENDING}")
_OWN_MERGE = re.compile(rb"^[ \t]*[^#\s]\S*[ \t](?:.*[ \t])?[-!]?merge(?:[=\s]|$)", re.MULTILINE)
LINES = tuple(f"/{pattern} {_WIRED}" for pattern in _FILES)


def with_attributes(data: bytes | None) -> bytes:
    """What the file holds with every one of LINES; those of the user stay as they are, and where they are.

    A file in which the user says how to merge is left alone: the lines below would have the last word.
    """
    held = data or b""
    if _OWN_MERGE.search(without_attributes(held) or b""):
        return held
    missing = [line for line in LINES if line.encode() not in held.splitlines()]
    if not missing:
        return held
    start = held if not held or held.endswith(b"\n") else held + b"\n"
    return start + "".join(f"{line}\n" for line in missing).encode()


def without_attributes(data: bytes | None) -> bytes | None:
    """What the file holds without LINES; None where nothing is left of it."""
    lines = (data or b"").splitlines(keepends=True)
    kept = b"".join(line for line in lines if line.rstrip(b"\r\n").decode("utf-8", "replace") not in LINES)
    return kept or None
