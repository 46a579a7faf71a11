"""Which commit is meant by what somebody typed. Asks git: import this module only where that is wanted."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from relmap.errors import (
    AmbiguousRevision,
    BadValue,
    BeforeFirstCommit,
    GitFailed,
    InvalidValue,
    NoCommits,
    RelmapError,
    UnknownRevision,
)
from relmap.model.dates import looks_like_date, relative_day, typed_date
from relmap.model.ids import SHORT_ID
from relmap.storage.git_process import asked, first_line, lines_of, run

# Git reads a date without a fault from the beginning of its clock to the end of this century.
_YEARS_OF_GIT = range(1971, 2099)
_FORMAT = "%H%x00%cs%x00%aN%x00%s"
# The beginning of an id means a commit, and names that a tag and a branch share are told of, whatever the user set.
_SETTINGS = ("-c", "core.disambiguate=committish", "-c", "core.warnAmbiguousRefs=true")


class Revision(NamedTuple):
    """A commit. `day` is that of the commit itself (not of its author), where it was made; `subject` its first line."""

    commit: str
    author: str
    day: date
    subject: str

    @property
    def short(self) -> str:
        """The beginning of its id that people see."""
        return self.commit[:SHORT_ID]


def resolve(folder: Path, text: str, *, today: date) -> Revision:
    """The commit that `text` means in the repository of `folder`: a day as `typed_day` reads it, else git's own ways.

    A day means the last commit on or before its end, of those that `HEAD` was itself: what a branch brought counts
    from when it was merged. Raises InvalidValue, UnknownRevision, AmbiguousRevision, BeforeFirstCommit, NoCommits,
    GitFailed, GitMissing.
    """
    day = typed_day(text, today=today)
    return revision(folder, text) if day is None else last_of(folder, day)


def typed_day(text: str, *, today: date) -> date | None:
    """The day that somebody typed, in either calendar, or `today` or `yesterday`; None for what is no day at all.

    Raises InvalidValue for a day that does not exist.
    """
    if not looks_like_date(text):
        return relative_day(text, today=today)
    try:
        return typed_date(text)
    except BadValue as fault:
        raise InvalidValue(field="day", text=text, reason=fault.reason, mend=fault.mend) from None


def revision(folder: Path, text: str) -> Revision:
    """The commit that git finds by `text`: an id or its beginning, a tag, a branch, `HEAD~3`, `main@{yesterday}`.

    Raises UnknownRevision, AmbiguousRevision, NoCommits, GitFailed, GitMissing.
    """
    if "\0" in text:
        raise UnknownRevision(text=text, shallow=False)
    answer = run(folder, *_SETTINGS, "rev-parse", "--verify", "--end-of-options", text)
    if "is ambiguous" in answer.stderr:
        raise AmbiguousRevision(text=text, names="refname" in answer.stderr)
    found = None if answer.returncode else _read(folder, answer.stdout.strip())
    if found is None:
        raise _unknown(folder, text)
    return found


def last_of(folder: Path, day: date) -> Revision:
    """The commit that `HEAD` was at the end of `day`, by the committers' own clocks and time zones.

    Raises BeforeFirstCommit, NoCommits, GitFailed, GitMissing.
    """
    head = revision(folder, "HEAD")
    if head.day <= day:
        return head
    # Somewhere on earth the day ends later than in Greenwich; and a little more does no harm.
    until = [f"--before={day + timedelta(days=2)}T00:00:00+0000"] if day.year in _YEARS_OF_GIT else []
    asking = ("rev-list", "--first-parent", "--encoding=UTF-8", f"--format={_FORMAT}", *until, head.commit, "--")
    with lines_of(folder, *asking) as lines:
        for line in lines:
            if not line.startswith("commit ") and (found := _parsed(line)).day <= day:
                return found
    raise BeforeFirstCommit(day=day.isoformat(), first=_first_day(folder, head), shallow=is_shallow(folder))


def names_of(folder: Path) -> list[str]:
    """The tags and branches, the newest first. Raises GitFailed, GitMissing."""
    asking = (
        "for-each-ref",
        "--sort=-creatordate",
        "--format=%(refname:short)",
        "refs/tags",
        "refs/heads",
        "refs/remotes",
    )
    return asked(folder, *asking).split()


def is_shallow(folder: Path) -> bool:
    """Whether the repository holds only the newest part of its history. Raises GitFailed, GitMissing."""
    return asked(folder, "rev-parse", "--is-shallow-repository").strip() == "true"


def _read(folder: Path, object_id: str) -> Revision | None:
    """A commit, or the one that a tag is of; None for anything else."""
    asking = ("log", "-1", "--no-show-signature", "--encoding=UTF-8", f"--format={_FORMAT}")
    answer = run(folder, *asking, object_id, "--")
    # What has as many letters as an id is taken for one, be it here or not.
    if "bad object" in answer.stderr or (not answer.returncode and not answer.stdout):
        return None
    if answer.returncode:
        raise GitFailed(command="log", folder=str(folder), message=first_line(answer.stderr))
    return _parsed(answer.stdout.removesuffix("\n"))


def _parsed(line: str) -> Revision:
    commit, day, author, subject = line.split("\0", 3)
    return Revision(commit, author, date.fromisoformat(day), subject)


def _first_day(folder: Path, head: Revision) -> str:
    found = asked(folder, "rev-list", "--first-parent", "--max-parents=0", head.commit, "--").split()
    return revision(folder, found[-1]).day.isoformat()


def _unknown(folder: Path, text: str) -> RelmapError:
    if not asked(folder, "rev-list", "--max-count=1", "--all", "--"):
        return NoCommits(folder=str(folder))
    return UnknownRevision(text=text, shallow=is_shallow(folder))
