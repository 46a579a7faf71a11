"""A file that an answer is written to: the reader's own, never one of the book's."""

from pathlib import Path

from relmap.errors import OutputRefused
from relmap.model.saying import _
from relmap.storage.files import STATE_FOLDER, replace, reported
from relmap.storage.layout import ACCOUNTS, CAMPAIGNS, SETTINGS_FILE, TEAM

_OF_THE_BOOK = (ACCOUNTS, TEAM, CAMPAIGNS, SETTINGS_FILE, STATE_FOLDER, ".git")
_STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
_BOM = b"\xef\xbb\xbf"


def is_stdout(file: Path) -> bool:
    """Whether an answer for this file goes to standard output, under whichever of its names."""
    return str(file) in _STDOUT


def write_answer(root: Path, file: Path, data: bytes, *, begins: bytes = b"") -> None:
    """Write an answer beside or outside the book whose folder is `root`.

    A file that is there already is replaced if it is empty or `begins` as such answers do; a pipe or a device just
    gets it. Raises OutputRefused for a folder, for what belongs to the book and for any other file, CannotWrite for
    what the system says.
    """
    with reported(file):
        if file.is_dir():
            raise OutputRefused(file=str(file), reason=_("is a folder"), mend=_("name a file in it"))
        if is_of_the_book(root, file):
            raise OutputRefused(
                file=str(file), reason=_("is where the book itself lies"), mend=_("choose another place")
            )
        if _is_stream(file):
            file.write_bytes(data)
            return
        if begins and file.exists() and not _is_free(file, begins):
            mend = _("choose another name or remove it")
            raise OutputRefused(file=str(file), reason=_("is there already and holds something else"), mend=mend)
        replace(file, data)


def is_of_the_book(root: Path, file: Path) -> bool:
    """Whether a place is where the book keeps something, or is the book's own folder."""
    place, book = file.parent.resolve() / file.name, root.resolve()
    # Some file systems tell no capital letters from small ones.
    return place == book or (place.is_relative_to(book) and place.relative_to(book).parts[0].casefold() in _OF_THE_BOOK)


def _is_stream(file: Path) -> bool:
    """Whether nothing may be read of it or put in its place: a pipe, a device, a name of an open file."""
    opened = any(file.parent.resolve().is_relative_to(folder) for folder in ("/dev", "/proc"))
    return file.exists() and (opened or not file.is_file())


def _is_free(file: Path, beginning: bytes) -> bool:
    with file.open("rb") as stream:
        held = stream.read(len(_BOM) + len(beginning)).removeprefix(_BOM)
    return not held or held.startswith(beginning)
