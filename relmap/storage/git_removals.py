"""Which commit took a file away. Asks git: import this module only where that is wanted."""

from collections.abc import Collection
from pathlib import Path

from relmap.errors import GitFailed, GitMissing
from relmap.model.ids import SHORT_ID
from relmap.storage.git_process import asked

_MOST = 100  # commits: what went long ago is no news


def removals(book: Path, paths: Collection[str]) -> dict[str, str]:
    """For each of `paths`, relative to the book, the last commit that took the file away: `1a2b3c4 of 2026-11-20`.

    Nothing where git knows of none, or there is no git.
    """
    look = ("log", f"--max-count={_MOST}", "--no-renames", "--diff-filter=D", "--name-only", "--relative", "-z")
    try:
        # The work tree is no commit yet, so HEAD's own history is all there is.
        told = asked(book, *look, f"--abbrev={SHORT_ID}", "--format=%x01%h of %cs", "--", *sorted(paths))
    except (GitFailed, GitMissing):
        return {}
    found: dict[str, str] = {}
    for commit in told.split("\1")[1:]:
        said, *names = [part.strip("\n") for part in commit.split("\0") if part.strip("\n")]
        for name in names:
            found.setdefault(name, said)
    return found
