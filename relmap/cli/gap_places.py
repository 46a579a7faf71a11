"""Gaps with their places in the files, for the formats that other programs read."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from relmap.analysis.gaps import Gap
from relmap.cli.session import Session
from relmap.model.book import Book
from relmap.model.kinds import KeyPath
from relmap.model.records import Record
from relmap.model.settings import Settings, Waiver
from relmap.usecases.gaps import GapsResult, subject


class Place(NamedTuple):
    """A file, relative to the folder that a repository's checks run in, with slashes; and a line from 1."""

    file: str
    line: int


class Placed(NamedTuple):
    """A gap of an account, and where the record that it is about stands."""

    account: str
    gap: Gap
    place: Place


class PlacedWaiver(NamedTuple):
    """A waiver that does nothing; `fault` is why, in one sentence."""

    code: str
    waiver: Waiver
    fault: str
    place: Place


def placed_gaps(session: Session, book: Book, result: GapsResult, *, waived: bool = False) -> Iterator[Placed]:
    """The gaps, or those that are waived, worst first."""
    for account, gap in result.waived if waived else result.gaps:
        record, path = subject(book, gap, account, result.deal)
        yield Placed(account=account, gap=gap, place=_place(session, record, path))


def placed_waivers(session: Session, book: Book, result: GapsResult) -> Iterator[PlacedWaiver]:
    """The waivers that have run out, and those of no rule or about nothing in the book."""
    for number, waiver in enumerate(book.settings.gaps.waivers):
        place = _place(session, book.settings, ("gaps", "waivers", number))
        named = f"The waiver of {waiver.code} for {waiver.about}"
        if waiver in result.expired:
            yield PlacedWaiver("waiver-expired", waiver, f"{named} ran out on {waiver.until}", place)
        elif waiver in result.void:
            yield PlacedWaiver(
                "waiver-of-nothing", waiver, f"{named} is of no rule, or about nothing in the book", place
            )


def _place(session: Session, record: Record | Settings, path: KeyPath) -> Place:
    spot = session.files.locate(record, path)
    # Where the checks of a repository run, which need not be where the command was started.
    base = os.environ.get("GITHUB_WORKSPACE") or Path.cwd()
    file = os.path.relpath((session.root / spot.file).resolve(), Path(base).resolve())
    return Place(file=Path(file).as_posix(), line=spot.line)
