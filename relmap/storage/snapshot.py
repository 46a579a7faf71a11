"""A book as it was committed. Asks git: import this module only where that is wanted."""

from datetime import date
from pathlib import Path

from relmap.errors import BookInSubmodule, NoBookThen
from relmap.storage.book_files import BookFiles
from relmap.storage.git_history import Revision, resolve
from relmap.storage.git_place import GitPlace, git_place
from relmap.storage.git_process import asked
from relmap.storage.git_tree import CommitTree
from relmap.storage.layout import SETTINGS_FILE


class Snapshot(BookFiles):
    """The book at `place` in a commit, read from git's objects; the files on disk do not matter, and stay as they are.

    Of a bare repository that names no folder and has no book at its top, it is the one book in it. Raises NoBookThen,
    BookInSubmodule, GitFailed, GitMissing, ObjectsMissing.
    """

    def __init__(self, place: GitPlace, revision: Revision) -> None:
        tree = _tree(place, revision)
        if not _holds_book(tree):
            place = _only_book(place, revision)
            tree = _tree(place, revision)
        super().__init__(tree)
        self.place = place
        self.revision = revision


def snapshot(root: Path, text: str, *, today: date) -> Snapshot:
    """The book whose folder is or was `root`, as it was committed at `text`: a revision or a day.

    Raises what `git_place`, `resolve` and `Snapshot` do.
    """
    place = git_place(root)
    return Snapshot(place, resolve(place.folder, text, today=today))


def _tree(place: GitPlace, revision: Revision) -> CommitTree:
    return CommitTree(place.folder, revision.commit, place.prefix, name=revision.short)


def _holds_book(tree: CommitTree) -> bool:
    try:
        return any(entry.name == SETTINGS_FILE and entry.is_file() for entry in tree.entries(""))
    except OSError:
        return False


def _is_in_submodule(place: GitPlace, revision: Revision) -> bool:
    """Whether the folder, or one above it, is a link to another repository."""
    if not place.prefix:  # then git would list whatever is at the top
        return False
    names = place.prefix.split("/")
    folders = ["/".join(names[: length + 1]) for length in range(len(names))]
    listed = asked(place.folder, "--literal-pathspecs", "ls-tree", "-z", "--full-tree", revision.commit, *folders)
    return any(entry.startswith("160000 ") for entry in listed.split("\0"))


def _only_book(place: GitPlace, revision: Revision) -> GitPlace:
    found = _books(place, revision)
    if place.bare and not place.prefix and len(found) == 1:
        return place._replace(prefix=found[0])
    if _is_in_submodule(place, revision):
        raise BookInSubmodule(commit=revision.short, folder=place.prefix)
    top = place.folder if place.bare else Path(asked(place.folder, "rev-parse", "--show-toplevel").removesuffix("\n"))
    raise NoBookThen(
        commit=revision.short,
        day=revision.day.isoformat(),
        folder=place.prefix,
        found=[str(top / folder) for folder in found],
    )


def _books(place: GitPlace, revision: Revision) -> list[str]:
    """The folders of all books in the commit."""
    listed = asked(place.folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", revision.commit).split("\0")
    return [path.rpartition("/")[0] for path in listed if path.rpartition("/")[2] == SETTINGS_FILE]
