"""What can be wrong with a YAML file, in words for somebody who never wrote a program."""

from typing import NamedTuple

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_FAULTS = 20  # of one kind in one file: the rest of a wrecked file teaches nothing new


class Fault(NamedTuple):
    """One thing wrong in a file. `line` and `column` are 1-based; columns count characters, not bytes."""

    line: int
    column: int
    code: str
    reason: str
    mend: str


def position(text: str, index: int) -> tuple[int, int]:
    """The 1-based line and column of a character index; only a newline ends a line, as in editors."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def fault_at(text: str, index: int, code: str, reason: str, mend: str) -> Fault:
    line, column = position(text, index)
    return Fault(line, column, code, reason, mend)
