"""`relmap init`: a new book."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from relmap.cli.git import program
from relmap.cli.language import catalogue_of, chosen
from relmap.cli.options import DryRun
from relmap.cli.output import note, say
from relmap.cli.preview import show_diff
from relmap.cli.shared import given_as, shared
from relmap.errors import BookNotFound, InsideBook
from relmap.exporters.json_schema.document import json_schemas
from relmap.model.saying import _, speak
from relmap.storage.init import init_book, planned_files
from relmap.storage.layout import find_book
from relmap.usecases.init import new_settings

EXAMPLES = """
relmap init my-book
relmap init my-book --name "Nok's book" --language th --calendar buddhist
"""


def run(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The book's folder; made if it does not exist.")
    ] = Path(),
    name: Annotated[str | None, typer.Option(help="The book's name. [default: the folder's name]")] = None,
    language: Annotated[str | None, typer.Option(help="Language of answers and maps: en, th or zh.")] = None,
    calendar: Annotated[str | None, typer.Option(help="Calendar of the date on maps: gregorian or buddhist.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Make a new book: a folder with settings, kept in git.

    The folder becomes a git repository unless it lies inside one already, and git learns to merge the book with relmap.
    Its `schemas` tell editors what may stand in the files.
    """
    _refuse_inside_book(folder.absolute())
    settings = new_settings(name=name or folder.resolve().name, language=language, calendar=calendar)
    speech = chosen(shared(ctx).get("lang"), lambda: settings, {}, given_as=given_as(ctx, "lang"))
    speak(catalogue_of(speech.language), speech.calendar)
    if dry_run:
        show_diff(planned_files(folder, settings, json_schemas()))
        return
    made = init_book(folder, settings, program(), json_schemas())
    say(_("made a book in {folder}").format(folder=folder.resolve()))
    for text in made.notes:
        note(text)
    go = "" if folder.resolve() == Path.cwd() else f"cd {quote(str(folder))} && "
    you = _("Your Name")
    say(_("next: {command}").format(command=f'{go}relmap add-member "{you}"'))


def _refuse_inside_book(folder: Path) -> None:
    try:
        book = find_book(folder.parent, environment={})
    except BookNotFound:
        return
    raise InsideBook(folder=str(folder), book=str(book))
