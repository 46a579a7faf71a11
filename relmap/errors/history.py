"""The book as git remembers it: no history, or not the part of it that was asked for."""

from relmap.errors.base import RelmapError, UsageError


class GitTooOld(RelmapError):
    def __init__(self, *, found: str, needed: str) -> None:
        super().__init__(f"the past of a book is read with git {needed} or newer, and this is git {found}; update git")


class GitDistrusts(RelmapError):
    """git reads no repository of somebody else's unless it is told to."""

    def __init__(self, *, folder: str) -> None:
        super().__init__(
            f"git does not read {folder}, as the repository belongs to somebody else; if you trust it, run "
            f'`git config --global --add safe.directory "{folder}"`, and try again'
        )


class NoRepository(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(
            f"{folder} lies in no git repository, so nothing tells what the book said before; "
            "keep it in one: `git init`, `git add .`, `git commit`"
        )


class NoCommits(RelmapError):
    def __init__(self, *, folder: str) -> None:
        super().__init__(
            f"the repository of {folder} has no commit yet, so the book has no past; "
            "make the first one: `git add .`, `git commit`"
        )


class UnknownRevision(RelmapError):
    """`shallow`: the repository holds only the newest part of its history."""

    def __init__(self, *, text: str, shallow: bool) -> None:
        mend = "`git log` shows the commits, `git tag` the tags; a day is written 2026-09-30"
        if shallow:
            mend = "this is a shallow clone: `git fetch --unshallow` brings the older commits"
        super().__init__(f"no commit is found by {text!r}; {mend}")
        self.word = text


class AmbiguousRevision(RelmapError):
    """`names`: that of more than one tag or branch, rather than the beginning of more than one commit's id."""

    def __init__(self, *, text: str, names: bool) -> None:
        mend = f"write tags/{text} or heads/{text}" if names else "write more of its letters"
        super().__init__(f"{text!r} means more than one commit; {mend}")
        self.word = text


class BeforeFirstCommit(RelmapError):
    def __init__(self, *, day: str, first: str, shallow: bool) -> None:
        mend = f"take {first} or a later day"
        if shallow:
            mend = f"this is a shallow clone: `git fetch --unshallow` brings older commits, or {mend}"
        super().__init__(f"the book's history begins on {first}, so nothing tells what it said on {day}; {mend}")
        self.word = day


class NoBookThen(RelmapError):
    """`commit` has no book in `folder` (relative to the repository, "" for its top), but in the folders `found`."""

    def __init__(self, *, commit: str, day: str, folder: str, found: list[str]) -> None:
        """`found`: as --book takes them."""
        where = f"the folder {folder}" if folder else "the top folder"
        others = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
        mend = f"then it lay elsewhere: say --book {others}" if found else "take a later commit or day"
        super().__init__(f"commit {commit} of {day} has no book in {where} of the repository; {mend}")


class NoCommonCommit(RelmapError):
    """Two histories that began apart."""

    def __init__(self, *, one: str, other: str) -> None:
        super().__init__(
            f"{one} and {other} have no commit in common, so they never went apart; "
            f"compare them as they are: `relmap diff {one} {other}`"
        )


class ObjectsMissing(RelmapError):
    """git lists something that it then cannot give: a damaged or partial clone."""

    def __init__(self, *, folder: str, object_id: str) -> None:
        super().__init__(
            f"the repository of {folder} lacks the object {object_id}; "
            "`git fsck` tells what is damaged, and `git fetch --refetch` brings everything again"
        )


class NoFilesInBare(RelmapError):
    """A bare repository has commits, and no files of the book outside them."""

    def __init__(self, *, folder: str) -> None:
        super().__init__(
            f"{folder} is a bare repository, which holds the book only as it was committed; "
            "say as of when: --at HEAD, a tag, a commit or a day"
        )


class PastIsRead(UsageError):
    """--at with a command that would change the book."""

    def __init__(self, *, command: str) -> None:
        super().__init__(
            f"--at shows what the book said in the past, and `relmap {command}` does not look at the past; leave it out"
        )
