"""Which commit took a file away. Asks git: import this module only where that is wanted."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from relmap.errors import GitFailed, GitMissing
from relmap.model.ids import SHORT_ID
from relmap.storage.git_place import GitPlace, plain_glob
from relmap.storage.git_process import asked

_MOST = 100  # commits: what went long ago is no news
_MOST_NAMED = 1_000  # paths on one command line
# What git brings along while it waits for somebody to go on is in the work tree, and not yet in HEAD.
_NOW = ("--ignore-missing", "HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD")


class Removal(NamedTuple):
    """The short id of a commit that took a file away, and its day."""

    commit: str
    day: date


def removals(place: GitPlace, paths: Collection[str], until: str = "") -> dict[str, Removal]:
    """For each of `paths`, relative to the book, the last commit that took the file away, up to the commit `until`.

    Without that it is whatever led to the files as they are now. In a path `*` may stand for a name; the answer has
    the files that were. Nothing where git knows of none.
    """
    start = f"{place.prefix}/" if place.prefix else ""
    where = f":(top,glob){plain_glob(start)}"
    look = (
        "-c",
        "log.follow=false",
        "log",
        "--no-show-signature",
        f"--max-count={_MOST}",
        "--no-renames",
        "--diff-filter=D",
        "--name-only",
        "--no-relative",
        "-z",
    )
    said = (f"--abbrev={SHORT_ID}", "--format=%x01%h%x00%cs")
    wanted = [f"{where}{path}" for path in sorted(paths)] if len(paths) <= _MOST_NAMED else [":(top)"]
    try:
        told = asked(place.folder, *look, *said, *([until] if until else _NOW), "--", *wanted)
    except (GitFailed, GitMissing):
        return {}
    found: dict[str, Removal] = {}
    for commit in told.split("\1")[1:]:
        short, day, *names = [part.strip("\n") for part in commit.split("\0") if part.strip("\n")]
        for name in names:
            found.setdefault(name.removeprefix(start), Removal(short, date.fromisoformat(day)))
    return found
