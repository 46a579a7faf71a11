"""Files, the lock and the journal: what the system refuses, and what relmap would rather not overwrite."""

from relmap.errors.base import RelmapError
from relmap.spoken import _, later

# The mend for each reason that the system gives, by its name in <errno.h>.
_DISK_MENDS = {
    "ENOSPC": later("free some space and try again"),
    "EDQUOT": later("free some of your quota and try again"),
    "EROFS": later("put the book on a disk that can be written to"),
    "EACCES": later("ask the owner of the book for the right to write there"),
    "EPERM": later("ask the owner of the book for the right to write there"),
    "EIO": later("the disk may be failing: copy the book to another one"),
}


class CannotWrite(RelmapError):
    """The system refused to write; the book is as it was. `cause` is a name of <errno.h>."""

    def __init__(self, *, file: str, cause: str, reason: str) -> None:
        mend = _(_DISK_MENDS[cause]) if cause in _DISK_MENDS else _("mend that and try again")
        super().__init__(
            _("cannot write {file}: {reason}; nothing was changed; {mend}"), file=file, reason=reason.lower(), mend=mend
        )


class SiteUnfinished(RelmapError):
    """The system refused to write a page, when others may have been written. `cause` is a name of <errno.h>."""

    def __init__(self, *, file: str, cause: str, reason: str) -> None:
        mends = {"ENOSPC": _("free some space"), "EDQUOT": _("free some of your quota")}
        super().__init__(
            _(
                "cannot write {file}: {reason}; the pages are unfinished: some are new, others as "
                "they were; {mend} and run the command again, which goes on from there"
            ),
            file=file,
            reason=reason.lower(),
            mend=mends.get(cause, _("mend that")),
        )


class PageTaken(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            _(
                "{file} was to be a page and is none of relmap's; it was left as it is; move it away "
                "and run the command again"
            ),
            file=file,
        )


class OutputRefused(RelmapError):
    """An answer would replace what is no such answer."""

    def __init__(self, *, file: str, reason: str, mend: str) -> None:
        super().__init__(
            _("cannot write the answer to {file}, which {reason}; nothing was changed; {mend}"),
            file=file or ".",
            reason=reason,
            mend=mend,
        )


class CannotRead(RelmapError):
    """The system refused to read a file or folder without which the command cannot go on."""

    def __init__(self, *, file: str, reason: str) -> None:
        super().__init__(_("cannot read {file}: {reason}; mend that and try again"), file=file, reason=reason.lower())


class ChangeUnfinished(RelmapError):
    """The system refused to write and then to take the change back; the journal holds what is left to do."""

    def __init__(self, *, file: str, cause: str, reason: str) -> None:
        mend = _(_DISK_MENDS[cause]) if cause in _DISK_MENDS else _("mend that")
        super().__init__(
            _(
                "the change is only half written: {file}: {reason}; {mend}, then run `relmap check`, "
                "which finishes the change"
            ),
            file=file,
            reason=reason.lower(),
            mend=mend,
        )


class ChangedOnDisk(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            _("{file} changed on disk since relmap read it; nothing was written; run the command again"), file=file
        )


class NotPlainFile(RelmapError):
    """Something else than a plain file or folder stands where relmap would write."""

    def __init__(self, *, file: str, found: str) -> None:
        super().__init__(
            _(
                "{file} is {found}, and relmap writes only plain files in plain folders inside the "
                "book; move it away and put the file itself there"
            ),
            file=file,
            found=found,
        )


class OutsideBook(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(_("{file!r} does not name a file of the book; give a path inside the book"), file=file)


class BookLocked(RelmapError):
    def __init__(self, *, book: str, holder: str, waited_seconds: float) -> None:
        super().__init__(
            _(
                "the book {book} is being changed by {holder}; waited {waited_seconds:g} s; let it "
                "finish, or end that process, and try again"
            ),
            book=book,
            holder=holder,
            waited_seconds=waited_seconds,
        )


class SiteLocked(RelmapError):
    def __init__(self, *, place: str, holder: str, waited_seconds: float) -> None:
        super().__init__(
            _(
                "the pages in {place} are being written by {holder}; waited {waited_seconds:g} s; "
                "let it finish, or end that process, and try again"
            ),
            place=place,
            holder=holder,
            waited_seconds=waited_seconds,
        )


class JournalTooNew(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            _("{file} holds an unfinished change by a newer relmap; update relmap, and any command finishes it"),
            file=file,
        )


class TextTooBig(ValueError):
    """An edited text is more than relmap reads. For storage alone, which knows whose text it is: see FileTooBig."""


class FileTooBig(RelmapError):
    def __init__(self, *, file: str, limit: int) -> None:
        super().__init__(
            _(
                "{file} would have more than {limit:,} bytes, and relmap would not read it any more; "
                "nothing was changed; move part of it into another file, or write less"
            ),
            file=file,
            limit=limit,
        )
