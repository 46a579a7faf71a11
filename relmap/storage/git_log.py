"""The commits that changed files of a book, with the blobs before and after. Asks git: import it only where wanted."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from relmap.analysis.timeline_steps import Commit, Step
from relmap.storage.git_history import is_shallow
from relmap.storage.git_place import GitPlace, plain_glob
from relmap.storage.git_process import asked
from relmap.storage.layout import place_of

# What a user has set must not change what is asked for.
_SETTINGS = (
    *("-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "log.follow=false"),
    *("-c", "diff.ignoreSubmodules=none", "-c", "diff.relative=false"),
)
_SHAPE = (
    "-z",
    "--topo-order",
    "--encoding=UTF-8",
    "--no-color",
    # Id, parents, day of author and of committer, author by .mailmap, first line.
    "--format=tformat:%H%x00%P%x00%as%x00%cs%x00%aN%x00%s",
)
# Where one file of several changed, the others are told, too; of a merge, only what no parent has.
_FILES = ("--raw", "-c", "-r", "--no-abbrev", "--no-renames", "--full-diff")


def commits_touching(
    place: GitPlace, paths: Iterable[str], end: str, *, after: str = "", globs: Iterable[str] = ()
) -> list[Commit]:
    """The commits that `end` includes and `after` does not, in which files at `paths` of the book changed.

    In `globs`, further paths, a `*` is part of one name. The newest come first. Raises GitFailed, GitMissing.
    """
    inside = [within(place, path) for path in paths]
    start = plain_glob(f"{place.prefix}/" if place.prefix else "")
    wanted = [*(f":(top,literal){path}" for path in inside), *(f":(top,glob){start}{path}" for path in globs)]
    revisions = [end, *([f"^{after}"] if after else [])]
    said = asked(place.folder, *_SETTINGS, "log", *_SHAPE, *_FILES, *revisions, "--", *wanted)
    begins = _boundary(place)
    return [_commit(place, header, _telling(header, files, inside), begins) for header, files in _parts(said)]


def _telling(header: list[str], files: list[tuple[str, str]], inside: list[str]) -> list[tuple[str, str]]:
    """The files that can say what became of those wanted: nothing had another name before the first commit."""
    if header[1]:
        return files
    folders = tuple(f"{path}/" for path in inside)
    return [(said, path) for said, path in files if path in inside or path.startswith(folders)]


def files_gone(place: GitPlace, end: str, *, on_disk: bool) -> Iterator[Step]:
    """The files of the book that commits up to `end` took away, the latest first, each as it was.

    With `on_disk` before them those that the commit has and the folder has not. Raises GitFailed, GitMissing.
    """
    deleted, where = ("-z", "--raw", "--no-abbrev", "--no-renames", "--diff-filter=D"), f":(top,literal){place.prefix}"
    if on_disk:
        yield from _steps(place, _files(asked(place.folder, *_SETTINGS, "diff", *deleted, end, "--", where)))
    asking = ("log", "--topo-order", "--format=", "-c", *deleted)
    yield from _steps(place, _files(asked(place.folder, *_SETTINGS, *asking, end, "--", where)))


def _files(said: str) -> list[tuple[str, str]]:
    tokens = iter(said.split("\0"))
    return [(text, next(tokens)) for token in tokens if (text := token.lstrip("\n"))]


def states_of(place: GitPlace, paths: Iterable[str], end: str, *, after: str = "") -> list[Commit]:
    """The commits that the branch itself was at where files at `paths` had changed, the newest first; without steps."""
    wanted = [f":(top,literal){within(place, path)}" for path in paths]
    revisions = [end, *([f"^{after}"] if after else [])]
    said = asked(place.folder, *_SETTINGS, "log", *_SHAPE, "--first-parent", "--no-patch", *revisions, "--", *wanted)
    return [_commit(place, header, [], frozenset()) for header, _ in _parts(said)]


def within(place: GitPlace, path: str) -> str:
    """The path from the top of the repository."""
    return f"{place.prefix}/{path}".strip("/") or "."


def _parts(said: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """The header of each commit, and of each file what git says of it and its path."""
    tokens = iter(said.split("\0"))
    header: list[str] = []
    files: list[tuple[str, str]] = []
    for token in tokens:
        text = token.lstrip("\n")
        if text.startswith(":"):
            files.append((text, next(tokens)))
        elif text:
            if header:
                yield header, files
            header, files = [text, *(next(tokens) for _ in range(5))], []
    if header:
        yield header, files


def _commit(place: GitPlace, header: list[str], files: list[tuple[str, str]], begins: frozenset[str]) -> Commit:
    name, parents, authored, committed, author, subject = header
    return Commit(
        id=name,
        parents=len(parents.split()),
        day=date.fromisoformat(authored),
        committed=date.fromisoformat(committed),
        author=author,
        subject=subject,
        steps=tuple(_steps(place, files)),
        begins=name in begins,
    )


def _steps(place: GitPlace, files: list[tuple[str, str]]) -> Iterator[Step]:
    folder = f"{place.prefix}/" if place.prefix else ""
    for said, path in files:
        found = place_of(path.removeprefix(folder)) if path.startswith(folder) else None
        # A file that a book cannot have under this name may still be what somebody's file was called for a while.
        if found is None or found.type == "settings":
            continue
        parents = len(said) - len(said.lstrip(":"))
        blobs = ["" if set(blob) == {"0"} else blob for blob in said.split()[parents + 1 : 2 * parents + 2]]
        yield Step(found.type, found.ref, tuple(blobs[:-1]), blobs[-1])


def _boundary(place: GitPlace) -> frozenset[str]:
    """The commits before which a shallow clone has nothing."""
    if not is_shallow(place.folder):
        return frozenset()
    file = Path(place.folder, asked(place.folder, "rev-parse", "--git-path", "shallow").removesuffix("\n"))
    return frozenset(file.read_text("ascii").split())
