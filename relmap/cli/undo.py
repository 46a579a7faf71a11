"""`relmap undo`: the last change, taken back."""

import re
from collections.abc import Sequence

import typer

from relmap.cli.options import DryRun
from relmap.cli.output import say, tell
from relmap.cli.preview import show_diff
from relmap.cli.session import Session
from relmap.cli.spelling import most_alike
from relmap.errors import UndoBreaks
from relmap.model.saying import _
from relmap.storage.files import FileChange
from relmap.storage.git_commit import commit_files, refuse_unready
from relmap.storage.git_undo import Undoable, last_commit, taken_back
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
        plan = taken_back(session.root, last)
        refuse_unready(session.root, plan)
        show_diff(plan)
        for line in [_("would be committed with this message:"), *_message(last).splitlines()]:
            tell(line)
        return
    with session.workspace.locked():
        last = last_commit(session.root)
        plan = taken_back(session.root, last)
        refuse_unready(session.root, plan)
        _write(session, plan, last)
        if plan:
            commit_files(session.root, plan, _message(last))
    said = _('took back "{subject}" ({commit})') if plan else _('nothing is left of "{subject}" ({commit})')
    say(said.format(subject=last.subject, commit=last.short))


def _write(session: Session, plan: Sequence[FileChange], last: Undoable) -> None:
    """Writes the files, or leaves them as they were if that would bring a fault. Raises UndoBreaks."""
    before = errors(session.workspace, today=session.today, nearest=most_alike)
    session.workspace.commit(plan)
    after = errors(session.workspace, today=session.today, nearest=most_alike)
    fault = next((problem for key, problem in after.items() if key not in before), None)
    if fault is not None:
        session.workspace.commit([FileChange(change.path, change.after, change.before) for change in plan])
        raise UndoBreaks(subject=last.subject, place=fault.place, message=fault.message, mend=fault.mend)


def _message(last: Undoable) -> str:
    done = _DONE.fullmatch(last.subject)
    word = _REDO if done and done[1] == "Undo" else _UNDO
    subject = word.format(subject=done[2] if done else last.subject)
    return with_trailer(f"{subject}\n\nThis takes back commit {last.commit}.", "undo")
