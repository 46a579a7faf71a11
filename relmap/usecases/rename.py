"""A new id for a record, in its file's name and in every reference to it."""

from relmap.analysis.references import renaming
from relmap.errors import InvalidValue
from relmap.model.book import Book
from relmap.model.changes import Changes, Renamed
from relmap.model.records import Account, Campaign, Deal, Member, Named, Person
from relmap.model.saying import _
from relmap.model.settings import Settings
from relmap.usecases.add import new_id
from relmap.usecases.naming import one_record


def rename(book: Book, *, account: str, name: str, new: str) -> Changes:
    """Every reference is updated, then the file (for an account, its folder) gets the new name."""
    record = one_record(book, name, account=account)
    if isinstance(record, Settings):
        raise InvalidValue(
            field="rename", text=name, reason=_("is the book itself"), mend=_("rename its folder, or set its name")
        )
    if new == record.id:
        return []
    taken = [other.id for other in _siblings(book, record) if other is not record]
    identifier = new_id(record.TYPE, new, new, taken, option="NEW-ID")
    return [*renaming(book, record, identifier), Renamed(record=record, to=identifier)]


def _siblings(book: Book, record: Named) -> list[Named]:
    tables: dict[type, list[Named]] = {
        Account: list(book.accounts.values()),
        Member: list(book.members.values()),
        Campaign: list(book.campaigns.values()),
    }
    if isinstance(record, Person):
        return list(book.people_of(record.account))
    if isinstance(record, Deal):
        return list(book.deals_of(record.account))
    return tables[type(record)]
