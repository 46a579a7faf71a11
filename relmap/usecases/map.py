"""`relmap map`: what a map of an account or a deal shows."""

from datetime import date

from relmap.analysis.finding import find_deal
from relmap.analysis.map_building import build
from relmap.analysis.map_contents import INFLUENCE, ORG, MapContents
from relmap.errors import NoPathToDraw
from relmap.model.book import Book
from relmap.usecases.path import path

VIEWS = (INFLUENCE, ORG)


def map_contents(
    book: Book, account: str, *, view: str, today: date, deal: str | None = None, path_to: str | None = None
) -> MapContents:
    """The contents of one view; `path_to` (as typed) has the best path lit. Raises NoPathToDraw where there is none."""
    within = find_deal(book, deal, account=account) if deal else None
    lit = None
    if path_to is not None:
        answer = path(book, account, path_to, today=today, k=1, deal=deal).answer
        if not answer.paths:
            raise NoPathToDraw(target=answer.target)
        lit = answer.paths[0]
    return build(book, account, view=view, today=today, deal=within, path=lit)
