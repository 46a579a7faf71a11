"""An error in a what-if, with a caret under the word at fault."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from relmap.cli.output import width
from relmap.cli.usage import usage_message
from relmap.cli.words import Word
from relmap.errors import RelmapError, UnclosedQuote, UsageError, WhatIfFails
from relmap.model.text import normal, visible

_MARGIN = "  "


def pointed(error: Any, command: str, words: Sequence[Word]) -> WhatIfFails:
    """`error`, one of relmap's or a usage error of Typer's, as that of the what-if `command`, split into `words`."""
    ours = isinstance(error, RelmapError)
    start, end = _span(error, command, words) if ours else _usage_span(error, command, words)
    text = command + "  "  # there is a place behind the last word, too
    caret = " " * width(visible(text[:start])) + "^" * max(width(visible(text[start:end])), 1)
    return WhatIfFails(
        message=str(error) if ours else usage_message(error),
        below=(f"{_MARGIN}{visible(command)}", f"{_MARGIN}{caret}"),
        exit_status=error.exit_status if ours else UsageError.exit_status,
    )


def _span(error: RelmapError, command: str, words: Sequence[Word]) -> tuple[int, int]:
    if isinstance(error, UnclosedQuote):
        return error.place, error.place + 1
    if error.lacks_word or not words:
        return _behind(command)
    word = _holding(words, error.word, getattr(error, "field", "")) if error.word is not None else None
    # Where no one word is at fault, the command as a whole is.
    return (word.start, word.end) if word is not None else (words[0].start, words[-1].end)


def _usage_span(error: Any, command: str, words: Sequence[Word]) -> tuple[int, int]:
    option = getattr(error, "option_name", "")
    for word in words if option else ():
        if word.text.startswith(option):
            return word.start, word.end
    return _behind(command)


def _behind(command: str) -> tuple[int, int]:
    """Where a further word would begin."""
    place = len(command.rstrip())
    return (place + 1, place + 2) if place else (0, 1)


def _holding(words: Sequence[Word], typed: str, option: str) -> Word | None:
    """The word that is `typed`, or else holds it; first of all the value of `option`."""
    holding = [word for word in words if typed in normal(word.text)]
    values = [word for before, word in pairwise(words) if option in (before.text, word.text.partition("=")[0])]
    whole = [word for word in words if normal(word.text).strip() == typed]
    return next((word for word in (*values, *whole, *holding) if word in holding), None)
