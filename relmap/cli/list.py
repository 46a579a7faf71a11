"""`relmap list`: who and what is in the book."""

from collections.abc import Sequence
from typing import Annotated

import typer

from relmap.analysis.value_words import CLOSED_LISTS, words_as_listed
from relmap.cli import completion
from relmap.cli.describe import shown
from relmap.cli.options import Account, Deal, Json
from relmap.cli.output import print_json, say, table
from relmap.cli.session import Session
from relmap.model.book import Book
from relmap.model.fields import ROLE
from relmap.model.kinds import STANCE, one_of
from relmap.model.records import Record, Touch
from relmap.model.saying import _, in_words, later, name_of
from relmap.usecases.list import KINDS, Filters, Listing, list_records
from relmap.usecases.values import Typing, typed

EXAMPLES = """
relmap list
relmap list --role decision_maker
relmap list people --department ครัว --stance 1
relmap list accounts --json
relmap list --deal ceramic-plates
relmap list touches --account siam-grand
"""

_COLUMNS = {
    "people": ("ref", "name", "title", "department", "roles", "stance", "influence", "status"),
    "accounts": ("id", "name", "segment", "industry", "owner"),
    "members": ("id", "name", "title", "status"),
    "deals": ("ref", "name", "stage", "amount", "currency", "close_on"),
    "touches": ("on", "member", "people", "channel", "feeling", "note", "next"),
    "campaigns": ("id", "name", "channel", "starts_on", "ends_on"),
}


def run(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]",
            help="people, accounts, members, deals, touches or campaigns.",
            autocompletion=completion.one_of(*KINDS),
        ),
    ] = "people",
    role: Annotated[
        str | None, typer.Option(help=later("Only people with this role."), autocompletion=completion.roles)
    ] = None,
    department: Annotated[str | None, typer.Option(help="Only people of this department.")] = None,
    stance: Annotated[str | None, typer.Option(help=later("Only people with this stance."))] = None,
    left: Annotated[bool, typer.Option("--left", help="Also people who left, and say so.")] = False,
    deal: Deal = None,
    account: Account = None,
    all_accounts: Annotated[bool, typer.Option("--all", help="Of every account.")] = False,
    as_json: Json = False,
) -> None:
    """List people (of the account that is meant, or of all), accounts, members, deals, touches or campaigns.

    With --deal only the people of its committee, with the roles, stance and influence that they have in it; or the
    touches made for it.
    """
    session = Session.of(ctx)
    one_of("KIND", kind, KINDS)
    scope = "" if all_accounts else session.scope(account, deal=deal)

    def asked(book: Book) -> Listing:
        filters = _filters(book, role, department, stance, left)
        return list_records(book, kind=kind, account=scope, filters=filters, deal=deal)

    if deal is None:
        found = asked(session.read(_reach(kind, scope), touches=kind == "touches"))
    else:
        found = session.find(asked, session.reach(scope, deal))
    if as_json:
        print_json(session.document(found.json()))
    elif found.records:
        _say_table(found, scope)
    else:
        unfiltered = (role, department, stance, deal) == (None,) * 4 and not left
        said = _("no {records} here yet") if unfiltered else _("no {records} like that")
        say(said.format(records=in_words("record", kind)))


def _reach(kind: str, scope: str) -> Sequence[str] | None:
    """The accounts to read for one kind of record; None for all."""
    if kind == "members":
        return ()
    return [scope] if scope and kind in ("people", "deals", "touches") else None


def _filters(book: Book, role: str | None, department: str | None, stance: str | None, left: bool) -> Filters:
    typing = Typing(book=book)
    return Filters(
        role="" if role is None else typed(ROLE, role, field="--role", typing=typing),
        department=department or "",
        stance=None if stance is None else typed(STANCE, stance, field="--stance", typing=typing),
        left=left,
    )


def _say_table(found: Listing, scope: str) -> None:
    """Columns that hold nothing are left out; inside one account, ids are short."""
    if found.deal is not None and found.kind == "people":
        say(_("in the deal {deal}").format(deal=found.deal.ref), "strong")
    # Somebody of another account may sit in a committee.
    short = scope and all(getattr(record, "account", scope) == scope for record in found.records)
    names = [("id" if name == "ref" and short else name) for name in _COLUMNS[found.kind]]
    columns = {name: [_cell(record, name, scope) for record in found.records] for name in names}
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    table([in_words("field", name) for name in filled], list(zip(*filled.values(), strict=True)))


def _cell(record: Record, name: str, scope: str) -> str:
    value = name_of(record) if name == "name" and not isinstance(record, Touch) else getattr(record, name)
    if name == "status":
        return in_words("status", "left") if value == "left" else ""
    if name == "people":
        return ", ".join(ref.removeprefix(f"{scope}/") for ref in value)
    if value in (None, "", ()):
        return ""
    # A stance is a number or a word.
    return words_as_listed(name, value) if name in CLOSED_LISTS and not isinstance(value, int) else shown(value)
