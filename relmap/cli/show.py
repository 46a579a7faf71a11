"""`relmap show`: everything about one person, account, deal or member."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from relmap.cli import completion
from relmap.cli.describe import shown, told
from relmap.cli.options import Account, Json
from relmap.cli.output import print_json, prose, say, width
from relmap.cli.session import Session
from relmap.model.fields import FIELDS
from relmap.model.records import Named, Touch
from relmap.model.settings import GapSettings, Settings, Strength, Vocabulary
from relmap.model.vocabulary import BOND_NAMES, INFLUENCE_NAMES, STANCE_NAMES
from relmap.usecases.show import Mention, Shown, show

EXAMPLES = """
relmap show malee
relmap show GM --account siam-grand
relmap show malee prasert --json
relmap show book
"""

_SHOWN_TOUCHES = 10
_NUMBER_NAMES = {"influence": INFLUENCE_NAMES, "stance": STANCE_NAMES, "bond": BOND_NAMES}


def run(
    ctx: typer.Context,
    who: Annotated[
        list[str],
        typer.Argument(
            metavar="WHO...", help="People, accounts, deals or members, or `book`.", autocompletion=completion.records
        ),
    ],
    account: Account = None,
    as_json: Json = False,
) -> None:
    """Show everything the book knows of somebody or something."""
    session = Session(ctx)
    scope = session.scope(account)
    found = session.find(
        lambda book: [show(book, account=scope, name=name) for name in who], session.reach(scope, *who)
    )
    if as_json:
        print_json({"schema": "relmap.show/1", "records": [one.json() for one in found]})
        return
    for place, one in enumerate(found):
        if place:
            say()
        _say_record(one)


def _say_record(one: Shown) -> None:
    say(_heading(one.record), "strong")
    entries = list(_lines(one))
    column = max((width(label) for label, _ in entries), default=0) + 2
    for label, text in entries:
        first, *rest = text.rstrip("\n").split("\n")
        prose(first, start=f"  {label}{' ' * (column - width(label))}", indent=column + 4)
        for line in rest:
            prose(line, start=" " * (column + 2) if line else "", indent=column + 4)


def _heading(record: Named | Settings) -> str:
    return f"{record.name}  ({record.ref})" if record.name else record.ref


def _lines(one: Shown) -> Iterator[tuple[str, str]]:
    for field in FIELDS[one.record.TYPE]:
        value = getattr(one.record, field.slot)
        text = _value(field.name, value) if value not in (None, "", (), {}) else ""
        if text and field.name not in ("name", "status"):
            yield field.name.replace("_", " "), text
    if getattr(one.record, "has_left", False):
        yield "status", "left"
    if one.people:
        yield "people", "\n".join(f"{person.name}  ({person.ref})  {person.title}".rstrip() for person in one.people)
    if one.deals:
        yield "deals", "\n".join(f"{deal.name}  ({deal.ref})" for deal in one.deals)
    if one.mentions:
        yield "named by", "\n".join(map(_mention, one.mentions))
    if one.touches:
        yield "touches", "\n".join(map(_touch, one.touches[:_SHOWN_TOUCHES])) + _more(len(one.touches))


def _value(name: str, value: Any) -> str:
    names = _NUMBER_NAMES.get(name, {})
    if isinstance(value, int) and value in names:
        sign = "+" if name == "stance" and value > 0 else ""
        return f"{sign}{value} {names[value].replace('_', ' ')}"
    if isinstance(value, tuple) and name in ("links", "known_by", "committee", "needs", "concerns", "results"):
        return "\n".join(shown(item) for item in value)
    if isinstance(value, dict):
        return "\n".join(f"{key} {shown(item)}" for key, item in value.items())
    if isinstance(value, Strength | GapSettings | Vocabulary):
        return "\n".join(f"{key.replace('_', ' ')} {shown(item)}" for key, item in told(value))
    return shown(value)


def _mention(mention: Mention) -> str:
    details = ", ".join(f"{key.replace('_', ' ')} {shown(_plain(value))}" for key, value in mention.values.items())
    return f"{mention.by} ({mention.field.replace('_', ' ')}{': ' + details if details else ''})"


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _touch(touch: Touch) -> str:
    feeling = f" {touch.feeling:+d}" if touch.feeling is not None else ""
    return f"{touch.on} {touch.channel} team/{touch.member}{feeling}  {touch.note}".rstrip()


def _more(count: int) -> str:
    return f"\nand {count - _SHOWN_TOUCHES} older" if count > _SHOWN_TOUCHES else ""
