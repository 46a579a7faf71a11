"""What differs between two books: records that are new, gone or not as they were, field by field."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from relmap.model.records import Account, Person, Record, Touch
from relmap.model.settings import Settings


def home_of(record: Record | Settings) -> str:
    """The account where a record belongs; "" for what belongs to none."""
    return record.id if isinstance(record, Account) else str(getattr(record, "account", ""))


class Entry(NamedTuple):
    """Which entry of a list: the values that tell it from the others, such as `to` and `kind` of a link."""

    identity: tuple[str, ...]


FieldPath = tuple[str | Entry, ...]
"""A field, and what of it: a key of a table, a field of what is nested in it, an entry of a list."""


class FieldChange(NamedTuple):
    """A value before and after, None where there was or is none; a list without identities is one value.

    References are as they are now, so that who was renamed has one name, also where the later book has not followed.
    """

    path: FieldPath
    before: Any
    after: Any

    @property
    def field(self) -> str:
        """The field of the record."""
        return str(self.path[0])


class Difference(NamedTuple):
    """One record that is new (`before` is None), gone (`after` is None), or has `changes`, another place or both.

    `before` names everybody by the references of now; `after` is as it is written. `was` is the reference that the
    record had, "" where it has the same; an account that was renamed has its new id in it, for nobody there has moved.
    """

    before: Record | Settings | None
    after: Record | Settings | None
    changes: tuple[FieldChange, ...] = ()
    was: str = ""

    @property
    def record(self) -> Record | Settings:
        """As it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def type(self) -> str:
        return self.record.TYPE

    @property
    def account(self) -> str:
        """Where the record belongs; "" for what belongs to no account."""
        return home_of(self.record)

    @property
    def kind(self) -> str:
        """added, removed; left, back or named for people who are; else moved, renamed or changed."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return _turn(self) or _place(self.was, self.record.ref) or "changed"


class Differences(NamedTuple):
    """All that differs: the book's own settings, members, accounts, people, deals, touches, campaigns, each by id."""

    found: tuple[Difference, ...] = ()

    def of(self, *types: str) -> Iterator[Difference]:
        return (one for one in self.found if one.type in types)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts in which anything differs, by id."""
        return tuple(sorted({one.account for one in self.found if one.account}))

    def at(self, account: str) -> "Differences":
        """What differs at one account; with "" what belongs to none."""
        return Differences(tuple(one for one in self.found if one.account == account))

    def __bool__(self) -> bool:
        return bool(self.found)


def by_place(found: Iterable[Difference]) -> Differences:
    """In the order of the types, and of each by reference; touches by their days."""
    return Differences(tuple(sorted(found, key=_order)))


_TYPES = ("settings", "member", "account", "person", "deal", "touch", "campaign")


def _order(one: Difference) -> tuple[int, str, str, bool]:
    record = one.record
    day = record.on.isoformat() if isinstance(record, Touch) else ""
    return _TYPES.index(record.TYPE), day, record.ref, one.after is not None


def _turn(one: Difference) -> str:
    """What became of somebody as a whole."""
    before, after = one.before, one.after
    if isinstance(before, Person) and isinstance(after, Person) and before.is_placeholder and not after.is_placeholder:
        return "named"
    statuses = [change for change in one.changes if change.field == "status"]
    return ("left" if statuses[0].after == "left" else "back") if statuses else ""


def _place(was: str, now: str) -> str:
    if not was:
        return ""
    return "renamed" if was.rpartition("/")[0] == now.rpartition("/")[0] else "moved"
