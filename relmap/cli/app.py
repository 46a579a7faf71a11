"""The commands, each loaded when it is called for, and the way in and out of the program."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from relmap import __version__
from relmap.cli.at import add_at, refuse_past
from relmap.cli.shared import add_shared_options, shared
from relmap.errors import UnknownCommand


class Command(NamedTuple):
    """Where a command lives, and the line that `relmap --help` shows without loading it, unless it is `hidden`.

    `past`: it reads the book, and so takes --at; `writes`: it changes the book, and so takes the options for that.
    """

    module: str
    summary: str
    hidden: bool = False
    writes: bool = False
    past: bool = False


# The order in which help shows them: from an empty book to its upkeep.
COMMANDS = {
    "init": Command("init", "Make a new book: a folder with settings, kept in git."),
    "add-account": Command("add_account", "Add a customer.", writes=True),
    "add-contact": Command("add_contact", "Add somebody at a customer.", writes=True),
    "add-member": Command("add_member", "Add one of our own people.", writes=True),
    "add-deal": Command("add_deal", "Add an opportunity and the people who have a say in it.", writes=True),
    "link": Command(
        "link", "Write down that somebody influences, advises, refers to or is close to somebody else.", writes=True
    ),
    "know": Command("know", "Write down how well one of us knows somebody at a customer.", writes=True),
    "touch": Command(
        "touch",
        "Log a visit, a call, a message: one line, appended to the member's own file of that year.",
        writes=True,
    ),
    "set": Command(
        "set", "Change any field of a person, an account, a deal, a member or the book's settings.", writes=True
    ),
    "show": Command("show", "Show everything the book knows of somebody or something.", past=True),
    "list": Command(
        "list",
        "List people (of the account that is meant, or of all), accounts, members, deals, touches or campaigns.",
        past=True,
    ),
    "path": Command("path", "Rank the chains of people from us to somebody.", past=True),
    "influence": Command(
        "influence", "Rank who moves somebody: the allies, the threats, and those whose side we do not know.", past=True
    ),
    "gaps": Command("gaps", "Find whom and what we are missing, worst first, and say what to do next.", past=True),
    "portfolio": Command(
        "portfolio",
        "Show every account in one line: what is open, how well it is covered, and the worst gap.",
        past=True,
    ),
    "coverage": Command("coverage", "Show who of us knows whom at an account, and how far it is covered.", past=True),
    "next": Command("next", "Say what each of us should do this week, the most urgent first, and why.", past=True),
    "waive": Command(
        "waive", "Accept a gap until a day, for a reason: `relmap gaps` then lists it apart.", writes=True
    ),
    "map": Command("map", "Draw the map of an account or a deal.", past=True),
    "atlas": Command(
        "atlas",
        "Write all accounts as pages: an index with their figures, and each one's maps, deals and gaps.",
        past=True,
    ),
    "diff": Command("diff", "Show what changed in the book, in the words of the field, and what it means."),
    "history": Command(
        "history",
        "Tell what became of a person, an account or a deal: what changed, when and by whose hand.",
        past=True,
    ),
    "check": Command(
        "check",
        "Read the whole book and report every fault: files that cannot be read, references to nobody, people twice.",
        past=True,
    ),
    "schema": Command(
        "schema", "Print the JSON Schema of one kind of file, or write those of all kinds into a folder."
    ),
    "merge-people": Command(
        "merge_people",
        "Make one of two records of the same person: fields united, every reference rewritten.",
        writes=True,
    ),
    "rename": Command(
        "rename", "Give a record another id, and rewrite every reference to it, all or nothing.", writes=True
    ),
    "remove": Command("remove", "Take records out of the book.", writes=True),
    "undo": Command("undo", "Take back the last change that relmap committed, by a new commit."),
    "git": Command("git", "Tell git how to merge the book: by person, field and item, not by lines."),
    "textconv": Command(
        "textconv", "Print a file of the book as facts, one a line, as `git diff` shows it.", hidden=True
    ),
    "merge-driver": Command("merge_driver", "Merge one file of a book as git asks for it.", hidden=True),
}


class LazyCommands(TyperGroup):
    """Imports a command's module when it is called for: starting up is the main cost of a short command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """`relmap help path` is `relmap path --help`."""
        return super().parse_args(ctx, [*args[1:2], "--help"] if args[:1] == ["help"] else args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not COMMANDS[str(name)].past:
            refuse_past(typer.Context(command, parent=ctx, info_name=name), shared(ctx).get("at"))
        if command is not None and ("--help" in rest or "-h" in rest):
            from relmap.cli.reading_help import translate

            translate(command, ctx, rest)
        return name, command, rest

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, command in COMMANDS.items() if not command.hidden]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].summary) for name in self.list_commands(ctx)])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:  # while a shell completes
                return None
            from relmap.model.kinds import nearest

            raise UnknownCommand(name=cmd_name, nearest=nearest(cmd_name, list(COMMANDS)))
        entry = COMMANDS[cmd_name]
        return add_shared_options(add_at(loaded_command(cmd_name), past=entry.past), writes=entry.writes)


def loaded_command(name: str) -> Any:
    """One of COMMANDS with the options of its own; those that every command takes are not among them."""
    module = import_module(f"relmap.cli.{COMMANDS[name].module}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    shape = getattr(module, "SHAPE", None)
    single.command(name, cls=shape, epilog=_examples(module.EXAMPLES), context_settings=_settings(module))(module.run)
    return typer.main.get_command(single)


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


def program() -> Any:
    """The whole command line, to be called with `args` and `standalone_mode=False`."""
    return add_shared_options(add_at(typer.main.get_command(app), past=True))


def main() -> None:
    """Runs the command line and ends the process with the exit status of docs/cli.md."""
    from relmap.cli.boundary import run

    if os.environ.get("_RELMAP_COMPLETE", "").startswith("complete_"):
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - nothing may be printed into somebody's prompt
    sys.exit(run(lambda: program()(prog_name="relmap", standalone_mode=False)))
