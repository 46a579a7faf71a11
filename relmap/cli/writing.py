"""How a command changes the book: it decides, writes and commits under one lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from relmap.cli.describe import summary
from relmap.cli.output import say
from relmap.model.changes import Changes
from relmap.storage.files import commit_owed
from relmap.storage.workspace import Workspace

# It asks git, which only a command that commits does.
if TYPE_CHECKING:
    from relmap.cli.committing import Committing


def show(workspace: Workspace, decided: Callable[[], Changes], committing: "Committing | None") -> None:
    """What would be written, as a diff, and what it would be committed with."""
    from relmap.cli.preview import show_diff

    changes = decided()
    plan = workspace.plan(changes)
    show_diff(plan)
    if committing is not None:
        committing.preview(plan, changes)


def carry_out(workspace: Workspace, decided: Callable[[], Changes], committing: "Committing | None") -> None:
    """Writes, commits and says what changed."""
    # The commit, too, under the lock: else the next command would find changes that are not committed.
    with locked(workspace):
        changes = decided()
        plan = workspace.plan(changes)
        with committing.of(plan, changes) if committing is not None else nullcontext():
            workspace.commit(plan)
            for line in summary(changes):
                say(line)


@contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """Nobody else writes inside this block, and what an earlier command was stopped in is done first."""
    with workspace.locked():
        if commit_owed(workspace.root):
            from relmap.cli.committing import settle_owed

            settle_owed(workspace.root)
        yield
