"""Who or what a history is asked of: somebody in the book, else somebody who was."""

from collections.abc import Collection
from contextlib import suppress

from relmap.analysis.circle import account_of
from relmap.cli.history_past import Subject, ToldPast, uncommitted
from relmap.cli.output import note
from relmap.cli.session import Session
from relmap.errors import InvalidValue, NobodyFound
from relmap.model.book import Book
from relmap.model.records import Named
from relmap.model.saying import _
from relmap.model.settings import Settings
from relmap.model.text import normal
from relmap.usecases.history_gone import Gone, whoever_was
from relmap.usecases.naming import one_in_part, one_record


def subject(session: Session, past: ToldPast, text: str, scope: str) -> Subject:
    """Whom `text` names. All of a large book is read only where neither a part of it nor the past can tell."""
    accounts = session.reach(scope or _account(session, text), text)
    if accounts is None:
        part = session.files.accounts_holding(text)
        book, found = session.find(lambda book: (book, one_in_part(book, text)), part)
    else:
        book, found = session.find(lambda book: (book, _one_or_none(book, text, scope)), accounts)
    if found is None:
        gone = whoever_was(past.files, text, on_disk=past.on_disk) if past.files is not None else None
        if gone is not None:
            return _of_the_past(session, past, text, gone)
        book, found = session.find(lambda book: (book, one_record(book, text, account=scope)), accounts)
    if isinstance(found, Settings):
        reason, mend = _("is not of any person, account or deal"), _("`relmap diff` tells what changed in the settings")
        raise InvalidValue(field="WHO", text=text, reason=reason, mend=mend)
    return Subject(book, found)


def _account(session: Session, text: str) -> str:
    """The account whose id was typed: nobody at another one can be meant by that."""
    account = normal(text).strip()
    return account if account in session.account_ids else ""


def _one_or_none(book: Book, text: str, scope: str) -> Named | Settings | None:
    with suppress(NobodyFound):
        return one_record(book, text, account=scope)
    return None


def _of_the_past(session: Session, past: ToldPast, text: str, gone: Gone) -> Subject:
    """As the book has them now, where it does: by another id."""
    moved = {one.was: one.record.ref for one in uncommitted(session, past, gone.record).found if one.was}
    ref = moved.get(gone.since or gone.record.ref, gone.since)
    book = session.find(lambda book: book, _there(session, [ref, gone.record.ref]))
    record = book.record(gone.record.TYPE, ref)
    if record is None and (gone.record.TYPE, ref) in session.broken:
        # They are there, in a file that cannot be read: nothing finds them, and that is said.
        session.find(lambda book: one_record(book, ref), None)
    if record is None:
        return Subject(book, gone.record, gone)
    note(_("{text} is {ref} now").format(text=text, ref=record.ref))
    return Subject(book, record)


def _there(session: Session, refs: Collection[str]) -> list[str]:
    return [account for account in dict.fromkeys(map(account_of, refs)) if account in session.account_ids]
