"""New accounts, people, members and deals."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from relmap.analysis.finding import find_member, one_person
from relmap.errors import AlreadyExists, BadValue, InvalidValue, NoIdInName, ReservedId
from relmap.model.book import Book
from relmap.model.changes import Added, Changes
from relmap.model.fields import LEVEL, ROLE
from relmap.model.ids import TEAM, check_id, clash_key, make_id
from relmap.model.records import Account, Deal, KnownBy, Member, Person, Seat
from relmap.model.saying import _
from relmap.model.text import normal
from relmap.usecases.assigning import Assignment, assigned
from relmap.usecases.values import Typing, meant, typed


def add_account(
    book: Book, *, name: str, identifier: str | None, fields: Sequence[Assignment], taken: Iterable[str]
) -> Changes:
    """A customer; `taken` holds the ids of all accounts, so that the book need not be read for them."""
    name = clean_name(name)
    account = Account(id=new_id("account", name, identifier, taken), name=name)
    return [Added(record=assigned(account, fields, typing=Typing(book=book)))]


def add_member(book: Book, *, name: str, identifier: str | None, fields: Sequence[Assignment]) -> Changes:
    name = clean_name(name)
    member = Member(id=new_id("member", name, identifier, book.members), name=name)
    return [Added(record=assigned(member, fields, typing=Typing(book=book)))]


def add_contact(
    book: Book,
    *,
    account: str,
    name: str,
    identifier: str | None,
    fields: Sequence[Assignment],
    known_by: Sequence[str] = (),
) -> Changes:
    """A person; `known_by` holds `member:level` or `member:level:target`, the last for a member counts.

    A name of "?" makes a placeholder.
    """
    typing = Typing(book=book, account=account)
    # A placeholder has no name to make an id of; its title or role tells it apart.
    spare = " ".join(text for field in fields if field.path in ("title", "roles") for text in field.texts[:1])
    taken = [person.id for person in book.people_of(account)]
    name = clean_name(name)
    identifier = new_id("person", (spare if name == "?" else name) or name, identifier, taken)
    person = Person(id=identifier, account=account, name=name)
    person = assigned(person, fields, typing=typing)
    ties = {tie.member: tie for tie in (_known_by(text, typing) for text in known_by)}
    return [Added(record=replace(person, known_by=tuple(ties.values())))]


def add_deal(
    book: Book,
    *,
    account: str,
    name: str,
    identifier: str | None,
    fields: Sequence[Assignment],
    committee: Sequence[str] = (),
) -> Changes:
    """A deal; `committee` holds `person` or `person:role[,role]`."""
    typing = Typing(book=book, account=account)
    taken = [deal.id for deal in book.deals_of(account)]
    name = clean_name(name)
    deal = Deal(id=new_id("deal", name, identifier, taken), account=account, name=name)
    deal = assigned(deal, fields, typing=typing)
    seats = {seat.person: seat for seat in (_seat(text, typing) for text in committee)}
    return [Added(record=replace(deal, committee=tuple(seats.values())))]


def new_id(what: str, name: str, identifier: str | None, taken: Iterable[str], *, option: str = "--id") -> str:
    """The id given, or the one that the name makes; raises where it is invalid or among the `taken` ids.

    `option` is where it was given.
    """
    new = make_id(name) if identifier is None else _valid(identifier, option)
    if not new:
        raise NoIdInName(name=name)
    if what == "account" and new == TEAM:
        raise ReservedId(identifier=new, option=option)
    for other in taken:
        if clash_key(other) == clash_key(new):
            raise AlreadyExists(what=what, identifier=other, option=option)
    return new


def clean_name(name: str) -> str:
    cleaned = " ".join(meant(name, field="name").split())
    if not cleaned:
        raise InvalidValue(
            field="name", text=name, reason=_("is empty"), mend=_('give a name, or "?" for somebody unknown')
        )
    return cleaned


def _valid(identifier: str, option: str) -> str:
    try:
        return check_id(normal(identifier))
    except BadValue as fault:
        raise InvalidValue(field=option, text=identifier, reason=fault.reason, mend=fault.mend) from None


def _known_by(text: str, typing: Typing) -> KnownBy:
    who, *numbers = text.split(":")
    member = find_member(typing.book, who).id
    if len(numbers) > 2:
        raise InvalidValue(
            field="--known-by",
            text=text,
            reason=_("has too many parts"),
            mend=_("write member:level or member:level:target"),
        )
    levels = [typed(LEVEL, number, field="--known-by", typing=typing) for number in numbers]
    level, target = (*levels, None, None)[:2]
    return KnownBy(member=member, level=level, target=target)


def _seat(text: str, typing: Typing) -> Seat:
    who, _, roles = text.partition(":")
    person = one_person(typing.book, who, account=typing.account).ref
    named = [typed(ROLE, role, field="--committee", typing=typing) for role in roles.split(",") if role.strip()]
    return Seat(person=person, roles=tuple(named) or None)
