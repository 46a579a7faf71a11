"""Of the files that an answer about some accounts depends on: whether anything in them changed since."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from relmap.storage.layout import ACCOUNT_FILE, ACCOUNTS, DEALS, ENDING, PEOPLE, SETTINGS_FILE, TEAM, TOUCHES
from relmap.storage.source import Source


class Fingerprints:
    """Of the book in `source`, as its files are when they are first asked about: each is read once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, str] = {}

    def of(self, accounts: Iterable[str]) -> str:
        """That of the settings, the team and these accounts together: equal names and bytes give an equal one."""
        folders = [TEAM, *(f"{ACCOUNTS}/{account}" for account in sorted(accounts))]
        return sha256("\n".join(map(self._of_folder, folders)).encode()).hexdigest()

    def _of_folder(self, folder: str) -> str:
        if folder not in self._known:
            files = [SETTINGS_FILE, *self._files(folder)] if folder == TEAM else list(self._of_account(folder))
            said = "\n".join(f"{path} {self._of_file(path)}" for path in files)
            self._known[folder] = sha256(said.encode(errors="surrogateescape")).hexdigest()
        return self._known[folder]

    def _of_account(self, folder: str) -> Iterator[str]:
        yield f"{folder}/{ACCOUNT_FILE}"
        for part in (PEOPLE, DEALS, TOUCHES):
            yield from self._files(f"{folder}/{part}")

    def _files(self, folder: str) -> list[str]:
        try:
            entries = self._source.entries(folder)
            return [f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(ENDING)]
        except OSError:
            return []

    def _of_file(self, path: str) -> str:
        try:
            return sha256(self._source.read(path)).hexdigest()
        except OSError as error:  # which whoever reads the book says
            return f"unread: {error.errno}"
