"""`relmap map`: what a map of an account or a deal shows."""

from dataclasses import replace
from datetime import date

from relmap.analysis.finding import deal_meant
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
    within = deal_meant(book, deal, account=account)
    lit = None
    if path_to is not None:
        answer = path(book, account, path_to, today=today, k=1, deal=deal).answer
        if not answer.paths:
            raise NoPathToDraw(target=answer.target)
        lit = answer.paths[0]
    return build(book, account, view=view, today=today, deal=within, path=lit)


def in_language(book: Book, language: str) -> Book:
    """The book as a reader of that language sees it."""
    return replace(book, settings=replace(book.settings, language=language))
