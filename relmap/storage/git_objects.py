"""git's objects, given one after another by one process that goes on running. Import this only where git is asked."""

import weakref
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import IO, NamedTuple

from relmap.errors import GitFailed, ObjectsMissing
from relmap.storage.git_process import Process, started

_CHUNK = 1 << 20


class GitObject(NamedTuple):
    """`type` is commit, tree, blob or tag; of a longer one, `data` is only the beginning that was asked for."""

    id: str
    type: str
    data: bytes


class GitObjects:
    """The objects of the repository of `folder`. The process begins with the first question and ends with this value.

    Several may be asked for before the first is taken, but no more than `MOST_AHEAD`: git would wait for somebody to
    read, while we wait for it to listen.
    """

    MOST_AHEAD = 64

    def __init__(self, folder: Path, *, longest: int) -> None:
        """`longest`: bytes of an object that are kept, of what is not a tree."""
        self._folder = folder
        self._longest = longest

    @cached_property
    def _process(self) -> Process:
        process = started(self._folder, "cat-file", "--batch")
        weakref.finalize(self, _end, process)
        return process

    def ask(self, names: Iterable[str]) -> None:
        """Ask for objects by id, or by any name that git knows and that is one line; `take` gives them in that order.

        Raises GitMissing, GitFailed.
        """
        assert self._process.stdin
        try:
            self._process.stdin.write("".join(f"{name}\n" for name in names).encode(errors="surrogateescape"))
            self._process.stdin.flush()
        except OSError:  # it has ended
            raise self._failure() from None

    def take(self) -> GitObject:
        """The next of those that were asked for. Raises ObjectsMissing, GitFailed."""
        output = self._process.stdout
        assert output
        name, type_, size = self._header(output)
        kept = size if type_ == "tree" else min(size, self._longest)
        data = output.read(kept)
        left = size - kept
        while left > 0 and (passed := len(output.read(min(left, _CHUNK)))):
            left -= passed
        if len(data) < kept or left or output.read(1) != b"\n":
            raise self._failure()
        return GitObject(name, type_, data)

    def one(self, name: str) -> GitObject:
        """As `ask` and `take`, where nothing else is under way."""
        self.ask([name])
        return self.take()

    def _header(self, output: IO[bytes]) -> tuple[str, str, int]:
        line = output.readline()
        words = line.decode(errors="replace").split()
        if len(words) == 3 and words[2].isdecimal():
            return words[0], words[1], int(words[2])
        if words[-1:] == ["missing"]:
            raise ObjectsMissing(folder=str(self._folder), object_id=words[0])
        raise self._failure()

    def _failure(self) -> GitFailed:
        message = "it stopped in the middle; `git fsck` tells what is damaged"
        return GitFailed(command="cat-file", folder=str(self._folder), message=message)


def _end(process: Process) -> None:
    """It has no more to do when nobody can ask any more."""
    assert process.stdin
    assert process.stdout
    with suppress(OSError):  # what was never sent
        process.stdin.close()
    process.stdout.close()
    process.wait()
