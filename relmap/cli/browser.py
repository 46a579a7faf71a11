"""Shows a file in the reader's browser."""

import webbrowser
from pathlib import Path

from relmap.cli.output import tell


def show_in_browser(file: Path) -> None:
    """Opens `file`; where no browser can be started, says so."""
    if not webbrowser.open(file.resolve().as_uri()):
        tell(f"note: no browser could be started here; open {file} in one yourself")
