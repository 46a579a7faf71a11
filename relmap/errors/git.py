"""git, and what it answers."""

from collections.abc import Sequence
from shlex import quote

from relmap.errors.base import RelmapError
from relmap.spoken import _

_MOST_NAMED = 5


def paths_to_name(files: Sequence[str]) -> str:
    """Files as a shell takes them; of many, the folder that has them all."""
    return " ".join(map(quote, files)) if len(files) <= _MOST_NAMED else _("the book's folder")


class GitMissing(RelmapError):
    def __init__(self) -> None:
        super().__init__(_("git was not found; install it from https://git-scm.com, and try again"))


class NotMerged(RelmapError):
    """1 would tell git that marks stand in the file."""

    exit_status = 2

    def __init__(self, *, file: str, reason: str) -> None:
        super().__init__(
            _("cannot merge {file}: {reason}; the file is as it was; mend that and merge again"),
            file=file,
            reason=reason.lower(),
        )


class GitFailed(RelmapError):
    def __init__(self, *, command: str, folder: str, message: str) -> None:
        super().__init__(
            _("`git {command}` failed in {folder}: {message}; mend that and try again"),
            command=command,
            folder=folder,
            message=message,
        )


class NotInGit(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _("{folder} lies in no git repository; make one there with `git init`, and try again"), folder=folder
        )


class GitBusy(RelmapError):
    """Between two halves of a merge or the like, where git commits no single files."""

    def __init__(self, *, folder: str, operation: str) -> None:
        super().__init__(
            _(
                "git is in the middle of a {operation} in {folder}; nothing was written; finish it, "
                "or end it with `git {operation} --abort`"
            ),
            operation=operation,
            folder=folder,
        )


class WhoCommits(RelmapError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(
            _(
                "git does not know who commits ({reason}); nothing was written; run `git config "
                '--global user.name "Your Name"` and `git config --global user.email you@example.com`'
            ),
            reason=reason,
        )


class NotYetCommitted(RelmapError):
    """What somebody did to a file by hand may not end in a commit of relmap's."""

    def __init__(self, *, files: Sequence[str]) -> None:
        said = _(
            "{file} has changes that are not committed yet, and relmap commits its own only; "
            "nothing was written; commit them with git first, or use --no-commit"
        )
        if len(files) > 1:
            said = _(
                "{file} and {n} more have changes that are not committed yet, and relmap commits its own only; "
                "nothing was written; commit them with git first, or use --no-commit"
            )
        super().__init__(said, file=files[0], n=len(files) - 1)


class IgnoredByGit(RelmapError):
    def __init__(self, *, file: str) -> None:
        super().__init__(
            _(
                "git ignores {file}, so it cannot be committed; nothing was written; take it out of "
                ".gitignore, or use --no-commit"
            ),
            file=file,
        )


class HiddenFromGit(RelmapError):
    """A file that git was told to take for unchanged; `flag` makes it look again."""

    def __init__(self, *, file: str, flag: str) -> None:
        super().__init__(
            _(
                "git was told not to look at {file}, so whose changes are in it cannot be told; nothing was written; "
                "let it look with `git update-index {flag} {quoted}`, "
                "or use --no-commit"
            ),
            file=file,
            flag=flag,
            quoted=quote(file),
        )


class InSubmodule(RelmapError):
    """A folder of the book whose files another repository commits; this one has only a link to it."""

    def __init__(self, *, file: str, folder: str) -> None:
        super().__init__(
            _(
                "{file} is in the git submodule {folder}, which has commits of its own; nothing was written; "
                "use --no-commit, and commit in there: `git -C {quoted} add .`, `git -C {quoted} commit`"
            ),
            file=file,
            folder=folder,
            quoted=quote(folder),
        )


class NotCommitted(RelmapError):
    """The files are written, and git refused; `said` is what it or a hook printed."""

    def __init__(self, *, reason: str, said: Sequence[str], files: Sequence[str]) -> None:
        listed = paths_to_name(files)
        super().__init__(
            _(
                "the change is written, but git did not commit it: {reason}; mend that, then run "
                "`git add {listed}` and `git commit {listed}`"
            ),
            reason=reason,
            listed=listed,
        )
        self.reason = reason
        self.below = tuple(said)


class NothingToUndo(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _(
                "git knows of no commit that relmap made in {folder}; only what was committed with "
                "--commit can be undone"
            ),
            folder=folder,
        )


class HistoryCutOff(RelmapError):
    """A shallow clone without what was before a commit."""

    def __init__(self, *, commit: str, subject: str) -> None:
        super().__init__(
            _(
                'cannot take back "{subject}": this clone does not have what was before {commit}; nothing '
                "was written; get it with `git fetch --unshallow`"
            ),
            subject=subject,
            commit=commit,
        )


class UndoConflict(RelmapError):
    """What came later changed the same places."""

    def __init__(self, *, commit: str, subject: str, file: str) -> None:
        super().__init__(
            _(
                'cannot take back "{subject}": {file} was changed since, in the same place; nothing '
                "was written; change it by hand, or see `git show {commit}` and `git revert {commit}`"
            ),
            subject=subject,
            file=file,
            commit=commit,
        )


class UndoBreaks(RelmapError):
    def __init__(self, *, subject: str, place: str, message: str, mend: str) -> None:
        super().__init__(
            _(
                'cannot take back "{subject}": then there would be a fault at {place}, {message}; '
                "nothing was written; {mend}, and try again"
            ),
            subject=subject,
            place=place,
            message=message,
            mend=mend,
        )


class FilesElsewhere(RelmapError):
    """The repository is told to keep its files where the book does not lie."""

    def __init__(self, *, folder: str, top: str) -> None:
        super().__init__(
            _(
                "the repository of {folder} keeps its files in {top} (core.worktree), where the book does not "
                "lie; nothing was changed; run `git config --unset core.worktree`, and try again"
            ),
            folder=folder,
            top=top,
        )


class HookExists(RelmapError):
    """A hook of the user's own stands where relmap would put one."""

    def __init__(self, *, file: str, line: str) -> None:
        super().__init__(
            _(
                "there is a hook of your own already, {file}; nothing was changed; put this line "
                "into it yourself: {line}"
            ),
            file=file,
            line=line,
        )


class HooksElsewhere(RelmapError):
    """git looks for hooks outside the repository, where they would run in every other one, too."""

    def __init__(self, *, folder: str, line: str) -> None:
        super().__init__(
            _(
                "git takes its hooks from {folder} (core.hooksPath), outside this repository; "
                "nothing was changed; put this line into the post-merge hook there yourself: {line}"
            ),
            folder=folder,
            line=line,
        )
