"""Which accounts may hold whoever is called something: told by the bytes of files, which is quicker than reading."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from relmap.model.text import normal, search_key
from relmap.storage.layout import ACCOUNT_FILE, ACCOUNTS, DEALS, ENDING, PEOPLE
from relmap.storage.source import Source

_LINES_OF_A_NAME = 3


def accounts_holding(source: Source, accounts: Iterable[str], text: str) -> list[str]:
    """Those of `accounts` in which every word of `text` stands in one file, or a person or deal has it for an id."""
    says = saying(text)
    name = f"{normal(text).strip().lower()}{ENDING}"
    return [account for account in accounts if _holds(source, account, name, says)]


def saying(text: str) -> Callable[[bytes], bool]:
    """Whether a file may call somebody so, in whatever way names are compared: all words stand near each other."""
    words = search_key(text).split()
    # Honorifics stand against names in other scripts, so that there a word may be a part of one.
    whole = [re.compile(rf"(?<![^\W_]){word}(?![^\W_])").search for word in words if word.isascii()]

    def says_all(text: str) -> bool:
        return all(word in text for word in words) and all(found(text) for found in whole)

    def says(data: bytes) -> bool:
        # Behind a backslash a letter may be written by its number.
        if b"\\" in data:
            return True
        folded = _folded(data)
        return says_all(folded) and any(map(says_all, _windows(folded)))

    return says if words else lambda data: False


def _windows(text: str) -> Iterator[str]:
    """Every few lines that follow each other: a name may go on in the next ones."""
    lines = text.splitlines()
    return ("\n".join(lines[place : place + _LINES_OF_A_NAME]) for place in range(len(lines)))


def _folded(data: bytes) -> str:
    return unicodedata.normalize("NFKC", data.decode(errors="replace")).casefold()


def _holds(source: Source, account: str, name: str, says: Callable[[bytes], bool]) -> bool:
    folder = f"{ACCOUNTS}/{account}"
    parts = [(f"{folder}/{part}", _files(source, f"{folder}/{part}")) for part in (PEOPLE, DEALS)]
    paths = [f"{folder}/{ACCOUNT_FILE}", *(f"{part}/{file}" for part, files in parts for file in files)]
    return any(name in files for _part, files in parts) or any(_says(source, path, says) for path in paths)


def _files(source: Source, folder: str) -> list[str]:
    with suppress(OSError):
        return [entry.name for entry in source.entries(folder) if entry.name.endswith(ENDING)]
    return []


def _says(source: Source, path: str, says: Callable[[bytes], bool]) -> bool:
    with suppress(OSError):
        return says(source.read(path))
    return False
