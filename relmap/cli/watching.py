"""The one door to watchfiles, which tells when files of the book change."""

from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, watch

from relmap.cli.output import note, tell
from relmap.errors import RelmapError
from relmap.model.saying import _
from relmap.storage.layout import place_of

# Milliseconds without a change after which the files are read: an editor or git writes several at once.
QUIET = 200
Draw = Callable[[frozenset[str]], frozenset[str]]
"""Draws anew, and gives the files that could not be read. Those it is given, it does without."""


def keep_drawn(root: Path, draw: Draw, unread: frozenset[str]) -> None:
    """Draws whenever a file of the book changes, until somebody interrupts.

    What cannot be drawn is said, and the last picture stays.
    """
    note(_("redraws when the book changes; Ctrl-C ends"))
    for _change in _changes(root):
        try:
            unread = draw(unread)
        except RelmapError as error:
            tell(f"error: {error}")
            note(_("the last picture is kept until that is mended"))


def _changes(root: Path) -> Iterator[object]:
    whole = root.resolve()

    def is_of_the_book(_change: Change, path: str) -> bool:
        place = Path(path)
        return place.is_relative_to(whole) and place_of(place.relative_to(whole).as_posix()) is not None

    return watch(whole, watch_filter=is_of_the_book, step=QUIET)
