"""`relmap show`: everything about one person, account, deal or member."""

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from relmap.analysis.standing import seat_of
from relmap.analysis.value_words import CLOSED_LISTS, value_in_words, words_as_listed
from relmap.cli import completion
from relmap.cli.describe import shown, told
from relmap.cli.options import Account, Deal, Json, at_least_one
from relmap.cli.output import print_json, prose, say, width
from relmap.cli.session import Session
from relmap.model.book import Book
from relmap.model.fields import FIELDS
from relmap.model.kinds import Field
from relmap.model.records import Deal as DealRecord
from relmap.model.records import Named, Touch
from relmap.model.saying import _, as_listed, in_order, in_words, in_year, labelled, name_of, on_day, remarked
from relmap.model.settings import GapSettings, Settings, Strength, Vocabulary
from relmap.usecases.show import Mention, Shown, show

if TYPE_CHECKING:
    from relmap.analysis.committee import Committee

EXAMPLES = """
relmap show malee
relmap show GM --account siam-grand
relmap show malee prasert --json
relmap show ceramic-plates
relmap show prasert --deal ceramic-plates
relmap show siam-grand --touches all
relmap show book
"""

_ALL = "all"
# Said in the heading, at the end, or in a table of their own.
_ELSEWHERE = ("status", "committee")
# Said with their number, by which they are set.
_NUMBERED = ("influence", "stance", "bond")


def _number_of_touches(given: str | int) -> int:
    return sys.maxsize if given == _ALL else at_least_one("--touches")(given)


def run(
    ctx: typer.Context,
    who: Annotated[
        list[str],
        typer.Argument(
            metavar="WHO...", help="People, accounts, deals or members, or `book`.", autocompletion=completion.records
        ),
    ],
    deal: Deal = None,
    account: Account = None,
    touches: Annotated[
        int,
        typer.Option(
            "--touches",
            parser=_number_of_touches,
            metavar="N|all",
            help="How many touches to show, the newest first.",
            autocompletion=completion.one_of(_ALL),
        ),
    ] = 10,
    as_json: Json = False,
) -> None:
    """Show everything the book knows of somebody or something.

    Of a deal also its buying committee: who is in it, where they stand, how well we know them, and our best path to
    each. With --deal, people are shown as they stand in that deal.
    """
    session = Session.of(ctx)
    scope = session.scope(account, deal=deal)

    def asked(book: Book) -> tuple[Book, list[Shown]]:
        committee_of = partial(_committee_of, today=session.today)
        return book, [show(book, account=scope, name=name, deal=deal, committee_of=committee_of) for name in who]

    book, found = session.find(asked, session.reach(scope, *who, deal))
    if as_json:
        print_json(session.document({"schema": "relmap.show/1", "records": [one.json() for one in found]}))
        return
    for place, one in enumerate(found):
        if place:
            say()
        _say_record(book, one, touches)


def _committee_of(book: Book, deal: DealRecord, *, today: date) -> "Committee":
    # Only a deal needs the graph of who moves whom.
    from relmap.analysis.committee import committee_of

    return committee_of(book, deal, today=today)


def _say_record(book: Book, one: Shown, touches: int) -> None:
    say(_heading(one.record), "strong")
    entries = list(_lines(one, touches))
    column = max((width(label) for label, _ in entries), default=0) + 2
    for label, text in entries:
        first, *rest = text.rstrip("\n").split("\n")
        prose(first, start=f"  {label}{' ' * (column - width(label))}", indent=column + 4)
        for line in rest:
            prose(line, start=" " * (column + 2) if line else "", indent=column + 4)
    if one.committee is not None:
        from relmap.cli.committee import say_committee

        say_committee(book, one.committee)


def _heading(record: Named | Settings) -> str:
    return f"{name_of(record)}  ({record.ref})" if record.name else record.ref


def _lines(one: Shown, touches: int) -> Iterator[tuple[str, str]]:
    if one.deal is not None:
        yield _("in the deal"), _place(one.deal, one.record)
    for field in FIELDS[one.record.TYPE]:
        text = _text(one.record, field)
        if text and not _is_elsewhere(field, one.record):
            own = _text(one.own, field) if one.own else text
            both = _("{value} (in the deal; own: {own})").format(value=text, own=own or _("unsaid"))
            yield in_words("field", field.name), text if own == text else both
    if getattr(one.record, "has_left", False):
        yield in_words("field", "status"), in_words("status", "left")
    if one.people:
        yield (
            in_words("field", "people"),
            "\n".join(f"{name_of(person)}  ({person.ref})  {person.title}".rstrip() for person in one.people),
        )
    if one.deals:
        yield _("deals"), "\n".join(f"{deal.name}  ({deal.ref})" for deal in one.deals)
    if one.mentions:
        yield _("named by"), "\n".join(map(_mention, one.mentions))
    if one.touches:
        older = len(one.touches) - touches
        more = [_("and {n} older: `--touches all` shows them").format(n=older)] if older > 0 else []
        yield _("touches"), "\n".join([*map(_touch, one.touches[:touches]), *more])


def _is_elsewhere(field: Field, record: Named | Settings) -> bool:
    """Whether what a field holds is said in another place; the name as it is written only where the reader has none."""
    if field.name == "name":
        return record.name == name_of(record)
    return field.name in _ELSEWHERE


def _place(deal: DealRecord, person: Any) -> str:
    seat = seat_of(person, deal)
    if seat is None:
        return _("{deal}: not in its committee, so what follows is their own").format(deal=deal.ref)
    return labelled(deal.ref, seat.note) if seat.note else deal.ref


def _text(record: Named | Settings, field: Field) -> str:
    value = getattr(record, field.slot)
    # By identity: 0 is a stance.
    return "" if value is False or value in (None, "", (), {}) else _value(field.name, value)


def _value(name: str, value: Any) -> str:
    if isinstance(value, int) and name in _NUMBERED:
        sign = "+" if name == "stance" and value > 0 else ""
        return f"{sign}{value} {value_in_words(name, value)}"
    if isinstance(value, tuple) and name in ("links", "known_by", "needs", "concerns", "results"):
        return "\n".join(shown(item) for item in value)
    if isinstance(value, dict):
        named = in_year if name == "revenue" else partial(as_listed, "channel")
        return "\n".join(f"{named(key)} {shown(item)}" for key, item in value.items())
    if isinstance(value, Strength | GapSettings | Vocabulary):
        return "\n".join(f"{in_words('field', key)} {shown(item)}" for key, item in told(value))
    return words_as_listed(name, value) if name in CLOSED_LISTS else shown(value)


def _mention(mention: Mention) -> str:
    details = in_order(
        f"{in_words('field', key)} {_value(key, _plain(value))}" for key, value in mention.values.items()
    )
    field = in_words("field", mention.field)
    return remarked(mention.by, labelled(field, details) if details else field)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _touch(touch: Touch) -> str:
    feeling = f" {touch.feeling:+d}" if touch.feeling is not None else ""
    told = [touch.note, _("(next: {what})").format(what=shown(touch.next)) if touch.next else ""]
    head = f"{on_day(touch.on)} {as_listed('channel', touch.channel)} team/{touch.member}{feeling}"
    return f"{head}  {' '.join(filter(None, told))}".rstrip()
