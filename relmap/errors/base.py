"""What every reason to stop is made of."""


class RelmapError(Exception):
    """A known error: exit status 1, one line, no traceback.

    `word`: what was typed and is at fault, where it is one word; `lacks_word`: a word that should be there is not.
    `below`: lines to show under the error.
    """

    exit_status = 1
    word: str | None = None
    lacks_word = False
    below: tuple[str, ...] = ()


class UsageError(RelmapError):
    """The command line itself is wrong: exit status 2."""

    exit_status = 2


class BadValue(RelmapError):
    """A value that its field cannot take: `reason` and `mend` are parts of a sentence about it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}; {mend}")
        self.reason = reason
        self.mend = mend
