"""relmap's merge driver with a fault of one's choice: what the judge of its merges must see.

python tests/storage/merging/broken_driver.py FAULT merge-driver ...
"""

import re
import sys
from collections.abc import Callable

from relmap.cli.app import program
from relmap.storage.layout import Place
from relmap.storage.merging import driver
from relmap.storage.merging.chunks import Labels
from relmap.storage.merging.texts import Merged, merged_bytes

_MARKS = re.compile(r"^<{7,}.*?\n(.*?)^={7,}\n.*?^>{7,}.*?\n", re.MULTILINE | re.DOTALL)
Spoiling = Callable[[str, str, str], str]
"""A fault: of the text of the merge, the base and theirs it makes another text."""


def _lose_a_comment(text: str, base: str, theirs: str) -> str:
    return re.sub(r"# [^\n]*c\d+n$", "", text, count=1, flags=re.MULTILINE)


def _double_a_comment(text: str, base: str, theirs: str) -> str:
    return re.sub(r"^( *# [^\n]*c\d+n\n)", r"\1\1", text, count=1, flags=re.MULTILINE)


def _move_a_comment(text: str, base: str, theirs: str) -> str:
    return re.sub(r"^(#[^\n]*c\d+n\n)(\w[^\n]*\n)", r"\2\1", text, count=1, flags=re.MULTILINE)


def _take_ours(text: str, base: str, theirs: str) -> str:
    return _MARKS.sub(r"\1", text)


def _drop_a_field(text: str, base: str, theirs: str) -> str:
    """The first line that only theirs has, where a file of keys stays one."""
    new = (line for line in theirs.splitlines(keepends=True) if re.match(r"\w+: \w", line) and line not in base)
    return text.replace(next(new, "no such line"), "", 1)


def _break_the_text(text: str, base: str, theirs: str) -> str:
    return text + "x: [\n"


SPOILINGS: dict[str, Spoiling] = {
    "lose a comment": _lose_a_comment,
    "double a comment": _double_a_comment,
    "move a comment": _move_a_comment,
    "take ours": _take_ours,
    "drop a field": _drop_a_field,
    "break the text": _break_the_text,
}


def _spoil(fault: str) -> None:
    def merged(place: Place, base: bytes, ours: bytes, theirs: bytes, labels: Labels) -> Merged:
        found = merged_bytes(place, base, ours, theirs, labels)
        text = SPOILINGS[fault](found.data.decode(), base.decode(), theirs.decode())
        return Merged(text.encode(), len(_MARKS.findall(text)))

    driver.merged_bytes = merged  # type: ignore[attr-defined]


if __name__ == "__main__":
    _spoil(sys.argv[1])
    program()(args=sys.argv[2:], prog_name="relmap")
