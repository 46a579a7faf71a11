"""The book as a folder, and faults in its files that stand in the way of a change."""

from relmap.errors.base import RelmapError


class BookNotFound(RelmapError):
    """`named`: the folder was given by --book or RELMAP_BOOK, so the ones above it do not count."""

    def __init__(self, *, start: str, named: bool = False) -> None:
        above = "" if named else " or any folder above"
        super().__init__(
            f"no book found in {start}{above}; make one with `relmap init my-book`, or name one with --book DIR"
        )


class BookTooNew(RelmapError):
    def __init__(self, *, file: str, found: str) -> None:
        super().__init__(f"{file} is a book of format {found}, and this relmap reads format 1; upgrade relmap")


class BookTooOld(RelmapError):
    def __init__(self, *, file: str, found: str) -> None:
        super().__init__(
            f"{file} is a book of format {found}, and this relmap reads format 1; read it with a relmap of that time"
        )


class InsideBook(RelmapError):
    def __init__(self, *, folder: str, book: str) -> None:
        super().__init__(
            f"{folder} lies inside the book {book}, and a book holds no other; choose a folder outside of it"
        )


class BookExists(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(f"{folder} already holds a book; use it with --book {folder}, or choose another folder")


class FileHasFaults(RelmapError):
    """A file that shall be changed cannot be read as it is, so no change to it would be safe."""

    def __init__(self, *, place: str, message: str, mend: str) -> None:
        super().__init__(f"{place}: {message}; {_then_again(mend)}")


def _then_again(mend: str) -> str:
    return f"{mend} Correct it, then try again" if mend.endswith("?") else f"{mend}, then try again"


class MayHoldReference(RelmapError):
    """A file that cannot be read may refer to what shall be renamed or removed."""

    def __init__(self, *, place: str, message: str, mend: str) -> None:
        super().__init__(
            f"{place}: {message}; a reference may stand there, so nothing was changed; {_then_again(mend)}"
        )


class UnknownFiles(RelmapError):
    """A folder that shall go holds files that relmap did not write."""

    def __init__(self, *, folder: str, files: list[str]) -> None:
        named = ", ".join(files[:5]) + (", ..." if len(files) > 5 else "")
        super().__init__(f"{folder} holds files that are not relmap's: {named}; move them away and try again")


class RecordExists(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            f"{file} already exists; choose another id with --id, or change what is there with `relmap set`"
        )
