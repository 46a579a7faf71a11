"""Making a new book. Asks git: import this module only where a book is really made."""

from pathlib import Path

from relmap.errors import BookExists, GitFailed, GitMissing
from relmap.model.changes import Added
from relmap.model.settings import Settings
from relmap.storage.files import STATE_FOLDER, TEMPORARY_PREFIX, FileChange, make_folders, mode_of, reported
from relmap.storage.git import init_repository, inside_repository
from relmap.storage.layout import ACCOUNTS, SETTINGS_FILE, TEAM
from relmap.storage.planning import plan
from relmap.storage.transaction import commit, writing

_FILES = {
    ".gitattributes": "*.yaml text eol=lf\n",
    ".gitignore": f"{STATE_FOLDER}/\n{TEMPORARY_PREFIX}*\n",
}


def init(root: Path, settings: Settings) -> GitMissing | GitFailed | None:
    """Make `root` a book, and a git repository unless it lies in one; other files there are left alone.

    Returns why there is no repository, if git could not make one. Raises BookExists, CannotWrite, BookLocked.
    """
    if mode_of(root / SETTINGS_FILE) is not None:
        raise BookExists(folder=str(root))
    with reported(root):
        make_folders(root)
    with writing(root):
        if mode_of(root / SETTINGS_FILE) is not None:
            raise BookExists(folder=str(root))
        missing = {name: text for name, text in _FILES.items() if mode_of(root / name) is None}
        files = [FileChange(path=name, before=None, after=text.encode()) for name, text in missing.items()]
        commit(root, [*files, *plan(root, [Added(record=settings)])])
        for folder in (root / TEAM, root / ACCOUNTS):
            with reported(folder):
                make_folders(folder)
    return _make_repository(root)


def _make_repository(root: Path) -> GitMissing | GitFailed | None:
    try:
        if not inside_repository(root):
            init_repository(root)
    except (GitMissing, GitFailed) as error:
        return error
    return None
