"""A command as one text, split into words as a shell does, each with its place."""

import re
from typing import NamedTuple

from relmap.errors import UnclosedQuote

# Unlike a shell's, any script's: a Chinese keyboard types wide ones.
_SPACE = re.compile(r"\s*")
_PIECE = re.compile(
    r"""'(?P<single>[^']*)' | "(?P<double>(?:[^"\\]|\\.)*)" | \\(?P<escaped>.) | (?P<plain>[^\s'"\\]+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r'\\([\\"$`])')


class Word(NamedTuple):
    """`text` without its quotes; with them it stands at `start:end`."""

    text: str
    start: int
    end: int


def words_of(command: str) -> list[Word]:
    """The words of a command; raises UnclosedQuote."""
    found = []
    start = _end_of_space(command, 0)
    while start < len(command):
        word = _word_at(command, start)
        found.append(word)
        start = _end_of_space(command, word.end)
    return found


def _end_of_space(command: str, start: int) -> int:
    space = _SPACE.match(command, start)
    assert space is not None
    return space.end()


def _word_at(command: str, start: int) -> Word:
    text, end = "", start
    while piece := _PIECE.match(command, end):
        text += _ESCAPED.sub(r"\1", piece[0][1:-1]) if piece.lastgroup == "double" else piece[piece.lastgroup or 0]
        end = piece.end()
    if end < len(command) and not _SPACE.match(command, end)[0]:  # type: ignore[index]
        raise UnclosedQuote(sign=command[end], place=end)
    return Word(text=text, start=start, end=end)
