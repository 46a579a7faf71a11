"""git, and what it answers."""

from relmap.errors.base import RelmapError


class GitMissing(RelmapError):
    def __init__(self) -> None:
        super().__init__("git was not found; install it from https://git-scm.com, and try again")


class GitFailed(RelmapError):
    def __init__(self, *, command: str, folder: str, message: str) -> None:
        super().__init__(f"`git {command}` failed in {folder}: {message}; mend that and try again")
