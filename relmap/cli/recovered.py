"""What became of a change that an earlier command was stopped in."""

from relmap.cli.output import note, warn
from relmap.model.saying import _
from relmap.storage.workspace import Workspace


def tell_of_recovery(workspace: Workspace) -> None:
    """On stderr; nothing where there was none."""
    if workspace.recovery is None:
        return
    if workspace.recovery.finished:
        note(_("finished a change that an earlier command was stopped in"))
    for file in workspace.recovery.kept:
        said = _("{file} was edited since and left as it is")
        if file.beside:
            said = _("{file} was edited since and left as it is; the command's version is in {beside}")
        warn(said.format(file=file.path, beside=file.beside))
