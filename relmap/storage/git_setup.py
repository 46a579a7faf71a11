"""What git is told about a book: which files relmap merges, and with which program.

Attributes travel with the repository, the program is a setting of this clone. Asks git: import this module only where
that is wanted.
"""

from pathlib import Path
from typing import NamedTuple

from relmap.errors import NotInGit
from relmap.storage.files import FileChange, read, reported
from relmap.storage.git import repository_of
from relmap.storage.git_attributes import ATTRIBUTES_FILE, with_attributes, without_attributes
from relmap.storage.git_hook import add_hook, check_hook, hook_of, is_set, remove_hook
from relmap.storage.git_place import refuse_old
from relmap.storage.git_process import asked, run
from relmap.storage.layout import ACCOUNTS, SETTINGS_FILE
from relmap.storage.transaction import commit, writing

SECTIONS = ("merge.relmap", "diff.relmap")
"""The parts of git's settings that are relmap's own."""

_PROGRAMS = ("merge.relmap.driver", "diff.relmap.textconv")
_ANY_FILES = (SETTINGS_FILE, f"{ACCOUNTS}/a/people/p.yaml")  # files that need not be there


class State(NamedTuple):
    """What is set up: `merge` and `diff` are what git's attributes name for the book's files, "" for nothing.

    `driver` and `textconv` are the programs that this clone has for relmap's.
    """

    merge: str
    driver: str
    diff: str
    textconv: str
    hook: bool
    hook_file: Path


def state_of(book: Path) -> State:
    """How things are. Raises NotInGit, FilesElsewhere, GitFailed, GitMissing."""
    _refuse_outside(book)
    hook = hook_of(book, "relmap")
    driver, textconv = (run(book, "config", "--get", name).stdout.strip() for name in _PROGRAMS)
    return State(_attribute(book, "merge"), driver, _attribute(book, "diff"), textconv, is_set(hook), hook.file)


def _attribute(book: Path, use: str) -> str:
    """What is named for all files of the book; "" for nothing, or not the same for all."""
    told = asked(book, "check-attr", "-z", use, "--", *_ANY_FILES).split("\0")
    names = set(told[2::3])
    name = names.pop() if len(names) == 1 else ""
    return "" if name == "unspecified" else name


def attributes_change(book: Path, *, remove: bool = False) -> tuple[FileChange, ...]:
    """What `.gitattributes` in the book's folder will hold; nothing where it holds it already."""
    file = book / ATTRIBUTES_FILE
    with reported(file):
        before = read(file)
    after = without_attributes(before) if remove else with_attributes(before)
    return () if before == after else (FileChange(path=ATTRIBUTES_FILE, before=before, after=after),)


def settings(program: str) -> dict[str, str]:
    """The settings of a clone, by their names; `program` is what a shell calls relmap by."""
    return {
        "merge.relmap.name": "customers and people, field by field",
        "merge.relmap.driver": _driver(program),
        "diff.relmap.textconv": _textconv(program),
    }


def set_up(book: Path, program: str, *, hook: bool = False) -> None:
    """Tell git to merge the book's files with `program`, and if asked to check the book after a merge.

    Raises NotInGit, GitTooOld, HookExists, HooksElsewhere and FilesElsewhere with nothing changed, GitFailed,
    GitMissing, CannotWrite.
    """
    refuse_old(book)
    state_of(book)  # What git cannot tell then, it could not tell once half of this is done.
    wanted = hook_of(book, program)
    if hook:
        check_hook(wanted)
    with writing(book):
        commit(book, attributes_change(book))
    configure(book, program)
    if hook:
        add_hook(wanted)


def configure(book: Path, program: str) -> None:
    """The settings alone. Raises GitFailed, GitMissing."""
    for name, value in settings(program).items():
        asked(book, "config", "--local", name, value)


def take_back(book: Path) -> None:
    """Undo what `set_up` did. Raises NotInGit, FilesElsewhere, GitFailed, GitMissing, CannotWrite."""
    state_of(book)
    hook = hook_of(book, "relmap")
    with writing(book):
        commit(book, attributes_change(book, remove=True))
    for section in SECTIONS:
        run(book, "config", "--local", "--remove-section", section)
    remove_hook(hook)


def _refuse_outside(book: Path) -> None:
    if not repository_of(book):
        raise NotInGit(folder=str(book))


def _textconv(program: str) -> str:
    """The command line for git's shell, which puts the file behind it; without relmap git shows the file itself."""
    tries = " || ".join(f'{one} textconv -- "$1" 2>/dev/null' for one in dict.fromkeys((program, "relmap")))
    return f'show() {{ {tries} || cat -- "$1"; }}; show'


def _driver(program: str) -> str:
    """The command line for git's shell.

    A folder of programs may move, and another clone may have none: then whatever `relmap` is on the way, and last git's
    own merge of lines. That relmap has merged shows by its exit status 0, or 1 with marks in the file.
    """
    arguments = "merge-driver --marker-size %L --ours %X --theirs %Y -- %O %A %B %P"  # a path may begin with a dash
    tries = [
        f"{one} {arguments} 2>/dev/null && exit 0; test $? = 1 && grep -q '^<<<' %A && exit 1"
        for one in (program.replace("%", "%%"), "relmap")
    ]
    told = "echo relmap cannot be run, git merges %P by lines: see relmap git setup >&2"
    lines = "git merge-file --quiet --marker-size=%L -L ours -L base -L theirs %A %O %B"
    return "; ".join([*tries, told, lines])
