"""`--help` in the reader's language, as far as it is translated: what the choices of an option mean."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from relmap.cli.language import ENGLISH, catalogue_of, chosen
from relmap.cli.shared import shared
from relmap.errors import InvalidValue
from relmap.model.saying import _, speak
from relmap.model.settings import Settings


def translate(command: Any, ctx: typer.Context, arguments: Sequence[str]) -> None:
    """Puts the help of a command's options into the language of `ctx`, or of --lang among its own `arguments`."""
    speak(catalogue_of(_language(command, ctx, arguments)))
    for parameter in command.params:
        if help_text := getattr(parameter, "help", None):
            parameter.help = _(help_text)


def _language(command: Any, ctx: typer.Context, arguments: Sequence[str]) -> str:
    """A language that relmap does not have is English here: whoever looks for help gets it."""
    try:
        return chosen(_typed(command, ctx, arguments) or shared(ctx).get("lang"), lambda: _settings(ctx), {}).language
    except InvalidValue:
        return ENGLISH


def _typed(command: Any, ctx: typer.Context, arguments: Sequence[str]) -> str | None:
    """What --lang says after the command's name; the help is shown before Click has read it."""
    try:
        options, _rest, _order = command.make_parser(typer.Context(command, parent=ctx)).parse_args(list(arguments))
    except Exception:  # an option that does not exist is told of where the command is run
        return None
    language: str | None = options.get("lang")
    return language


def _settings(ctx: typer.Context) -> Settings:
    """The book's, read alone: help finishes no change that another command was stopped in."""
    from relmap.storage.layout import find_book
    from relmap.storage.reader import load_settings

    return load_settings(find_book(Path.cwd(), shared(ctx).get("book")))
