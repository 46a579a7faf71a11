"""What people are called on a map for strangers: initials instead of the name, a number instead of the reference."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from relmap.analysis.initials import HIDDEN, initials, told_apart
from relmap.analysis.name_mentions import NameMentions
from relmap.model.book import Book
from relmap.model.records import Member, Person
from relmap.model.saying import name_of

_Seat = tuple[str, ...]


class Pseudonym(NamedTuple):
    """`key` is the reference's stand-in (`p07`), `name` the name's (`S.K.`, `S.K.2`; `?` where nobody has one yet)."""

    key: str
    name: str


def pseudonyms(book: Book, account: str) -> Mapping[str, Pseudonym]:
    """By full reference, everybody whom the book names; they are the same for every view and choice of one account.

    The account's own come first, as an org chart is read: each boss before the reports, these by department, title and
    initials. So the numbers say nothing that the map does not. People of other accounts follow, then our own, and then
    those who are named and have no file.
    """
    mentions = NameMentions((*book.people.values(), *book.members.values()))
    seats = {one.ref: _seat(book, one, mentions) for one in mentions.people}
    own = sorted(book.people_of(account), key=lambda one: [seats[ref] for ref in _line(book, one)])
    others = sorted((one for one in book.people.values() if one.account != account), key=lambda one: seats[one.ref])
    ours = sorted(book.members.values(), key=lambda member: seats[member.ref])
    everybody: list[Person | Member] = [*own, *others, *ours]
    names = iter(told_apart(initials(name_of(one)) for one in everybody if not _is_placeholder(one)))
    called = {one.ref: "?" if _is_placeholder(one) else next(names) for one in everybody}
    called |= dict.fromkeys(sorted(_referred_to(book) - called.keys()), HIDDEN)
    return {
        ref: Pseudonym(key=key, name=name)
        for (ref, name), key in zip(called.items(), _numbered(len(called)), strict=True)
    }


def _numbered(count: int) -> Iterator[str]:
    """`p01`, `p02`, ...: as strings in the order of their numbers."""
    digits = max(2, len(str(count)))
    return (f"p{number:0{digits}}" for number in range(1, count + 1))


def _referred_to(book: Book) -> set[str]:
    """Both ends of every tie, whether or not they have a file: a map is drawn in spite of a dangling reference."""
    ties = {f"team/{known_by.member}" for person in book.people.values() for known_by in person.known_by}
    ties |= {link.to for person in book.people.values() for link in person.links}
    ties |= {person.reports_to for person in book.people.values() if person.reports_to}
    for touch in book.all_touches():
        ties |= {*touch.people, *(f"team/{member}" for member in (touch.member, *touch.together) if member)}
    return ties


def _is_placeholder(one: Person | Member) -> bool:
    return isinstance(one, Person) and one.is_placeholder


def _line(book: Book, person: Person) -> list[str]:
    """From the head of the house down to the person; a circle of bosses ends where it began."""
    line = [person.ref]
    boss = book.people.get(person.reports_to)
    while boss and boss.account == person.account and boss.ref not in line:
        line.append(boss.ref)
        boss = book.people.get(boss.reports_to)
    return line[::-1]


def _seat(book: Book, one: Person | Member, mentions: NameMentions) -> _Seat:
    """What the map shows of somebody; the reference only parts those whom a reader cannot tell apart."""
    name = initials(name_of(one))
    return mentions.hidden(one.department), mentions.hidden(one.title), name, one.ref
