"""How a command commits what it changed. Asks git: import this module only where that is wanted."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from relmap.cli.output import tell
from relmap.model.changes import Changes
from relmap.model.saying import _
from relmap.storage.files import FileChange
from relmap.storage.git_commit import commit_files, refuse_unready
from relmap.usecases.commit_message import commit_message


class Committing(NamedTuple):
    """One command's commit, of the book in the folder `book`; `message` is the user's own, or ""."""

    book: Path
    command: str
    message: str

    def check(self, plan: Sequence[FileChange]) -> None:
        """Before anything is written; raises whatever would stand in the way."""
        if plan:
            refuse_unready(self.book, plan)

    def carry_out(self, plan: Sequence[FileChange], changes: Changes) -> None:
        """After it has been written; raises NotCommitted."""
        if plan:
            commit_files(self.book, plan, self._said(changes))

    def preview(self, plan: Sequence[FileChange], changes: Changes) -> None:
        """On stderr: what stands on stdout is a patch."""
        if plan:
            self.check(plan)
            tell(_("would be committed with this message:"))
            for line in self._said(changes).splitlines():
                tell(f"  {line}".rstrip())

    def _said(self, changes: Changes) -> str:
        return commit_message(changes, self.command, self.message)
