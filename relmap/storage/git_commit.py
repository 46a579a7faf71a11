"""Committing what relmap wrote: its own files only, whatever else is changed or staged.

Call both functions while the book is locked, so that no other command writes between a change and its commit. Asks
git: import this module only where that is wanted.
"""

import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from relmap.errors import GitBusy, GitFailed, IgnoredByGit, NotCommitted, NotYetCommitted, WhoCommits
from relmap.storage.files import FileChange
from relmap.storage.git_place import git_place
from relmap.storage.git_process import Answer, asked, first_line, run
from relmap.storage.git_unmerged import operation_of

_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")
_NONE_IGNORED = 1
# More paths than that are not named on a command line; git then looks at all files of the book.
_MOST_NAMED = 200
# Somebody else's git, such as an editor's, holds its locks for a moment.
_LOCKED = re.compile(r"\.lock': File exists|cannot lock ref")
_WAIT_SECONDS, _POLL_SECONDS = 3.0, 0.1


def refuse_unready(book: Path, changes: Sequence[FileChange]) -> None:
    """Raise where `changes`, which are not written yet, could not be committed, or not alone.

    Raises NoRepository, GitBusy, WhoCommits, NotYetCommitted, IgnoredByGit, GitFailed, GitDistrusts, GitTooOld,
    GitMissing.
    """
    place = git_place(book)
    operation = operation_of(book)
    if operation:
        raise GitBusy(folder=str(book), operation=operation)
    for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        answer = run(book, "var", ident)
        if answer.returncode:
            raise WhoCommits(reason=_reason(answer.stderr))
    paths = [change.path for change in changes]
    touched = _touched(book, place.prefix, paths)
    if touched:
        raise NotYetCommitted(files=touched)
    _refuse_ignored(book, [change.path for change in changes if change.before is None])


def commit_files(book: Path, changes: Sequence[FileChange], message: str) -> str:
    """Commit what `changes` wrote, and nothing else; return the commit's id. Hooks run, and what is staged stays so.

    Raises NotCommitted, with the index as it was, where git or a hook refuses.
    """
    new = [change.path for change in changes if change.before is None]
    answer = _patiently(book, "add", "--intent-to-add", *_FROM_STDIN, paths=new) if new else None
    if answer is None or not answer.returncode:
        options = ("--quiet", "--only", "--cleanup=whitespace", f"--message={message}")
        answer = _patiently(book, "commit", *options, *_FROM_STDIN, paths=[change.path for change in changes])
    if answer.returncode:
        if new:
            run(book, "--literal-pathspecs", "reset", "--quiet", *_FROM_STDIN, given=_listed(new))
        said = [line for line in (answer.stderr + answer.stdout).splitlines() if line.strip()]
        raise NotCommitted(reason=_reason(answer.stderr), said=said, files=[change.path for change in changes])
    return asked(book, "rev-parse", "--verify", "HEAD").strip()


def _patiently(book: Path, *arguments: str, paths: Sequence[str]) -> Answer:
    """What git says of these paths, once nobody else's git is in the way."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        answer = run(book, "--literal-pathspecs", *arguments, given=_listed(paths))
        if not (answer.returncode and _LOCKED.search(answer.stderr)) or time.monotonic() > deadline:
            return answer
        time.sleep(_POLL_SECONDS)


def _touched(book: Path, prefix: str, paths: Sequence[str]) -> list[str]:
    """Of `paths` those that differ from the last commit, on the disk or in the index."""
    status = ("--no-optional-locks", "--literal-pathspecs", "status", "--porcelain", "-z", "--no-renames")
    named = paths if len(paths) <= _MOST_NAMED else ["."]
    answer = asked(book, *status, "--untracked-files=all", "--", *named)
    start = f"{prefix}/" if prefix else ""
    found = {entry[3:].removeprefix(start) for entry in answer.split("\0") if entry}
    return [path for path in paths if path in found]


def _refuse_ignored(book: Path, paths: Iterable[str]) -> None:
    answer = run(book, "check-ignore", "-z", "--stdin", given=_listed(paths))
    if answer.returncode > _NONE_IGNORED:
        raise GitFailed(command="check-ignore", folder=str(book), message=first_line(answer.stderr))
    if answer.stdout:
        raise IgnoredByGit(file=answer.stdout.split("\0")[0])


def _listed(paths: Iterable[str]) -> str:
    return "".join(f"{path}\0" for path in paths)


def _reason(message: str) -> str:
    """What git or a hook complains of, in one line."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    fatal = next((line for line in lines if line.startswith(("fatal:", "error:"))), "")
    return (fatal or first_line(message)).removeprefix("fatal: ").removeprefix("error: ")
