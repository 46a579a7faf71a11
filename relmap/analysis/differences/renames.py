"""A book with the ids of a later one, so that who names somebody by the old id says the same as by the new."""

from collections.abc import Iterable, Mapping
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
    found: R = _placed(with_references(record, lambda to, text: _renamed(to, text, renames)), renames)
    return found


def _renamed(to: str, text: str, renames: Renames) -> str:
    if to == "member":
        return renames.members.get(f"team/{text}", f"team/{text}").removeprefix("team/")
    if to == "account":
        return renames.accounts.get(text, text)
    if to == MENTIONED and text in renames.accounts:
        return renames.accounts[text]
    if to == MENTIONED and "/" not in text:
        return text
    for table in (renames.people, renames.deals, renames.members, renames.campaigns) if to == MENTIONED else ():
        if text in table:
            return table[text]
    return renames.people.get(text) or _in_account(text, renames)


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
            return _touch(record, renames)
        case Account():
            return replace(record, id=renames.accounts.get(record.id, record.id))
        case Member() | Campaign():
            table = renames.members if isinstance(record, Member) else renames.campaigns
            return replace(record, id=table.get(record.ref, record.ref).rpartition("/")[2])
    return record


def _touch(touch: Touch, renames: Renames) -> Touch:
    deal, campaign = f"{touch.account}/{touch.deal}", f"campaigns/{touch.campaign}"
    return replace(
        touch,
        account=renames.accounts.get(touch.account, touch.account),
        member=_renamed("member", touch.member, renames),
        deal=renames.deals.get(deal, deal).rpartition("/")[2],
        campaign=renames.campaigns.get(campaign, campaign).rpartition("/")[2],
    )
