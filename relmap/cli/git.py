"""`relmap git`: what git knows of the book."""

import os
import sys
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.options import DryRun
from relmap.cli.output import note, say
from relmap.cli.preview import show_diff
from relmap.cli.session import Session
from relmap.errors import NotTogether
from relmap.model.kinds import one_of
from relmap.model.saying import _
from relmap.storage.git_hook import hook_of
from relmap.storage.git_setup import SECTIONS, State, attributes_change, set_up, settings, state_of, take_back

EXAMPLES = """
relmap git setup --dry-run
relmap git setup --remove --dry-run
"""

_ACTIONS = ("status", "setup")


def run(
    ctx: typer.Context,
    action: Annotated[
        str,
        typer.Argument(
            metavar="[ACTION]",
            help="setup tells git about the book, status says what it knows.",
            autocompletion=completion.one_of(*_ACTIONS),
        ),
    ] = "status",
    hooks: Annotated[bool, typer.Option("--hooks", help="Also check the book after every merge.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take back what setup did.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Tell git how to merge the book: by person, field and item, not by lines.

    `relmap init` does it for a new book. After `git clone` run `relmap git setup` once: git lets no repository bring
    programs along. It adds lines to `.gitattributes` in the book's folder, and a setting to the clone.
    """
    one_of("ACTION", action, list(_ACTIONS))
    if hooks and remove:
        raise NotTogether(first="--hooks", second="--remove", reason=_("one adds what the other takes away"))
    book = Session.of(ctx).root
    if action == "setup" and dry_run:
        _preview(book, hooks=hooks, remove=remove)
        return
    if action == "setup" and remove:
        take_back(book)
    elif action == "setup":
        set_up(book, program(), hook=hooks)
    _tell(state_of(book))


def program() -> str:
    """What a shell calls this relmap by, from any folder."""
    called = Path(sys.argv[0])
    if called.stem == "relmap" and called.is_file() and os.access(called, os.X_OK):
        return quote(str(called.absolute()))
    return f"{quote(sys.executable)} -m relmap"


def _preview(book: Path, *, hooks: bool, remove: bool) -> None:
    show_diff(attributes_change(book, remove=remove))
    for section in SECTIONS if remove else ():
        say(f"git config --local --remove-section {section}")
    for name, value in settings(program()).items() if not remove else ():
        say(f"git config --local {name} {quote(value)}")
    if hooks:
        hook = hook_of(book, program())
        say(f"{hook.file}: {hook.line}")


def _tell(state: State) -> None:
    yes, no = _("yes"), _("no")
    wired, shows = state.merge == "relmap", state.diff == "relmap"
    knows = bool(state.driver and state.textconv)
    say(_("git gives the book's files to relmap to merge: {answer}").format(answer=yes if wired else no))
    say(_("git shows changes of the book in the field's words: {answer}").format(answer=yes if shows else no))
    say(_("this clone knows the program for it: {answer}").format(answer=yes if knows else no))
    say(_("the book is checked after a merge: {answer}").format(answer=yes if state.hook else no))
    if not wired and state.merge:
        note(_("your own .gitattributes say merge={name} for these files").format(name=state.merge))
    elif not wired or not knows:
        note(_("run `relmap git setup` to have git merge by person and field"))
