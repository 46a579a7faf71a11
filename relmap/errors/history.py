"""The book as git remembers it: no history, or not the part of it that was asked for."""

from shlex import quote

from relmap.errors.base import RelmapError, UsageError, some
from relmap.spoken import _


class GitTooOld(RelmapError):
    def __init__(self, *, found: str, needed: str) -> None:
        super().__init__(
            _("relmap needs git {needed} or newer for this, and this is git {found}; update git"),
            needed=needed,
            found=found,
        )


class GitDistrusts(RelmapError):
    """git reads no repository of somebody else's unless it is told to."""

    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _(
                "git does not read {folder}, as the repository belongs to somebody else; if you "
                'trust it, run `git config --global --add safe.directory "{folder}"`, and try again'
            ),
            folder=folder,
        )


class NoRepository(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _(
                "{folder} lies in no git repository, so nothing tells what the book said before; "
                "keep it in one: `git init`, `git add .`, `git commit`"
            ),
            folder=folder,
        )


class NoWorkTree(NoRepository):
    """A book beside a repository that is told to have no files: its past can be read, and nothing be committed."""

    def __init__(self, *, folder: str) -> None:
        RelmapError.__init__(
            self,
            _(
                "the repository of {folder} is set to have no files (core.bare), so git commits none there; run "
                "`git config core.bare false`, or keep the book in a clone"
            ),
            folder=folder,
        )


class NoCommits(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _(
                "the repository of {folder} has no commit yet, so the book has no past; make the "
                "first one: `git add .`, `git commit`"
            ),
            folder=folder,
        )


class UnknownRevision(RelmapError):
    """`shallow`: the repository holds only the newest part of its history."""

    def __init__(self, *, text: str, shallow: bool) -> None:
        mend = _("`git log` shows the commits, `git tag` the tags; a day is written 2026-09-30")
        if shallow:
            mend = _("this is a shallow clone: `git fetch --unshallow` brings the older commits")
        super().__init__(_("no commit is found by {text!r}; {mend}"), text=text, mend=mend)
        self.word = text


class AmbiguousRevision(RelmapError):
    """`names`: that of more than one tag or branch, rather than the beginning of more than one commit's id."""

    def __init__(self, *, text: str, names: bool) -> None:
        mend = _("write tags/{text} or heads/{text}").format(text=text) if names else _("write more of its letters")
        super().__init__(_("{text!r} means more than one commit; {mend}"), text=text, mend=mend)
        self.word = text


class BeforeFirstCommit(RelmapError):
    def __init__(self, *, day: str, first: str, shallow: bool) -> None:
        mend = _("take {first} or a later day").format(first=first)
        if shallow:
            mend = _("this is a shallow clone: `git fetch --unshallow` brings older commits, or {mend}").format(
                mend=mend
            )
        super().__init__(
            _("the book's history begins on {first}, so nothing tells what it said on {day}; {mend}"),
            first=first,
            day=day,
            mend=mend,
        )
        self.word = day


class NoBookThen(RelmapError):
    """`commit` has no book in `folder` (relative to the repository, "" for its top), but in the folders `found`."""

    def __init__(self, *, commit: str, day: str, folder: str, found: list[str]) -> None:
        """`found`: as --book takes them."""
        where = _("the folder {folder}").format(folder=folder) if folder else _("the top folder")
        others = some(list(map(quote, found)), most=3)
        mend = (
            _("then it lay elsewhere: say --book {others}").format(others=others)
            if found
            else _("take a later commit or day")
        )
        super().__init__(
            _("commit {commit} of {day} has no book in {where} of the repository; {mend}"),
            commit=commit,
            day=day,
            where=where,
            mend=mend,
        )
        self.commit, self.day, self.folder, self.found = commit, day, folder, found


class BookInSubmodule(RelmapError):
    """Where a book is looked for, a commit has a link to another repository."""

    def __init__(self, *, commit: str, folder: str) -> None:
        super().__init__(
            _(
                "commit {commit} has a git submodule at {folder}, whose files another repository keeps; fetch that "
                "with `git submodule update --init {quoted}`, and say --at as it has its commits"
            ),
            commit=commit,
            folder=folder,
            quoted=quote(folder),
        )


class NoBookNow(RelmapError):
    """The files as they are cannot be compared with where no book is."""

    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _(
                "{folder} holds no book now; where it held one in the past, compare two commits: "
                "`relmap diff A..B --book {quoted}`"
            ),
            folder=folder,
            quoted=quote(folder),
        )


class BookMoved(RelmapError):
    """Two states can be compared in one folder only, and in `commit` the book lay in `found`."""

    def __init__(self, *, commit: str, day: str, folder: str, found: str) -> None:
        where = _("the folder {folder}").format(folder=folder) if folder else _("the top folder")
        super().__init__(
            _(
                "commit {commit} of {day} has no book in {where} of the repository, and only the book in one "
                "folder can be compared; see it by itself: `relmap list --at {commit} --book {found}`"
            ),
            commit=commit,
            day=day,
            where=where,
            found=quote(found),
        )


class AccountGoneSince(RelmapError):
    """An account that is only in the earlier of the two states that a map was asked to compare."""

    def __init__(self, *, account: str, commit: str, day: str) -> None:
        super().__init__(
            _(
                "{account} is in the book as committed on {day} ({commit}), and gone since, so there is no map to "
                "mark; see it as it was: `relmap map --account {account} --at {commit}`"
            ),
            account=account,
            commit=commit,
            day=day,
        )


class NoCommonCommit(RelmapError):
    """Two histories that began apart."""

    def __init__(self, *, one: str, other: str) -> None:
        super().__init__(
            _(
                "{one} and {other} have no commit in common, so they never went apart; compare them "
                "as they are: `relmap diff {one} {other}`"
            ),
            one=one,
            other=other,
        )


class ObjectsMissing(RelmapError):
    """git lists something that it then cannot give: a damaged or partial clone."""

    def __init__(self, *, folder: str, object_id: str) -> None:
        super().__init__(
            _(
                "the repository of {folder} lacks the object {object_id}; `git fsck` tells what is "
                "damaged, and `git fetch --refetch` brings everything again"
            ),
            folder=folder,
            object_id=object_id,
        )


class NoFilesInBare(RelmapError):
    """A bare repository has commits, and no files of the book outside them."""

    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _(
                "{folder} is a bare repository, which holds the book only as it was committed; say "
                "as of when: --at HEAD, a tag, a commit or a day"
            ),
            folder=folder,
        )
        self.folder = folder


class NothingAfterInBare(RelmapError):
    """What changed since a commit, in a repository that has no files for it to have changed in."""

    def __init__(self, *, folder: str) -> None:
        super().__init__(
            _(
                "{folder} is a bare repository, which holds the book only as it was committed; say "
                "between which two commits: `relmap diff A..B`"
            ),
            folder=folder,
        )


class NeedsFiles(RelmapError):
    """A command that looks at no past, or writes, in a bare repository."""

    def __init__(self, *, command: str, folder: str) -> None:
        super().__init__(
            _(
                "{folder} is a bare repository, which has no files that `relmap {command}` could "
                "work on; run it in a clone: `git clone {quoted}`"
            ),
            command=command,
            folder=folder,
            quoted=quote(folder),
        )


class PastIsRead(UsageError):
    """--at with a command that would change the book."""

    def __init__(self, *, command: str) -> None:
        super().__init__(
            _(
                "--at shows what the book said in the past, and `relmap {command}` does not look at "
                "the past; leave it out"
            ),
            command=command,
        )
