"""Every reason for which relmap stops. A leaf takes data and builds its own sentence and mend.

The text of an error is one line: what is wrong, where, and how to mend it. `relmap.cli` turns it into `error: ...`
and an exit status; nobody else catches it.
"""


class RelmapError(Exception):
    """A known error: exit status 1, one line, no traceback."""

    exit_status = 1


class UsageError(RelmapError):
    """The command line itself is wrong: exit status 2."""

    exit_status = 2


class InvalidValue(UsageError):
    """A value given on the command line does not fit its field."""

    def __init__(self, *, field: str, text: str, reason: str, mend: str) -> None:
        super().__init__(f"{field}: {text!r} {reason}; {mend}")


class BookNotFound(RelmapError):
    def __init__(self, *, start: str) -> None:
        super().__init__(
            f"no book found in {start} or any folder above; "
            "make one with `relmap init my-book`, or name one with --book DIR"
        )


class BadValue(RelmapError):
    """A value that its field cannot take: `reason` and `mend` are parts of a sentence about it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}; {mend}")
        self.reason = reason
        self.mend = mend
