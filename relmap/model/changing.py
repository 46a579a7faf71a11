"""The book as it would be after changes. Only what writes, or asks what if, loads this."""

from dataclasses import replace
from typing import Any

from relmap.model.book import Book
from relmap.model.changes import Added, Change, Changes, Removed, Renamed, Updated
from relmap.model.records import Account, Deal, Member, Named, Person, Record, Touch
from relmap.model.settings import Settings


def changed(book: Book, changes: Changes) -> Book:
    """`book` after `changes`; updating what refers to a renamed record is the use case's."""
    tables = _Tables(book)
    for change in changes:
        tables.apply(change)
    return tables.book()


class _Tables:
    """Mutable copies of a book's tables, for the time of one `changed`."""

    def __init__(self, book: Book) -> None:
        self._settings = book.settings
        self._tables: dict[str, dict[str, Any]] = {
            "member": dict(book.members),
            "account": dict(book.accounts),
            "person": dict(book.people),
            "deal": dict(book.deals),
            "campaign": dict(book.campaigns),
        }
        self._touches = {account: list(touches) for account, touches in book.touches.items()}

    def apply(self, change: Change) -> None:
        match change:
            case Added(record=record):
                self._add(record)
            case Updated(before=before, after=after):
                self._update(before, after)
            case Removed(record=record):
                self._remove(record)
            case Renamed(record=record, to=to):
                self._rename(record, to)

    def _add(self, record: Record | Settings) -> None:
        if isinstance(record, Settings):
            self._settings = record
        elif isinstance(record, Touch):
            self._touches.setdefault(record.account, []).append(record)
        else:
            self._tables[record.TYPE][_key(record)] = record

    def _update(self, before: Record | Settings, after: Record | Settings) -> None:
        if isinstance(after, Touch):
            touches = self._touches[after.account]
            touches[touches.index(before)] = after  # type: ignore[arg-type]
        else:
            self._add(after)

    def _remove(self, record: Record) -> None:
        if isinstance(record, Touch):
            self._touches[record.account].remove(record)
            return
        self._tables[record.TYPE].pop(_key(record), None)
        if isinstance(record, Account):
            for table in (self._tables["person"], self._tables["deal"]):
                for ref in _refs_of(table, record.id):
                    del table[ref]
            self._touches.pop(record.id, None)

    def _rename(self, record: Named, to: str) -> None:
        # An earlier change may have updated it.
        now = self._tables[record.TYPE].pop(_key(record), record)
        self._add(replace(now, id=to))
        if isinstance(record, Account):
            self._move_account(record.id, to)
        elif isinstance(record, Member):
            self._hand_over_touches(record.id, to)

    def _move_account(self, old: str, new: str) -> None:
        for table in (self._tables["person"], self._tables["deal"]):
            for ref in _refs_of(table, old):
                self._add(_moved(table.pop(ref), old, new))
        for touch in self._touches.pop(old, ()):
            self._add(_moved(touch, old, new))

    def _hand_over_touches(self, old: str, new: str) -> None:
        for account, touches in self._touches.items():
            self._touches[account] = [replace(touch, member=new) if touch.member == old else touch for touch in touches]

    def book(self) -> Book:
        return Book(
            settings=self._settings,
            members=self._tables["member"],
            accounts=self._tables["account"],
            people=self._tables["person"],
            deals=self._tables["deal"],
            touches={account: tuple(touches) for account, touches in self._touches.items() if touches},
            campaigns=self._tables["campaign"],
        )


def _refs_of(table: dict[str, Any], account: str) -> list[str]:
    return [ref for ref, record in table.items() if record.account == account]


def _key(record: Named) -> str:
    return record.ref if isinstance(record, Deal | Person) else record.id


def _moved(record: Person | Deal | Touch, old: str, new: str) -> Person | Deal | Touch:
    """A record of account `old` as one of account `new`, with the references inside the account."""

    def named(ref: str) -> str:
        return f"{new}/{ref.removeprefix(f'{old}/')}" if ref.startswith(f"{old}/") else ref

    if isinstance(record, Touch):
        return replace(record, account=new, people=tuple(map(named, record.people)))
    if isinstance(record, Deal):
        committee = tuple(replace(seat, person=named(seat.person)) for seat in record.committee)
        return replace(record, account=new, committee=committee)
    links = tuple(replace(link, to=named(link.to)) for link in record.links)
    return replace(record, account=new, reports_to=named(record.reports_to), links=links)
