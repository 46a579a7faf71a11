"""`relmap merge-people`: two records of one person made one."""

from collections.abc import Iterator
from typing import Annotated

import typer

from relmap.cli import completion
from relmap.cli.interview import can_ask
from relmap.cli.options import Account, DryRun
from relmap.cli.output import prose, say
from relmap.cli.session import Session
from relmap.model.book import Book
from relmap.model.changes import Changes, Removed
from relmap.model.records import Person
from relmap.model.saying import _, in_order, name_of
from relmap.storage.beside import Beside, beside, dotted
from relmap.storage.layout import path_of
from relmap.usecases.merge_people import SIDES, Merging, as_sides, merge_people, merged_people

EXAMPLES = """
relmap merge-people finance-director kanya --take A
relmap merge-people somchai prasert --keep B --take B --take influence=A --dry-run
"""


def run(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="The record that stays.", autocompletion=completion.people)],
    second: Annotated[
        str,
        typer.Argument(metavar="B", help="The record of the same person that goes.", autocompletion=completion.people),
    ],
    take: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[FIELD=]A|B",
            help="Whose is right where the two contradict each other: in one field, or in all; repeat for several.",
        ),
    ] = None,
    keep: Annotated[str, typer.Option(metavar="A|B", help="Whose record, and so whose id, stays.")] = "A",
    account: Account = None,
    dry_run: DryRun = False,
) -> None:
    """Make one of two records of the same person: fields united, every reference rewritten.

    Lists are united and empty fields filled; of two ties to the same person the one that is stronger today stays, and
    the later date of verification; notes and sources are put one after the other. The name that goes becomes an alias.
    Where the two contradict each other, --take decides; on a terminal relmap asks. Keys of your own are united, too;
    --take does not cover them: two that differ are named, and nothing is changed until you have made them the same.
    Comments stay in the file that stays; those in the other go with it, and relmap says so.
    """
    session = Session.of(ctx)
    scope = session.scope(account, first, second)
    merging = Merging(account=scope, first=first, second=second, keep=keep, take=take or ())
    if session.may_ask and can_ask():
        merging = merging._replace(take=(*merging.take, *_asked(session, merging)))
    notes: list[str] = []

    def decide(book: Book) -> Changes:
        merged = merge_people(book, merging, today=session.today)
        notes.extend([*merged.notes, *_going(session, merged.changes)])
        return merged.changes

    # The whole book is read: anybody may refer to the record that goes.
    session.write(decide, every_reference=True, dry_run=dry_run)
    if not dry_run:
        for note in notes:
            prose(_("note: {note}").format(note=note))


def _going(session: Session, changes: Changes) -> Iterator[str]:
    """What becomes of that which the file that goes holds, and no record."""
    planned = {change.path: change.after for change in session.workspace.plan(changes)}
    for gone, kept in ((change.record, change.into) for change in changes if isinstance(change, Removed)):
        assert isinstance(gone, Person)
        assert kept is not None
        file, other = path_of(gone), path_of(kept)
        found, before = (_beside(gone, (session.root / path).read_bytes()) for path in (file, other))
        after = _beside(gone, planned[other]) if other in planned else before
        moved = [key for key in found.own if key not in before.own]
        moved += [dotted(steps) for steps in found.inner if steps in after.inner and steps not in before.inner]
        lost = [dotted(steps) for steps, value in found.inner.items() if after.inner.get(steps) != value]
        if moved:
            yield _("keys of your own moved from {file} to {other}: {keys}").format(
                file=file, other=other, keys=in_order(dict.fromkeys(moved))
            )
        if lost:
            yield _("keys of your own within {file} went with it: {keys}; git keeps what was committed").format(
                file=file, keys=in_order(dict.fromkeys(lost))
            )
        if found.has_comments:
            yield _("the comments in {file} went with it; git keeps what was committed").format(file=file)


def _beside(person: Person, data: bytes | None) -> Beside:
    return beside((data or b"").decode(), person.TYPE, person.account)


def _asked(session: Session, merging: Merging) -> list[str]:
    """`field=A` or `field=B` for everything in which the two contradict each other."""
    merged = session.find(lambda book: merged_people(book, merging, today=session.today), None)
    if merged.conflicts:
        a, b = (f"{one.ref} ({name_of(one)})" for one in (merged.a, merged.b))
        say(_("A is {a}, B is {b}. Ctrl-C stops.").format(a=a, b=b))
    found = []
    for conflict in merged.conflicts:
        path, of_a, of_b = as_sides(conflict, merging.keep)
        say(f"{path}\n  A  {of_a}\n  B  {of_b}")
        side = ""
        while side not in SIDES:
            side = typer.prompt(_("Whose is right, A or B")).strip().upper()
        found.append(f"{path}={side}")
    return found
