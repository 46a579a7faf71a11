"""What goes to the screen: rich tables on a terminal, plain aligned text in a pipe, JSON where asked for.

Nothing typed by a user is ever taken as markup, and control characters are shown escaped.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from relmap.model.text import is_control, visible

# Colours by meaning; a style's name is all that a command says.
STYLES = {
    "good": "green",
    "bad": "red",
    "warn": "yellow",
    "dim": "dim",
    "strong": "bold",
}


def on_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def say(text: str = "", style: str = "", *, ending: str = "\n") -> None:
    """One line (or several) of the answer on stdout."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    if style and on_terminal() and not os.environ.get("NO_COLOR"):
        _console().print(_text(shown, style), soft_wrap=True)
    else:
        print(shown, end=ending)


def tell(text: str) -> None:
    """A message beside the answer, on stderr."""
    print(visible(text), file=sys.stderr)


def print_json(document: Any) -> None:
    """`document` as JSON on stdout; characters that could confuse a terminal as \\u escapes."""
    import json

    text = json.dumps(document, ensure_ascii=False, indent=2)
    print("".join(f"\\u{ord(c):04x}" if c != "\n" and is_control(c) else c for c in text))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """A table; `styles` gives each row's style by name, "" for none."""
    cells = [[visible(cell) for cell in row] for row in rows]
    if on_terminal():
        _rich_table(columns, cells, styles)
    else:
        _plain_table(columns, cells)


def width(text: str) -> int:
    """The columns that `text` takes on a terminal: two for a wide Chinese character, none for a Thai mark."""
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [[column.upper() for column in columns], *rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())


def _rich_table(columns: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str]) -> None:
    from rich import box
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for place, row in enumerate(rows):
        style = styles[place] if place < len(styles) else ""
        drawn.add_row(*(_text(cell, style) for cell in row))
    _console().print(drawn)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _text(text: str, style: str) -> Any:
    from rich.text import Text

    return Text(text, style=STYLES.get(style, ""))
