"""Which files of a book differ between two commits, or between a commit and the disk: asked of git, read by nobody.

Imports git: import this module only where that is wanted.
"""

from relmap.errors import NoCommonCommit
from relmap.storage.git_history import Revision, revision
from relmap.storage.git_place import GitPlace
from relmap.storage.git_process import asked, run
from relmap.storage.layout import ACCOUNTS, CAMPAIGNS

# As `git ls-files -t` marks a file that git compares, one that is new, and one that a merge has left in question.
_COMPARED = frozenset("HM")


def files_touched(place: GitPlace, before: Revision, after: Revision | None) -> list[str] | None:
    """The paths in the book that differ, folders among them where git looks into none; None where git cannot tell.

    `after` None means the files on disk. Raises GitFailed, GitMissing.
    """
    if after is None:
        return None if _leaves_out_files(place) else _on_disk(place, before)
    return _committed(place, before, after)


def accounts_of(paths: list[str] | None) -> list[str] | None:
    """The ids of the accounts in which `paths` lie; None where the whole book has to be read to be sure."""
    if paths is None or any(path.startswith(f"{CAMPAIGNS}/") for path in paths):
        return None
    return sorted({path.split("/")[1] for path in paths if path.startswith(f"{ACCOUNTS}/") and path.count("/") > 1})


def common_commit(place: GitPlace, one: Revision, other: Revision) -> Revision:
    """The commit from which two went apart. Raises NoCommonCommit, GitFailed, GitMissing."""
    answer = run(place.folder, "merge-base", one.commit, other.commit)
    if answer.returncode or not answer.stdout:
        raise NoCommonCommit(one=one.short, other=other.short)
    return revision(place.folder, answer.stdout.split()[0])


def _committed(place: GitPlace, before: Revision, after: Revision) -> list[str]:
    asking = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", before.commit, after.commit)
    return _inside(place, asked(place.folder, *asking))


def _on_disk(place: GitPlace, before: Revision) -> list[str]:
    # Without optional locks: a question may not get in the way of somebody's commit.
    plain = "--no-optional-locks"
    asking = (plain, "diff-index", "-z", "--name-only", "--no-renames", "--ignore-submodules=none", before.commit, "--")
    new = asked(place.folder, plain, "ls-files", "-z", "--others", "--full-name", "--", ".")
    return _inside(place, asked(place.folder, *asking, ".") + new)


def _leaves_out_files(place: GitPlace) -> bool:
    """Whether git was told not to look at some files, as with a sparse checkout."""
    listed = asked(place.folder, "ls-files", "-v", "-z", "--", ".").split("\0")
    return any(line[0] not in _COMPARED for line in listed if line)


def _inside(place: GitPlace, listed: str) -> list[str]:
    """Paths as the book has them, of those that lie in it."""
    folder = f"{place.prefix}/" if place.prefix else ""
    return [path.removeprefix(folder) for path in listed.split("\0") if path and path.startswith(folder)]
