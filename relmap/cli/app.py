"""The commands, each loaded when it is called for, and the way in and out of the program."""

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from relmap import __version__
from relmap.cli.shared import add_shared_options
from relmap.errors import UnknownCommand

# The order in which help shows them: from an empty book to its upkeep.
COMMANDS = {
    "init": "init",
    "add-account": "add_account",
    "add-contact": "add_contact",
    "add-member": "add_member",
    "add-deal": "add_deal",
    "link": "link",
    "know": "know",
    "touch": "touch",
    "set": "set",
    "show": "show",
    "list": "list",
    "path": "path",
    "gaps": "gaps",
    "map": "map",
    "check": "check",
    "rename": "rename",
    "remove": "remove",
}


class LazyCommands(TyperGroup):
    """Imports a command's module when it is called for: starting up is the main cost of a short command."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            from relmap.model.kinds import nearest

            raise UnknownCommand(name=cmd_name, nearest=nearest(cmd_name, list(COMMANDS)))
        module = import_module(f"relmap.cli.{COMMANDS[cmd_name]}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        single.command(cmd_name, epilog=_examples(module.EXAMPLES), context_settings=_settings(module))(module.run)
        return add_shared_options(typer.main.get_command(single))


def _examples(commands: str) -> str:
    # "\b" keeps the lines that follow from being joined into a paragraph.
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in commands.strip().splitlines())


def _settings(module: Any) -> dict[str, Any]:
    return {"help_option_names": ["-h", "--help"], **getattr(module, "CONTEXT", {})}


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"relmap {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=LazyCommands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def relmap(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Who decides over there, and how do we get to them?

    A book is a folder of small YAML files: your customers, their people, and who moves whom. Start one with
    `relmap init my-book`, add people as you meet them, then ask `relmap path --to GM`.
    """


def main() -> None:
    """Runs the command line and ends the process with the exit status of docs/cli.md."""
    from relmap.cli.boundary import run

    sys.exit(run(lambda: add_shared_options(typer.main.get_command(app))(standalone_mode=False)))
