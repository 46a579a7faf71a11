"""What an answer leaves out, said once in a run: files that cannot be read, and people who are named in vain."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from relmap.cli.output import warn
from relmap.model.problems import Problem
from relmap.model.saying import _, in_order

if TYPE_CHECKING:
    from relmap.analysis.absent import Absent


class LeftOut:
    """What a run has told of so far; `revision` is the commit that it reads, or ""."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._files: set[str] = set()
        self._told_of_absent = False

    @property
    def files(self) -> frozenset[str]:
        """The files that were named because they cannot be read."""
        return frozenset(self._files)

    def warn_of_files(self, problems: Iterable[Problem]) -> None:
        """Names the files that cannot be read, each once."""
        broken = {problem.file for problem in problems if problem.severity == "error"}
        files = sorted(broken - self._files)
        self._files |= broken
        if files:
            more = len(files) - 3
            said = _("left out, because it cannot be read: {files}; `relmap check` says why")
            if more > 0:
                said = _("left out, because it cannot be read: {files} and {n} more; `relmap check` says why")
            warn(self._asking_check(said).format(files=in_order(files[:3]), n=more))

    def warn_of_absent(self, missing: "Sequence[Absent]") -> None:
        """In one line: `relmap check` lists them all."""
        if missing and not self._told_of_absent:
            self._told_of_absent = True
            first, more = missing[0], len(missing) - 1
            said = _("{holder} names {person}, who is not in the book; `relmap check` says where")
            if more:
                said = _(
                    "{holder} names {person}, who is not in the book (and {n} more like it); `relmap check` says where"
                )
            warn(self._asking_check(said).format(holder=first.holder, person=first.ref, n=more))

    def _asking_check(self, said: str) -> str:
        """A sentence that sends to `relmap check`, sent to check what the command has read."""
        return said.replace("relmap check", f"relmap check --at {self._revision}") if self._revision else said
