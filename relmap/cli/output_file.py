"""A file that an answer is written to: the reader's own, never one of the book's."""

from pathlib import Path

from relmap.errors import OutputRefused
from relmap.storage.files import STATE_FOLDER, replace, reported
from relmap.storage.layout import ACCOUNTS, CAMPAIGNS, SETTINGS_FILE, TEAM

_OF_THE_BOOK = (ACCOUNTS, TEAM, CAMPAIGNS, SETTINGS_FILE, STATE_FOLDER, ".git")


def write_answer(root: Path, file: Path, data: bytes, *, begins: bytes = b"") -> None:
    """Write an answer beside or outside the book whose folder is `root`.

    A file that is there already is replaced if it `begins` as such answers do. Raises OutputRefused for a folder, for
    what belongs to the book and for any other file, CannotWrite for what the system says.
    """
    with reported(file):
        if file.is_dir():
            raise OutputRefused(file=str(file), reason="is a folder", mend="name a file in it")
        if is_of_the_book(root, file):
            raise OutputRefused(file=str(file), reason="is where the book itself lies", mend="choose another place")
        if begins and file.exists() and not _begins(file, begins):
            mend = "choose another name or remove it"
            raise OutputRefused(file=str(file), reason="is there already and holds something else", mend=mend)
        replace(file, data)


def is_of_the_book(root: Path, file: Path) -> bool:
    """Whether a place is where the book keeps something, or is the book's own folder."""
    place, book = file.parent.resolve() / file.name, root.resolve()
    # Some file systems tell no capital letters from small ones.
    return place == book or (place.is_relative_to(book) and place.relative_to(book).parts[0].casefold() in _OF_THE_BOOK)


def _begins(file: Path, beginning: bytes) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(beginning)) == beginning
