"""`relmap merge-driver`: what git calls to merge one file of the book."""

from pathlib import Path
from typing import Annotated

import typer

from relmap.errors import NotMerged
from relmap.storage.files import cause_and_reason
from relmap.storage.merging.chunks import Labels
from relmap.storage.merging.driver import merge_files

EXAMPLES = """
relmap merge-driver relmap.yaml relmap.yaml relmap.yaml relmap.yaml
relmap merge-driver team/nok.yaml team/nok.yaml team/nok.yaml team/nok.yaml --marker-size 7 --ours main --theirs topic
"""

_UNKNOWN = ("%X", "%Y")  # as a git before 2.44 leaves them


def run(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="What both sides started from; %O of git.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our version, which takes the result; %A of git.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="Their version; %B of git.")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="Which file it is; %P of git.")],
    marker_size: Annotated[int, typer.Option(help="How long the marks of a conflict are; %L of git.", min=1)] = 7,
    our_name: Annotated[str, typer.Option("--ours", help="What our side is called; %X of git.")] = "ours",
    their_name: Annotated[str, typer.Option("--theirs", help="What their side is called; %Y of git.")] = "theirs",
) -> None:
    """Merge one file of a book as git asks for it; `relmap git setup` tells git to.

    Fields, and items of lists, that one side alone changed are taken over with their comments. What both changed
    differently stays between marks, and the exit status is 1. A file that cannot be read is left to git's own merge.
    What cannot be written stays as it was, with 2.
    """
    ours_label = "ours" if our_name in _UNKNOWN else our_name
    theirs_label = "theirs" if their_name in _UNKNOWN else their_name
    try:
        status = merge_files(base, ours, theirs, path, Labels(ours_label, theirs_label, marker_size))
    except OSError as error:
        raise NotMerged(file=str(error.filename or ours), reason=cause_and_reason(error)[1]) from error
    if status:
        raise typer.Exit(status)
