"""The commands that a document shows, and what it says they print.

A `console` block holds commands after `$ ` and their output. In the output a line `...` stands for any lines.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"<!-- file: (\S+) -->\n+```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """One command of a document; `line` is where it stands."""

    command: str
    output: str
    line: int


def commands_in(document: Path) -> list[Shown]:
    text = document.read_text(encoding="utf-8")
    found = []
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        found += _commands(block[1], first)
    return found


def files_shown(document: Path) -> dict[str, str]:
    """The files of a book that a document shows, by their paths."""
    text = document.read_text(encoding="utf-8")
    files = {match[1]: match[2] for match in _FILE.finditer(text)}
    assert len(files) == text.count("<!-- file:"), "a block is not shown as yaml, or a file is shown twice"
    return files


def _commands(block: str, first: int) -> list[Shown]:
    found: list[Shown] = []
    for number, line in enumerate(block.splitlines(), first):
        if line.startswith("$ "):
            found.append(Shown(line[2:], "", number))
        elif found and found[-1].command.endswith("\\") and not found[-1].output:
            found[-1] = Shown(f"{found[-1].command[:-1].rstrip()} {line.strip()}", "", found[-1].line)
        elif found:
            found[-1] = Shown(found[-1].command, found[-1].output + line + "\n", found[-1].line)
        else:
            raise AssertionError(f"line {number}: output before any command")
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether `printed` is what the document shows, `...` lines standing for anything."""
    parts = [re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(.|\n)*".join(parts), printed.strip("\n")) is not None
