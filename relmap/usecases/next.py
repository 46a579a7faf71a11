"""`relmap next`: what each of us should do in the coming days, at one account or at all of them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from relmap.analysis.agenda import Item, agenda, urgency
from relmap.analysis.due import Reason
from relmap.analysis.finding import find_member
from relmap.analysis.wording import called, named
from relmap.model.book import Book
from relmap.model.records import Account, Person, Touch
from relmap.model.saying import _, as_listed, in_order, labelled, name_of, on_day, pgettext
from relmap.model.text import visible

SCHEMA = "relmap.next/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextResult:
    """What is due until `days` after `today`, the most urgent first, with a `book` of those whom it names.

    `account` is None where the question was about all of them, `member` (an id) where it was about all of us.
    """

    book: Book
    today: date
    days: int
    account: str | None
    member: str | None
    items: tuple[Item, ...]

    def first(self, number: int) -> "NextResult":
        """The same with the most urgent items only."""
        return replace(self, items=self.items[:number])


def due_next(
    team: Book,
    books: Iterable[tuple[str, Book]],
    *,
    account: str | None,
    today: date,
    days: int,
    member: str | None = None,
    unread: Collection[str] = (),
) -> NextResult:
    """What is due at the accounts that `books` brings, each with all that concerns it; with `member`, as typed, theirs.

    `team` holds our own people and the settings; `unread` are the ids of members whose files cannot be read. Of each
    account no more is kept than the result tells. Raises NobodyFound or Ambiguous for a member who cannot be told.
    """
    whose = None if member is None else find_member(team, member).id
    items: list[Item] = []
    people: dict[str, Person] = {}
    accounts: dict[str, Account] = {}
    for name, book in books:
        due = agenda(book, name, today=today, days=days, unread=unread)
        found = [item for item in due if whose is None or item.concerns(whose)]
        items += found
        people |= {ref: book.people[ref] for item in found for ref in (item.person, item.contact) if ref}
        # An account whose own file cannot be read still has people.
        accounts[name] = book.accounts.get(name) or Account(id=name, name=name)
    return NextResult(
        book=replace(team, people=people, accounts=accounts),
        today=today,
        days=days,
        account=account,
        member=whose,
        items=tuple(sorted(items, key=urgency)),
    )


def subject(book: Book, item: Item) -> str:
    """Whom an item is about: the person with their title, of somebody nobody has named the title; else the account."""
    if item.person:
        person = book.people[item.person]
        return named(book, item.person) if person.is_placeholder else called(person)
    return visible(name_of(book.accounts[item.account]))


def lines(book: Book, item: Item) -> Iterator[tuple[str, str]]:
    """An item in sentences, each after a word that says what it is: Do, Why, Reach, Last, With, Log."""
    for step in item.steps:
        yield pgettext("next", "Do"), step
    for why in item.whys:
        yield pgettext("next", "Why"), why
    if item.channels:
        ways = in_order(f"{as_listed('channel', kind)} {visible(text)}" for kind, text in item.channels)
        told = ways if item.contact == item.person else labelled(named(book, item.contact), ways)
        yield pgettext("next", "Reach"), told
    if item.last_touch is not None:
        touch = item.last_touch
        yield (
            pgettext("next", "Last"),
            _("{channel} on {day} by {member}").format(
                channel=as_listed("channel", touch.channel),
                day=on_day(touch.on),
                member=named(book, f"team/{touch.member}"),
            ),
        )
    if item.others:
        names = in_order(named(book, f"team/{other}") for other in item.others)
        said = _("{members}, who promised something too or is close to them: agree who goes")
        yield pgettext("next", "With"), said.format(members=names)
    if item.command and not any(f"`{item.command}`" in step for step in item.steps):
        yield pgettext("next", "Log"), f"`{item.command}`"


def to_json(result: NextResult) -> dict[str, Any]:
    """The document of `relmap next --json`."""
    return {
        "schema": SCHEMA,
        "today": result.today.isoformat(),
        "days": result.days,
        "account": result.account,
        "for": _ours(result.member),
        "items": [_item(item) for item in result.items],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "person": item.person or None,
        "account": item.account,
        "about": list(item.about),
        "member": _ours(item.member),
        "others": [_ours(other) for other in item.others],
        "due_on": item.due_on.isoformat(),
        "overdue_days": item.overdue_days,
        "reasons": [_reason(reason) for reason in item.reasons],
        "do": item.steps[0],
        "command": item.command or None,
        "channels": [{"kind": kind, "text": text} for kind, text in item.channels],
        "last_touch": _touch(item.last_touch),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "code": reason.code or None,
        "text": reason.text,
        "since": reason.since.isoformat() if reason.since else None,
        "due_on": reason.due_on.isoformat(),
        "do": reason.do,
    }


def _touch(touch: Touch | None) -> dict[str, Any] | None:
    if touch is None:
        return None
    return {"on": touch.on.isoformat(), "channel": touch.channel, "member": _ours(touch.member)}


def _ours(member: str | None) -> str | None:
    return f"team/{member}" if member else None
