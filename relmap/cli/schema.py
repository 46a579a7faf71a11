"""`relmap schema`: what may stand in the files, for editors and other programs."""

from pathlib import Path
from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.output import say, table
from relmap.cli.output_file import write_answer
from relmap.cli.session import Session
from relmap.errors import BookNotFound
from relmap.exporters.json_schema.document import BEGINNING, json_schema
from relmap.model.fields import FIELDS
from relmap.model.kinds import one_of
from relmap.model.saying import _, ngettext
from relmap.storage.editor_hints import schema_name
from relmap.storage.files import make_folders, reported
from relmap.storage.layout import PATTERNS

EXAMPLES = """
relmap schema
relmap schema person
relmap schema -o schemas
relmap schema person --lang th
relmap schema deal --output somewhere/else
"""


def run(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]",
            help="settings, member, account, person, deal, touch or campaign.",
            autocompletion=completion.one_of(*FIELDS),
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Write KIND.json, or those of all kinds, into it."),
    ] = None,
) -> None:
    """Print the JSON Schema of one kind of file, or write those of all kinds into a folder.

    What a key means is told in the language of the answers. Without KIND and folder, list the kinds and where their
    files lie. `relmap init` puts the schemas into the book's folder `schemas`; after an update of relmap,
    `relmap schema -o schemas` brings them up to date. docs/editors.md says how editors use them.
    """
    session = Session.of(ctx)
    if kind:
        one_of("KIND", kind, list(FIELDS))
    kinds = [kind] if kind else list(FIELDS)
    if output is not None:
        _write(session, output, kinds)
    elif kind:
        say(json_schema(kind), ending="")
    else:
        table([_("kind"), _("files")], list(PATTERNS.items()))


def _write(session: Session, folder: Path, kinds: list[str]) -> None:
    try:
        root = session.root
    except BookNotFound:
        root = folder  # then no file of it is one of a book
    with reported(folder):
        make_folders(folder)
    for kind in kinds:
        write_answer(root, folder / schema_name(kind), json_schema(kind).encode(), begins=BEGINNING.encode())
    said = ngettext("wrote {n} schema to {folder}", "wrote {n} schemas to {folder}", len(kinds))
    say(said.format(n=len(kinds), folder=folder))
