"""Committing what relmap wrote: its own files only, whatever else is changed or staged.

Call these functions while the book is locked, so that no other command writes between a change and its commit. Asks
git: import this module only where that is wanted.
"""

import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from relmap.errors import (
    GitBusy,
    GitFailed,
    HiddenFromGit,
    IgnoredByGit,
    InSubmodule,
    NotCommitted,
    NotYetCommitted,
    NoWorkTree,
    WhoCommits,
)
from relmap.storage.files import FileChange
from relmap.storage.git_place import GitPlace, git_place
from relmap.storage.git_process import Answer, asked, first_line, run
from relmap.storage.git_unmerged import operation_of
from relmap.storage.owed_commit import owed

_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")
_NONE_IGNORED = 1
# As `git ls-files -v` marks what git compares with the disk.
_LOOKED_AT = "HM"
# More paths than that are not named on a command line; git then looks at all files of the book.
_MOST_PATHS = 200
# Somebody else's git, such as an editor's, holds its locks for a moment.
_LOCKED = re.compile(r"\.lock': File exists|cannot lock ref")
_IN_SUBMODULE = re.compile(r"Pathspec '(.*)' is in submodule '(.*)'")
_WAIT_SECONDS, _POLL_SECONDS = 3.0, 0.1


class Committable(NamedTuple):
    """Files of the book by their paths, and those among them that git does not know yet."""

    paths: tuple[str, ...]
    new: tuple[str, ...]


def refuse_unready(book: Path, changes: Sequence[FileChange]) -> None:
    """Raise where `changes`, which are not written yet, could not be committed, or not alone.

    Raises NotYetCommitted, HiddenFromGit, IgnoredByGit, InSubmodule, GitFailed and what `refuse_unable` does.
    """
    place = refuse_unable(book)
    paths = [change.path for change in changes]
    commit = owed(book)
    ours = [path for path in paths if commit and path in commit.files and commit.is_as_written(book, path)]
    # What an earlier command wrote is committed before anything else is; only a dry run still meets it.
    touched = [path for path in changed_files(book, place.prefix, paths) if path not in ours]
    if touched:
        raise NotYetCommitted(files=touched)
    _refuse_hidden(book, paths)
    _refuse_ignored(book, place.prefix, paths)


def refuse_unable(book: Path) -> GitPlace:
    """Where the book lies, if git can commit there now.

    Raises NoRepository, NoWorkTree, GitBusy, WhoCommits, GitDistrusts, GitTooOld, GitMissing, GitFailed.
    """
    place = git_place(book)
    if place.bare:
        raise NoWorkTree(folder=str(book))
    operation = operation_of(book)
    if operation:
        raise GitBusy(folder=str(book), operation=operation)
    for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        answer = run(book, "var", ident)
        if answer.returncode:
            raise WhoCommits(reason=_reason(answer.stderr))
    return place


def commit_files(book: Path, changes: Sequence[FileChange], message: str) -> None:
    """Commit what `changes` wrote, and nothing else. Raises what `commit_paths` does."""
    new = tuple(change.path for change in changes if change.before is None)
    commit_paths(book, Committable(tuple(change.path for change in changes), new), message)


def commit_paths(book: Path, files: Committable, message: str) -> None:
    """Commit these files as they are on disk. Hooks run, and whatever else is staged stays so.

    Raises NotCommitted, with the index as it was, where git or a hook refuses.
    """
    answer = _patiently(book, "add", "--intent-to-add", *_FROM_STDIN, paths=files.new) if files.new else None
    if answer is None or not answer.returncode:
        options = ("--quiet", "--only", "--cleanup=whitespace", f"--message={message}")
        # The message is UTF-8, whatever the user's other messages are written in.
        utf8 = ("-c", "i18n.commitEncoding=UTF-8")
        answer = _patiently(book, *utf8, "commit", *options, *_FROM_STDIN, paths=files.paths)
    # A git that was killed, or that of a command that was, may have made the commit all the same.
    if answer.returncode and changed_files(book, git_place(book).prefix, files.paths):
        if files.new:
            _unstage(book, files.new)
        said = [line for line in (answer.stderr + answer.stdout).splitlines() if line.strip()]
        raise NotCommitted(reason=_reason(answer.stderr), said=said, files=files.paths)
    # What a hook changed and added to the commit is not yet in the index that git goes on with.
    _unstage(book, files.paths)


def _unstage(book: Path, paths: Sequence[str]) -> None:
    run(book, "--literal-pathspecs", "reset", "--quiet", *_FROM_STDIN, given=_listed(paths))


def _patiently(book: Path, *arguments: str, paths: Sequence[str]) -> Answer:
    """What git says of these paths, once nobody else's git is in the way."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        answer = run(book, "--literal-pathspecs", *arguments, given=_listed(paths))
        if not (answer.returncode and _LOCKED.search(answer.stderr)) or time.monotonic() > deadline:
            return answer
        time.sleep(_POLL_SECONDS)


def changed_files(book: Path, prefix: str, paths: Sequence[str]) -> dict[str, str]:
    """Of `paths` those that differ from the last commit, on disk or in the index, with their two signs of git's.

    `prefix` is the book's folder in the repository. Raises GitFailed, GitMissing.
    """
    status = ("--no-optional-locks", "--literal-pathspecs", "status", "--porcelain", "-z", "--no-renames")
    named = paths if len(paths) <= _MOST_PATHS else ["."]
    answer = asked(book, *status, "--untracked-files=all", "--", *named)
    start = f"{prefix}/" if prefix else ""
    found = {entry[3:].removeprefix(start): entry[:2] for entry in answer.split("\0") if entry}
    return {path: found[path] for path in paths if path in found}


def _refuse_hidden(book: Path, paths: Sequence[str]) -> None:
    """Of files that git was told not to look at it cannot say whether somebody has edited them."""
    named = paths if len(paths) <= _MOST_PATHS else ["."]
    listed = asked(book, "--literal-pathspecs", "ls-files", "-v", "-z", "--", *named).split("\0")
    hidden = {entry[2:]: entry[0] for entry in listed if entry and entry[0] not in _LOOKED_AT}
    for path in paths:
        if path in hidden:
            flag = "--no-skip-worktree" if hidden[path] in "Ss" else "--no-assume-unchanged"
            raise HiddenFromGit(file=path, flag=flag)


def _refuse_ignored(book: Path, prefix: str, paths: Iterable[str]) -> None:
    """Such files, and those of another repository, git takes for unchanged and leaves out of a commit."""
    answer = run(book, "check-ignore", "-z", "--stdin", given=_listed(paths))
    found = _IN_SUBMODULE.search(answer.stderr)
    if found:
        raise InSubmodule(file=found[1], folder=found[2].removeprefix(f"{prefix}/"))
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
