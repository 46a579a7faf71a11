"""The options that every command takes, before or after its name: which book, which day is today, which language."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from relmap.errors import MessageEmpty, NotTogether
from relmap.model.saying import _

if TYPE_CHECKING:
    from relmap.model.settings import Settings

_META = "relmap.options"


def remember(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    """Keeps what was given last; a variable of the environment never beats what stands on the command line."""
    if value is not None:
        options = ctx.meta.setdefault(_META, {})
        source = ctx.get_parameter_source(str(param.name))
        of_environment = source is not None and source.name == "ENVIRONMENT"
        if not of_environment or param.name not in options:
            options[param.name] = value
            options[f"{param.name} is from"] = param.envvar if of_environment else param.opts[0]
    return value


def shared(ctx: typer.Context) -> dict[str, Any]:
    """The shared options given on this command line, before or after the command's name."""
    found: dict[str, Any] = ctx.meta.get(_META, {})
    return found


def given_as(ctx: typer.Context, name: str) -> str:
    """What gave a shared option its value, as an error names it: `--lang`, or the variable `RELMAP_LANG`."""
    option: str = shared(ctx).get(f"{name} is from", f"--{name}")
    return option


def _shared(
    book: Annotated[
        Path | None,
        typer.Option(
            help="The book's folder. [default: found upwards from here]", callback=remember, envvar="RELMAP_BOOK"
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Weigh the facts as of this day.", callback=remember, envvar="RELMAP_TODAY"),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            help="Answer in en, th or zh. [default: the book's language, else the system's]",
            callback=remember,
            envvar="RELMAP_LANG",
        ),
    ] = None,
) -> None:
    """The options that every command takes."""


def _writing(
    commit: Annotated[
        bool | None,
        typer.Option(
            "--commit/--no-commit",
            help="Commit what changed, and nothing else, with git. [default: auto_commit of the book]",
            callback=remember,
            show_default=False,
        ),
    ] = None,
    message: Annotated[
        str | None,
        typer.Option(
            "--message", "-m", help="Commit with this message, not with the change in words.", callback=remember
        ),
    ] = None,
) -> None:
    """The options that every command takes which changes the book."""


def add_shared_options(command: Any, *, writes: bool = False) -> Any:
    """`command` with the shared options added, and if it `writes` those too; it need not name them itself."""
    command.params.extend([*options_of(_shared), *(options_of(_writing) if writes else ())])
    return command


def looks_at_past(ctx: typer.Context) -> bool:
    """Whether the command takes --at."""
    return any(param.name == "at" and not getattr(param, "hidden", False) for param in ctx.command.params)


def wants_commit(options: dict[str, Any], settings: Callable[[], "Settings"]) -> bool:
    """Whether a command commits, by its shared options, else by the book's settings.

    Raises NotTogether, MessageEmpty.
    """
    asked, message = options.get("commit"), options.get("message")
    if message is None:
        return settings().auto_commit if asked is None else bool(asked)
    if asked is False:
        raise NotTogether(first="--message", second="--no-commit", reason=_("one is what the other leaves out"))
    if not message.strip():
        raise MessageEmpty
    return True


@cache
def options_of(declared: Callable[..., None]) -> list[Any]:
    """The options that `declared` has as its parameters, for any command to take; it need not name them itself."""
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command()(declared)
    options: list[Any] = typer.main.get_command(single).params
    for option in options:
        option.expose_value = False
    return options
