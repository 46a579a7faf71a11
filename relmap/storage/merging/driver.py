"""git's merge driver: three files of which the second takes the result. Asks git where relmap cannot merge."""

from pathlib import Path

from relmap.storage.files import discard, replace, stage
from relmap.storage.git_process import run
from relmap.storage.layout import Place, place_of
from relmap.storage.merging.chunks import Labels
from relmap.storage.merging.texts import Merged, merged_bytes

_FAILED = 128


def merge_files(base: Path, ours: Path, theirs: Path, path: str, labels: Labels) -> int:
    """Merge into `ours`, whole or not at all; `path` says what the file is. Returns 1 if anything in
    it is left to decide, else 0.

    Whatever relmap cannot read or gets wrong is left to git's own merge of lines. Raises GitMissing, OSError.
    """
    try:
        place = place_in_book(path)
        merged = _merged(place, base, ours, theirs, labels) if place is not None else None
    except Exception:  # a fault of relmap's own may not stand in the way of somebody's merge
        merged = None
    if merged is None:
        return _merge_lines(base, ours, theirs, labels)
    replace(ours, merged.data)
    return 1 if merged.conflicts else 0


def place_in_book(path: str) -> Place | None:
    """What the file at `path`, relative to the repository, is in its book, wherever in there the book lies."""
    names = path.split("/")
    places = (place_of("/".join(names[start:])) for start in range(len(names)))
    return next((place for place in places if place is not None), None)


def _merged(place: Place, base: Path, ours: Path, theirs: Path, labels: Labels) -> Merged:
    before, one, two = (file.read_bytes() for file in (base, ours, theirs))
    return merged_bytes(place, before, one, two, labels)


def _merge_lines(base: Path, ours: Path, theirs: Path, labels: Labels) -> int:
    """git's own merge, made beside `ours` first."""
    draft = stage(ours, ours.read_bytes())
    try:
        names = ("-L", labels.ours, "-L", "base", "-L", labels.theirs)
        options = ("--quiet", f"--marker-size={labels.size}", *names)
        answer = run(Path.cwd(), "merge-file", *options, str(draft), str(base), str(theirs))
        if 0 <= answer.returncode < _FAILED:
            replace(ours, draft.read_bytes())
    finally:
        discard(draft)
    return min(answer.returncode, 1) if answer.returncode >= 0 else 1
