"""A book with the ids of a later one, so that who names somebody by the old id says the same as by the new."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from relmap.analysis.circle import account_of
from relmap.analysis.references import with_references
from relmap.model.book import Book
from relmap.model.kinds import MENTIONED
from relmap.model.records import Account, Campaign, Deal, Member, Named, Person, Record, Touch
from relmap.model.settings import Settings

R = TypeVar("R", bound=Record | Settings)
N = TypeVar("N", bound=Named)
NewName = Callable[[str, str], str]
_NONE: Mapping[str, str] = {}


class Renames(NamedTuple):
    """Old and new reference of each record that has another one; an account takes what is in it along."""

    accounts: Mapping[str, str] = _NONE
    members: Mapping[str, str] = _NONE
    people: Mapping[str, str] = _NONE
    deals: Mapping[str, str] = _NONE
    campaigns: Mapping[str, str] = _NONE

    def __bool__(self) -> bool:
        return any(self)


def renamed(book: Book, renames: Renames) -> Book:
    """`book` with the new references. Of a record whose place another takes nothing is left in it."""
    if not renames:
        return book
    touches: dict[str, tuple[Touch, ...]] = {}
    for account, own in book.touches.items():
        there = renames.accounts.get(account, account)
        touches[there] = touches.get(there, ()) + tuple(_record(touch, renames) for touch in own)
    return Book(
        settings=_record(book.settings, renames),
        members=_table(book.members, renames, renames.members),
        accounts=_table(book.accounts, renames, renames.accounts),
        people=_table(book.people, renames, renames.people),
        deals=_table(book.deals, renames, renames.deals),
        touches=touches,
        campaigns=_table(book.campaigns, renames, renames.campaigns),
    )


def _table(table: Mapping[str, N], renames: Renames, own: Mapping[str, str]) -> dict[str, N]:
    taken = set(own.values())
    return _by_key(_record(one, renames) for one in table.values() if one.ref in own or one.ref not in taken)


def _by_key(records: Iterable[N]) -> dict[str, N]:
    return {record.ref if isinstance(record, Person | Deal) else record.id: record for record in records}


def _record(record: R, renames: Renames) -> R:
    found: R = _placed(with_names(record, lambda to, text: new_name(to, text, renames)), renames)
    return found


def with_names(record: R, name: NewName) -> R:
    """`record` with `name(to, text)` in the place of whatever names somebody or something.

    `to` and `text` are as `with_references` has them; a touch's own deal and campaign are asked for in full.
    """
    found: Any = with_references(record, name)
    own = touch_names(found) if isinstance(found, Touch) else ()
    new = {where: name(where, text).rpartition("/")[2] for where, text in own}
    differing = {where: text for where, text in new.items() if text != getattr(found, where)}
    named: R = replace(found, **differing) if differing else found
    return named


def touch_names(touch: Touch) -> Iterator[tuple[str, str]]:
    """Whom and what a touch names by its file and by plain ids, with the field; a member by id, the others in full."""
    yield "member", touch.member
    if touch.deal:
        yield "deal", f"{touch.account}/{touch.deal}"
    if touch.campaign:
        yield "campaign", f"campaigns/{touch.campaign}"


def new_name(to: str, text: str, renames: Renames) -> str:
    """What names now whatever `text` named; the same where that has no other reference."""
    if to == "member":
        return renames.members.get(f"team/{text}", f"team/{text}").removeprefix("team/")
    if to == "account":
        return renames.accounts.get(text, text)
    if to == "campaign":
        return renames.campaigns.get(text, text)
    if to == MENTIONED and text in renames.accounts:
        return renames.accounts[text]
    if to == MENTIONED and "/" not in text:
        return text
    for table in (renames.people, renames.deals, renames.members, renames.campaigns) if to == MENTIONED else ():
        if text in table:
            return table[text]
    return (renames.deals if to == "deal" else renames.people).get(text) or _in_account(text, renames)


def _in_account(ref: str, renames: Renames) -> str:
    account = account_of(ref)
    return renames.accounts.get(account, account) + ref.removeprefix(account)


def _placed(record: Record | Settings, renames: Renames) -> Any:
    """The record itself under its new reference."""
    match record:
        case Person():
            account, _, own = (renames.people.get(record.ref) or _in_account(record.ref, renames)).partition("/")
            return replace(record, account=account, id=own)
        case Deal():
            account, _, own = (renames.deals.get(record.ref) or _in_account(record.ref, renames)).partition("/")
            return replace(record, account=account, id=own)
        case Touch():
            return replace(record, account=renames.accounts.get(record.account, record.account))
        case Account():
            return replace(record, id=renames.accounts.get(record.id, record.id))
        case Member() | Campaign():
            table = renames.members if isinstance(record, Member) else renames.campaigns
            return replace(record, id=table.get(record.ref, record.ref).rpartition("/")[2])
    return record
