"""The book as a folder, and faults in its files that stand in the way of a change."""

from relmap.errors.base import RelmapError, some
from relmap.spoken import _


class BookNotFound(RelmapError):
    """`named`: the folder was given by --book or RELMAP_BOOK, so the ones above it do not count."""

    def __init__(self, *, start: str, named: bool = False) -> None:
        where = start if named else _("{folder} or any folder above").format(folder=start)
        super().__init__(
            _("no book found in {where}; make one with `relmap init my-book`, or name one with --book DIR"), where=where
        )


class BookTooNew(RelmapError):
    def __init__(self, *, file: str, found: str) -> None:
        super().__init__(
            _("{file} is a book of format {found}, and this relmap reads format 1; upgrade relmap"),
            file=file,
            found=found,
        )


class BookTooOld(RelmapError):
    def __init__(self, *, file: str, found: str) -> None:
        super().__init__(
            _("{file} is a book of format {found}, and this relmap reads format 1; read it with a relmap of that time"),
            file=file,
            found=found,
        )


class InsideBook(RelmapError):
    def __init__(self, *, folder: str, book: str) -> None:
        super().__init__(
            _("{folder} lies inside the book {book}, and a book holds no other; choose a folder outside of it"),
            folder=folder,
            book=book,
        )


class BookExists(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _("{folder} already holds a book; use it with --book {folder}, or choose another folder"), folder=folder
        )


class FileHasFaults(RelmapError):
    """A file that shall be changed cannot be read as it is, so no change to it would be safe."""

    def __init__(self, *, place: str, message: str, mend: str) -> None:
        super().__init__(_("{place}: {message}; {mend}"), place=place, message=message, mend=_then_again(mend))


def _then_again(mend: str) -> str:
    said = _("{mend} Correct it, then try again") if mend.endswith("?") else _("{mend}, then try again")
    return said.format(mend=mend)


class MayHoldReference(RelmapError):
    """A file that cannot be read may refer to what shall be renamed or removed."""

    def __init__(self, *, place: str, message: str, mend: str) -> None:
        super().__init__(
            _("{place}: {message}; a reference may stand there, so nothing was changed; {mend}"),
            place=place,
            message=message,
            mend=_then_again(mend),
        )


class UnknownFiles(RelmapError):
    """A folder that shall go holds files that relmap did not write."""

    def __init__(self, *, folder: str, files: list[str]) -> None:
        super().__init__(
            _("{folder} holds files that are not relmap's: {files}; move them away and try again"),
            folder=folder,
            files=some(files),
        )


class RecordExists(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            _("{file} already exists; choose another id with --id, or change what is there with `relmap set`"),
            file=file,
        )
