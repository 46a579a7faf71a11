"""Shows a file in the reader's browser."""

import webbrowser
from pathlib import Path

from relmap.cli.output import note
from relmap.model.saying import _


def show_in_browser(file: Path) -> None:
    """Opens `file`; where no browser can be started, says so."""
    if not webbrowser.open(file.resolve().as_uri()):
        note(_("no browser could be started here; open {file} in one yourself").format(file=file))
