"""Options that several commands have, each described once."""

from typing import Annotated

import typer

from relmap.cli import completion

Account = Annotated[
    str | None,
    typer.Option("--account", "-a", help="The account, by id or name.", autocompletion=completion.accounts),
]
Deal = Annotated[
    str | None, typer.Option("--deal", "-d", help="Look at one deal's committee.", autocompletion=completion.deals)
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, as a diff; write nothing.")]
Id = Annotated[str | None, typer.Option("--id", help="The id, which is the file's name. [default: made from the name]")]
