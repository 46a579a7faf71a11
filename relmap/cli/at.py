"""`--at`, before or after a command's name: what the book said in the past. Commands that change it refuse it."""

from typing import Annotated, Any

import typer

from relmap.cli import completion
from relmap.cli.shared import options_of, remember
from relmap.errors import PastIsRead


def _taken(
    at: Annotated[
        str | None,
        typer.Option(
            metavar="REV|DATE",
            help="What the book said then: a commit, tag or branch of git, or the end of a day; --today follows.",
            callback=remember,
            autocompletion=completion.revisions,
        ),
    ] = None,
) -> None:
    """The option of commands that read."""


def refuse_past(ctx: typer.Context, value: str | None) -> None:
    """Raises PastIsRead where --at is given to a command that does not look at the past."""
    if value is not None and not ctx.resilient_parsing:
        raise PastIsRead(command=str(ctx.info_name))


def _refused(
    at: Annotated[
        str | None,
        typer.Option(metavar="REV|DATE", help="For commands that read.", hidden=True, callback=refuse_past),
    ] = None,
) -> None:
    """The option of all others, which say why they do not take it."""


def add_at(command: Any, *, past: bool) -> Any:
    """`command` with --at added, which it takes (`past`) or refuses."""
    command.params.extend(options_of(_taken if past else _refused))
    return command
