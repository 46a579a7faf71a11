"""`relmap undo`: the last change, taken back."""

import re
from collections.abc import Sequence
from contextlib import nullcontext

import typer

from relmap.cli.committing import committed, show_message
from relmap.cli.options import DryRun
from relmap.cli.output import say
from relmap.cli.preview import show_diff
from relmap.cli.session import Session
from relmap.cli.spelling import most_alike
from relmap.cli.writing import locked
from relmap.errors import UndoBreaks
from relmap.model.saying import _
from relmap.storage.book_files import BookFiles
from relmap.storage.files import FileChange
from relmap.storage.git_commit import refuse_unready
from relmap.storage.git_undo import Undoable, last_commit, taken_back
from relmap.storage.planned import Planned
from relmap.usecases.check import errors
from relmap.usecases.commit_message import with_trailer

EXAMPLES = """
relmap undo
relmap undo --dry-run
"""

_UNDO, _REDO = 'Undo "{subject}"', 'Redo "{subject}"'
_DONE = re.compile(r'(Undo|Redo) "(.*)"', re.DOTALL)


def run(ctx: typer.Context, dry_run: DryRun = False) -> None:
    """Take back the last change that relmap committed, by a new commit.

    Only what was made with --commit, or with `auto_commit` in relmap.yaml, can be taken back. What came later stays; if
    it changed the same places, nothing is done. To take back an undo is to do the change again.
    """
    session = Session.of(ctx)
    if dry_run:
        last = last_commit(session.root)
        plan = _planned(session, last)
        if plan:
            show_diff(plan)
            show_message(_message(last))
    else:
        with locked(session.workspace):
            last = last_commit(session.root)
            plan = _planned(session, last)
            with committed(session.root, plan, _message(last)) if plan else nullcontext():
                session.workspace.commit(plan)
    if not plan:
        say(_('nothing is left of "{subject}" ({commit})').format(subject=last.subject, commit=last.short))
    elif not dry_run:
        say(_('took back "{subject}" ({commit})').format(subject=last.subject, commit=last.short))


def _planned(session: Session, last: Undoable) -> tuple[FileChange, ...]:
    """What the files will hold; raises whatever keeps them from being written and committed, and UndoBreaks."""
    plan = taken_back(session.root, last)
    refuse_unready(session.root, plan)
    _refuse_faults(session, plan, last)
    return plan


def _refuse_faults(session: Session, plan: Sequence[FileChange], last: Undoable) -> None:
    """Raises UndoBreaks for the first fault that the files do not have yet."""
    before = errors(session.workspace, today=session.today, nearest=most_alike)
    then = BookFiles(Planned(session.workspace.source, plan))
    after = errors(then, today=session.today, nearest=most_alike)
    fault = next((problem for key, problem in after.items() if key not in before), None)
    if fault is not None:
        raise UndoBreaks(subject=last.subject, place=fault.place, message=fault.message, mend=fault.mend)


def _message(last: Undoable) -> str:
    done = _DONE.fullmatch(last.subject)
    word = _REDO if done and done[1] == "Undo" else _UNDO
    subject = word.format(subject=done[2] if done else last.subject)
    return with_trailer(f"{subject}\n\nThis takes back commit {last.commit}.", "undo")
