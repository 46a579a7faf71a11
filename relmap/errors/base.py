"""What every reason to stop is made of."""

from relmap.spoken import _, in_order


class RelmapError(Exception):
    """A known error: exit status 1, one line, no traceback.

    `word`: what was typed and is at fault, where it is one word; `lacks_word`: a word that should be there is not.
    `below`: lines to show under the error.
    """

    exit_status = 1
    word: str | None = None
    lacks_word = False
    below: tuple[str, ...] = ()

    def __init__(self, sentence: str, **fields: object) -> None:
        """`fields` fill in the named places of `sentence`."""
        super().__init__(sentence.format(**fields) if fields else sentence)


class UsageError(RelmapError):
    """The command line itself is wrong: exit status 2."""

    exit_status = 2


class BadValue(RelmapError):
    """A value that its field cannot take: `reason` and `mend` are parts of a sentence about it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(_("{reason}; {mend}"), reason=reason, mend=mend)
        self.reason = reason
        self.mend = mend


def meant_by(nearest: str, otherwise: str) -> str:
    """The mend for a word that is none: the nearest one that is, else what would help to find it."""
    return _("did you mean {nearest}?").format(nearest=nearest) if nearest else otherwise


def some(words: list[str], most: int = 5) -> str:
    """
    >>> some(["a", "b", "c"], most=2)
    'a, b, ...'
    """
    return in_order([*words[:most], "..."] if len(words) > most else words)
