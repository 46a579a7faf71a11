"""git, and what it answers."""

from relmap.errors.base import RelmapError


class GitMissing(RelmapError):
    def __init__(self) -> None:
        super().__init__("git was not found; install it from https://git-scm.com, and try again")


class GitFailed(RelmapError):
    def __init__(self, *, command: str, folder: str, message: str) -> None:
        super().__init__(f"`git {command}` failed in {folder}: {message}; mend that and try again")


class NotInGit(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(f"{folder} lies in no git repository; make one there with `git init`, and try again")


class HookExists(RelmapError):
    """A hook of the user's own stands where relmap would put one."""

    def __init__(self, *, file: str, line: str) -> None:
        super().__init__(
            f"there is a hook of your own already, {file}; nothing was changed; put this line into it yourself: {line}"
        )


class HooksElsewhere(RelmapError):
    """git looks for hooks outside the repository, where they would run in every other one, too."""

    def __init__(self, *, folder: str, line: str) -> None:
        super().__init__(
            f"git takes its hooks from {folder} (core.hooksPath), outside this repository; nothing was changed; "
            f"put this line into the post-merge hook there yourself: {line}"
        )
