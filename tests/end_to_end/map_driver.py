"""Draws books in every view and format, and their atlas: the real commands, but all in one process.

python map_driver.py FOLDER ORDER BOOK LANGUAGE PERSON [BOOK LANGUAGE PERSON ...]

ORDER is `forwards` or `backwards`: what one command leaves behind in the process then meets another one.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from relmap.cli.app import program
from relmap.cli.boundary import run
from relmap.cli.map_formats import ENDINGS
from relmap.usecases.map import VIEWS


def commands(folder: Path, book: Path, language: str, person: str) -> Iterator[list[str]]:
    start = ["--book", str(book)]
    end = ["--lang", language, "--today", "2026-11-23"]
    for view in VIEWS:
        for ending in ENDINGS.values():
            file = folder / f"{book.name}-{view}.{ending}"
            yield [*start, "map", "--view", view, "--path-to", person, "-o", str(file), *end]
    paper = folder / f"{book.name}.pdf"
    yield [*start, "map", "--page", "a3", "--theme", "print", "-o", str(paper), *end]
    yield [*start, "map", "--dpi", "96", "--redact", "-o", str(folder / f"{book.name}.png"), *end]
    yield [*start, "atlas", "-o", str(folder / f"{book.name}-atlas"), *end]


def main(folder: str, order: str, *books: str) -> int:
    asked = [
        command
        for book, language, person in zip(books[::3], books[1::3], books[2::3], strict=True)
        for command in commands(Path(folder), Path(book), language, person)
    ]
    for command in asked if order == "forwards" else reversed(asked):
        status = run(lambda args=command: program()(args=args, prog_name="relmap", standalone_mode=False))
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
