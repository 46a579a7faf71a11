"""How a command commits what it changed. Asks git: import this module only where that is wanted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from relmap.cli.output import note, tell, warn
from relmap.errors import GitMissing, GitTooOld, NoRepository, paths_to_name
from relmap.model.changes import Changes
from relmap.model.saying import _
from relmap.storage.files import FileChange
from relmap.storage.git_commit import commit_files, refuse_unready
from relmap.storage.git_owed import settle
from relmap.storage.owed_commit import owing
from relmap.usecases.commit_message import commit_message


class Committing(NamedTuple):
    """One command's commit, of the book in the folder `book`; `message` is the user's own, or "".

    `is_asked`: by an option of the command, not by the book's settings.
    """

    book: Path
    command: str
    message: str
    is_asked: bool

    @contextmanager
    def of(self, plan: Sequence[FileChange], changes: Changes) -> Iterator[None]:
        """What is written inside is committed at the end, if it can be; raises what stands in the way, NotCommitted."""
        if self._is_possible(plan):
            with committed(self.book, plan, self._said(changes)):
                yield
        else:
            yield

    def preview(self, plan: Sequence[FileChange], changes: Changes) -> None:
        """On stderr: what stands on stdout is a patch."""
        if self._is_possible(plan):
            show_message(self._said(changes))

    def _is_possible(self, plan: Sequence[FileChange]) -> bool:
        """Before anything is written; raises whatever would stand in the way.

        Where there is no git to ask at all, the book's settings do not keep anybody from writing: that is only said.
        """
        if not plan:
            return False
        try:
            refuse_unready(self.book, plan)
        except (GitMissing, GitTooOld, NoRepository) as error:
            if self.is_asked:
                raise
            warn(_("not committed, although the book says auto_commit: {why}").format(why=error))
            return False
        return True

    def _said(self, changes: Changes) -> str:
        return commit_message(changes, self.command, self.message)


@contextmanager
def committed(book: Path, plan: Sequence[FileChange], message: str) -> Iterator[None]:
    """What is written inside is committed at the end; if this is killed, by the next command. Raises NotCommitted."""
    with owing(book, plan, message):
        yield
        commit_files(book, plan, message)


def show_message(message: str) -> None:
    """What a dry run would commit with, on stderr."""
    tell(_("would be committed with this message:"))
    for line in message.splitlines():
        tell(f"  {line}".rstrip())


def settle_owed(book: Path) -> None:
    """Make the commit that a command which was stopped has left, and say so."""
    settled = settle(book)
    if settled is None:
        return
    if settled.made:
        said = _('made the commit that an earlier command was stopped before: "{subject}"')
        note(said.format(subject=settled.subject))
        return
    why = settled.reason or _("{file} was edited since").format(file=settled.edited[0])
    warn(
        _(
            'an earlier command was stopped before its commit, "{subject}", and git does not make it now: {why}; '
            "look at the files, then run `git add {listed}` and `git commit {listed}`"
        ).format(subject=settled.subject, why=why, listed=paths_to_name(settled.files))
    )
