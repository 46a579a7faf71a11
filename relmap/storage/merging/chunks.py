"""The text of a merge in which some questions may be open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whole lines that are the one or the other; `of_comments` where the values themselves leave nothing open."""

    ours: str
    theirs: str
    of_comments: bool = False


Chunk: TypeAlias = str | Conflict


def one_of(ours: str, theirs: str) -> Chunk:
    """A conflict, unless both say the same."""
    return ours if ours == theirs else Conflict(ours, theirs)


def as_ours(chunks: Iterable[Chunk]) -> str:
    """The text if every conflict is decided for ours."""
    return "".join(chunk if isinstance(chunk, str) else chunk.ours for chunk in chunks)


def as_theirs(chunks: Iterable[Chunk]) -> str:
    """The text if every conflict is decided for theirs."""
    return "".join(chunk if isinstance(chunk, str) else chunk.theirs for chunk in chunks)


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands behind the marks of a conflict, and how long those are."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7

    def marked(self, chunks: Iterable[Chunk]) -> str:
        """The text with both versions of every conflict between marks, as git writes them."""
        return "".join(chunk if isinstance(chunk, str) else self._around(chunk) for chunk in chunks)

    def _around(self, conflict: Conflict) -> str:
        first = f"{'<' * self.size} {self.ours}".rstrip()
        last = f"{'>' * self.size} {self.theirs}".rstrip()
        return f"{first}\n{conflict.ours}{'=' * self.size}\n{conflict.theirs}{last}\n"
