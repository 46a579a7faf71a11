"""What git is in the middle of, and what it leaves to decide there. Asks git: import this module only where wanted."""

from pathlib import Path
from shlex import quote

from relmap.errors import GitFailed, GitMissing
from relmap.model.problems import Problem
from relmap.model.saying import _
from relmap.storage.git_process import asked
from relmap.storage.layout import place_of

# What git keeps while it waits for somebody to go on.
_HALVES = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply/applying": "am",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
_BASE, _OURS, _THEIRS = "1", "2", "3"


def operation_of(book: Path) -> str:
    """What git waits for somebody to go on with, such as `merge`; "" for nothing. Raises GitFailed, GitMissing."""
    halves = asked(book, "rev-parse", *(part for name in _HALVES for part in ("--git-path", name))).splitlines()
    there = (name for name, path in zip(_HALVES.values(), halves, strict=True) if (book / path).exists())
    return next(there, "")


def taken_away_by_one_side(book: Path) -> list[Problem]:
    """The book's files that one side of an unfinished merge changed and the other took away: no marks tell of those.

    Nothing where git knows of none, or there is no git.
    """
    try:
        listed = asked(book, "ls-files", "--unmerged", "-z", "--", ".") if operation_of(book) else ""
    except (GitFailed, GitMissing):
        return []
    stages: dict[str, set[str]] = {}
    for entry in listed.split("\0")[:-1]:
        said, _tab, path = entry.partition("\t")
        stages.setdefault(path, set()).add(said[-1])
    parted = {_BASE} in stages.values()
    return [
        _problem(path, _reason(found, parted=parted))
        for path, found in stages.items()
        if len(found & {_OURS, _THEIRS}) == 1 and place_of(path)
    ]


def _reason(stages: set[str], *, parted: bool) -> str:
    """Why one side's version stands alone; `parted`: somewhere what both started from has neither's name any more."""
    if _BASE in stages:
        return _("an unfinished git merge: one side changed this file, the other took it away or gave it another name")
    if parted:
        return _("an unfinished git merge: each side gave what was one file another name, and this is one of them")
    return _("an unfinished git merge: one side added this file to a folder that has another name on the other side")


def _problem(path: str, message: str) -> Problem:
    return Problem(
        severity="error",
        code="git-unmerged",
        file=path,
        line=1,
        column=1,
        message=message,
        mend=_(
            "if it has another name, carry over there what was changed here; then keep it with `git add {file}`, "
            "or take it away with `git rm {file}`"
        ).format(file=quote(path)),
    )
