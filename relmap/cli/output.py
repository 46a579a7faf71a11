"""What goes to the screen: rich tables on a terminal, plain aligned text in a pipe, JSON where asked for.

Nothing typed by a user is ever taken as markup, and control characters are shown escaped.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from relmap.model.saying import in_words, labelled, pgettext
from relmap.model.text import is_control, visible

# Colours by meaning; a style's name is all that a command says.
STYLES = {
    "good": "green",
    "bad": "red",
    "warn": "yellow",
    "dim": "dim",
    "strong": "bold",
}
SEVERITY_STYLES = {"critical": "bad", "high": "bad", "medium": "warn", "low": ""}


# A command between backticks is one word: broken over lines, it could not be copied. So is a code with its severity.
_WORD = re.compile(r"[^\s`]*`[^`]*`\S*|\[\w+ \w+\]|\S+")
NO_LINKS: Mapping[str, str] = MappingProxyType({})
_USUAL_WIDTH = 80
_COLUMN_GAP = 2
_NARROWEST = 6


def on_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def say(text: str = "", style: str = "", *, ending: str = "\n", links: Mapping[str, str] = NO_LINKS) -> None:
    """One line (or several) of the answer on stdout.

    `links`: words and the addresses that a terminal which can do so opens when they are clicked.
    """
    shown = "\n".join(visible(line) for line in text.split("\n"))
    if (style or links) and _colourful():
        _console().print(_linked(_text(shown, style), links), soft_wrap=True)
    else:
        print(shown, end=ending)


def prose(text: str, style: str = "", *, start: str = "", indent: int = 0, links: Mapping[str, str] = NO_LINKS) -> None:
    """Sentences of the answer after `start`; on a terminal wrapped at words, `indent` columns from the left."""
    if not on_terminal() or width(start + text) <= _terminal_width():
        say(start + text, style, links=links)
        return
    lines, line = [], start
    for place, word in enumerate(_WORD.findall(visible(text))):
        if place and width(line) + 1 + width(word) > _terminal_width():
            lines.append(line)
            line = " " * indent + word
        else:
            line += f" {word}" if place else word
    say("\n".join([*lines, line]), style, links=links)


def tell(text: str) -> None:
    """A message beside the answer, on stderr."""
    print(visible(text), file=sys.stderr)


def note(text: str) -> None:
    """Something worth knowing, on stderr."""
    tell(labelled(pgettext("beside", "note"), text))


def warn(text: str) -> None:
    """Something to look into, on stderr."""
    tell(labelled(pgettext("beside", "warning"), text))


def print_json(document: Any) -> None:
    """`document` as JSON on stdout; characters that could confuse a terminal as \\u escapes."""
    import json

    text = json.dumps(document, ensure_ascii=False, indent=2)
    print("".join(f"\\u{ord(c):04x}" if c != "\n" and is_control(c) else c for c in text))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """A table; `styles` gives each row's style by name, "" for none.

    References and ids, in the columns that `in_words` calls "ref" and "id", are never broken: somebody may copy them.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    if on_terminal():
        _rich_table(columns, cells, styles)
    else:
        _plain_table(columns, cells)


def fitting(columns: Sequence[Sequence[str]]) -> int:
    """How many of the columns, given with their headings, stand side by side unbroken: all of them in a pipe."""
    if not on_terminal():
        return len(columns)
    ends = accumulate(max(width(visible(cell)) for cell in column) + _COLUMN_GAP for column in columns)
    return max(1, sum(end - _COLUMN_GAP <= _terminal_width() for end in ends))


def width(text: str) -> int:
    """The columns that `text` takes on a terminal: two for a wide Chinese character, none for a Thai mark."""
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _colourful() -> bool:
    return on_terminal() and not os.environ.get("NO_COLOR")


def _terminal_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL_WIDTH
    except (OSError, ValueError):  # no terminal that could tell
        return _USUAL_WIDTH


def _plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [[column.upper() for column in columns], *rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())


def _rich_table(columns: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str]) -> None:
    from rich import box
    from rich.table import Table

    widths = _fitting(columns, rows, _terminal_width() - _COLUMN_GAP * (len(columns) - 1))
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column, size in zip(columns, widths, strict=True):
        drawn.add_column(column, overflow="fold", width=size)
    for place, row in enumerate(rows):
        style = styles[place] if place < len(styles) else ""
        drawn.add_row(*(_text(cell, style) for cell in row))
    _console(max(_terminal_width(), sum(widths) + _COLUMN_GAP * len(columns))).print(drawn)


def _fitting(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The columns' widths in `room`: the widest give way first, and none breaks a word while another can shrink."""
    cells = [[column, *(row[place] for row in rows)] for place, column in enumerate(columns)]
    widths = [max(map(width, column)) for column in cells]
    whole_words = [_widest_word(column) for column in cells]
    # Thai and Chinese put no spaces between words: where room is short, they break before a Latin word does.
    whole_latin = [_widest_word(filter(str.isascii, " ".join(column).split())) for column in cells]
    unbroken = (in_words("field", "ref"), in_words("field", "id"))
    for floors in (whole_words, whole_latin, [_NARROWEST] * len(widths)):
        least = [
            size if name in unbroken else min(size, max(floor, _NARROWEST))
            for name, size, floor in zip(columns, widths, floors, strict=True)
        ]
        while sum(widths) > room and widths != least:
            widest = max(range(len(widths)), key=[(a > b) * a for a, b in zip(widths, least, strict=True)].__getitem__)
            widths[widest] -= 1
    return widths


def _widest_word(texts: Iterable[str]) -> int:
    return max((width(word) for text in texts for word in text.split()), default=0)


def _console(columns: int | None = None) -> Any:
    from rich.console import Console

    colours: Any = "auto" if _colourful() else None
    return Console(highlight=False, markup=False, emoji=False, color_system=colours, width=columns)


def _text(text: str, style: str) -> Any:
    from rich.text import Text

    return Text(text, style=STYLES.get(style, ""))


def _linked(text: Any, links: Mapping[str, str]) -> Any:
    from rich.style import Style

    for word, address in links.items():
        for found in re.finditer(rf"(?<!\S){re.escape(word)}(?=,|\s|$)", text.plain):
            text.stylize(Style(link=address), *found.span())
    return text
