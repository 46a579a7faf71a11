"""Making a new book. Asks git: import this module only where a book is really made."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from relmap.errors import BookExists, GitDistrusts, GitFailed, GitMissing
from relmap.model.changes import Added
from relmap.model.saying import _
from relmap.model.settings import Settings
from relmap.storage.editor_hints import NO_SCHEMAS, Schemas, hint, schema_files
from relmap.storage.files import STATE_FOLDER, TEMPORARY_PREFIX, FileChange, make_folders, mode_of, reported
from relmap.storage.git import init_repository, repository_of
from relmap.storage.git_attributes import ATTRIBUTES_FILE, with_attributes
from relmap.storage.git_setup import attributes_change, configure
from relmap.storage.layout import ACCOUNTS, SETTINGS_FILE, TEAM
from relmap.storage.planning import plan
from relmap.storage.transaction import commit, writing

_FILES = {
    ATTRIBUTES_FILE: with_attributes(b"*.yaml text eol=lf\n").decode(),
    ".gitignore": f"{STATE_FOLDER}/\n{TEMPORARY_PREFIX}*\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new book; `notes` says what could not be done beside it, one sentence each."""

    notes: tuple[str, ...] = ()


def planned_files(root: Path, settings: Settings, schemas: Schemas = NO_SCHEMAS) -> tuple[FileChange, ...]:
    """The files of a new book at `root`, which need not exist, with the `schemas` for editors. Raises BookExists."""
    if mode_of(root / SETTINGS_FILE) is not None:
        raise BookExists(folder=str(root))
    texts = _FILES | schema_files(schemas)
    missing = [name for name in texts if mode_of(root / name) is None]
    files = [FileChange(path=name, before=None, after=texts[name].encode()) for name in missing]
    if ATTRIBUTES_FILE not in missing:
        files += attributes_change(root)
    (own,) = plan(root, [Added(record=settings)])
    # The plan saw no schema: they are still to be written.
    head = hint(own.path, settings.TYPE) if settings.TYPE in schemas else ""
    return (*files, own._replace(after=head.encode() + (own.after or b"")))


def init_book(root: Path, settings: Settings, program: str, schemas: Schemas = NO_SCHEMAS) -> Made:
    """Make `root` a book, and a git repository unless it lies in one; other files there are left alone.

    git learns to merge the book with `program`, which is what a shell calls relmap by.

    Raises BookExists, CannotWrite, BookLocked.
    """
    planned_files(root, settings, schemas)
    with reported(root):
        make_folders(root)
    with writing(root):
        commit(root, planned_files(root, settings, schemas))
        for folder in (root / TEAM, root / ACCOUNTS):
            with reported(folder):
                make_folders(folder)
    return Made(notes=tuple(_make_repository(root, program)))


def _make_repository(root: Path, program: str) -> Iterator[str]:
    try:
        repository = repository_of(root)
        if not repository:
            init_repository(root)
        elif not Path(repository).samefile(root):
            said = _("the book is inside the git repository {repository}: commits go there")
            yield said.format(repository=repository)
        configure(root, program)
    except (GitMissing, GitDistrusts, GitFailed) as error:
        yield _("the book is not in git yet: {why}").format(why=error)
