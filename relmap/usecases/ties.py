"""Ties in a record's list: links and known_by alike."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from relmap.model.kinds import Nested
from relmap.model.records import KnownBy, Link
from relmap.usecases.assigning import Assignment, assigned_to
from relmap.usecases.values import Typing

Tie = TypeVar("Tie", Link, KnownBy)


def assigned_tie(kind: Nested, tie: Tie, assignments: Sequence[Assignment], *, typing: Typing) -> Tie:
    """`tie` with every assignment made; a level given alone replaces a strength, and the other way round."""
    new = assigned_to(kind, tie, assignments, typing=typing)
    given = {assignment.path for assignment in assignments}
    if "level" in given and "strength" not in given:
        return replace(new, strength=None)
    if "strength" in given and "level" not in given:
        return replace(new, level=None)
    return new


def with_tie(ties: tuple[Tie, ...], held: Tie | None, new: Tie) -> tuple[Tie, ...]:
    """`ties` with `new` in the place of `held`, or at the end."""
    if held is None:
        return ties + (new,)  # noqa: RUF005 (the checker loses the type of a starred tuple)
    return tuple(new if tie is held else tie for tie in ties)
