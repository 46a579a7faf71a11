"""Where in a git repository a book lies. Asks git: import this module only where that is wanted."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from relmap.errors import GitDistrusts, GitFailed, GitTooOld, NoRepository
from relmap.storage.git_process import asked, first_line, run

OLDEST = (2, 30)
"""The oldest git whose answers are understood."""

_VERSION = re.compile(r"git version (\d+)\.(\d+)")
_GLOB_SIGNS = re.compile(r"[*?\[\]\\]")


class GitPlace(NamedTuple):
    """A book in a repository: `folder` exists and is where git is run.

    `prefix` is the book's folder in the tree of a commit, with `/` between names, "" for the top. A `bare` repository
    has no files beside its commits, or none that git knows of.
    """

    folder: Path
    prefix: str
    bare: bool


def git_place(book: Path) -> GitPlace:
    """Where `book` lies, which need not exist now: it may be below a bare repository, or have existed in the past.

    Raises NoRepository, GitDistrusts, GitTooOld, GitMissing, GitFailed.
    """
    folder = Path(os.path.abspath(book))  # noqa: PTH100 - resolve() would leave the folder that the user sees
    while not folder.is_dir():
        folder = folder.parent
    refuse_old(folder)
    answer = run(folder, "rev-parse", "--is-bare-repository", "--is-inside-git-dir", "--show-prefix")
    if answer.returncode:
        raise refusal(folder, answer.stderr)
    bare, inside, shown = answer.stdout.split("\n", 2)
    if bare == "true":
        book = Path(os.path.realpath(book))
        folder, prefix = Path(asked(folder, "rev-parse", "--absolute-git-dir").removesuffix("\n")), ""
        # Its own folders are not the commits' folders: what is named below it is meant of the commit.
        top = folder if inside == "true" else _beside_git(book)
    elif inside == "true":
        raise NoRepository(folder=str(book))
    else:
        prefix, book = shown.removesuffix("\n"), Path(os.path.abspath(book))  # noqa: PTH100
        top = folder
    names = [*filter(None, prefix.split("/")), *book.relative_to(top).parts]
    return GitPlace(folder, "/".join(names), bare == "true")


def _beside_git(book: Path) -> Path:
    """The folder that git would keep the files in, had it not been told (core.bare) that there are none."""
    return next(folder for folder in (book, *book.parents) if (folder / ".git").exists())


def refuse_old(folder: Path) -> None:
    """Raises GitTooOld, GitMissing, GitFailed."""
    answer = run(folder, "version")
    found = _VERSION.match(answer.stdout)
    if answer.returncode or found is None:
        raise GitFailed(command="version", folder=str(folder), message=first_line(answer.stderr))
    if tuple(map(int, found.groups())) < OLDEST:
        raise GitTooOld(found=".".join(found.groups()), needed=".".join(map(str, OLDEST)))


def refusal(folder: Path, message: str) -> NoRepository | GitDistrusts | GitFailed:
    """Why git tells nothing of the repository of `folder`, by what it complained of."""
    if "not a git repository" in message:
        return NoRepository(folder=str(folder))
    if "dubious ownership" in message:
        named = re.search(r"repository at '(.*)'", message)
        return GitDistrusts(folder=named[1] if named else str(folder))
    return GitFailed(command="rev-parse", folder=str(folder), message=first_line(message))


def plain_glob(path: str) -> str:
    """`path` for git's `:(glob)`, with no sign in it that stands for others."""
    return _GLOB_SIGNS.sub(r"\\\g<0>", path)
