"""`relmap textconv`: what git calls to show a file of the book."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from relmap.cli.output import say
from relmap.cli.session import Session
from relmap.exporters.facts import facts
from relmap.storage.plain_file import data_and_comments

EXAMPLES = """
relmap textconv accounts/siam-grand/people/malee.yaml
relmap textconv relmap.yaml --lang th
"""


def run(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file, wherever it lies.")],
) -> None:
    """Print a file of the book as facts, one a line, as `git diff` shows it; `relmap git setup` tells git to.

    Comments come last. A file that cannot be read as one of a book is printed as it is.
    """
    Session.of(ctx)  # speaks the language that is wanted
    data = file.read_bytes()
    try:
        held, comments = data_and_comments(data)
        lines = [*facts(held), *comments]
    except Exception:  # whatever it is, git has to show something
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    for line in lines:
        say(line)
