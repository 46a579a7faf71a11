"""What a use case wants done to the book. It computes changes once; the store applies them once, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from relmap.model.records import Named, Record
from relmap.model.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new record: a new file, or for a touch a new line at the end of its file."""

    record: Record | Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """The same record with other values: only the fields that differ are touched in its file."""

    before: Record | Settings
    after: Record | Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The record's file goes; for an account, its folder with everything in it.

    `into`: another record, updated already, whose file gets the keys of the user's own.
    """

    record: Record
    into: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """The record's file (for an account its folder, for a member the touch files too) gets the name `to`, an id."""

    record: Named
    to: str


Change = Added | Updated | Removed | Renamed
Changes = Sequence[Change]
