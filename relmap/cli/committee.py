"""The table of a deal's buying committee, for `relmap show DEAL`."""

from relmap.analysis.committee import Committee, Place
from relmap.cli.output import prose, say, table
from relmap.model.book import Book
from relmap.model.saying import _
from relmap.usecases.committee_words import beneath, columns, row


def say_committee(book: Book, committee: Committee) -> None:
    """The table, what it has no room for, and how far the deal is covered."""
    places, coverage = committee.places, committee.coverage
    say()
    table(columns(), [row(book, place) for place in places], [_style(place) for place in places])
    for line in beneath(book, committee):
        prose(line, start="  ", indent=4)
    said = _("coverage {value}, with supporters {supportive}")
    say(said.format(value=f"{coverage.value:.0%}", supportive=f"{coverage.supportive:.0%}"), "strong")


def _style(place: Place) -> str:
    if not place.person:
        return "warn"
    return "dim" if place.standing is None or place.standing.person.has_left else ""
