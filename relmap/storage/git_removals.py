"""Which commit took a file away. Asks git: import this module only where that is wanted."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from relmap.errors import GitFailed, GitMissing
from relmap.model.ids import SHORT_ID
from relmap.storage.git_place import GitPlace, plain_glob
from relmap.storage.git_process import asked

_MOST = 100  # commits: what went long ago is no news
_MOST_PATHS = 1_000  # paths on one command line
# What git brings along while it waits for somebody to go on is in the work tree, and not yet in HEAD.
_NOW = ("--ignore-missing", "HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD")


class Removal(NamedTuple):
    """The short id of a commit that took a file away, and its day; `now` is the path that it gave it instead, or ""."""

    commit: str
    day: date
    now: str = ""


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
        "--find-renames",
        "--diff-filter=DR",
        # Also what came in the same commits, elsewhere: else no file would have gone there.
        "--full-diff",
        "--name-status",
        "--no-relative",
        "-z",
    )
    said = (f"--abbrev={SHORT_ID}", "--format=%x01%h%x00%cs")
    wanted = [f"{where}{path}" for path in sorted(paths)] if len(paths) <= _MOST_PATHS else [":(top)"]
    try:
        told = asked(place.folder, *look, *said, *([until] if until else _NOW), "--", *wanted)
    except (GitFailed, GitMissing):
        return {}
    found: dict[str, Removal] = {}
    for commit in told.split("\1")[1:]:
        short, day, *said_of = [part.strip("\n") for part in commit.split("\0") if part.strip("\n")]
        for name, now in _gone(iter(said_of)):
            removal = Removal(short, date.fromisoformat(day), now.removeprefix(start) if now.startswith(start) else "")
            found.setdefault(name.removeprefix(start), removal)
    return found


def _gone(words: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Each path that went, with the one that it became, or "", out of what git says: D and it, or R and both."""
    for sign in words:
        yield next(words), next(words) if sign.startswith("R") else ""
