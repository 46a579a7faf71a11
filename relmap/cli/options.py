"""Options that several commands have, each described once."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from relmap.cli import completion
from relmap.errors import InvalidValue
from relmap.model.saying import _

Account = Annotated[
    str | None,
    typer.Option("--account", "-a", help="The account, by id or name.", autocompletion=completion.accounts),
]
Everywhere = Annotated[
    bool, typer.Option("--all", help="Of every account, also where one is the default or the current folder's.")
]
Deal = Annotated[
    str | None, typer.Option("--deal", "-d", help="People as they stand in this deal.", autocompletion=completion.deals)
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, as a diff; write nothing.")]
Id = Annotated[str | None, typer.Option("--id", help="The id, which is the file's name. [default: made from the name]")]


def target(option: str) -> Any:
    """The option that names whom a question is about; whoever leaves it out is told how to say it."""
    return typer.Option(
        option,
        metavar="PERSON",
        help="An id, name, title or role.  [required]",
        autocompletion=completion.targets,
        show_default=False,
    )


def at_least_one(option: str) -> Callable[[str | int], int]:
    """Reads the value of an option that counts something; a default is a number already."""

    def read(given: str | int) -> int:
        text = str(given)
        if not text.isascii() or not text.isdecimal() or not int(text):
            raise InvalidValue(
                field=option, text=text, reason=_("is not a number from 1 up"), mend=_("write for example 3")
            )
        return int(text)

    return read
